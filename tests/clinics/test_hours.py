from datetime import time

import pytest

from clinics.hours import clock, week
from clinics.schema import opening_hours


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (time(0), "midnight"),
        (time(0, 30), "12:30 am"),
        (time(9), "9 am"),
        (time(9, 5), "9:05 am"),
        (time(12), "noon"),
        (time(12, 30), "12:30 pm"),
        (time(17), "5 pm"),
    ],
)
def test_clock(moment: time, words: str) -> None:
    assert clock(moment) == words


def test_a_week_has_seven_days_in_order() -> None:
    days = week([(4, time(13), time(17)), (0, time(9), time(17)), (4, time(8), time(12))])
    assert [day.name for day in days][::6] == ["Monday", "Sunday"]
    assert [day.text for day in days] == [
        "9 am to 5 pm",
        "Closed",
        "Closed",
        "Closed",
        "8 am to noon, 1 pm to 5 pm",
        "Closed",
        "Closed",
    ]


def test_hours_for_search_engines() -> None:
    found = opening_hours(week([(4, time(13), time(17)), (4, time(8), time(12))]))
    assert [(each["dayOfWeek"], each["opens"], each["closes"]) for each in found] == [
        ("https://schema.org/Friday", "08:00", "12:00"),
        ("https://schema.org/Friday", "13:00", "17:00"),
    ]
