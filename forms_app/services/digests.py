"""The daily summary for each office."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Count, Min, Q
from django.utils import timezone

from clinics.models import LocationPage
from forms_app.choices import OPEN, Kind, Status
from forms_app.digest import Counts, digest_moment
from forms_app.models.escalation import Digest
from forms_app.models.outbox import Notification
from forms_app.models.requests import AppointmentRequest
from forms_app.models.routing import OfficeSettings
from forms_app.recipients import calendar_of, digest_recipients
from forms_app.services.delivery import enqueue

KEPT = timedelta(days=30)


def send_digests(*, now: datetime) -> int:
    """Write to each office whose summary of the day is due; returns how many mails.

    What is open at a location that is gone is told to the fallback address, at the usual hours. Any number of
    these may run at once: a location has one summary a day. What was not open when it was due comes with the
    next day's.
    """
    office = OfficeSettings.of_default_site()
    if not office.digest:
        return 0
    return sum(
        write_digest(location=location, day=day, office=office, now=now)
        for location, day in _due(office, now)
    )


def _due(office: OfficeSettings, now: datetime) -> Iterator[tuple[LocationPage | None, date]]:
    recent = Digest.objects.filter(created__gt=now - timedelta(days=2))
    written = set(recent.values_list("location", "day"))
    for location in [*LocationPage.objects.all(), None]:
        calendar = calendar_of(location)
        day = now.astimezone(calendar.zone).date()
        if (location.pk if location else None, day) not in written:
            moment = digest_moment(day, calendar, office.digest_at)
            if moment and moment <= now:
                yield location, day


def write_digest(*, location: LocationPage | None, day: date, office: OfficeSettings, now: datetime) -> int:
    """Count, and write to the office unless nothing is open. Summaries of long ago go, with their mails."""
    counts = count_open(location, now)
    with transaction.atomic():
        digest, is_new = Digest.objects.get_or_create(
            location=location, day=day, defaults={"created": now, "counts": counts.stored}
        )
        if not is_new:
            return 0
        past = now - KEPT
        Notification.objects.filter(request=None, created__lt=past).delete()
        Digest.objects.filter(created__lt=past).delete()
        addresses = digest_recipients(location, office) if counts.total else []
        mails = enqueue(request=None, mails={Kind.DIGEST: addresses})
        digest.mails.set(mails)
    return len(mails)


def count_open(location: LocationPage | None, now: datetime) -> Counts:
    """The open requests of a location, or of those that are gone, without reading any."""
    open_requests = AppointmentRequest.objects.filter(location=location, status__in=OPEN, is_spam=False)
    late = Count("pk", filter=Q(status=Status.NEW, due_at__lte=now))
    rows = list(
        open_requests.order_by()
        .values("status")
        .annotate(number=Count("pk"), late=late, oldest=Min("created"))
    )
    oldest = min((row["oldest"] for row in rows), default=None)
    return Counts(
        by_status={row["status"]: row["number"] for row in rows},
        overdue=sum(row["late"] for row in rows),
        oldest=timezone.localtime(oldest).isoformat() if oldest else "",
    )
