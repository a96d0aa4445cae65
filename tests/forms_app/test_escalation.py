"""Requests that nobody answers go to a second person and then to a manager, each once."""

import logging
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Site

from clinics.models import LocationPage
from forms_app import emails, outbox, services
from forms_app.answers import Answers
from forms_app.choices import Kind, Status
from forms_app.escalation import Step
from forms_app.models import AppointmentPage, AppointmentRequest, Escalation, Notification, OfficeSettings
from tests.forms_app.make import DISTINCTIVE, TYPED
from tests.forms_app.test_parallel import at_once

WEEK = [
    {"type": "span", "value": {"day": str(day), "opens": "09:00:00", "closes": "17:00:00"}}
    for day in range(5)
]


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """On a day of November 2026, by the clocks of Oregon; the 23rd is a Monday."""
    return datetime.fromisoformat(f"2026-11-{day:02}T{hour:02}:{minute:02}:00-08:00")


MONDAY_TEN = at(23, 10)


@pytest.fixture(autouse=True)
def _no_nudge(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services.delivery, "ask_for_delivery", lambda: None)


@pytest.fixture
def office(location: LocationPage) -> OfficeSettings:
    """Three hours to open, eight to reach the patient, four more for the manager; open on weekdays."""
    location.opening_hours = WEEK
    location.save_revision().publish()
    return OfficeSettings.objects.create(
        site=Site.objects.get(),
        opened_within=3,
        contacted_within=8,
        manager_after=4,
        second_emails="second@clinic.example",
        manager_emails="manager@clinic.example",
    )


@pytest.fixture
def waiting(page: AppointmentPage, location: LocationPage, office: OfficeSettings) -> AppointmentRequest:
    """Received on Monday at ten."""
    return received(page, location)


def received(
    page: AppointmentPage, location: LocationPage, *, now: datetime = MONDAY_TEN, is_spam: bool = False
) -> AppointmentRequest:
    given: dict[str, Any] = {name: value for name, value in TYPED.items() if isinstance(value, str)}
    answers = Answers(**given | {"voicemail_ok": True, "payer": f"Zephyr {now}"})
    location = LocationPage.objects.get(pk=location.pk)
    submission = services.submit_request(
        page=page, location=location, answers=answers, is_spam=is_spam, now=now
    )
    request = AppointmentRequest.objects.get(reference=submission.reference)
    request.notifications.update(created=now)
    AppointmentRequest.objects.filter(pk=request.pk).update(watch_at=now)
    return AppointmentRequest.objects.get(pk=request.pk)


def told() -> list[str]:
    mails = Notification.objects.filter(kind=Kind.ESCALATION)
    return [mail.recipient.partition("@")[0] for mail in mails]


def change(request: AppointmentRequest, **fields: object) -> None:
    AppointmentRequest.objects.filter(pk=request.pk).update(**fields)


def test_nobody_opens_it(waiting: AppointmentRequest) -> None:
    seen = []
    for moment in (at(23, 12, 59), at(23, 13), at(23, 13, 1), at(23, 16, 59), at(23, 17), at(24, 17)):
        services.escalate_waiting(now=moment)
        seen.append(told())
    assert seen == [[], ["second"], ["second"], ["second"], ["second", "manager"], ["second", "manager"]]
    assert set(Escalation.objects.values_list("request", "step")) == {
        (waiting.pk, Step.SECOND),
        (waiting.pk, Step.MANAGER),
    }
    waiting.refresh_from_db()
    assert waiting.watch_at is None


def test_it_is_opened_but_nobody_calls(waiting: AppointmentRequest) -> None:
    change(waiting, opened_at=at(23, 11))
    seen = []
    for moment in (at(23, 13), at(23, 17), at(24, 9, 59), at(24, 10), at(24, 13, 59), at(24, 14)):
        services.escalate_waiting(now=moment)
        seen.append(told())
    assert seen == [[], [], [], ["second"], ["second"], ["second", "manager"]]


