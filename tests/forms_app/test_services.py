from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from clinics.models import LocationPage, OrganisationSettings
from forms_app import nudge, services
from forms_app.answers import Answers
from forms_app.choices import Kind, State, Status
from forms_app.models import AppointmentPage, AppointmentRequest, Notification, SubmissionFingerprint
from forms_app.services import Submission, submit_request
from tests import factories
from tests.forms_app.conftest import Submit

NOON = datetime(2026, 11, 23, 20, tzinfo=UTC)
ANA: dict[str, Any] = {"first_name": "Ana", "last_name": "Reyes", "phone": "+1 503-555-0142"}


def send(
    page: AppointmentPage, location: LocationPage, *, now: datetime = NOON, **answers: Any
) -> Submission:
    return submit_request(page=page, location=location, answers=Answers(**ANA | answers), now=now)


def test_a_request_and_its_mail_are_stored_together(page: AppointmentPage, location: LocationPage) -> None:
    submission = send(page, location, email="ana@mail.example", days=("monday",))
    request = AppointmentRequest.objects.get()
    assert str(request) == request.reference == submission.reference
    assert (request.status, request.location_name, request.page) == (Status.NEW, "Riverside", page)
    assert request.due_at > request.created == NOON
    assert [(mail.kind, mail.recipient, mail.state) for mail in request.notifications.all()] == [
        (Kind.OFFICE, "office-riverside@clinic.example", State.DUE),
        (Kind.PATIENT, "ana@mail.example", State.DUE),
    ]


def test_every_office_address_gets_a_mail_of_its_own(page: AppointmentPage) -> None:
    location = factories.make_location(title="Mill", slug="mill", office_emails="a@c.example\nb@c.example")
    send(page, location)
    assert [mail.recipient for mail in Notification.objects.all()] == ["a@c.example", "b@c.example"]


def test_a_location_without_addresses_falls_back_to_the_clinics(page: AppointmentPage) -> None:
    send(page, factories.make_location(title="Mill", slug="mill", office_emails=""))
    assert [mail.recipient for mail in Notification.objects.all()] == ["fallback@clinic.example"]


def test_a_request_nobody_would_hear_of_is_stored_and_shown(page: AppointmentPage) -> None:
    OrganisationSettings.objects.update(fallback_office_emails="")
    send(page, factories.make_location(title="Mill", slug="mill", office_emails=""))
    assert not Notification.objects.exists()
    assert AppointmentRequest.objects.unnoticed().get().delivery == ("Nobody was written to", True)


