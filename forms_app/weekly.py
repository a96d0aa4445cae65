"""The time to first contact by place and week, and how it is drawn. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median
from zoneinfo import ZoneInfo

HEIGHT, BAR, GAP = 120, 16, 6


@dataclass(frozen=True)
class Received:
    """One request: where and when it came, and when somebody first got in touch."""

    place: str
    at: datetime
    contacted: datetime | None


@dataclass(frozen=True)
class Week:
    """One week of one place. Without a single contact there is no median."""

    monday: date
    received: int
    contacted: int
    hours: float | None

    @property
    def label(self) -> str:
        year, week, _ = self.monday.isocalendar()
        return f"{year}-W{week:02}"

    @property
    def in_words(self) -> str:
        return "nobody contacted yet" if self.hours is None else spoken_hours(self.hours)


@dataclass(frozen=True)
class Bar:
    x: int
    y: float
    height: float
    week: Week


@dataclass(frozen=True)
class Chart:
    """The weeks of one place as bars; all charts of a report have the same scale."""

    place: str
    weeks: Sequence[Week]
    bars: Sequence[Bar]
    top: str

    @property
    def width(self) -> int:
        return len(self.weeks) * (BAR + GAP) + GAP


def monday_of(moment: datetime, zone: ZoneInfo) -> date:
    day = moment.astimezone(zone).date()
    return day - timedelta(days=day.weekday())


def weeks_between(first: date, last: date) -> list[date]:
    """The Mondays from the first to the last."""
    return [first + timedelta(weeks=number) for number in range((last - first).days // 7 + 1)]


def by_week(
    received: Iterable[Received], mondays: Sequence[date], zone_of: dict[str, ZoneInfo], default: ZoneInfo
) -> dict[str, list[Week]]:
    """For each place, in the order of their names, all the weeks asked for, by the calendar of the place."""
    sorted_in: dict[str, dict[date, list[float | None]]] = defaultdict(lambda: defaultdict(list))
    for one in received:
        monday = monday_of(one.at, zone_of.get(one.place, default))
        if monday not in mondays:
            continue
        hours = (one.contacted - one.at).total_seconds() / 3600 if one.contacted else None
        sorted_in[one.place][monday].append(hours)
    return {
        place: [_week(monday, sorted_in[place][monday]) for monday in mondays] for place in sorted(sorted_in)
    }


def _week(monday: date, all_hours: list[float | None]) -> Week:
    known = [max(hours, 0.0) for hours in all_hours if hours is not None]
    return Week(monday, len(all_hours), len(known), median(known) if known else None)


def charts(places: dict[str, list[Week]]) -> list[Chart]:
    tallest = max((week.hours or 0 for weeks in places.values() for week in weeks), default=0) or 1
    return [
        Chart(place, weeks, [*_bars(weeks, tallest)], spoken_hours(tallest))
        for place, weeks in places.items()
    ]


def _bars(weeks: Sequence[Week], tallest: float) -> Iterable[Bar]:
    for number, week in enumerate(weeks):
        if week.hours is not None:
            height = max(HEIGHT * week.hours / tallest, 2)  # a contact within minutes is still one
            yield Bar(GAP + number * (BAR + GAP), round(HEIGHT - height, 1), round(height, 1), week)


def spoken_hours(hours: float) -> str:
    """A length of time in words: “40 minutes”, “5 hours”, “2.5 days”."""
    for size, unit in ((24, "day"), (1, "hour")):
        if hours >= size:
            value = f"{hours / size:.1f}".removesuffix(".0")
            return f"{value} {unit}{'' if value == '1' else 's'}"
    minutes = round(hours * 60)
    return f"{minutes} minute{'' if minutes == 1 else 's'}"
