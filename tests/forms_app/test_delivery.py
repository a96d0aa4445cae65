"""What came of each mail is kept, and somebody is told when it will not arrive."""

from datetime import timedelta
from typing import Any

import pytest
from cryptography.fernet import Fernet
from django.contrib.auth.models import User
from django.core.mail import EmailMultiAlternatives
from django.db import OperationalError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from clinics.models import LocationPage, OrganisationSettings
from forms_app import outbox, services
from forms_app.choices import Kind, Outcome, State, Status
from forms_app.models import AppointmentPage, AppointmentRequest, Notification
from forms_app.models.outbox import FIRST_KEPT, LAST_KEPT, DeliveryAttempt
from forms_app.models.routing import OfficeSettings
from forms_app.services.delivery import record_attempt, record_event
from forms_app.services.patient import change_best_time, withdraw
from home.doctor import examine
from tests.forms_app import make
from tests.forms_app.conftest import Submit

FALLBACK = "fallback@clinic.example"


def attempt(mail: Notification, outcome: object, reason: str = "") -> bool:
    """One attempt to send a mail, from its lease to its outcome."""
    Notification.objects.exclude(pk=mail.pk).update(next_attempt_at=timezone.now() + timedelta(days=1))
    Notification.objects.filter(pk=mail.pk).update(next_attempt_at=timezone.now())
    lease = outbox.claim(now=timezone.now())
    assert lease
    return record_attempt(
        pk=lease.pk, token=lease.token, number=lease.attempts, outcome=outcome, reason=reason
    )


def fail(request: AppointmentRequest, kind: object = Kind.OFFICE) -> None:
    for mail in request.notifications.filter(kind=kind).exclude(state=State.FAILED):
        attempt(mail, Outcome.GIVEN_UP, "SMTPDataError 554")


def alerts() -> list[str]:
    return [mail.recipient for mail in Notification.objects.filter(kind=Kind.ALERT)]


def dashboard(client: Client) -> str:
    return client.get(reverse("wagtailadmin_home")).content.decode()


def undelivered(client: Client) -> dict[str, bool]:
    """Who says that a mail was not delivered."""
    doctor = [found.advice for found in examine() if found.subject.startswith("undelivered")]
    ready = client.get("/readyz").content.decode()
    shown = dashboard(client)
    told = "did not reach the office" in shown or "could not be delivered" in shown
    return {"doctor": any(doctor), "readyz": ready != "ok\n", "dashboard": told}


EVERYBODY = {"doctor": True, "readyz": True, "dashboard": True}


def test_each_attempt_is_kept_without_an_address(submit: Submit) -> None:
    mail = submit().notifications.get()
    attempt(mail, Outcome.PUT_OFF, "SMTPDataError 451")
    attempt(mail, Outcome.SENT)
    kept = list(mail.history.values_list("number", "outcome", "reason"))
    assert kept == [(1, "put_off", "SMTPDataError 451"), (2, "sent", "")]


def test_a_lease_that_ran_out_is_in_the_history(submit: Submit) -> None:
    mail = submit().notifications.get()
    outbox.claim(now=timezone.now())
    outbox.claim(now=timezone.now() + outbox.LEASE)
    assert list(mail.history.values_list("number", "outcome")) == [(1, "cut_off")]


def test_whoever_lost_the_lease_leaves_no_trace(submit: Submit) -> None:
    mail = submit().notifications.get()
    outbox.claim(now=timezone.now())
    late: dict[str, Any] = {"outcome": Outcome.GIVEN_UP, "reason": "late"}
    assert not record_attempt(pk=mail.pk, token="another", number=1, **late)
    assert not mail.history.exists()
    assert alerts() == []


def test_a_thousand_attempts_are_not_a_thousand_rows(submit: Submit) -> None:
    mail = submit().notifications.get()
    for number in range(1, 41):
        services.delivery.note(pk=mail.pk, number=number, outcome=Outcome.PUT_OFF)
    numbers = list(mail.history.values_list("number", flat=True))
    assert numbers == [*range(1, FIRST_KEPT + 1), *range(41 - LAST_KEPT, 41)]
    assert mail.first_after_gap == 41 - LAST_KEPT


