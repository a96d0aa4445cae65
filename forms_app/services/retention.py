"""What is past its date is deleted."""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone
from wagtail.models import ModelLogEntry

from core.models import RateCount
from forms_app.choices import OPEN, Action, Status
from forms_app.models.access import AccessLog
from forms_app.models.requests import AppointmentRequest, RequestQuerySet, SubmissionFingerprint
from forms_app.models.retention import RetentionSettings
from forms_app.periods import MOST_DAYS
from forms_app.services.access import record_access
from forms_app.services.requests import SAME_REQUEST


class Period(NamedTuple):
    """Requests that are kept for the same time, and those of them that are past it."""

    label: str
    days: int
    before: datetime
    past: RequestQuerySet


def retention_periods(now: datetime) -> list[Period]:
    """What the purge deletes. One that was merged into another goes with that, and never before."""
    kept_for = RetentionSettings.load()
    alone = AppointmentRequest.objects.standing_alone()
    wanted, spam = alone.filter(is_spam=False), alone.filter(is_spam=True)
    scheduled = wanted.filter(status=Status.SCHEDULED).annotate(
        since=Greatest("status_since", "created", Coalesce("first_contact_at", "created"))
    )
    return [
        _period("Closed", kept_for.closed_days, now, wanted.filter(status=Status.CLOSED), "closed_at"),
        _period("Scheduled", kept_for.scheduled_days, now, scheduled, "since"),
        _period("Set aside as spam", kept_for.spam_days, now, spam, "created"),
    ]


def _period(label: str, days: int | None, now: datetime, requests: RequestQuerySet, since: str) -> Period:
    days = min(days or settings.RETENTION_DAYS, MOST_DAYS)
    before = now - timedelta(days=days)
    return Period(label, days, before, requests.filter(**{f"{since}__lt": before}))


def forgotten(now: datetime) -> Period:
    """Open requests as old as closed ones may become. They are not deleted; somebody should close them."""
    open_ones = AppointmentRequest.objects.filter(is_spam=False, status__in=OPEN)
    return _period("Open", None, now, open_ones, "created")


def purge_requests(*, now: datetime | None = None, batch: int = 200) -> int:
    """Delete what is past its time, with all that hangs on it; returns how many requests.

    Each batch is a transaction of its own, so whatever stops it, the next run goes on. That requests were
    deleted is noted in the access log, which forgets which they were.
    """
    now = now or timezone.now()
    total = 0
    for period in retention_periods(now):
        while pks := list(period.past.values_list("pk", flat=True)[:batch]):
            with transaction.atomic():
                _delete(pks)
                detail = f"{period.label}, kept for {period.days} days"
                record_access(user=None, action=Action.PURGE, count=len(pks), detail=detail)
            total += len(pks)
    SubmissionFingerprint.objects.filter(created__lt=now - SAME_REQUEST).delete()
    RateCount.objects.filter(expires__lt=now).delete()
    access_days = min(RetentionSettings.load().access_days, MOST_DAYS)
    AccessLog.objects.filter(at__lt=now - timedelta(days=access_days)).delete()
    return total


def _delete(pks: list[int]) -> None:
    """The requests and those merged into them, all that belongs to them, and every mention of them."""
    doomed = AppointmentRequest.objects.filter(Q(pk__in=pks) | Q(merged_into__in=pks))
    gone = dict(doomed.values_list("pk", "reference"))
    AccessLog.objects.filter(request__in=gone).update(reference="")
    SubmissionFingerprint.objects.filter(reference__in=gone.values()).delete()
    ModelLogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(AppointmentRequest), object_id__in=map(str, gone)
    ).delete()
    doomed.only("pk").delete()  # unread, so that a lost key keeps nothing from being deleted
