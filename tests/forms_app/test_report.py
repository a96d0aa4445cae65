from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from clinics.hours import calendar
from clinics.models import LocationPage
from forms_app.models import AppointmentPage, AppointmentRequest
from forms_app.reports.first_contact import received_by_week
from forms_app.weekly import HEIGHT, Received, Week, by_week, charts, monday_of, spoken_hours, weeks_between
from tests import factories
from tests.e2e.test_request import one
from tests.forms_app import make
from tests.forms_app.conftest import Submit

REPORT = "/admin/reports/first-contact/"
PACIFIC, EASTERN = ZoneInfo("America/Los_Angeles"), ZoneInfo("America/New_York")
MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("moment", "zone", "monday"),
    [
        (datetime(2026, 11, 23, 8, tzinfo=UTC), PACIFIC, date(2026, 11, 23)),
        (datetime(2026, 11, 23, 7, 59, tzinfo=UTC), PACIFIC, date(2026, 11, 16)),
        (datetime(2026, 11, 23, 7, 59, tzinfo=UTC), EASTERN, date(2026, 11, 23)),
        (datetime(2026, 11, 29, 23, tzinfo=UTC), PACIFIC, date(2026, 11, 23)),
        (datetime(2027, 1, 1, 12, tzinfo=UTC), PACIFIC, date(2026, 12, 28)),
    ],
)
def test_the_week_is_that_of_the_place(moment: datetime, zone: ZoneInfo, monday: date) -> None:
    assert monday_of(moment, zone) == monday


@pytest.mark.parametrize(
    ("monday", "label"),
    [(date(2026, 12, 28), "2026-W53"), (date(2027, 1, 4), "2027-W01"), (MONDAY, "2026-W48")],
)
def test_weeks_have_their_iso_names(monday: date, label: str) -> None:
    assert Week(monday, 0, 0, None).label == label


def received(place: str, hours: float | None, day: int = 24) -> Received:
    at = datetime(2026, 11, day, 20, tzinfo=UTC)
    return Received(place, at, None if hours is None else at + timedelta(hours=hours))


def test_medians_by_place_and_week() -> None:
    mondays = weeks_between(date(2026, 11, 16), MONDAY)
    rows = [received("B", hours) for hours in (1, 100, 3, None)] + [
        received("A", 2, day=17),
        received("A", 4, day=17),
    ]
    usual = calendar(time_zone="America/Los_Angeles", hours=())
    weeks = by_week([*rows, received("C", 1, day=1)], mondays, {}, usual)
    assert weeks == {
        "A": [Week(date(2026, 11, 16), 2, 2, 3.0, 3.0), Week(MONDAY, 0, 0, None)],
        "B": [Week(date(2026, 11, 16), 0, 0, None), Week(MONDAY, 4, 3, 3.0, 3.0)],
    }


@pytest.mark.parametrize(
    ("hours", "business"),
    [
        (2, "2 hours"),  # from noon on Tuesday
        (20, "5 hours"),  # to eight the next morning, before it opens
        (48, "16 hours"),  # a day is no day of eight hours
        (-1, "0 minutes"),
    ],
)
def test_business_hours_leave_nights_out(hours: float, business: str) -> None:
    usual = calendar(time_zone="America/Los_Angeles", hours=())
    (week,) = by_week([received("A", hours)], [MONDAY], {"A": usual}, usual)["A"]
    assert week.business_in_words == business


def test_a_chart_without_a_contact_has_no_scale() -> None:
    (chart,) = charts({"A": [Week(MONDAY, 1, 0, None)]})
    assert (chart.bars, chart.top) == ([], "")


def test_all_charts_have_one_scale_and_the_tallest_bar_fills_it() -> None:
    weeks = {"A": [Week(MONDAY, 1, 1, 10.0)], "B": [Week(MONDAY, 2, 2, 5.0), Week(MONDAY, 1, 0, None)]}
    first, second = charts(weeks)
    assert [(bar.y, bar.height) for bar in first.bars] == [(0, HEIGHT)]
    assert [(bar.y, bar.height) for bar in second.bars] == [(HEIGHT / 2, HEIGHT / 2)]
    assert first.top == second.top == "10 hours"


