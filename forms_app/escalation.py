"""When a request that nobody answers goes to somebody else. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from clinics.hours import Calendar
from forms_app.business_hours import add_business


class Step(StrEnum):
    """Who is told of a request that waits too long, in this order, each once."""

    SECOND = "second"
    MANAGER = "manager"


@dataclass(frozen=True)
class Limits:
    """How much business time may pass: until somebody opens the request, until somebody has tried to reach
    the patient, and from the first of these missed until a manager is told.
    """

    opened: timedelta
    contacted: timedelta
    manager: timedelta


def missed_at(*, told: datetime, is_opened: bool, limits: Limits, calendar: Calendar) -> datetime:
    """When a request that nobody has answered has waited too long, counted from when the office was told."""
    contact = add_business(told, limits.contacted, calendar)
    return contact if is_opened else min(contact, add_business(told, limits.opened, calendar))


def steps(
    *, told: datetime, is_opened: bool, limits: Limits, calendar: Calendar
) -> Iterator[tuple[Step, datetime]]:
    """Who is to be told and when, for as long as nobody has answered."""
    missed = missed_at(told=told, is_opened=is_opened, limits=limits, calendar=calendar)
    yield Step.SECOND, missed
    yield Step.MANAGER, add_business(missed, limits.manager, calendar)
