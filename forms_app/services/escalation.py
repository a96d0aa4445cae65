"""Requests that wait too long are told to somebody else."""

import logging
from datetime import datetime, timedelta
from itertools import chain

from django.db import transaction
from django.db.models import Min, Q

from forms_app.choices import Kind
from forms_app.escalation import Step, steps
from forms_app.models.escalation import Escalation
from forms_app.models.requests import UNCONTACTED, AppointmentRequest
from forms_app.models.routing import OfficeSettings
from forms_app.recipients import calendar_of, waiting_recipients
from forms_app.services.delivery import enqueue

MOST_AT_ONCE = 200  # a few seconds; the rest is the next sweep's
# Hours, holidays and settings that somebody changes meanwhile count after this time at the latest.
LOOK_AGAIN = timedelta(hours=1)

logger = logging.getLogger(__name__)


def escalate_waiting(*, now: datetime) -> int:
    """Tell the next person of each request that has waited too long; returns how many steps were taken.

    Any number of these may run at once, and as often as they like: each step of a request happens once.
    """
    waiting = AppointmentRequest.objects.filter(watch_at__lte=now)
    waiting.exclude(UNCONTACTED).update(watch_at=None)
    due = list(waiting.order_by("watch_at").values_list("pk", flat=True)[:MOST_AT_ONCE])
    if not due:
        return 0
    office = OfficeSettings.of_default_site()
    return sum(_look_at(pk=pk, office=office, now=now) for pk in due)


def _look_at(*, pk: int, office: OfficeSettings, now: datetime) -> int:
    """One request; a fault with it does not keep the others from being looked at."""
    try:
        return len(escalate(pk=pk, office=office, now=now))
    except Exception as error:  # noqa: BLE001 - whatever it was, the others still wait
        logger.error("Request %s could not be watched: %s", pk, type(error).__name__)
        return 0


def escalate(*, pk: int, office: OfficeSettings, now: datetime) -> list[Step]:
    """Take the steps that are due for one request, and note when to look at it again."""
    with transaction.atomic():
        request = _waiting(pk, now)
        if request is None:  # answered, or somebody else has just looked
            return []
        ahead = _steps_ahead(request, office)
        named = {
            step: waiting_recipients(step, request.location, office)
            for step, moment in ahead.items()
            if moment <= now
        }
        taken = [step for step, addresses in named.items() if addresses]
        Escalation.objects.bulk_create(Escalation(request=request, step=step, created=now) for step in taken)
        told = dict.fromkeys(chain.from_iterable(named.values()))
        enqueue(request=request, mails={Kind.ESCALATION: told})
        request.watch_at = _next_look([ahead[step] for step in ahead if step not in taken], now)
        request.save(update_fields=["watch_at"])
    return taken


def _waiting(pk: int, now: datetime) -> AppointmentRequest | None:
    """The request, locked and without its answers, if it still waits and is to be looked at."""
    waiting = AppointmentRequest.objects.uncontacted().filter(pk=pk, watch_at__lte=now)
    rows = waiting.select_for_update(of=("self",)).select_related("location")
    return rows.only("created", "opened_at", "watch_at", "location").first()


def _steps_ahead(request: AppointmentRequest, office: OfficeSettings) -> dict[Step, datetime]:
    """The steps not taken yet, each with its time. The clock starts when the office is first written to."""
    office_told = Min("created", filter=Q(kind=Kind.OFFICE))
    moments = steps(
        told=request.notifications.aggregate(at=office_told)["at"] or request.created,
        is_opened=request.opened_at is not None,
        limits=office.limits,
        calendar=calendar_of(request.location),
    )
    taken = set(request.escalations.values_list("step", flat=True))
    return {step: moment for step, moment in moments if step not in taken}


def _next_look(moments: list[datetime], now: datetime) -> datetime | None:
    """At the next step, within the hour; a step that had nobody to tell is tried again then."""
    if not moments:
        return None
    later = [moment for moment in moments if moment > now]
    return min([now + LOOK_AGAIN, *later])
