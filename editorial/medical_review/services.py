"""What is written of reviews, minor edits and corrections. Each stays; what no longer counts is withdrawn."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from editorial.lexicon import Lexicon
from editorial.medical_review.content import fingerprint, with_other_sources
from editorial.medical_review.reminders import problem_with_days
from editorial.medical_review.spelling import is_minor
from editorial.models.corrections import Correction
from editorial.models.draft_links import DraftLink
from editorial.models.reviews import MinorEdit, Review, Withdrawable


class NotMinor(Exception):
    """The edit may change what the article says; it needs a new review."""


@transaction.atomic
def record_review(
    *,
    revision: Revision,
    provider: Any,
    statement: str,
    approved_on: date,
    valid_until: date,
    scope: str = str(Review.Scope.ALL),
    user: AbstractBaseUser | None = None,
    link: DraftLink | None = None,
) -> Review:
    """Record that a provider (a ProviderPage) has approved what this revision says."""
    if problem := problem_with_days(approved_on, valid_until, timezone.localdate()):
        raise ValidationError(problem)
    page = revision.as_object()
    review = Review.objects.create(
        page_id=page.pk,
        revision=revision,
        revision_number=revision.pk,
        revision_created=revision.created_at,
        content=page.content,
        fingerprint=page.fingerprint,
        provider=provider,
        reviewer=provider.full_name,
        scope=scope,
        statement=statement,
        approved_on=approved_on,
        valid_until=valid_until,
        recorded_by=user,
        link=link,
    )
    data = {
        "reviewer": review.reviewer,
        "approved_on": approved_on.isoformat(),
        "link": link.way if link else "",
    }
    log(instance=page, action="editorial.review", user=user, data=data, revision=revision)
    return review


@transaction.atomic
def accept_minor_edit(
    *, review: Review, revision: Revision, reason: str, user: AbstractBaseUser | None, lexicon: Lexicon
) -> MinorEdit:
    """Let a review hold for a version that differs from what was approved by spelling or layout only.

    It is compared with the text that was approved, never with an earlier minor edit, so that small steps
    lead nowhere. The clinic's own lexicon says which words carry the meaning. NotMinor means that it says
    something else.
    """
    page = revision.as_object()
    review = Review.objects.counting().get(pk=review.pk, page_id=page.pk)
    if not is_minor(review.approved_content, page.content, lexicon):
        raise NotMinor
    edit, _ = MinorEdit.objects.get_or_create(
        review=review,
        fingerprint=page.fingerprint,
        defaults={"revision_number": revision.pk, "reason": reason, "recorded_by": user},
    )
    log(instance=page, action="editorial.minor_edit", user=user, data={"reason": reason}, revision=revision)
    return edit


@transaction.atomic
def publish_correction(
    *, page: Page, text: str, corrected_on: date, user: AbstractBaseUser | None
) -> Correction:
    """Tell readers, from now on, what the page said wrongly."""
    correction = Correction.objects.create(
        page_id=page.pk, text=text, corrected_on=corrected_on, recorded_by=user
    )
    log(instance=page, action="editorial.correction", user=user, data={"text": text})
    return correction


@transaction.atomic
def withdraw(*, record: Withdrawable, page: Page, reason: str, user: AbstractBaseUser | None) -> None:
    """Let a review or a correction no longer count. It stays in the history, with the reason."""
    withdrawn = {"withdrawn_at": timezone.now(), "withdrawn_by": user, "withdrawn_because": reason}
    if type(record)._default_manager.filter(pk=record.pk, withdrawn_at=None).update(**withdrawn):
        data = {"record": str(record), "reason": reason}
        log(instance=page, action=f"editorial.{record._meta.model_name}.withdraw", user=user, data=data)


@transaction.atomic
def follow_merged_sources(*, keys: Mapping[int, int], fingerprints: Mapping[str, str]) -> None:
    """Let reviews, minor edits and links hold for what they held for, now that it names other sources.

    `fingerprints` says of each version that was rewritten what its fingerprint was, and is.
    """
    for review in Review.objects.all().iterator(chunk_size=50):
        content = with_other_sources(review.approved_content, keys)
        if content != review.approved_content:
            now = fingerprint(content)
            Review.objects.filter(pk=review.pk).update(content=content, fingerprint=now)
    for was, now in fingerprints.items():
        DraftLink.objects.filter(fingerprint=was).update(fingerprint=now)
        same = MinorEdit.objects.filter(fingerprint=now).values("review")
        MinorEdit.objects.filter(fingerprint=was).exclude(review__in=same).update(fingerprint=now)
