import smtplib
import socket
from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes
from email.message import Message

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from cryptography.fernet import Fernet
from django.core.mail import EmailMultiAlternatives
from django.core.management import call_command
from django.utils import timezone
from pytest_django import Settings

from forms_app import encryption, outbox
from forms_app.choices import Kind, State
from forms_app.models import Notification
from tests.forms_app.conftest import Submit


class Office:
    """A mail server that answers DATA and RCPT with whatever reply a test sets."""

    def __init__(self) -> None:
        self.received: list[Message] = []
        self.data_reply = "250 accepted"
        self.recipient_reply = "250 ok"

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.recipient_reply.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.recipient_reply

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.data_reply.startswith("250"):
            assert isinstance(envelope.content, bytes)
            self.received.append(message_from_bytes(envelope.content))
        return self.data_reply


@pytest.fixture
def smtp(settings: Settings) -> Iterator[Office]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    office = Office()
    controller = Controller(office, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, 5
    yield office
    controller.stop()


def test_mail_the_server_accepts_is_sent(submit: Submit, smtp: Office) -> None:
    submit(email="ana@mail.example")
    assert outbox.deliver_due() == {"sent": 2}
    assert [mail["To"] for mail in smtp.received] == ["office-riverside@clinic.example", "ana@mail.example"]
    for notification in Notification.objects.all():
        assert (notification.state, notification.attempts, notification.last_error) == (State.SENT, 1, "")
        assert notification.sent_at
    assert outbox.deliver_due() == {}


@pytest.mark.parametrize(
    ("reply", "state", "error"),
    [
        ("550 5.1.1 <ana@mail.example> unknown here", State.FAILED, "SMTPRecipientsRefused 550"),
        ("451 4.7.1 greylisted, ana@mail.example", State.DUE, "SMTPRecipientsRefused 451"),
    ],
)
def test_a_refused_recipient(
    submit: Submit,
    smtp: Office,
    reply: str,
    state: State,
    error: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    submit(email="ana@mail.example")
    Notification.objects.filter(kind=Kind.OFFICE).delete()
    smtp.recipient_reply = reply
    outbox.deliver_due()
    notification = Notification.objects.get()
    assert (notification.state, notification.last_error) == (state, error)
    ours = [record.getMessage() for record in caplog.records if record.name.startswith("forms_app")]
    assert ours
    assert "ana@mail.example" not in str(ours)


def test_a_permanent_refusal_ends_at_once_and_shows(submit: Submit, smtp: Office) -> None:
    request = submit()
    smtp.data_reply = "554 5.6.0 no thanks"
    assert outbox.deliver_due()["failed"]
    assert request.delivery == ("Not delivered", True)
    assert not Notification.objects.due(timezone.now() + timedelta(days=9)).exists()


def test_a_temporary_refusal_is_tried_again_with_the_same_message_id(submit: Submit, smtp: Office) -> None:
    request = submit()
    smtp.data_reply = "452 4.3.1 full"
    assert outbox.deliver_due() == {"due": 1}
    notification = Notification.objects.get()
    assert notification.next_attempt_at > timezone.now()
    assert outbox.deliver_due() == {}
    assert request.delivery == ("Not delivered yet, tried 1 time", True)
    smtp.data_reply = "250 accepted"
    Notification.objects.update(next_attempt_at=timezone.now())
    assert outbox.deliver_due() == {"sent": 1}
    assert smtp.received[0]["Message-ID"] == notification.message_id


def test_a_server_that_is_away_costs_only_time(submit: Submit, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    submit()
    assert outbox.deliver_due() == {"due": 1}
    assert Notification.objects.get().last_error == "ConnectionRefusedError"


def test_it_gives_up_in_the_end(submit: Submit, smtp: Office) -> None:
    submit()
    smtp.data_reply = "452 4.3.1 full"
    Notification.objects.update(attempts=outbox.MAX_ATTEMPTS - 1)
    assert outbox.deliver_due()["failed"] == 1


def test_one_mail_that_cannot_be_built_does_not_stop_the_next(
    submit: Submit, mailoutbox: list[object]
) -> None:
    submit()
    submit(first_name="Bea")
    first = Notification.objects.earliest("pk")
    Notification.objects.filter(pk=first.pk).update(recipient="two\nlines@clinic.example")
    assert outbox.deliver_due() == {"due": 1, "sent": 1}
    assert len(mailoutbox) == 1


def test_a_leased_row_is_left_alone_until_the_lease_ends(submit: Submit, mailoutbox: list[object]) -> None:
    submit()
    now = timezone.now()
    claimed = outbox.claim(now=now)
    assert claimed
    assert Notification.objects.get().state == State.SENDING
    assert outbox.claim(now=now) is None
    assert outbox.claim(now=now + outbox.LEASE - timedelta(seconds=1)) is None
    taken_over = outbox.claim(now=now + outbox.LEASE)
    assert taken_over
    assert (taken_over.pk, taken_over.attempts) == (claimed.pk, 2)


def test_who_lost_the_lease_neither_sends_nor_writes(submit: Submit, mailoutbox: list[object]) -> None:
    submit()
    slow = outbox.claim(now=timezone.now())
    quick = outbox.claim(now=timezone.now() + outbox.LEASE)
    assert slow
    assert quick
    outbox.deliver(slow)
    assert (Notification.objects.get().state, len(mailoutbox)) == (State.SENDING, 0)
    outbox.deliver(quick)
    assert (Notification.objects.get().state, len(mailoutbox)) == (State.SENT, 1)


def test_who_loses_the_lease_while_sending_does_not_write_the_outcome(
    submit: Submit, mailoutbox: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    submit()
    slow = outbox.claim(now=timezone.now())
    assert slow
    build = outbox.emails.build

    def build_slowly(notification: Notification) -> EmailMultiAlternatives:
        assert outbox.claim(now=timezone.now() + outbox.LEASE)
        return build(notification)

    monkeypatch.setattr(outbox.emails, "build", build_slowly)
    outbox.deliver(slow)
    assert Notification.objects.get().state == State.SENDING


def test_a_lease_outlasts_a_slow_mail_server() -> None:
    """Connect, greet, hello, encrypt, hello, sign in, user, password, from, to, data, text."""
    assert 12 * timedelta(seconds=20) < outbox.LEASE


def test_a_worker_with_another_key_says_so_and_goes_on(
    submit: Submit, settings: Settings, mailoutbox: list[object]
) -> None:
    keys = settings.FIELD_ENCRYPTION_KEYS
    request = submit()
    settings.FIELD_ENCRYPTION_KEYS = [Fernet.generate_key().decode()]
    submit(first_name="Bea")
    assert outbox.deliver_due() == {"due": 1, "sent": 1}
    settings.FIELD_ENCRYPTION_KEYS = keys
    failed = request.notifications.get()
    assert (failed.state, failed.last_error) == (State.DUE, "InvalidToken")
    assert request.delivery == ("Not delivered yet, tried 1 time", True)


@pytest.mark.parametrize(
    ("state", "attempts", "text"),
    [
        (State.DUE, 0, "Waiting to be sent"),
        (State.DUE, 3, "Not delivered yet, tried 3 times"),
        (State.SENDING, 1, "Waiting to be sent"),
        (State.SENDING, 2, "Not delivered yet, tried 1 time"),
    ],
)
def test_a_try_that_did_not_succeed_is_a_problem(
    submit: Submit, state: State, attempts: int, text: str
) -> None:
    request = submit()
    Notification.objects.update(state=state, attempts=attempts)
    assert request.delivery == (text, text.startswith("Not"))


def test_to_send_a_mail_only_its_recipient_is_decrypted(
    submit: Submit, mailoutbox: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    submit(email="ana@mail.example", message="Wobbling hammock")
    decrypted: list[str] = []
    decrypt = encryption.decrypt

    def noting(token: str) -> str:
        decrypted.append(decrypt(token))
        return decrypted[-1]

    monkeypatch.setattr(encryption, "decrypt", noting)
    assert outbox.deliver_due() == {"sent": 2}
    assert decrypted == ["office-riverside@clinic.example", "ana@mail.example"]


@pytest.mark.parametrize(
    ("attempts", "seconds"), [(1, 5), (2, 10), (3, 20), (6, 160), (7, 240), (8, 240), (999, 240)]
)
def test_backoff(attempts: int, seconds: int) -> None:
    assert outbox.backoff(attempts) == timedelta(seconds=seconds)


def refused(code: int, text: bytes) -> smtplib.SMTPRecipientsRefused:
    return smtplib.SMTPRecipientsRefused({"a@b.c": (code, text)})


@pytest.mark.parametrize(
    ("error", "permanent", "description"),
    [
        (refused(550, b"no a@b.c"), True, "SMTPRecipientsRefused 550"),
        (refused(450, b"later"), False, "SMTPRecipientsRefused 450"),
        (smtplib.SMTPDataError(554, b"spam"), True, "SMTPDataError 554"),
        (smtplib.SMTPDataError(421, b"busy"), False, "SMTPDataError 421"),
        (refused(550, b"5.1.1 no a@b.c"), True, "SMTPRecipientsRefused 550"),
        (refused(550, b"5.7.1 relaying denied"), False, "SMTPRecipientsRefused 550"),
        (refused(552, b"5.2.2 mailbox full"), False, "SMTPRecipientsRefused 552"),
        (refused(552, b"5.2.1 mailbox disabled"), True, "SMTPRecipientsRefused 552"),
        (refused(530, b"sign in first"), False, "SMTPRecipientsRefused 530"),
        (smtplib.SMTPDataError(550, b"5.4.5 daily quota reached"), False, "SMTPDataError 550"),
        (smtplib.SMTPSenderRefused(530, b"sign in first", "a@b.c"), False, "SMTPSenderRefused 530"),
        (smtplib.SMTPSenderRefused(553, b"who?", "a@b.c"), False, "SMTPSenderRefused 553"),
        (smtplib.SMTPAuthenticationError(535, b"wrong"), False, "SMTPAuthenticationError 535"),
        (smtplib.SMTPConnectError(554, b"blocked"), False, "SMTPConnectError 554"),
        (smtplib.SMTPHeloError(501, b"who?"), False, "SMTPHeloError 501"),
        (smtplib.SMTPServerDisconnected("gone"), False, "SMTPServerDisconnected"),
        (TimeoutError("a@b.c"), False, "TimeoutError"),
        (ConnectionRefusedError(), False, "ConnectionRefusedError"),
        (ValueError("a@b.c"), False, "ValueError"),
    ],
)
def test_what_an_error_means(error: Exception, permanent: bool, description: str) -> None:
    assert (outbox.is_permanent(error), outbox.describe(error)) == (permanent, description)


def test_a_sweep_by_hand_says_what_it_did(
    submit: Submit, mailoutbox: list[object], capsys: pytest.CaptureFixture[str]
) -> None:
    submit()
    call_command("send_outbox")
    assert capsys.readouterr().out == "1 sent, 0 to be tried again, 0 given up.\n"
