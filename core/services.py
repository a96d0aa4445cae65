import logging

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Revision

logger = logging.getLogger(__name__)


def publish_scheduled() -> None:
    """Unpublish the pages whose time is over and publish the revisions whose time has come.

    Each stands alone: one that is refused is logged, keeps its date and does not stop the next.
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
        except ValidationError as refusal:
            logger.error("Revision %s was not published as scheduled: %s", revision.pk, refusal)
        except Exception:
            logger.exception("Revision %s was not published as scheduled", revision.pk)
