"""What is past its date is deleted."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from core.models import RateCount
from forms_app.models.requests import AppointmentRequest, SubmissionFingerprint
from forms_app.services.requests import SAME_REQUEST


def retention_limit() -> datetime:
    """Requests that were closed before this have been kept for RETENTION_DAYS."""
    return timezone.now() - timedelta(days=settings.RETENTION_DAYS)


def purge_requests(*, before: datetime, dry_run: bool = False) -> int:
    """Delete what was closed, or set aside as spam, before the given time; returns how many requests.

    Their mail goes with them, and so does every fingerprint and every count that has served its time.
    """
    with transaction.atomic():
        past = AppointmentRequest.objects.past_retention(before)
        count = past.count()
        if not dry_run:
            past.only("pk").delete()  # unread, so that a lost key keeps nothing from being deleted
            SubmissionFingerprint.objects.filter(created__lt=timezone.now() - SAME_REQUEST).delete()
            RateCount.objects.filter(expires__lt=timezone.now()).delete()
    return count