def test_personal_data_is_unreadable_in_the_database(page: AppointmentPage, location: LocationPage) -> None:
    submit_request(
        page=page,
        location=location,
        answers=Answers(**ANA, email="ana@mail.example", message="Wobbling hammock"),
        extra=[("Your quest?", "Grail")],
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM forms_app_appointmentrequest")
        stored = str(cursor.fetchall())
        cursor.execute("SELECT * FROM forms_app_notification")
        stored += str(cursor.fetchall())
        cursor.execute("SELECT * FROM forms_app_submissionfingerprint")
        stored += str(cursor.fetchall())
    for answer in ("'Ana'", "Reyes", "555-0142", "ana@mail.example", "hammock", "Grail", "quest"):
        assert answer not in stored
    request = AppointmentRequest.objects.get()
    assert (request.full_name, request.extra) == ("Ana Reyes", [["Your quest?", "Grail"]])


@pytest.mark.parametrize(
    ("changes", "minutes", "is_same"),
    [
        ({}, 0, True),
        ({}, 9, True),
        ({}, 10, False),
        ({"first_name": "ANA", "message": ""}, 1, True),
        ({"first_name": "Maria"}, 1, False),  # another person with the same phone number
        ({"message": "Please hurry"}, 1, False),
        ({"days": ("monday",)}, 1, False),
    ],
)
def test_the_same_answers_within_ten_minutes_are_one_request(
    page: AppointmentPage, location: LocationPage, changes: dict[str, Any], minutes: int, is_same: bool
) -> None:
    first = send(page, location)
    second = send(page, location, now=NOON + timedelta(minutes=minutes), **changes)
    assert first.is_new
    assert (second.reference == first.reference, second.is_new) == (is_same, not is_same)
    assert AppointmentRequest.objects.count() == (1 if is_same else 2)
    assert Notification.objects.count() == (1 if is_same else 2)


def test_another_location_is_another_request(page: AppointmentPage, location: LocationPage) -> None:
    send(page, location)
    assert send(page, factories.make_location(title="Mill", slug="mill")).is_new


def test_the_ten_minutes_start_anew_with_the_later_request(
    page: AppointmentPage, location: LocationPage
) -> None:
    send(page, location)
    later = send(page, location, now=NOON + timedelta(minutes=11))
    assert send(page, location, now=NOON + timedelta(minutes=19)) == Submission(later.reference, is_new=False)


def test_delivery_is_asked_for_after_the_commit_only(
    page: AppointmentPage,
    location: LocationPage,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks() as callbacks:
        send(page, location)
    assert callbacks == [nudge.ask_for_delivery]


def test_spam_is_stored_and_nobody_is_written_to(page: AppointmentPage, location: LocationPage) -> None:
    answers = Answers(**ANA, email="victim@mail.example")
    submit_request(page=page, location=location, answers=answers, is_spam=True)
    request = AppointmentRequest.objects.get()
    assert request.is_spam
    assert not request.notifications.exists()
    assert not AppointmentRequest.objects.unnoticed().exists()
    services.release_from_spam(request=request)
    services.release_from_spam(request=request)
    assert [mail.kind for mail in request.notifications.all()] == [Kind.OFFICE, Kind.PATIENT]
    assert AppointmentRequest.objects.get(is_spam=False) == request


def test_a_real_request_after_the_same_one_as_spam_is_not_swallowed(
    page: AppointmentPage, location: LocationPage
) -> None:
    submit_request(page=page, location=location, answers=Answers(**ANA), is_spam=True)
    assert submit_request(page=page, location=location, answers=Answers(**ANA)).is_new


def test_sending_again_adds_a_mail_and_keeps_the_history(submit: Submit) -> None:
    request = submit()
    Notification.objects.update(state=State.FAILED, last_error="SMTPRecipientsRefused 550")
    assert request.delivery == ("Not delivered", True)
    assert services.send_again(request=request) == 1
    assert [mail.state for mail in request.notifications.all()] == [State.FAILED, State.DUE]
    assert len({mail.message_id for mail in request.notifications.all()}) == 2
    assert request.delivery == ("Waiting to be sent", False)


def test_sending_again_brings_a_waiting_mail_forward_instead_of_doubling_it(submit: Submit) -> None:
    request = submit()
    Notification.objects.update(next_attempt_at=timezone.now() + timedelta(hours=1))
    assert services.send_again(request=request) == 1
    assert Notification.objects.due(timezone.now()).count() == Notification.objects.count() == 1


def test_closing_and_opening_again_is_remembered(submit: Submit) -> None:
    request = services.update_request(request=submit(), status="closed")
    assert request.closed_at
    assert services.update_request(request=request).closed_at == request.closed_at
    assert services.update_request(request=request, status="new").closed_at is None


def test_only_what_is_given_is_changed(submit: Submit, office: User) -> None:
    request = services.update_request(request=submit(), assigned_to=office)
    request = services.update_request(request=request, status="waiting")
    assert (request.status, request.assigned_to) == (Status.WAITING, office)
    assert services.update_request(request=request, assigned_to=None).status == Status.WAITING


def test_a_purge_between_two_equal_requests_does_no_harm(
    page: AppointmentPage, location: LocationPage
) -> None:
    first = send(page, location)
    later = NOON + timedelta(minutes=11)
    purged: list[str] = []

    def purge_first(execute: Callable[..., object], sql: str, *args: object) -> object:
        if not purged and "submissionfingerprint" in sql:
            purged.append(sql)
            SubmissionFingerprint.objects.all().delete()
        return execute(sql, *args)

    with connection.execute_wrapper(purge_first):
        second = send(page, location, now=later)
    assert purged
    assert second.is_new
    assert second.reference != first.reference
    assert SubmissionFingerprint.objects.get().reference == second.reference


@pytest.mark.parametrize(
    "query", ["{0.reference}", "reyes", " REYES ", "503 555 0142", "+1 (503) 555-0142", "ANA@mail.example"]
)
def test_requests_are_found(submit: Submit, query: str) -> None:
    submit(first_name="Other", last_name="Person", phone="+1 503-555-0199")
    request = submit(email="ana@mail.example")
    assert list(AppointmentRequest.objects.matching(query.format(request))) == [request]


@pytest.mark.parametrize("query", ["Bea", "eyes", "555-0143", "%", "APT-22222222", "Riverside"])
def test_other_requests_and_other_fields_are_not_found(submit: Submit, query: str) -> None:
    submit()
    assert not AppointmentRequest.objects.matching(query).exists()
