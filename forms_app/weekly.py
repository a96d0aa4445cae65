"""The time to first contact by place and week, and how it is drawn. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median
from zoneinfo import ZoneInfo

from clinics.hours import Calendar
from forms_app.business_hours import business_between

HEIGHT, BAR, GAP = 120, 16, 6


@dataclass(frozen=True)
class Received:
    """One request: where and when it came, and when somebody first got in touch."""

    place: str
    at: datetime
    contacted: datetime | None


@dataclass(frozen=True)
class Week:
    """One week of one place, with the medians by the clock and in business hours; none without a contact."""

    monday: date
    received: int
    contacted: int
    hours: float | None
    business_hours: float | None = None

    @property
    def label(self) -> str:
        year, week, _ = self.monday.isocalendar()
        return f"{year}-W{week:02}"

    @property
    def in_words(self) -> str:
        return "nobody contacted yet" if self.hours is None else spoken_hours(self.hours)

    @property
    def business_in_words(self) -> str:
        """A day is one of 24 hours, so this is told in hours alone."""
        return "" if self.business_hours is None else spoken_hours(self.business_hours, longest="hour")


@dataclass(frozen=True)
class Bar:
    x: int
    y: float
    height: float
    week: Week


@dataclass(frozen=True)
class Chart:
    """The weeks of one place as bars; all charts of a report have the same scale.

    `top` is that in words, and empty where there is no bar.
    """

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
    received: Iterable[Received],
    mondays: Sequence[date],
    calendar_of: dict[str, Calendar],
    default: Calendar,
) -> dict[str, list[Week]]:
    """For each place, in the order of their names, all the weeks asked for, by the calendar of the place."""
    sorted_in: dict[str, dict[date, list[Received]]] = defaultdict(lambda: defaultdict(list))
    for one in received:
        monday = monday_of(one.at, calendar_of.get(one.place, default).zone)
        if monday in mondays:
            sorted_in[one.place][monday].append(one)
    return {
        place: [
            _week(monday, sorted_in[place][monday], calendar_of.get(place, default)) for monday in mondays
        ]
        for place in sorted(sorted_in)
    }


def _week(monday: date, received: Sequence[Received], calendar: Calendar) -> Week:
    spans = [(one.at, max(one.at, one.contacted)) for one in received if one.contacted]
    if not spans:
        return Week(monday, len(received), 0, None)
    by_the_clock = median((end - start).total_seconds() for start, end in spans)
    in_business = median(business_between(start, end, calendar).total_seconds() for start, end in spans)
    return Week(monday, len(received), len(spans), by_the_clock / 3600, in_business / 3600)


def charts(places: dict[str, list[Week]]) -> list[Chart]:
    tallest = max((week.hours or 0 for weeks in places.values() for week in weeks), default=0) or 1
    drawn = {place: [*_bars(weeks, tallest)] for place, weeks in places.items()}
    return [
        Chart(place, places[place], bars, spoken_hours(tallest) if bars else "")
        for place, bars in drawn.items()
    ]


def _bars(weeks: Sequence[Week], tallest: float) -> Iterable[Bar]:
    for number, week in enumerate(weeks):
        if week.hours is not None:
            height = max(HEIGHT * week.hours / tallest, 2)  # a contact within minutes is still one
            yield Bar(GAP + number * (BAR + GAP), round(HEIGHT - height, 1), round(height, 1), week)


def spoken_hours(hours: float, longest: str = "day") -> str:
    """A length of time in words: “40 minutes”, “5 hours”, “2.5 days”."""
    for size, unit in ((24, "day"), (1, "hour")):
        if hours >= size and (unit == "hour" or longest == "day"):
            value = f"{hours / size:.1f}".removesuffix(".0")
            return f"{value} {unit}{'' if value == '1' else 's'}"
    minutes = round(hours * 60)
    return f"{minutes} minute{'' if minutes == 1 else 's'}"
