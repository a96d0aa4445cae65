"""Opening hours as a week of days. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from itertools import groupby
from zoneinfo import ZoneInfo

from clinics.holidays import is_holiday

DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
DAY_CHOICES = [(str(number), name) for number, name in enumerate(DAYS)]


@dataclass(frozen=True)
class Span:
    """From one time of the day to a later one, both local to the location."""

    opens: time
    closes: time

    def __str__(self) -> str:
        return f"{clock(self.opens)} to {clock(self.closes)}"


@dataclass(frozen=True)
class DayHours:
    """One weekday (0 is Monday) and when the doors are open on it."""

    day: int
    spans: tuple[Span, ...]

    @property
    def name(self) -> str:
        return DAYS[self.day]

    @property
    def text(self) -> str:
        return ", ".join(str(span) for span in self.spans) or "Closed"


@dataclass(frozen=True)
class SpecialDays:
    """Days, from the first to the last, on which the usual hours do not hold. No spans: closed."""

    first: date
    last: date
    spans: tuple[Span, ...] = ()
    name: str = ""

    @property
    def text(self) -> str:
        """The days in words: 'Staff training: December 3, 2026, 1 pm to 5 pm'."""
        days = spoken_day(self.first) + (f" to {spoken_day(self.last)}" if self.last > self.first else "")
        hours = f", open {' and '.join(map(str, self.spans))}" if self.spans else ""
        return f"{self.name}: {days}{hours}" if self.name else f"{days}{hours}"


USUAL_WEEK = tuple(DayHours(day, (Span(time(9), time(17)),) if day < 5 else ()) for day in range(7))


@dataclass(frozen=True)
class Calendar:
    """When a place is open. Its times are those on the clocks of its zone."""

    zone: ZoneInfo
    week: tuple[DayHours, ...] = USUAL_WEEK
    holidays: frozenset[str] = frozenset()
    special: tuple[SpecialDays, ...] = ()

    def spans_on(self, day: date) -> tuple[Span, ...]:
        """What was entered for the very day comes before holidays, and both before the weekday's hours."""
        entered = [days.spans for days in self.special if days.first <= day <= days.last]
        if entered:
            return tuple(span for spans in entered for span in spans)
        return () if is_holiday(day, self.holidays) else self.week[day.weekday()].spans


def calendar(
    *,
    time_zone: str,
    hours: Sequence[DayHours],
    holidays: Iterable[str] = (),
    special: Iterable[SpecialDays] = (),
) -> Calendar:
    """A place that lists no hours is taken to be open from nine to five, Monday to Friday."""
    week_of_it = tuple(hours) if any(day.spans for day in hours) else USUAL_WEEK
    return Calendar(ZoneInfo(time_zone), week_of_it, frozenset(holidays), tuple(special))


def spoken_day(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def clock(moment: time) -> str:
    """A time as Americans read it: '9 am', '12:30 pm', 'noon', 'midnight'."""
    if moment == time(12):
        return "noon"
    if moment == time(0):
        return "midnight"
    hour = moment.hour % 12 or 12
    minutes = f":{moment.minute:02}" if moment.minute else ""
    return f"{hour}{minutes} {'am' if moment.hour < 12 else 'pm'}"


def week(entries: Iterable[tuple[int, time, time]]) -> list[DayHours]:
    """Seven days, Monday first, from (day, opens, closes) in any order."""
    spans: dict[int, list[Span]] = {day: [] for day in range(7)}
    for day, opens, closes in entries:
        spans[day].append(Span(opens, closes))
    return [DayHours(day, tuple(sorted(found, key=lambda span: span.opens))) for day, found in spans.items()]


def in_short(days: Iterable[DayHours]) -> list[str]:
    """Days with the same hours in one line, closed days left out: 'Mon to Thu: 8 am to 5 pm'."""
    runs = [list(run) for _, run in groupby(days, key=lambda day: day.spans)]
    return [
        f"{run[0].name[:3]}{f' to {run[-1].name[:3]}' if len(run) > 1 else ''}: {run[0].text}"
        for run in runs
        if run[0].spans
    ]
