"""The medical review of a page as its editors see it."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.utils import timezone
from wagtail.models import Page

from editorial.lexicons import lexicon_in_force
from editorial.medical_review.content import changes
from editorial.medical_review.spelling import is_minor
from editorial.models.corrections import Correction
from editorial.models.draft_links import ReviewComment, links_of
from editorial.models.notices import Notice
from editorial.models.reviews import history


def overview(draft: Page, user: AbstractBaseUser) -> dict[str, Any]:
    """How the newest draft stands, what readers are told, what is open, and what this user may do."""
    standing = draft.draft_review
    edits = []
    if standing and standing.is_edited:
        edits = list(changes(standing.review.approved_content, draft.content))
    live = type(draft).objects.filter(pk=draft.pk, live=True).first()
    allowed = draft.permissions_for_user(user)
    can_publish = allowed.can_publish()
    return {
        "page": draft,
        "standing": standing,
        "edits": edits,
        "told": live.review if live else None,
        "is_live": bool(live),
        "links": links_of(draft, timezone.now()),
        "comments": ReviewComment.objects.filter(page_id=draft.pk, resolved_at=None),
        "resolved": ReviewComment.objects.filter(page_id=draft.pk).exclude(resolved_at=None),
        "history": history(draft),
        "corrections": Correction.objects.filter(page_id=draft.pk),
        "failing": Notice.objects.failing().filter(page_id=draft.pk),
        "can_edit": allowed.can_edit(),
        "can_send": allowed.can_edit() and allowed.can_submit_for_moderation(),
        "can_record": allowed.can_edit() and may_record(user),
        "can_accept_edit": (
            can_publish
            and bool(standing and edits)
            and is_minor(standing.review.approved_content, draft.content, lexicon_in_force())
        ),
        "can_correct": can_publish and bool(live),
    }


def may_record(user: AbstractBaseUser) -> bool:
    return bool(user.has_perm("editorial.add_review"))
