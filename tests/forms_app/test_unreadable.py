"""A request that no key can read is shown as such, worked on, and kept as it is stored."""

from collections import Counter
from io import StringIO
from typing import Any

import pytest
from bs4 import BeautifulSoup
from cryptography.fernet import Fernet
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from forms_app import outbox, services, status, tasks
from forms_app.choices import CloseReason, Kind, State, Status
from forms_app.encryption import (
    UNREADABLE,
    EncryptedJSONField,
    EncryptedTextField,
    Unreadable,
    encrypt,
    shown,
)
from forms_app.models import AppointmentPage, AppointmentRequest, Notification, RoutingRule
from forms_app.panels import ProblemsPanel
from forms_app.services.keys import TOKEN, _rows_after, counted_in_words
from forms_app.services.patient import change_best_time, withdraw
from home.doctor import Finding, examine
from tests.forms_app.conftest import Submit
from tests.forms_app.test_inbox import INBOX, address, rows, text
from tests.forms_app.test_inbox_request import press

LOST = Fernet.generate_key().decode()
PHONE = "+1 503-555-0142"


@pytest.fixture
def lost(submit: Submit, settings: Settings) -> AppointmentRequest:
    """A request whose key is gone; its mail to the office was written under the key that is there."""
    keys = settings.FIELD_ENCRYPTION_KEYS
    settings.FIELD_ENCRYPTION_KEYS = [LOST]
    pk = submit(email="ana@mail.example", days=("monday",), best_time="midday").pk
    settings.FIELD_ENCRYPTION_KEYS = keys
    Notification.objects.update(recipient="office@clinic.example")
    return AppointmentRequest.objects.get(pk=pk)


@pytest.fixture
def staff(client: Client, office: User) -> Client:
    client.force_login(office)
    return client


def page_of(request: AppointmentRequest, client: Client, view: str = "inspect") -> str:
    return " ".join(text(client.get(address(view, request))).split())


def stored(request: AppointmentRequest) -> dict[str, Any]:
    """Its encrypted columns as they lie in the database."""
    (row,) = [row for row in _rows_after(AppointmentRequest, 0, 100) if row["pk"] == request.pk]
    return {name: value for name, value in row.items() if name.endswith(TOKEN)}


@pytest.mark.parametrize(
    ("field", "token"),
    [
        (EncryptedTextField(), Fernet(LOST).encrypt(b"Ana").decode()),
        (EncryptedTextField(), "not a token"),
        (EncryptedTextField(), "ñ"),
        (EncryptedJSONField(), Fernet(LOST).encrypt(b"[]").decode()),
        (EncryptedJSONField(), ""),
        (EncryptedJSONField(), encrypt("[")),
    ],
    ids=["another key", "no token", "no ASCII", "a list under another key", "nothing", "no JSON"],
)
def test_what_cannot_be_read_is_empty_and_stored_again_as_it_was(field: Any, token: str) -> None:
    value = field.from_db_value(token)
    assert isinstance(value, Unreadable)
    assert not value
    assert field.get_prep_value(value) == token


def test_what_can_be_read_is_shown_as_it_is() -> None:
    assert [shown(EncryptedTextField().from_db_value(token)) for token in (encrypt("Ana"), "", "x")] == [
        "Ana",
        "",
        UNREADABLE,
    ]


def test_the_list_and_a_search_show_it(staff: Client, lost: AppointmentRequest, submit: Submit) -> None:
    submit(first_name="Bea")
    (_, row) = rows(staff.get(INBOX))
    for wanted in (lost.reference, UNREADABLE, "due in", "New", "Riverside"):
        assert wanted in row
    for query in (lost.reference, "reyes", "0142"):
        assert any(lost.reference in row for row in rows(staff.post(INBOX, {"query": query})))


@pytest.mark.parametrize("view", ["inspect", "print"])
def test_its_page_says_what_cannot_be_read(staff: Client, lost: AppointmentRequest, view: str) -> None:
    said = page_of(lost, staff, view)
    for wanted in (lost.reference, "Received", "First name Cannot be read", "tell your technical support"):
        assert wanted in said
    assert "Call" not in said.split("Answers")[0]


def test_a_single_damaged_answer_leaves_the_others(staff: Client, submit: Submit) -> None:
    request = submit(email="ana@mail.example")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE forms_app_appointmentrequest SET last_name = 'x', extra = 'x'")
    said = page_of(request, staff)
    assert f"First name Ana Last name {UNREADABLE} Phone {PHONE}" in said
    assert f"Other answers {UNREADABLE}" in said
    assert AppointmentRequest.objects.get().full_name == UNREADABLE
    assert "Answers that cannot be read" not in page_of(submit(), staff)


def test_a_note_that_cannot_be_read_says_so(staff: Client, office: User, submit: Submit) -> None:
    request = submit()
    services.add_note(request=request, note="Called twice", by=office)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE forms_app_contactlog SET note = 'x'")
    assert UNREADABLE in page_of(request, staff)


