"""The hook for a mail service: signed, idempotent, and silent about what it knows."""

import json
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from forms_app import outbox
from forms_app.checks import check_mail_events_secret
from forms_app.choices import Kind, Outcome, State
from forms_app.mail_events import LARGEST_BODY, SIGNATURE, MailEvent, read, signature
from forms_app.models import Notification
from tests.forms_app.conftest import Submit

SECRET = "between the mail service and us"


@pytest.fixture(autouse=True)
def _secret(settings: Settings) -> None:
    settings.MAIL_EVENTS_SECRET = SECRET


def post(client: Client, body: object, sign_with: str = SECRET) -> HttpResponse:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    headers = {SIGNATURE: signature(raw, sign_with)}
    return client.post("/mail/events/", raw, content_type="application/json", headers=headers)


def event(mail: Notification, name: str, permanent: bool = True) -> dict[str, Any]:
    return {"message_id": mail.message_id, "event": name, "permanent": permanent}


@pytest.fixture
def sent(submit: Submit, mailoutbox: list[object]) -> Notification:
    request = submit()
    outbox.deliver_due()
    return request.notifications.get()


def test_mail_that_came_back_for_good_has_failed_and_alerts_once(client: Client, sent: Notification) -> None:
    for _ in range(3):
        assert post(client, event(sent, "bounced")).status_code == 204
    sent.refresh_from_db()
    assert (sent.state, sent.last_error) == (State.FAILED, "came back")
    assert [row.outcome for row in sent.history.all()] == [Outcome.SENT, Outcome.BOUNCED]
    assert Notification.objects.filter(kind=Kind.ALERT).count() == 1


@pytest.mark.parametrize(
    ("name", "permanent"), [("bounced", False), ("complained", True), ("delivered", True)]
)
def test_other_events_are_only_recorded(
    client: Client, sent: Notification, name: str, permanent: bool
) -> None:
    for _ in range(2):
        assert post(client, event(sent, name, permanent)).status_code == 204
    sent.refresh_from_db()
    assert sent.state == State.SENT
    assert [row.outcome for row in sent.history.all()] == ["sent", name]
    assert not Notification.objects.filter(kind=Kind.ALERT).exists()


def test_mail_that_came_back_for_now_may_come_back_for_good(client: Client, sent: Notification) -> None:
    post(client, event(sent, "bounced", permanent=False))
    post(client, event(sent, "bounced", permanent=True))
    sent.refresh_from_db()
    assert sent.state == State.FAILED


def test_delivered_mail_is_not_sent_again_after_a_crash(
    client: Client, submit: Submit, mailoutbox: list[object]
) -> None:
    mail = submit().notifications.get()
    outbox.claim(now=timezone.now() - outbox.LEASE)
    assert post(client, event(mail, "delivered")).status_code == 204
    assert outbox.deliver_due() == {}
    assert mailoutbox == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"message_id": "<unknown@clinic.example>", "event": "bounced", "permanent": True}, 204),
        ({"message_id": "<unknown@clinic.example>", "event": "opened"}, 400),
        ({"message_id": "<unknown@clinic.example>", "event": "bounced", "permanent": "yes"}, 400),
        ({"message_id": "", "event": "bounced"}, 400),
        ({"message_id": 7, "event": "bounced"}, 400),
        ({"message_id": "a\0b", "event": "bounced"}, 400),
        ({"message_id": "\ud800", "event": "bounced"}, 400),
        ({"event": ["bounced"]}, 400),
        ({"mail": None, "eventType": "Bounce"}, 400),
        ({"mail": {}, "eventType": "Bounce"}, 400),
        ([], 400),
        ("bounced", 400),
        (b"", 400),
        (b"{", 400),
        (b"\xff\xfe", 400),
        (b"[" * 60_000, 400),
        (b"0" * (LARGEST_BODY + 1), 413),
    ],
)
def test_what_it_answers(client: Client, body: object, status: int) -> None:
    assert post(client, body).status_code == status


@pytest.mark.parametrize("wrong", ["another secret", ""])
def test_a_signature_that_does_not_fit_is_refused(client: Client, sent: Notification, wrong: str) -> None:
    assert post(client, event(sent, "bounced"), sign_with=wrong).status_code == 403
    unsigned = client.post("/mail/events/", event(sent, "bounced"), content_type="application/json")
    assert unsigned.status_code == 403
    sent.refresh_from_db()
    assert sent.state == State.SENT


def test_it_is_posted_to(client: Client) -> None:
    assert client.get("/mail/events/").status_code == 405


@pytest.mark.django_db
def test_without_a_secret_there_is_no_hook(client: Client, settings: Settings) -> None:
    settings.MAIL_EVENTS_SECRET = ""
    assert post(client, {}, sign_with="").status_code == 404


@pytest.mark.parametrize(("secret", "doubts"), [("", 0), ("short", 1), (SECRET, 0)])
def test_a_secret_that_can_be_guessed_is_named(settings: Settings, secret: str, doubts: int) -> None:
    settings.MAIL_EVENTS_SECRET = secret
    assert len(check_mail_events_secret(None)) == doubts


SES = {"mail": {"messageId": "000-ses", "commonHeaders": {"messageId": "<1@clinic.example>"}}}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            {"message_id": "1@clinic.example", "event": "complained"},
            MailEvent("<1@clinic.example>", Outcome.COMPLAINED),
        ),
        (
            {**SES, "notificationType": "Bounce", "bounce": {"bounceType": "Permanent"}},
            MailEvent("<1@clinic.example>", Outcome.BOUNCED, is_final=True),
        ),
        (
            {**SES, "eventType": "Bounce", "bounce": {"bounceType": "Transient"}},
            MailEvent("<1@clinic.example>", Outcome.BOUNCED),
        ),
        ({**SES, "eventType": "Complaint"}, MailEvent("<1@clinic.example>", Outcome.COMPLAINED)),
        ({**SES, "eventType": "Delivery"}, MailEvent("<1@clinic.example>", Outcome.DELIVERED)),
    ],
)
def test_both_shapes_are_read(body: dict[str, Any], expected: MailEvent) -> None:
    assert read(json.dumps(body).encode()) == expected
