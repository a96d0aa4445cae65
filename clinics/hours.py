"""Opening hours as a week of days. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time
from itertools import groupby

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