def test_opening_it_puts_the_manager_off(waiting: AppointmentRequest) -> None:
    services.escalate_waiting(now=at(23, 13))
    change(waiting, opened_at=at(23, 14))
    services.escalate_waiting(now=at(23, 17))
    assert told() == ["second"]
    services.escalate_waiting(now=at(24, 14))
    assert told() == ["second", "manager"]


def test_what_is_answered_closed_or_spam_goes_nowhere(
    page: AppointmentPage, location: LocationPage, office: OfficeSettings
) -> None:
    settled: list[dict[str, Any]] = [
        {"first_contact_at": at(23, 12)},
        {"is_spam": True},
        *({"status": status} for status in ("attempted", "waiting", "scheduled", "closed")),
    ]
    for minutes, fields in enumerate(settled):
        change(received(page, location, now=at(23, 10, minutes)), **fields)
    assert services.escalate_waiting(now=at(30, 12)) == 0
    assert told() == []
    assert set(AppointmentRequest.objects.values_list("watch_at", flat=True)) == {None}


def test_a_scheduler_that_was_away_takes_both_steps_with_one_mail_to_an_address(
    waiting: AppointmentRequest, office: OfficeSettings
) -> None:
    office.manager_emails = "manager@clinic.example\nsecond@clinic.example"
    office.save()
    assert services.escalate_waiting(now=at(27, 12)) == 2
    assert told() == ["second", "manager"]


def test_holidays_of_the_location_do_not_count(
    page: AppointmentPage, location: LocationPage, office: OfficeSettings
) -> None:
    location.closed_days = [("holidays", ["thanksgiving", "after_thanksgiving"])]
    location.save_revision().publish()
    received(page, location, now=at(25, 15))
    services.escalate_waiting(now=at(28, 12))
    assert told() == []
    services.escalate_waiting(now=at(30, 10))
    assert told() == ["second"]


def test_a_location_can_name_its_own(waiting: AppointmentRequest, location: LocationPage) -> None:
    LocationPage.objects.filter(pk=location.pk).update(second_emails="here@clinic.example")
    services.escalate_waiting(now=at(24, 17))
    assert told() == ["here", "manager"]


def test_a_request_outlives_its_location(waiting: AppointmentRequest, location: LocationPage) -> None:
    location.delete()
    services.escalate_waiting(now=at(24, 17))
    assert told() == ["second", "manager"]


def test_whoever_is_named_later_is_told_then(waiting: AppointmentRequest, office: OfficeSettings) -> None:
    OfficeSettings.objects.update(second_emails="")
    services.escalate_waiting(now=at(23, 13))
    assert not Escalation.objects.exists()
    OfficeSettings.objects.update(second_emails="second@clinic.example")
    services.escalate_waiting(now=at(23, 13, 30))
    assert told() == []
    services.escalate_waiting(now=at(23, 14))
    assert told() == ["second"]


def test_other_hours_count_within_the_hour(waiting: AppointmentRequest) -> None:
    services.escalate_waiting(now=at(23, 10, 5))
    OfficeSettings.objects.update(opened_within=1)
    services.escalate_waiting(now=at(23, 11, 5))
    assert told() == ["second"]


def test_what_was_set_aside_counts_from_its_release(
    page: AppointmentPage, location: LocationPage, office: OfficeSettings
) -> None:
    request = received(page, location, now=at(2, 10), is_spam=True)
    services.escalate_waiting(now=at(20, 10))
    services.release_from_spam(request=request)
    request.refresh_from_db()
    assert request.due_at > timezone.now()  # however long it lay there
    request.notifications.update(created=at(23, 10))
    change(request, watch_at=at(23, 10))
    services.escalate_waiting(now=at(23, 12))
    assert told() == []
    services.escalate_waiting(now=at(23, 13))
    assert told() == ["second"]


def test_a_change_of_status_has_it_looked_at_again(waiting: AppointmentRequest) -> None:
    services.update_request(request=waiting, status="closed")
    services.escalate_waiting(now=timezone.now() + timedelta(minutes=1))
    reopened = services.update_request(request=waiting, status="new")
    assert reopened.watch_at is not None


