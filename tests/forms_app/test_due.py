"""When requests are due and when they go to somebody else: the clock stands still, the calendars differ."""

from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinics.hours import Calendar, DayHours, Span, SpecialDays, calendar, week
from forms_app.business_hours import add_business, business_between, is_open
from forms_app.digest import digest_moment
from forms_app.due import due_at
from forms_app.escalation import Limits, Step, steps

LA = "America/Los_Angeles"
ZONES = {"LA": LA, "NY": "America/New_York", "PHOENIX": "America/Phoenix", "HONOLULU": "Pacific/Honolulu"}
LIMITS = Limits(opened=timedelta(hours=3), contacted=timedelta(hours=8), manager=timedelta(hours=4))


class Place(NamedTuple):
    hours: list[DayHours]
    holidays: tuple[str, ...] = ()
    special: tuple[SpecialDays, ...] = ()

    def calendar(self, time_zone: str) -> Calendar:
        return calendar(time_zone=time_zone, hours=self.hours, holidays=self.holidays, special=self.special)


def opened(days: range, *spans: tuple[int, int]) -> list[DayHours]:
    return week((day, time(opens), time(closes)) for day in days for opens, closes in spans)


HOLIDAYS = (
    *("new_year", "memorial", "independence", "labor"),
    *("thanksgiving", "after_thanksgiving", "christmas", "of another release"),
)
TRAINING = SpecialDays(date(2026, 12, 3), date(2026, 12, 3), (Span(time(13), time(17)),), "Training")
MOVE = SpecialDays(date(2026, 8, 3), date(2026, 8, 14), (), "We are moving")
FOR_GOOD = SpecialDays(date(2026, 1, 1), date(2036, 1, 1))

OFFICE = Place(opened(range(5), (9, 17)))
LUNCH = Place(opened(range(5), (8, 12), (13, 17)))
PLACES = {
    "office": OFFICE,
    "lunch": LUNCH,
    "overlap": Place(opened(range(5), (8, 18), (9, 12))),
    "from Tue": Place(opened(range(1, 5), (9, 17))),
    "Tuesdays": Place(opened(range(1, 2), (13, 18), (8, 12))),
    "Sundays": Place(opened(range(6, 7), (0, 12))),
    "nights": Place(opened(range(7), (0, 6))),
    "no hours": Place(week([])),
    "office +": OFFICE._replace(holidays=HOLIDAYS),
    "lunch +": LUNCH._replace(holidays=HOLIDAYS),
    "training": OFFICE._replace(holidays=HOLIDAYS, special=(TRAINING,)),
    "moves": OFFICE._replace(special=(MOVE,)),
}

