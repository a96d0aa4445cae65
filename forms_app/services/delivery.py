"""Who is written to about a request, and what became of it."""

import logging
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from clinics.models import OrganisationSettings
from forms_app.choices import Kind, Outcome, State
from forms_app.models.outbox import FIRST_KEPT, LAST_KEPT, TO_STAFF, DeliveryAttempt, Notification
from forms_app.models.requests import AppointmentRequest
from forms_app.nudge import ask_for_delivery
from forms_app.recipients import request_recipients

STATE_AFTER: dict[object, object] = {
    Outcome.SENT: State.SENT,
    Outcome.PUT_OFF: State.DUE,
    Outcome.GIVEN_UP: State.FAILED,
}

logger = logging.getLogger(__name__)


def write_to_everybody(*, request: AppointmentRequest, office: list[str]) -> None:
    """Tell the office, and the patient if an email was given. Call it in a transaction."""
    patient = [str(request.email)] if request.email else []
    enqueue(request=request, mails={Kind.OFFICE: office, Kind.PATIENT: patient})


def send_again(*, request: AppointmentRequest) -> int:
    """Write to the office once more, as routed today; returns to how many addresses.

    What has not been sent yet and is still being tried is left alone; so of two at once, one writes.
    """
    with transaction.atomic():
        request = AppointmentRequest.objects.select_for_update().get(pk=request.pk)
        office = request_recipients(request, timezone.now())
        waiting = Notification.objects.filter(
            request=request, kind=Kind.OFFICE, state__in=[State.DUE, State.SENDING]
        )
        pending = {notification.recipient for notification in waiting if notification.recipient}
        again = [address for address in office if address not in pending]
        waiting.filter(state=State.DUE).update(next_attempt_at=timezone.now())
        enqueue(request=request, mails={Kind.OFFICE: again})
        if pending:
            transaction.on_commit(ask_for_delivery)
    return len(again) + len(pending)


def enqueue(*, request: AppointmentRequest | None, mails: Mapping[Any, Iterable[str]]) -> list[Notification]:
    """One row for each kind and address, to be sent once the transaction ends. Call it in one.

    What is written together has one time, so that what came later can be told.
    """
    now = timezone.now()
    written = Notification.objects.bulk_create(
        Notification(request=request, kind=kind, recipient=address, created=now)
        for kind, addresses in mails.items()
        for address in addresses
    )
    if written:
        transaction.on_commit(ask_for_delivery)
    return written


def record_attempt(
    *,
    pk: int,
    token: str,
    number: int,
    outcome: object,
    reason: str = "",
    next_attempt_at: datetime | None = None,
) -> bool:
    """Write what came of an attempt; false if the lease was lost, and then nothing is written."""
    now = timezone.now()
    with transaction.atomic():
        leased = Notification.objects.filter(pk=pk, lease_token=token, state=State.SENDING)
        is_ours = leased.update(
            state=STATE_AFTER[outcome],
            lease_token="",
            lease_until=None,
            last_error=reason,
            next_attempt_at=next_attempt_at or now,
            sent_at=now if outcome is Outcome.SENT else None,
        )
        if is_ours:
            note(pk=pk, number=number, outcome=outcome, reason=reason)
        if is_ours and outcome is Outcome.GIVEN_UP:
            _alert(pk=pk, reason=reason)
    return bool(is_ours)


def note(*, pk: int, number: int, outcome: object, reason: str = "") -> None:
    """Add to a mail's history. Of very many attempts those in the middle go."""
    DeliveryAttempt.objects.create(notification_id=pk, number=number, outcome=outcome, reason=reason)
    middle = {"number__gt": FIRST_KEPT, "number__lte": number - LAST_KEPT}
    if number > FIRST_KEPT + LAST_KEPT:
        DeliveryAttempt.objects.filter(notification_id=pk, **middle).delete()


def record_event(*, message_id: str, outcome: object, is_final: bool) -> None:
    """What the mail server tells of a mail that it had accepted. Told twice, it counts once.

    A mail that came back for good has failed, and that is told like any other failure. One that was delivered
    was sent, whatever became of the worker that sent it. A message that is not known is nobody's concern.
    """
    with transaction.atomic():
        row = (
            Notification.objects.select_for_update().defer("recipient").filter(message_id=message_id).first()
        )
        if row is None or row.history.filter(outcome=outcome, reason=_finality(outcome, is_final)).exists():
            return
        note(pk=row.pk, number=row.attempts, outcome=outcome, reason=_finality(outcome, is_final))
        changed = Notification.objects.filter(pk=row.pk)
        if outcome is Outcome.BOUNCED and is_final and row.state != State.FAILED:
            changed.update(state=State.FAILED, last_error="came back", lease_token="", lease_until=None)
            _alert(pk=row.pk, reason="came back")
        if outcome is Outcome.DELIVERED and row.state in (State.DUE, State.SENDING):
            sent = {"state": State.SENT, "sent_at": timezone.now(), "last_error": ""}
            changed.update(lease_token="", lease_until=None, **sent)


def _finality(outcome: object, is_final: bool) -> str:
    """Whether more tries are worth while, in words; only what came back may be sent on later."""
    if outcome is not Outcome.BOUNCED:
        return ""
    return "for good" if is_final else "for now"


def _alert(*, pk: int, reason: str) -> None:
    """Say that a mail will not be delivered: in the log, and to the clinic's fallback addresses by mail.

    Nobody is written to about an alert that failed, nor twice at once about one request or summary.
    """
    logger.error("Notification %s will not be delivered: %s", pk, reason)
    failed = Notification.objects.select_related("request").only("kind", "recipient", "request__reference")
    mail = failed.get(pk=pk)
    digest = mail.digests.first()
    alerts = Notification.objects.filter(kind=Kind.ALERT, state=State.DUE)
    same = alerts.filter(digests=digest) if digest else alerts.filter(request=mail.request)
    if mail.kind not in TO_STAFF or same.exists():
        return
    fallback = OrganisationSettings.of_default_site().fallback_office_addresses
    told = [address for address in fallback if address != mail.recipient]
    written = enqueue(request=mail.request, mails={Kind.ALERT: told})
    if digest:
        digest.mails.add(*written)
