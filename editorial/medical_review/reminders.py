"""For how long a review holds, and when to remind that it runs out. Pure."""

from calendar import monthrange
from datetime import date

DAYS_BEFORE = (60, 14, 0)
MOST_YEARS = 5
MOST_MONTHS = 12 * MOST_YEARS


def problem_with_days(approved_on: date, valid_until: date, today: date) -> str:
    """What is wrong with the days of a review that is recorded today, in words; "" if nothing is."""
    if approved_on > today:
        return "A review cannot be of a day in the future."
    if months_after(approved_on, MOST_MONTHS) < today:
        return f"A review of more than {MOST_YEARS} years ago is not recorded: the article needs a new one."
    if valid_until <= approved_on:
        return "A review holds for at least a day."
    if valid_until > months_after(today, MOST_MONTHS):
        return f"A review holds until {MOST_YEARS} years from today at the most."
    return ""


def due(valid_until: date, today: date) -> int | None:
    """Which reminder has its day or is late, the nearest to the end only; None while there is time."""
    left = (valid_until - today).days
    return min((days for days in DAYS_BEFORE if left <= days), default=None)


def months_after(day: date, months: int) -> date:
    """The same day some months later, or the last of that month where it is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