def test_a_contact_at_once_still_shows() -> None:
    (chart,) = charts({"A": [Week(MONDAY, 1, 1, 0.0)]})
    assert chart.bars[0].height == 2


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        (0, "0 minutes"),
        (1 / 60, "1 minute"),
        (0.75, "45 minutes"),
        (1, "1 hour"),
        (2.52, "2.5 hours"),
        (24, "1 day"),
        (60, "2.5 days"),
    ],
)
def test_times_in_words(hours: float, words: str) -> None:
    assert spoken_hours(hours) == words


def contacted(request: AppointmentRequest, hours: float, **fields: object) -> None:
    at = request.created + timedelta(hours=hours)
    AppointmentRequest.objects.filter(pk=request.pk).update(first_contact_at=at, **fields)


def test_the_report_draws_and_tabulates(
    client: Client, office: User, page: AppointmentPage, location: LocationPage
) -> None:
    mill = factories.make_location(title="Mill", slug="mill", time_zone="America/New_York")
    for place, first_name, hours in [(location, "A", 2), (location, "B", 6), (mill, "C", 48)]:
        contacted(make.request(page=page, location=place, first_name=first_name), hours)
    contacted(make.request(page=page, location=location, first_name="Spam"), 99, is_spam=True)
    client.force_login(office)
    response = client.get(REPORT)
    html = BeautifulSoup(response.content, "html.parser")
    assert [heading.get_text() for heading in html.select("section h2")] == ["Mill", "Riverside"]
    assert [title.get_text().partition(": ")[2] for title in html.select("rect title")] == [
        "2 days",
        "4 hours",
    ]
    for drawing in html.select("section svg"):
        assert drawing["role"] == "img"
        named = str(drawing["aria-labelledby"]).split()
        assert all(html.find(id=name) for name in named)
    assert [len(table.select("tbody tr")) for table in html.select("table")] == [12, 12]
    last_rows = [table.select("tbody tr")[-1].get_text("|", strip=True) for table in html.select("table")]
    assert [last_rows[0].split("|")[place] for place in (2, -2, -1)] == ["2 days", "1", "1"]
    assert [last_rows[1].split("|")[place] for place in (2, -2, -1)] == ["4 hours", "2", "2"]
    assert "business hours" in html.get_text()
    assert "Time to first contact" in one(html, "[data-controller=w-breadcrumbs]").get_text()
    assert "by the clock" in html.get_text()
    assert not [word for word in ("Reyes", "555-0142", "APT-") if word in html.get_text()]
    assert "no-store" in response["Cache-Control"]
    assert (
        len(BeautifulSoup(client.get(f"{REPORT}?weeks=52").content, "html.parser").select("tbody tr")) == 104
    )
    assert client.get(f"{REPORT}?weeks=999999").content.count(b"<tbody>") == 2


def test_the_report_asks_as_little_for_many_as_for_few(
    client: Client, office: User, submit: Submit, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(office)
    for number in range(3):
        contacted(submit(first_name=f"A{number}"), 1)
    old = submit(first_name="Old")
    AppointmentRequest.objects.filter(pk=old.pk).update(created=timezone.now() - timedelta(weeks=80))
    with django_assert_max_num_queries(3) as queries:
        received_by_week(12)
    asked = [query["sql"] for query in queries.captured_queries if "appointmentrequest" in query["sql"]]
    assert len(asked) == 1
    assert not [name for name in ("first_name", "phone", "email", "message") if name in asked[0]]


def test_the_report_is_for_those_who_see_requests(client: Client, office: User, marketing: User) -> None:
    client.force_login(marketing)
    assert client.get(REPORT).status_code == 302
    assert REPORT not in client.get("/admin/").content.decode()
    client.force_login(office)
    assert REPORT in client.get("/admin/").content.decode()
