"""Delivery of the outbox. Any number of these may run at once."""

import logging
import random
import re
import smtplib
import time
import uuid
from collections import Counter
from datetime import datetime, timedelta
from typing import NamedTuple

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection, transaction
from django.utils import timezone

from forms_app import emails
from forms_app.choices import Outcome, State
from forms_app.models.outbox import Notification
from forms_app.services.delivery import STATE_AFTER, note, record_attempt

# Longer than any delivery: a dozen steps of SMTP, each of which may take EMAIL_TIMEOUT.
LEASE = timedelta(seconds=15 * settings.EMAIL_TIMEOUT)
FIRST_WAIT, LONGEST_WAIT = 5, 240  # seconds
MAX_ATTEMPTS = 1000  # about two and a half days of trying
MOST_AT_ONCE = 500
SECONDS_BETWEEN = 0.5  # to ask a database that is away

SIGN_IN_REQUIRED = 530
ABOUT_US = re.compile(r"5\.(?:[347]\.|2\.2\b)")

# What a mail says and where it goes. The patient's answers are not even read.
NEEDED = [
    *["kind", "recipient", "message_id", "request__reference", "request__created", "request__due_at"],
    *["request__location", "request__location_name", "request__page", "request__ui_language"],
]

logger = logging.getLogger(__name__)


class Lease(NamedTuple):
    """The right to send one row for a while, held by whoever knows the token."""

    pk: int
    token: str
    attempts: int  # this one included
    until: datetime


def deliver_due() -> Counter[str]:
    """Send what is due, one by one; returns how many ended in each state."""
    outcomes: Counter[str] = Counter()
    for _ in range(MOST_AT_ONCE):
        lease = claim(now=timezone.now())
        if lease is None:
            break
        outcomes[deliver(lease)] += 1
    return outcomes


def claim(*, now: datetime) -> Lease | None:
    """Lease the next row that is due, so that nobody else sends it before the lease ends.

    Where rows can be locked, workers pass by each other's. Everywhere, the update only takes a row still due.
    """
    with transaction.atomic():
        due = Notification.objects.due(now).order_by("next_attempt_at", "pk")
        if connection.features.has_select_for_update_skip_locked:
            due = due.select_for_update(skip_locked=True)
        row = due.values_list("pk", "attempts", "state").first()
        if row is None:
            return None
        pk, before, state = row
        lease = Lease(pk=pk, token=uuid.uuid4().hex, attempts=before + 1, until=now + LEASE)
        claimed = Notification.objects.due(now).filter(pk=pk)
        is_ours = claimed.update(
            state=State.SENDING, lease_token=lease.token, lease_until=lease.until, attempts=lease.attempts
        )
        if is_ours and state == State.SENDING:
            note(pk=pk, number=before, outcome=Outcome.CUT_OFF)
    return lease if is_ours else None


def deliver(lease: Lease) -> str:
    """Send one leased row and write its new state. Sent means: the mail server has accepted it."""
    try:
        # The row, unless the lease ran out and somebody else has it by now.
        leased = Notification.objects.filter(pk=lease.pk, lease_token=lease.token)
        emails.build(leased.select_related("request__location").only(*NEEDED).get()).send()
    except Exception as error:  # noqa: BLE001 - one mail that cannot be read, built or sent must not stop the others
        return _record_failure(lease, error)
    return _record(lease, Outcome.SENT)


def _record(lease: Lease, outcome: object, reason: str = "", wait: timedelta = timedelta()) -> str:
    """Write the outcome. A database that is away is waited for while the lease holds: the mail is out."""
    while True:
        try:
            record_attempt(
                pk=lease.pk,
                token=lease.token,
                number=lease.attempts,
                outcome=outcome,
                reason=reason,
                next_attempt_at=timezone.now() + wait,
            )
            return str(STATE_AFTER[outcome])
        except (OperationalError, InterfaceError):
            if timezone.now() >= lease.until:
                raise
        connection.close()
        time.sleep(SECONDS_BETWEEN)


def _record_failure(lease: Lease, error: Exception) -> str:
    reason = describe(error)
    if is_permanent(error) or lease.attempts >= MAX_ATTEMPTS:
        return _record(lease, Outcome.GIVEN_UP, reason)
    wait = backoff(lease.attempts, random.uniform(0.8, 1.2))  # noqa: S311 - only spreads the load
    logger.warning("Notification %s waits %.0f s after %s", lease.pk, wait.total_seconds(), reason)
    return _record(lease, Outcome.PUT_OFF, reason, wait)


def backoff(attempts: int, spread: float = 1.0) -> timedelta:
    """How long to wait after so many attempts: doubling, up to four minutes."""
    return timedelta(seconds=min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(attempts - 1, 10)) * spread)


def smtp_reply(error: Exception) -> tuple[int, str]:
    """The reply code of the mail server and its text, or 0 if it gave none."""
    match error:
        case smtplib.SMTPResponseException():
            return error.smtp_code, _text(error.smtp_error)
        case smtplib.SMTPRecipientsRefused():
            replies = ((code, _text(text)) for code, text in error.recipients.values())
            return max(replies, default=(0, ""))
    return 0, ""


def _text(reply: bytes | str) -> str:
    return reply.decode("ascii", "replace") if isinstance(reply, bytes) else reply


def is_permanent(error: Exception) -> bool:
    """Whether the server refused this mail or its recipient for good.

    Not so where it refused us: a sign-in, a sender or the right to relay can be mended, and all is sent.
    The second number of an enhanced status code (RFC 3463) tells: 3 and 4 are the server and the way to it,
    7 is policy, and 2.2 is a full mailbox.
    """
    if not isinstance(error, smtplib.SMTPRecipientsRefused | smtplib.SMTPDataError):
        return False
    code, text = smtp_reply(error)
    return 500 <= code < 600 and code != SIGN_IN_REQUIRED and not ABOUT_US.match(text)


def describe(error: Exception) -> str:
    """The kind of error and the reply code. Never the text, which often repeats an address."""
    code, _ = smtp_reply(error)
    return f"{type(error).__name__} {code}" if code else type(error).__name__
