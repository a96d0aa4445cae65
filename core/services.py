import logging

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log, registry
from wagtail.models import Page, Revision

from core.schedules import REFUSED, tell_of_refusal

logger = logging.getLogger(__name__)


def publish_scheduled() -> None:
    """Unpublish the pages whose time is over and publish the revisions whose time has come.

    Each stands alone: one that is refused keeps its date and does not stop the next. It is told once, in the
    log, in the page's history and by mail.
    Wagtail's own command of this name ends at the first refusal.
    """
    now = timezone.now()
    for page in Page.objects.filter(live=True, expire_at__lt=now).order_by("expire_at"):
        try:
            with transaction.atomic():
                page.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
        except Exception:
            logger.exception("Page %s was not unpublished as scheduled", page.pk)
    for revision in Revision.objects.filter(approved_go_live_at__lt=now).order_by("approved_go_live_at"):
        try:
            with transaction.atomic():
                revision.publish(log_action="wagtail.publish.scheduled")
        except ValidationError:
            _note_refusal(revision)
        except Exception:
            logger.exception("Revision %s was not published as scheduled", revision.pk)


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
