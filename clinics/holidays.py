"""The holidays on which American offices often close, and their dates. Pure."""

from collections.abc import Callable
from datetime import date, timedelta

Rule = Callable[[int], date]


def _fixed(month: int, day: int) -> Rule:
    return lambda year: date(year, month, day)


def _nth(number: int, weekday: int, month: int) -> Rule:
    """The first, second ... such weekday (0 is Monday) of a month."""

    def rule(year: int) -> date:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))

    return rule


def _last_monday_of_may(year: int) -> date:
    last = date(year, 5, 31)
    return last - timedelta(days=last.weekday())


def _after(rule: Rule) -> Rule:
    return lambda year: rule(year) + timedelta(days=1)


_thanksgiving = _nth(4, 3, 11)

# Each is closed on the day itself. Where a clinic moves a holiday off the weekend, it enters that day.
HOLIDAYS: dict[str, tuple[str, Rule]] = {
    "new_year": ("New Year’s Day", _fixed(1, 1)),
    "king": ("Martin Luther King Jr. Day", _nth(3, 0, 1)),
    "presidents": ("Presidents’ Day", _nth(3, 0, 2)),
    "memorial": ("Memorial Day", _last_monday_of_may),
    "juneteenth": ("Juneteenth", _fixed(6, 19)),
    "independence": ("Independence Day", _fixed(7, 4)),
    "labor": ("Labor Day", _nth(1, 0, 9)),
    "columbus": ("Columbus Day, Indigenous Peoples’ Day", _nth(2, 0, 10)),
    "veterans": ("Veterans Day", _fixed(11, 11)),
    "thanksgiving": ("Thanksgiving Day", _thanksgiving),
    "after_thanksgiving": ("The day after Thanksgiving", _after(_thanksgiving)),
    "christmas_eve": ("Christmas Eve", _fixed(12, 24)),
    "christmas": ("Christmas Day", _fixed(12, 25)),
    "new_year_eve": ("New Year’s Eve", _fixed(12, 31)),
}
HOLIDAY_CHOICES = [(key, name) for key, (name, _) in HOLIDAYS.items()]


def is_holiday(day: date, keys: frozenset[str]) -> bool:
    """Whether one of these holidays falls on the day. A key that is not known falls on none."""
    return any(HOLIDAYS[key][1](day.year) == day for key in keys if key in HOLIDAYS)
