"""Each office gets a summary on business days: counts, and not a word about a patient."""

from datetime import time, timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from clinics.models import LocationPage, OrganisationSettings
from forms_app import outbox, services
from forms_app.choices import Kind, Outcome, State, Status
from forms_app.models import AppointmentPage, AppointmentRequest, Digest, Notification, OfficeSettings
from forms_app.panels import ProblemsPanel
from forms_app.services.delivery import record_attempt
from tests import factories
from tests.forms_app.make import DISTINCTIVE
from tests.forms_app.test_escalation import at, change, received
from tests.forms_app.test_escalation import office as office
from tests.forms_app.test_parallel import at_once


@pytest.fixture(autouse=True)
def _no_nudge(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services.delivery, "ask_for_delivery", lambda: None)


@pytest.fixture
def waiting(page: AppointmentPage, location: LocationPage, office: OfficeSettings) -> AppointmentRequest:
    """Received on Monday the 23rd at ten; the office has heard of it."""
    request = received(page, location)
    Notification.objects.all().delete()
    return request


def told() -> list[str]:
    return [mail.recipient for mail in Notification.objects.filter(kind=Kind.DIGEST)]


RIVERSIDE = "office-riverside@clinic.example"


def test_it_comes_at_opening_once_a_business_day(waiting: AppointmentRequest) -> None:
    moments = [at(24, 8, 59), at(24, 9), at(24, 9, 5), at(24, 16), at(25, 8), at(25, 9), at(28, 10)]
    sent = [services.send_digests(now=moment) for moment in moments]
    assert sent == [0, 1, 0, 0, 0, 1, 0]  # the 28th is a Saturday
    assert told() == [RIVERSIDE, RIVERSIDE]


def test_it_can_come_at_another_hour(waiting: AppointmentRequest) -> None:
    OfficeSettings.objects.update(digest_at=time(7, 30))
    assert [services.send_digests(now=moment) for moment in (at(24, 7, 29), at(24, 7, 30))] == [0, 1]


def test_it_can_be_turned_off(waiting: AppointmentRequest) -> None:
    OfficeSettings.objects.update(digest=False)
    assert services.send_digests(now=at(24, 10)) == 0


def test_none_comes_when_nothing_is_open_not_even_later_that_day(
    waiting: AppointmentRequest, page: AppointmentPage, location: LocationPage
) -> None:
    change(waiting, status=Status.CLOSED)
    change(received(page, location, now=at(23, 11)), status=Status.SCHEDULED)
    change(received(page, location, now=at(23, 12)), is_spam=True)
    assert services.send_digests(now=at(24, 9)) == 0
    received(page, location, now=at(24, 10))
    assert services.send_digests(now=at(24, 11)) == 0
    assert told() == []
    assert services.send_digests(now=at(25, 9)) == 1


def test_every_location_has_its_own(
    waiting: AppointmentRequest, page: AppointmentPage, location: LocationPage
) -> None:
    east = factories.make_location(
        title="East",
        slug="east",
        time_zone="America/New_York",
        office_emails="a@clinic.example\nb@clinic.example",
    )
    received(page, east)
    assert services.send_digests(now=at(24, 9)) == 1  # by now it is noon there, but it opens on Mondays only
    assert services.send_digests(now=at(30, 6)) == 2
    assert told() == [RIVERSIDE, "a@clinic.example", "b@clinic.example"]


def test_the_manager_gets_it_where_no_office_is_named(waiting: AppointmentRequest) -> None:
    OrganisationSettings.objects.update(fallback_office_emails="")
    LocationPage.objects.update(office_emails="")
    services.send_digests(now=at(24, 9))
    assert told() == ["manager@clinic.example"]


@pytest.fixture
def gone(waiting: AppointmentRequest, location: LocationPage) -> AppointmentRequest:
    """A request whose location was deleted."""
    location.delete()
    return AppointmentRequest.objects.get(pk=waiting.pk)


def test_what_is_open_at_a_location_that_is_gone_is_told_to_the_fallback_address(
    gone: AppointmentRequest, mailoutbox: list, admin_client: Client
) -> None:
    east = factories.make_location(title="East", slug="east")
    moments = [at(24, 8, 59), at(24, 9), at(24, 9, 5), at(25, 9)]
    assert [services.send_digests(now=moment) for moment in moments] == [0, 1, 0, 1]
    assert told() == ["fallback@clinic.example"] * 2
    outbox.deliver_due()
    message = mailoutbox[0]
    assert message.subject == "No location: 1 open request"
    assert "Open requests, No location\nTuesday, November 24, 2026, counted at 9:00 AM PST" in message.body
    link = "/admin/requests/?location=none"
    assert f"http://testserver{link}\n" in message.body
    other = received(gone.page.specific, east)
    shown = admin_client.get(link).content.decode()
    assert gone.reference in shown
    assert other.reference not in shown
    assert "No location" in BeautifulSoup(shown, "html.parser").select(".w-active-filters")[0].get_text()