def test_whatever_the_office_does_leaves_the_answers_as_they_are(
    staff: Client, office: User, lost: AppointmentRequest, submit: Submit, settings: Settings
) -> None:
    before = stored(lost)
    assert press(staff, staff.get(address("inspect", lost)), "voicemail").status_code == 302
    services.assign(request=lost, to=office, by=office)
    services.close_many(versions={lost.pk: 3}, reason=CloseReason.OTHER, by=office)
    services.reopen(request=lost, by=office)
    other = submit(first_name="Ann")
    (duplicate,) = services.probable_duplicates(other)
    assert (duplicate.request, duplicate.likeness.in_words) == (lost, "same phone number")
    services.merge_requests(keep=other, other=lost, by=office)
    services.separate_requests(request=lost, by=office)
    lost.refresh_from_db()
    assert (lost.status, lost.assigned_to, lost.is_unreadable) == (Status.ATTEMPTED, office, True)
    lost.save()
    assert stored(lost) == before
    settings.FIELD_ENCRYPTION_KEYS = [*settings.FIELD_ENCRYPTION_KEYS, LOST]
    lost.refresh_from_db()
    assert (lost.full_name, lost.days, lost.is_unreadable) == ("Ana Reyes", ["monday"], False)


def test_the_patient_sees_where_it_stands_and_withdraws_it(client: Client, lost: AppointmentRequest) -> None:
    typed = {"reference": lost.reference, "phone": PHONE}
    assert "We have received your request" in text(client.post("/request-appointment/status/", typed))
    assert change_best_time(reference=lost.reference, best_time="morning")
    assert withdraw(reference=lost.reference)
    found = status.find(**typed)
    assert found
    assert (found.status, found.best_time, shown(found.first_name)) == (Status.CLOSED, "morning", UNREADABLE)
    assert {mail.recipient for mail in Notification.objects.filter(kind=Kind.CHANGED)} == {
        "office-riverside@clinic.example"
    }


def test_mail_about_it_goes_out_by_the_rules_that_need_no_answer(
    lost: AppointmentRequest, page: AppointmentPage, mailoutbox: list[Any]
) -> None:
    RoutingRule.objects.create(page=page, service="TMS therapy", emails="tms@clinic.example", sort_order=0)
    RoutingRule.objects.create(page=page, emails="all@clinic.example", sort_order=1)
    assert services.send_again(request=lost) == 2
    assert outbox.deliver_due() == {"sent": 3}
    assert [message.to for message in mailoutbox][2:] == [["all@clinic.example"]]


def test_nothing_is_sent_to_an_address_that_cannot_be_read(
    staff: Client, lost: AppointmentRequest, mailoutbox: list[Any]
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE forms_app_notification SET recipient = 'x'")
    assert outbox.deliver_due() == {"due": 2}
    assert mailoutbox == []
    assert f"{UNREADABLE} Waiting to be sent: the address cannot be read" in page_of(lost, staff)
    assert services.send_again(request=lost) == 1
    assert Notification.objects.filter(state=State.DUE, kind=Kind.OFFICE, attempts=0).count() == 1


def test_it_is_released_from_spam_watched_and_purged(lost: AppointmentRequest, office: User) -> None:
    AppointmentRequest.objects.update(is_spam=True)
    services.release_from_spam(request=lost, by=office)
    assert not Notification.objects.filter(recipient="").exists()
    assert services.close(request=lost, reason=CloseReason.OTHER, by=office).is_unreadable
    AppointmentRequest.objects.update(closed_at="2001-01-01T00:00Z")
    assert services.purge_requests() == 1
    assert not AppointmentRequest.objects.exists()


def test_doctor_counts_what_cannot_be_read_and_says_how_far_it_is(
    lost: AppointmentRequest, submit: Submit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("home.doctor.ROWS_AT_ONCE", 2)
    submit(first_name="Bea")
    told: list[str] = []
    (found,) = [found for found in examine(told.append) if found.subject == "unreadable rows"]
    assert isinstance(found, Finding)
    assert found.state == "1 appointment request"
    assert "FIELD_ENCRYPTION_KEYS" in found.advice
    assert told == ["2 of 5 rows read", "3 of 5 rows read"]


def test_it_shows_on_the_dashboard_and_in_readyz_once_it_was_counted(
    staff: Client, client: Client, lost: AppointmentRequest, settings: Settings
) -> None:
    assert client.get("/readyz").content == b"ok\n"
    tasks.count_unreadable()
    assert "rows that cannot be read: 1\n" in client.get("/readyz").content.decode()
    assert client.get("/readyz?strict").status_code == 503
    for url in (INBOX, reverse("wagtailadmin_home")):
        panel = BeautifulSoup(staff.get(url).content, "html.parser").select(".help-critical")
        assert "1 appointment request cannot be read" in panel[0].get_text(" ", strip=True)
    settings.FIELD_ENCRYPTION_KEYS = [*settings.FIELD_ENCRYPTION_KEYS, LOST]
    call_command("rotate_keys", stdout=StringIO())
    tasks.count_unreadable()
    assert ProblemsPanel().get_context_data()["unreadable"] == ""
    assert client.get("/readyz").content == b"ok\n"


def test_what_was_counted_in_words() -> None:
    counted = Counter({"appointment request": 1200, "notification": 1})
    assert counted_in_words(counted) == "1,200 appointment requests, 1 notification"
