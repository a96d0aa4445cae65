"""Reckoning in business hours. Pure.

Hours are those on the clocks of a place; between its opening and its closing real time counts, also in the
nights in which the clocks change.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from clinics.hours import Calendar

LONGEST_CLOSURE = 400  # days; what is closed for longer goes by its usual week again

DAY = timedelta(days=1)


class Opening(NamedTuple):
    """From one moment to a later one, in UTC."""

    opens: datetime
    closes: datetime


def openings_on(day: date, calendar: Calendar) -> list[Opening]:
    """When the place is open on a day, in order, without overlaps."""
    merged: list[Opening] = []
    for opens, closes in sorted(_moments(day, calendar)):
        if merged and opens <= merged[-1].closes:
            merged[-1] = merged[-1]._replace(closes=max(merged[-1].closes, closes))
        else:
            merged.append(Opening(opens, closes))
    return merged


def _moments(day: date, calendar: Calendar) -> Iterator[tuple[datetime, datetime]]:
    """An hour that the clocks show twice counts twice, one that they skip not at all."""
    for span in calendar.spans_on(day):
        opens = datetime.combine(day, span.opens, tzinfo=calendar.zone).astimezone(UTC)
        closes = datetime.combine(day, span.closes.replace(fold=1), tzinfo=calendar.zone).astimezone(UTC)
        if opens < closes:
            yield opens, closes


def openings_from(start: datetime, calendar: Calendar) -> Iterator[Opening]:
    """Without end: all of what is open at the moment or later."""
    day = start.astimezone(calendar.zone).date()
    closed_for = 0
    while True:
        found = [opening for opening in openings_on(day, calendar) if opening.closes > start]
        yield from found
        closed_for = 0 if found else closed_for + 1
        if closed_for > LONGEST_CLOSURE:
            calendar = replace(calendar, special=(), holidays=frozenset())
        day += DAY


def add_business(start: datetime, duration: timedelta, calendar: Calendar) -> datetime:
    """When so much business time has passed. What falls out at closing time is due then, not next morning."""
    left = duration
    for opens, closes in openings_from(start, calendar):
        begins = max(start, opens)
        if left <= closes - begins:
            return (begins + left).astimezone(calendar.zone)
        left -= closes - begins
    raise AssertionError("there is always a next opening")


def business_between(start: datetime, end: datetime, calendar: Calendar) -> timedelta:
    """How much business time lies between two moments; none if the second is not later."""
    passed = timedelta()
    for opens, closes in openings_from(start, calendar):
        if opens >= end:
            break
        passed += max(timedelta(), min(end, closes) - max(start, opens))
    return passed


def is_open(moment: datetime, calendar: Calendar) -> bool:
    day = moment.astimezone(calendar.zone).date()
    return any(opens <= moment < closes for opens, closes in openings_on(day, calendar))