# When a request is due; when the second person is told if nobody has opened it, and the manager after that;
# when the second person is told if somebody has. Times are those on the clocks of the place.
TABLE = """
a Monday morning                          | LA       | office   | 2026-11-16T10:00-08:00 | 11-17 17:00 PST | 11-16 13:00 PST | 11-16 17:00 PST | 11-17 10:00 PST
ten minutes before closing                | LA       | office   | 2026-11-16T16:50-08:00 | 11-17 17:00 PST | 11-17 11:50 PST | 11-17 15:50 PST | 11-17 16:50 PST
at opening to the minute                  | LA       | office   | 2026-11-16T09:00-08:00 | 11-17 17:00 PST | 11-16 12:00 PST | 11-16 16:00 PST | 11-16 17:00 PST
at closing to the minute                  | LA       | office   | 2026-11-16T17:00-08:00 | 11-17 17:00 PST | 11-17 12:00 PST | 11-17 16:00 PST | 11-17 17:00 PST
in the evening                            | LA       | office   | 2026-11-16T21:00-08:00 | 11-17 17:00 PST | 11-17 12:00 PST | 11-17 16:00 PST | 11-17 17:00 PST
in the small hours                        | LA       | office   | 2026-11-17T03:00-08:00 | 11-18 17:00 PST | 11-17 12:00 PST | 11-17 16:00 PST | 11-17 17:00 PST
still Monday there, Tuesday in UTC        | LA       | office   | 2026-11-17T05:00+00:00 | 11-17 17:00 PST | 11-17 12:00 PST | 11-17 16:00 PST | 11-17 17:00 PST
on a Friday at noon                       | LA       | office   | 2026-11-13T12:00-08:00 | 11-16 17:00 PST | 11-13 15:00 PST | 11-16 11:00 PST | 11-16 12:00 PST
on a Saturday                             | LA       | office   | 2026-11-14T12:00-08:00 | 11-16 17:00 PST | 11-16 12:00 PST | 11-16 16:00 PST | 11-16 17:00 PST
on a Sunday just before midnight          | LA       | office   | 2026-11-15T23:59-08:00 | 11-16 17:00 PST | 11-16 12:00 PST | 11-16 16:00 PST | 11-16 17:00 PST
before lunch                              | LA       | lunch    | 2026-11-16T11:00-08:00 | 11-17 17:00 PST | 11-16 15:00 PST | 11-17 10:00 PST | 11-17 11:00 PST
during lunch                              | LA       | lunch    | 2026-11-16T12:30-08:00 | 11-17 17:00 PST | 11-16 16:00 PST | 11-17 11:00 PST | 11-17 12:00 PST
hours that overlap                        | LA       | overlap  | 2026-11-16T10:00-08:00 | 11-17 18:00 PST | 11-16 13:00 PST | 11-16 17:00 PST | 11-16 18:00 PST
closed on Mondays                         | LA       | from Tue | 2026-11-13T15:00-08:00 | 11-17 17:00 PST | 11-17 10:00 PST | 11-17 14:00 PST | 11-17 15:00 PST
open once a week                          | LA       | Tuesdays | 2026-11-17T10:00-08:00 | 11-24 18:00 PST | 11-17 14:00 PST | 11-17 18:00 PST | 11-24 09:00 PST
lists no hours                            | LA       | no hours | 2026-11-13T12:00-08:00 | 11-16 17:00 PST | 11-13 15:00 PST | 11-16 11:00 PST | 11-16 12:00 PST
before Thanksgiving                       | LA       | office + | 2026-11-25T15:00-08:00 | 11-30 17:00 PST | 11-30 10:00 PST | 11-30 14:00 PST | 11-30 15:00 PST
on Thanksgiving                           | LA       | office + | 2026-11-26T11:00-08:00 | 11-30 17:00 PST | 11-30 12:00 PST | 11-30 16:00 PST | 11-30 17:00 PST
Thanksgiving without holidays             | LA       | office   | 2026-11-26T11:00-08:00 | 11-27 17:00 PST | 11-26 14:00 PST | 11-27 10:00 PST | 11-27 11:00 PST
Christmas Eve, a Thursday                 | NY       | office + | 2026-12-24T14:00-05:00 | 12-28 17:00 EST | 12-24 17:00 EST | 12-28 13:00 EST | 12-28 14:00 EST
over the end of the year                  | NY       | office + | 2026-12-31T16:00-05:00 | 01-04 17:00 EST | 01-04 11:00 EST | 01-04 15:00 EST | 01-04 16:00 EST
before Labor Day                          | NY       | office + | 2026-09-04T16:00-04:00 | 09-08 17:00 EDT | 09-08 11:00 EDT | 09-08 15:00 EDT | 09-08 16:00 EDT
before Memorial Day                       | NY       | lunch +  | 2026-05-22T16:00-04:00 | 05-26 17:00 EDT | 05-26 10:00 EDT | 05-26 15:00 EDT | 05-26 16:00 EDT
July 4 on a Saturday                      | NY       | office + | 2026-07-02T16:00-04:00 | 07-03 17:00 EDT | 07-03 11:00 EDT | 07-03 15:00 EDT | 07-03 16:00 EDT
before half a day                         | LA       | training | 2026-12-02T15:00-08:00 | 12-03 17:00 PST | 12-03 14:00 PST | 12-04 10:00 PST | 12-04 11:00 PST
two weeks closed                          | LA       | moves    | 2026-07-31T15:00-07:00 | 08-17 17:00 PDT | 08-17 10:00 PDT | 08-17 14:00 PDT | 08-17 15:00 PDT
clocks go forward at the weekend          | LA       | office   | 2026-03-06T16:00-08:00 | 03-09 17:00 PDT | 03-09 11:00 PDT | 03-09 15:00 PDT | 03-09 16:00 PDT
clocks go forward, New York               | NY       | office   | 2026-03-06T16:00-05:00 | 03-09 17:00 EDT | 03-09 11:00 EDT | 03-09 15:00 EDT | 03-09 16:00 EDT
clocks go forward while it is open        | LA       | Sundays  | 2026-03-07T20:00-08:00 | 03-08 12:00 PDT | 03-08 04:00 PDT | 03-08 08:00 PDT | 03-08 09:00 PDT
clocks go back at the weekend             | LA       | office   | 2026-10-30T16:00-07:00 | 11-02 17:00 PST | 11-02 11:00 PST | 11-02 15:00 PST | 11-02 16:00 PST
clocks go back while it is open           | LA       | Sundays  | 2026-10-31T20:00-07:00 | 11-01 12:00 PST | 11-01 02:00 PST | 11-01 06:00 PST | 11-01 07:00 PST
in the hour that comes twice, first time  | LA       | nights   | 2026-11-01T01:30-07:00 | 11-02 06:00 PST | 11-01 03:30 PST | 11-02 01:30 PST | 11-02 02:30 PST
in the hour that comes twice, second time | LA       | nights   | 2026-11-01T01:30-08:00 | 11-02 06:00 PST | 11-01 04:30 PST | 11-02 02:30 PST | 11-02 03:30 PST
Phoenix in March                          | PHOENIX  | office   | 2026-03-06T16:00-07:00 | 03-09 17:00 MST | 03-09 11:00 MST | 03-09 15:00 MST | 03-09 16:00 MST
Phoenix in November                       | PHOENIX  | office   | 2026-10-30T16:00-07:00 | 11-02 17:00 MST | 11-02 11:00 MST | 11-02 15:00 MST | 11-02 16:00 MST
Honolulu at night                         | HONOLULU | office   | 2026-03-07T23:00+00:00 | 03-09 17:00 HST | 03-09 12:00 HST | 03-09 16:00 HST | 03-09 17:00 HST
Honolulu, Friday there                    | HONOLULU | office   | 2026-11-14T01:00+00:00 | 11-16 17:00 HST | 11-16 10:00 HST | 11-16 14:00 HST | 11-16 15:00 HST
a leap day                                | NY       | office   | 2028-02-28T16:00-05:00 | 02-29 17:00 EST | 02-29 11:00 EST | 02-29 15:00 EST | 02-29 16:00 EST
"""  # noqa: E501
CASES = [[cell.strip() for cell in line.split("|")] for line in TABLE.strip().splitlines()]