def test_mail_given_up_makes_one_alert_to_the_fallback_address(
    page: AppointmentPage, location: LocationPage, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    location.office_emails = "one@clinic.example, two@clinic.example"
    request = make.request(page=page, location=location)
    assert request.notifications.count() == 2
    fail(request)
    assert alerts() == [FALLBACK]
    alert = Notification.objects.get(kind=Kind.ALERT)
    Notification.objects.filter(pk=alert.pk).update(next_attempt_at=timezone.now())
    assert outbox.deliver_due() == {"sent": 1}
    [message] = mailoutbox
    assert message.subject == f"Not delivered: appointment request {request.reference}, Riverside"
    link = "http://testserver" + reverse("appointment_requests:inspect", args=[request.pk])
    for part in (str(message.body), str(message.alternatives[0].content)):
        assert request.reference in part
        assert part.count(link) == 1


def test_a_failed_alert_makes_no_other_and_is_shown(
    submit: Submit, caplog: pytest.LogCaptureFixture, client: Client, office: User
) -> None:
    client.force_login(office)
    request = submit()
    fail(request)
    assert "fallback address</strong> could not be told" not in dashboard(client)
    fail(request, Kind.ALERT)
    assert "fallback address</strong> could not be told" in dashboard(client)
    assert len(alerts()) == 1
    assert caplog.text.count("will not be delivered") == 2
    assert "@" not in caplog.text


def test_the_address_that_fails_is_not_asked_to_tell_of_it(
    page: AppointmentPage, location: LocationPage
) -> None:
    location.office_emails = FALLBACK
    fail(make.request(page=page, location=location))
    assert alerts() == []


def test_a_patients_copy_that_fails_is_shown_and_alerts_nobody(submit: Submit, client: Client) -> None:
    request = submit(email="ana@mail.example")
    fail(request, Kind.PATIENT)
    assert alerts() == []
    assert not AppointmentRequest.objects.unnoticed().exists()


def test_a_lost_key_is_no_reason_to_be_silent(submit: Submit, settings: Settings) -> None:
    request = submit()
    settings.FIELD_ENCRYPTION_KEYS = [Fernet.generate_key().decode()]
    mail = request.notifications.only("pk", "kind").defer("recipient").get()
    attempt(mail, Outcome.GIVEN_UP, "InvalidToken")
    assert Notification.objects.filter(kind=Kind.ALERT).count() == 1


def test_it_is_said_everywhere_until_somebody_sends_again(
    submit: Submit, client: Client, office: User
) -> None:
    client.force_login(office)
    request = submit()
    assert not any(undelivered(client).values())
    fail(request)
    assert undelivered(client) == EVERYBODY
    assert client.get("/readyz").status_code == 200
    assert client.get("/readyz?strict").status_code == 503
    services.send_again(request=request)
    assert not any(undelivered(client).values())
    fail(request)
    assert undelivered(client)["readyz"]


def test_it_is_said_until_the_request_is_handled(submit: Submit, client: Client, office: User) -> None:
    client.force_login(office)
    request = submit()
    fail(request)
    services.update_request(request=request, status="attempted")
    assert not any(undelivered(client).values())


def test_an_address_that_was_corrected_is_no_problem_any_more(submit: Submit) -> None:
    request = submit()
    fail(request)
    assert request.delivery.is_problem
    LocationPage.objects.update(office_emails="right@clinic.example")
    OrganisationSettings.objects.update(fallback_office_emails="")
    request = AppointmentRequest.objects.get()
    services.send_again(request=request)
    attempt(request.notifications.filter(kind=Kind.OFFICE).latest("pk"), Outcome.SENT)
    assert request.delivery == ("Sent", False)


def test_the_request_shows_what_came_of_each_attempt(submit: Submit, client: Client, office: User) -> None:
    request = submit()
    attempt(request.notifications.get(), Outcome.PUT_OFF, "SMTPDataError 451")
    record_event(
        message_id=request.notifications.get().message_id, outcome=Outcome.COMPLAINED, is_final=False
    )
    client.force_login(office)
    shown = client.get(reverse("appointment_requests:inspect", args=[request.pk])).content.decode()
    words = " ".join(shown.split())
    assert "attempt 1: Put off (the mail was refused, 451)" in words
    assert "Marked as spam by the recipient" in words
    assert "1 attempt" in words


def test_an_outcome_waits_for_the_database_so_that_nothing_is_sent_twice(
    submit: Submit, mailoutbox: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    submit()
    tries: list[int] = []
    record = outbox.record_attempt

    def away_at_first(**fields: Any) -> bool:
        tries.append(1)
        if len(tries) < 3:
            raise OperationalError("the database system is starting up")
        return record(**fields)

    monkeypatch.setattr(outbox, "record_attempt", away_at_first)
    monkeypatch.setattr(outbox, "SECONDS_BETWEEN", 0)
    monkeypatch.setattr(outbox.connection, "close", lambda: None)  # the test's own transaction is on it
    assert outbox.deliver_due() == {"sent": 1}
    assert (len(tries), len(mailoutbox)) == (3, 1)
    assert Notification.objects.get().state == State.SENT


def test_history_goes_with_its_request(submit: Submit) -> None:
    request = submit()
    attempt(request.notifications.get(), Outcome.PUT_OFF)
    AppointmentRequest.objects.filter(pk=request.pk).update(
        status=Status.CLOSED, closed_at=timezone.now() - timedelta(days=4000)
    )
    services.purge_requests()
    assert not DeliveryAttempt.objects.exists()


def open_page(client: Client, request: AppointmentRequest) -> None:
    client.get(reverse("appointment_requests:inspect", args=[request.pk]))


@pytest.mark.parametrize("step", ["best time", "withdrawn"])
def test_what_a_patient_changed_is_said_until_somebody_looks(
    submit: Submit, client: Client, office: User, step: str
) -> None:
    client.force_login(office)
    request = submit()
    attempt(request.notifications.get(), Outcome.SENT)
    request = services.update_request(request=request, by=office, status=Status.ATTEMPTED)
    open_page(client, request)
    if step == "withdrawn":
        withdraw(reference=request.reference)
    else:
        change_best_time(reference=request.reference, best_time="morning")
    assert not any(undelivered(client).values())
    fail(request, Kind.CHANGED)
    assert alerts() == [FALLBACK]
    assert request.delivery == ("Not delivered", True)
    assert undelivered(client) == EVERYBODY
    assert request.reference in dashboard(client)
    open_page(client, request)
    assert not any(undelivered(client).values())


def test_what_a_patient_changed_is_made_up_for_by_a_later_mail(submit: Submit) -> None:
    request = submit()
    attempt(request.notifications.get(), Outcome.SENT)
    change_best_time(reference=request.reference, best_time="morning")
    fail(request, Kind.CHANGED)
    assert request.delivery.is_problem
    change_best_time(reference=request.reference, best_time="midday")
    attempt(request.notifications.filter(kind=Kind.CHANGED).latest("pk"), Outcome.SENT)
    assert request.delivery == ("Sent", False)
    assert not AppointmentRequest.objects.unnoticed().exists()


def test_what_a_patient_changed_does_not_make_up_for_the_request_itself(submit: Submit) -> None:
    request = submit()
    fail(request)
    change_best_time(reference=request.reference, best_time="morning")
    attempt(request.notifications.get(kind=Kind.CHANGED), Outcome.SENT)
    assert request.delivery == ("Not delivered", True)
    assert AppointmentRequest.objects.unnoticed().exists()


def test_an_escalation_given_up_shows_in_the_list(submit: Submit) -> None:
    request = submit()
    attempt(request.notifications.get(), Outcome.SENT)
    services.delivery.enqueue(request=request, mails={Kind.ESCALATION: ["second@clinic.example"]})
    fail(request, Kind.ESCALATION)
    assert request.delivery == ("Not delivered", True)
    assert alerts() == [FALLBACK]


def test_a_summary_given_up_is_said_until_the_next_one(
    submit: Submit,
    location: LocationPage,
    client: Client,
    office: User,
    mailoutbox: list[EmailMultiAlternatives],
) -> None:
    client.force_login(office)
    request = submit()
    attempt(request.notifications.get(), Outcome.SENT)
    today, settings = timezone.now(), OfficeSettings.of_default_site()
    services.digests.write_digest(location=location, day=today.date(), office=settings, now=today)
    attempt(Notification.objects.get(kind=Kind.DIGEST), Outcome.GIVEN_UP, "SMTPDataError 554")
    assert undelivered(client) == EVERYBODY
    assert "The daily summary for <strong>Riverside</strong>" in dashboard(client)

    assert alerts() == [FALLBACK]
    Notification.objects.filter(kind=Kind.ALERT).update(next_attempt_at=timezone.now())
    outbox.deliver_due()
    assert mailoutbox[-1].subject == "Not delivered: daily summary, Riverside"
    link = f"http://testserver/admin/requests/?location={location.pk}"
    assert str(mailoutbox[-1].body).count(link) == 1

    tomorrow = today + timedelta(days=1)
    services.digests.write_digest(location=location, day=tomorrow.date(), office=settings, now=tomorrow)
    assert not any(undelivered(client).values())


def test_an_alert_about_a_summary_that_fails_is_shown(
    submit: Submit, location: LocationPage, client: Client, office: User
) -> None:
    client.force_login(office)
    submit()
    now = timezone.now()
    services.digests.write_digest(
        location=location, day=now.date(), office=OfficeSettings.of_default_site(), now=now
    )
    attempt(Notification.objects.get(kind=Kind.DIGEST), Outcome.GIVEN_UP)
    attempt(Notification.objects.get(kind=Kind.ALERT), Outcome.GIVEN_UP)
    assert "fallback address</strong> could not be told" in dashboard(client)
    assert len(alerts()) == 1
