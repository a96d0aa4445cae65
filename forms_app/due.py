"""When a request should have been answered. Pure."""

from datetime import datetime, time, timedelta

from clinics.hours import Calendar
from forms_app.business_hours import openings_from, openings_on


def due_at(*, received: datetime, calendar: Calendar) -> datetime:
    """The end of the first business day after the one on which the request came in, at its location."""
    tomorrow = received.astimezone(calendar.zone).date() + timedelta(days=1)
    first = next(openings_from(datetime.combine(tomorrow, time(), tzinfo=calendar.zone), calendar))
    last = (openings_on(first.opens.astimezone(calendar.zone).date(), calendar) or [first])[-1]
    return last.closes.astimezone(calendar.zone)