def spoken(moment: datetime) -> str:
    return f"{moment:%m-%d %H:%M %Z}"


@pytest.mark.parametrize(
    ("zone", "place", "received", "due", "second", "manager", "second_if_opened"),
    [case[1:] for case in CASES],
    ids=[case[0] for case in CASES],
)
def test_deadlines(
    zone: str, place: str, received: str, due: str, second: str, manager: str, second_if_opened: str
) -> None:
    open_hours = PLACES[place].calendar(ZONES[zone])
    came = datetime.fromisoformat(received)
    assert spoken(due_at(received=came, calendar=open_hours)) == due
    unopened = dict(steps(told=came, is_opened=False, limits=LIMITS, calendar=open_hours))
    assert [spoken(unopened[step]) for step in (Step.SECOND, Step.MANAGER)] == [second, manager]
    opened = dict(steps(told=came, is_opened=True, limits=LIMITS, calendar=open_hours))
    assert spoken(opened[Step.SECOND]) == second_if_opened
    assert opened[Step.MANAGER] == add_business(opened[Step.SECOND], LIMITS.manager, open_hours)


def test_what_is_closed_for_years_goes_by_its_week_again() -> None:
    came = datetime(2026, 11, 16, 18, tzinfo=UTC)
    assert due_at(received=came, calendar=OFFICE._replace(special=(FOR_GOOD,)).calendar(LA)) > came


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-11-16T09:00-08:00", True),
        ("2026-11-16T08:59-08:00", False),
        ("2026-11-16T17:00-08:00", False),
        ("2026-11-15T12:00-08:00", False),
        ("2026-11-26T12:00-08:00", False),
        ("2026-12-03T10:00-08:00", False),
        ("2026-12-03T14:00-08:00", True),
        ("2026-11-17T00:30+00:00", True),
    ],
)
def test_is_open(moment: str, expected: bool) -> None:
    assert is_open(datetime.fromisoformat(moment), PLACES["training"].calendar(LA)) is expected


@pytest.mark.parametrize(
    ("day", "at", "expected"),
    [
        (date(2026, 11, 16), None, "2026-11-16T16:00+00:00"),  # LUNCH opens at eight
        (date(2026, 11, 16), time(7, 30), "2026-11-16T15:30+00:00"),
        (date(2026, 7, 6), None, "2026-07-06T15:00+00:00"),
        (date(2026, 11, 15), time(7, 30), None),
        (date(2026, 11, 26), None, None),
    ],
)
def test_when_the_digest_is_due(day: date, at: time | None, expected: str | None) -> None:
    moment = digest_moment(day, PLACES["lunch +"].calendar(LA), at)
    assert (moment and moment.astimezone(UTC).isoformat(timespec="minutes")) == expected


MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))
DURATIONS = st.timedeltas(timedelta(minutes=1), timedelta(hours=30))


@given(
    place=st.sampled_from(list(PLACES.values())),
    time_zone=st.sampled_from(list(ZONES.values())),
    start=MOMENTS,
    one=DURATIONS,
    other=DURATIONS,
)
def test_business_time_adds_up(
    place: Place, time_zone: str, start: datetime, one: timedelta, other: timedelta
) -> None:
    open_hours = place.calendar(time_zone)
    end = add_business(start, one, open_hours)
    assert business_between(start, end, open_hours) == one
    assert add_business(end, other, open_hours) == add_business(start, one + other, open_hours)
    assert business_between(end, start, open_hours) == timedelta()
