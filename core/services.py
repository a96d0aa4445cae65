import logging
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log, registry
from wagtail.models import Page, Revision

from core.schedules import REFUSED, tell_of_refusal

logger = logging.getLogger(__name__)


class NotDone(NamedTuple):
    """A page that was not published or taken down at its time. The reasons may quote a draft."""

    what: str
    reasons: tuple[str, ...]


def publish_scheduled() -> list[NotDone]:
    """Unpublish the pages whose time is over and publish the revisions whose time has come.

    Each stands alone: one that is refused keeps its date and does not stop the next. It is told once, in the
    log, in the page's history and by mail, and returned every time.
    """
    now = timezone.now()
    not_done = []
    for page in Page.objects.filter(live=True, expire_at__lt=now).order_by("expire_at"):
        try:
            with transaction.atomic():
                page.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
        except Exception as error:
            logger.exception("Page %s was not unpublished as scheduled", page.pk)
            not_done.append(NotDone(f"“{page.title}” was not unpublished", (type(error).__name__,)))
    for revision in Revision.objects.filter(approved_go_live_at__lt=now).order_by("approved_go_live_at"):
        try:
            with transaction.atomic():
                revision.publish(log_action="wagtail.publish.scheduled")
        except ValidationError as error:
            _note_refusal(revision)
            not_done.append(NotDone(f"“{revision.object_str}” was refused", tuple(error.messages)))
        except Exception as error:
            logger.exception("Revision %s was not published as scheduled", revision.pk)
            not_done.append(NotDone(f"“{revision.object_str}” was not published", (type(error).__name__,)))
    return not_done


def _note_refusal(revision: Revision) -> None:
    """What was refused may quote a draft, so the log does not say it."""
    page = revision.content_object
    if registry.get_logs_for_instance(page).filter(action=REFUSED, revision=revision).exists():
        return
    log(instance=page, action=REFUSED, revision=revision)
    logger.error("Revision %s was not published as scheduled: it was refused", revision.pk)
    try:
        tell_of_refusal(revision)
    except Exception as error:  # noqa: BLE001 - the page's history and the editor say it as well
        logger.error("Nobody was told by mail of revision %s: %s", revision.pk, type(error).__name__)
