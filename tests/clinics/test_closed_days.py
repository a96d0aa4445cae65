"""Holidays and other days on which the usual hours do not hold."""

from datetime import date, time
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.blocks import StructBlockValidationError

from clinics.blocks import SpecialDaysBlock
from clinics.holidays import HOLIDAYS, is_holiday
from clinics.hours import Span, SpecialDays, calendar, week
from clinics.models import LocationPage
from home.models import HomePage
from tests import factories


@pytest.mark.parametrize(
    ("key", "days"),
    [
        ("new_year", ["2026-01-01", "2027-01-01"]),
        ("king", ["2026-01-19", "2027-01-18"]),
        ("presidents", ["2026-02-16", "2027-02-15"]),
        ("memorial", ["2026-05-25", "2027-05-31"]),
        ("juneteenth", ["2026-06-19", "2027-06-19"]),
        ("independence", ["2026-07-04", "2027-07-04"]),
        ("labor", ["2026-09-07", "2027-09-06"]),
        ("columbus", ["2026-10-12", "2027-10-11"]),
        ("veterans", ["2026-11-11", "2027-11-11"]),
        ("thanksgiving", ["2026-11-26", "2027-11-25"]),
        ("after_thanksgiving", ["2026-11-27", "2027-11-26"]),
        ("christmas_eve", ["2026-12-24", "2027-12-24"]),
        ("christmas", ["2026-12-25", "2027-12-25"]),
        ("new_year_eve", ["2026-12-31", "2027-12-31"]),
    ],
)
def test_when_a_holiday_is(key: str, days: list[str]) -> None:
    assert [HOLIDAYS[key][1](year).isoformat() for year in (2026, 2027)] == days
    assert is_holiday(date.fromisoformat(days[0]), frozenset({key, "unknown"}))
    assert not is_holiday(date.fromisoformat(days[0]), frozenset(HOLIDAYS) - {key})


MORNING, AFTERNOON = Span(time(9), time(12)), Span(time(13), time(17))
CALENDAR = calendar(
    time_zone="America/Los_Angeles",
    hours=week([(day, time(9), time(17)) for day in range(5)]),
    holidays=["christmas", "independence"],
    special=[
        SpecialDays(date(2026, 8, 3), date(2026, 8, 5)),
        SpecialDays(date(2026, 12, 25), date(2026, 12, 25), (MORNING,)),
        SpecialDays(date(2026, 12, 25), date(2026, 12, 25), (AFTERNOON,)),
        SpecialDays(date(2026, 8, 8), date(2026, 8, 8), (MORNING,)),
    ],
)


@pytest.mark.parametrize(
    ("day", "spans"),
    [
        ("2026-08-02", ()),  # a Sunday
        ("2026-08-03", ()),
        ("2026-08-05", ()),
        ("2026-08-06", (Span(time(9), time(17)),)),
        ("2026-08-08", (MORNING,)),  # a Saturday
        ("2026-12-25", (MORNING, AFTERNOON)),  # a holiday on which they come in all the same
        ("2028-12-25", ()),
        ("2028-07-04", ()),
    ],
)
def test_what_holds_on_a_day(day: str, spans: tuple[Span, ...]) -> None:
    assert CALENDAR.spans_on(date.fromisoformat(day)) == spans


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({}, set()),
        ({"last": date(2026, 12, 4)}, set()),
        ({"last": date(2026, 12, 2)}, {"last"}),
        ({"opens": time(9), "closes": time(12)}, set()),
        ({"opens": time(9)}, {"closes"}),
        ({"closes": time(9)}, {"opens"}),
        ({"opens": time(12), "closes": time(12)}, {"closes"}),
    ],
)
def test_mistakes_are_named(fields: dict[str, Any], wrong: set[str]) -> None:
    given = {"name": "Training", "first": date(2026, 12, 3), "last": None, "opens": None, "closes": None}
    assert refused(given | fields) == wrong


def refused(value: dict[str, Any]) -> set[str]:
    """The fields of the block that are said to be wrong."""
    block = SpecialDaysBlock()
    try:
        block.clean(block.to_python(value))
    except StructBlockValidationError as error:
        return set(error.block_errors)
    return set()


def test_patients_read_of_holidays_and_of_what_is_to_come(home: HomePage, client: Client) -> None:
    this_year = timezone.localdate().year
    days = [
        {"type": "days", "value": {"name": "Moving", "first": f"{year}-12-03", "last": f"{year}-12-04"}}
        for year in (this_year - 1, this_year + 1)
    ]
    page = factories.make_location(
        closed_days=[{"type": "holidays", "value": ["memorial", "of another release"]}, *days]
    )
    moving = f"Moving: December 3, {this_year + 1} to December 4, {this_year + 1}"
    assert LocationPage.objects.get().closure_lines == ["Memorial Day", moving]
    html = client.get(page.url).content.decode()
    assert "<li>Memorial Day</li>" in html
    assert moving in html
    page.closures = "Some Mondays"
    assert page.closure_lines == ["Some Mondays", moving]
