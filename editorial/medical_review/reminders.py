"""When to remind of a review that runs out. Pure."""

from calendar import monthrange
from datetime import date

DAYS_BEFORE = (60, 14, 0)


def due(valid_until: date, today: date) -> int | None:
    """Which reminder has its day or is late, the nearest to the end only; None while there is time."""
    left = (valid_until - today).days
    return min((days for days in DAYS_BEFORE if left <= days), default=None)


def months_after(day: date, months: int) -> date:
    """The same day some months later, or the last of that month where it is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
