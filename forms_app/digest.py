"""The daily summary for an office: when it is due, and what it counts. Pure."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, time

from clinics.hours import Calendar
from forms_app.business_hours import openings_on


@dataclass(frozen=True)
class Counts:
    """The open requests of a location: how many, how many are late, and since when the oldest waits."""

    by_status: Mapping[str, int]
    overdue: int
    oldest: str  # ISO 8601; '' if there is none

    @property
    def total(self) -> int:
        return sum(self.by_status.values())

    @property
    def stored(self) -> dict[str, object]:
        return asdict(self)


def digest_moment(day: date, calendar: Calendar, at: time | None) -> datetime | None:
    """When the summary of a day is due: at a time on the place's clocks, else at opening; None if closed."""
    openings = openings_on(day, calendar)
    if not openings:
        return None
    return datetime.combine(day, at, tzinfo=calendar.zone) if at else openings[0].opens