def test_one_that_cannot_be_read_keeps_nobody_from_being_told(
    waiting: AppointmentRequest,
    page: AppointmentPage,
    location: LocationPage,
    caplog: pytest.LogCaptureFixture,
) -> None:
    change(received(page, location, now=at(23, 9)), location=None)
    LocationPage.objects.filter(pk=location.pk).update(time_zone="Nowhere/Land")
    assert services.escalate_waiting(now=at(23, 13)) == 1
    assert told() == ["second"]
    assert caplog.messages == [f"Request {waiting.pk} could not be watched: ZoneInfoNotFoundError"]


def test_the_mail_says_how_it_stands_and_nothing_of_the_patient(
    waiting: AppointmentRequest, mailoutbox: list, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    Notification.objects.all().delete()
    services.escalate_waiting(now=at(23, 13))
    assert outbox.deliver_due() == {"sent": 1}
    [message] = mailoutbox
    assert message.to == ["second@clinic.example"]
    assert message.subject == f"Still waiting: {waiting.reference}, Riverside"
    link = "http://testserver" + reverse("appointment_requests:inspect", args=[waiting.pk])
    for text in (message.body, message.alternatives[0].content):
        assert "Not opened yet" in text
        assert "Monday, November 23, 2026, 10:00 AM PST" in text
        assert text.count(link) == 1
        written = (text + message.subject + caplog.text).lower()
        assert [answer for answer in DISTINCTIVE if answer.lower() in written] == []


def test_a_mail_that_was_late_says_what_has_happened_since(waiting: AppointmentRequest) -> None:
    services.escalate_waiting(now=at(23, 13))
    standings: list[tuple[dict[str, object], str]] = [
        ({}, "Not opened yet"),
        ({"opened_at": at(23, 12)}, "Opened, but nobody has tried to reach the patient"),
        ({"status": Status.WAITING}, "Somebody has seen to it by now: Waiting"),
    ]
    for fields, standing in standings:
        change(waiting, **fields)
        mail = Notification.objects.get(kind=Kind.ESCALATION)
        assert f"So far:    {standing}\n" in emails.build(mail).body


def test_looking_is_cheap_however_many_there_are(
    waiting: AppointmentRequest, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    AppointmentRequest.objects.bulk_create(
        AppointmentRequest(
            reference=f"APT-{number}",
            due_at=at(24, 17),
            status=Status.CLOSED if number % 2 else Status.NEW,
            watch_at=None if number % 2 else at(30, 12),
        )
        for number in range(300)
    )
    change(waiting, watch_at=None)
    with CaptureQueriesContext(connection) as queries, django_assert_num_queries(2):
        assert services.escalate_waiting(now=at(23, 13)) == 0
    plan = AppointmentRequest.objects.filter(watch_at__lte=at(23, 13)).order_by("watch_at").explain()
    assert len(queries) == 2
    assert connection.vendor != "sqlite" or "USING INDEX" in plan


def test_many_are_told_in_a_few_queries_each(
    waiting: AppointmentRequest, page: AppointmentPage, location: LocationPage
) -> None:
    def queries_at(moment: datetime) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert services.escalate_waiting(now=moment)
        return len(queries)

    one = queries_at(at(23, 13))
    change(waiting, watch_at=None)
    for minutes in range(0, 60, 15):
        received(page, location, now=at(23, 9, minutes))
    four = queries_at(at(23, 13))
    assert four - one == 3 * (one - 3)  # three of them are for the sweep


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_sweeps_that_overlap_tell_everybody_once(
    waiting: AppointmentRequest, page: AppointmentPage, location: LocationPage
) -> None:
    for minutes in range(0, 60, 15):
        received(page, location, now=at(23, 9, minutes))
    taken = at_once(lambda: services.escalate_waiting(now=at(23, 13)), times=6)
    assert sum(taken) == Escalation.objects.count() == len(told()) == 5