def test_without_a_fallback_address_the_manager_is_told(gone: AppointmentRequest) -> None:
    OrganisationSettings.objects.update(fallback_office_emails="")
    services.send_digests(now=at(24, 9))
    assert told() == ["manager@clinic.example"]


@pytest.mark.parametrize("is_gone", [False, True])
def test_one_that_failed_is_told_of_until_the_next(
    waiting: AppointmentRequest, location: LocationPage, is_gone: bool
) -> None:
    if is_gone:
        location.delete()
    services.send_digests(now=at(24, 9))
    Notification.objects.update(state=State.FAILED)
    assert Notification.objects.given_up().count() == 1
    named = ["No location" if is_gone else "Riverside"]
    assert ProblemsPanel().get_context_data()["summaries"] == named
    services.send_digests(now=at(25, 9))
    assert not Notification.objects.given_up().exists()


def test_one_that_failed_goes_with_its_location(waiting: AppointmentRequest, location: LocationPage) -> None:
    services.send_digests(now=at(24, 9))
    Notification.objects.update(state=State.FAILED)
    location.delete()
    assert not Notification.objects.given_up().exists()


def test_an_alert_about_one_of_no_location(gone: AppointmentRequest, mailoutbox: list) -> None:
    OrganisationSettings.objects.update(fallback_office_emails="a@clinic.example\nb@clinic.example")
    services.send_digests(now=at(24, 9))
    mail = Notification.objects.filter(kind=Kind.DIGEST)[0]
    Notification.objects.update(state=State.SENDING, lease_token="x")
    record_attempt(pk=mail.pk, token="x", number=1, outcome=Outcome.GIVEN_UP)
    outbox.deliver_due()
    assert [(message.to, message.subject) for message in mailoutbox] == [
        (["b@clinic.example"], "Not delivered: daily summary, No location")
    ]


def test_what_it_says(
    waiting: AppointmentRequest,
    page: AppointmentPage,
    location: LocationPage,
    mailoutbox: list,
    admin_client: Client,
) -> None:
    for minutes, status in enumerate([Status.ATTEMPTED, Status.WAITING, Status.CLOSED, Status.NEW]):
        change(received(page, location, now=at(24, 11 + minutes)), status=status)
    Notification.objects.all().delete()
    services.send_digests(now=at(25, 9))
    change(waiting, status=Status.CLOSED)  # what happens later does not change what was counted
    assert outbox.deliver_due() == {"sent": 1}
    [message] = mailoutbox
    assert message.subject == "Riverside: 4 open requests, 1 overdue"
    lines = "Wednesday, November 25, 2026, counted at 9:00 AM PST|New: 2|Attempted: 1|Waiting: 1|Overdue: 1"
    html = message.alternatives[0].content
    for line in [*lines.split("|"), "The oldest came: 1\xa0day ago"]:
        assert f"{line}\n" in message.body
    assert '<th scope="row">Overdue</th><td>1</td>' in html
    link = f"http://testserver/admin/requests/?location={location.pk}"
    assert message.body.count(link) == html.count(link) == 1
    assert admin_client.get(link.removeprefix("http://testserver")).status_code == 200
    written = (message.subject + message.body + html).lower()
    assert [answer for answer in DISTINCTIVE if answer.lower() in written] == []
    assert "APT-" not in written.upper()


def test_old_ones_go_with_their_mails(waiting: AppointmentRequest) -> None:
    services.send_digests(now=at(24, 9))
    Notification.objects.filter(kind=Kind.DIGEST).update(created=at(24, 9) - timedelta(days=40))
    Digest.objects.update(created=at(24, 9) - timedelta(days=40))
    services.send_digests(now=at(25, 9))
    assert Digest.objects.exclude(location=None).count() == len(told()) == 1


def test_looking_costs_three_queries(
    waiting: AppointmentRequest, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    factories.make_location(title="East", slug="east")
    services.send_digests(now=at(30, 10))
    with django_assert_num_queries(3):
        services.send_digests(now=at(30, 10, 5))


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_schedulers_that_overlap_write_once(waiting: AppointmentRequest) -> None:
    assert sorted(at_once(lambda: services.send_digests(now=at(24, 9)), times=6)) == [0, 0, 0, 0, 0, 1]
    assert told() == [RIVERSIDE]
    assert Digest.objects.filter(location=None).count() == 1
