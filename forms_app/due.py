"""When a request should have been answered. Pure."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from clinics.hours import DayHours

USUAL_CLOSING = time(17)
WEEKDAYS = range(5)


def due_at(*, received: datetime, time_zone: str, hours: Sequence[DayHours]) -> datetime:
    """The end of the first business day after the one on which the request came in, at its location.

    A location that lists no hours is taken to close at five, Monday to Friday.
    """
    zone = ZoneInfo(time_zone)
    closing = {day.day: max(span.closes for span in day.spans) for day in hours if day.spans}
    closing = closing or dict.fromkeys(WEEKDAYS, USUAL_CLOSING)
    day = received.astimezone(zone).date() + timedelta(days=1)
    while day.weekday() not in closing:
        day += timedelta(days=1)
    return datetime.combine(day, closing[day.weekday()], tzinfo=zone)
