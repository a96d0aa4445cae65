"""A clinician without an account reads a draft through a link, comments on it, and approves it."""

from datetime import date, timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from editorial.medical_review.services import record_review
from editorial.models.draft_links import DraftLink, ReviewComment
from editorial.models.notices import Notice
from editorial.models.reviews import Review
from editorial.models.settings import EditorialSettings
from editorial.models.sign_off import ClinicalSignOffTask


class LinkSpent(Exception):
    """The link was used, was revoked or has run out since it was opened."""


class DraftChanged(Exception):
    """The draft says something else by now; whoever is to approve it needs a new link."""


@transaction.atomic
def make_link(*, page: Page, provider: Page, user: AbstractBaseUser, email: str = "") -> DraftLink:
    """A link to the newest draft of this page, mailed to the address if there is one."""
    revision = page.revision_to_review()
    link = DraftLink.objects.create(
        page_id=page.pk,
        revision=revision,
        fingerprint=revision.as_object().fingerprint,
        provider=provider,
        email=email,
        created_by=user,
        expires_at=timezone.now() + timedelta(days=EditorialSettings.of_default_site().link_days),
    )
    if email:
        _tell(Notice.Kind.INVITATION, link, key=link.pk)
    return link


def revoke(*, link: DraftLink) -> None:
    DraftLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=timezone.now())


@transaction.atomic
def leave_comment(
    *, link: DraftLink, text: str, path: str = "", place: str = "", quote: str = ""
) -> ReviewComment:
    """Keep what the clinician says, and tell the editors that there is something."""
    if not DraftLink.objects.open(timezone.now()).filter(pk=link.pk).exists():
        raise LinkSpent
    comment = _comment(link, text, path=path, place=place, quote=quote)
    _tell(Notice.Kind.COMMENT, link, key=comment.pk)
    return comment


@transaction.atomic
def approve(
    *, link: DraftLink, scope: str, statement: str, valid_until: date, today: date | None = None
) -> Review:
    """Record the review of the draft that the link shows, and end the sign-off that waits for it.

    The link is used up. DraftChanged means that the draft is no longer what the link was made for. Where a
    workflow ends with this and publishing is refused, nothing of it is kept.
    """
    _use_up(link)
    page = link.page.specific
    revision = page.get_latest_revision()
    if revision.as_object().fingerprint != link.fingerprint:
        raise DraftChanged
    review = record_review(
        revision=revision,
        provider=link.provider,
        scope=scope,
        statement=statement,
        approved_on=today or timezone.localdate(),
        valid_until=valid_until,
        link=link,
    )
    _tell(Notice.Kind.APPROVED, link, key=link.pk, review=review)
    waiting = page.current_workflow_task_state
    if waiting and isinstance(waiting.task.specific, ClinicalSignOffTask):
        waiting.approve(comment=f"Signed off through a link by {review.reviewer}")
    return review


@transaction.atomic
def ask_for_changes(*, link: DraftLink, text: str) -> ReviewComment:
    """Keep what has to change and send the draft back to its editors. The link is used up."""
    _use_up(link)
    comment = _comment(link, text)
    _tell(Notice.Kind.CHANGES, link, key=link.pk)
    waiting = link.page.specific.current_workflow_task_state
    if waiting and isinstance(waiting.task.specific, ClinicalSignOffTask):
        waiting.reject(comment=f"{comment.author}: {text}")
    return comment


def _use_up(link: DraftLink) -> None:
    """Of two answers at once, one finds the link used."""
    now = timezone.now()
    if not DraftLink.objects.open(now).filter(pk=link.pk).update(used_at=now):
        raise LinkSpent


def _comment(link: DraftLink, text: str, **where: str) -> ReviewComment:
    author = link.provider.full_name
    return ReviewComment.objects.create(page_id=link.page_id, link=link, author=author, text=text, **where)


def _tell(kind: object, link: DraftLink, *, key: int, review: Review | None = None) -> None:
    Notice.objects.create(key=f"{kind}:{key}", kind=kind, page_id=link.page_id, link=link, review=review)
