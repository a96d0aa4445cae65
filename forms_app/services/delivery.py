"""Who is written to about a request."""

from django.db import transaction
from django.utils import timezone

from forms_app.choices import Kind, State
from forms_app.models.outbox import Notification
from forms_app.models.requests import AppointmentRequest
from forms_app.nudge import ask_for_delivery
from forms_app.recipients import request_recipients


def write_to_everybody(*, request: AppointmentRequest, office: list[str]) -> None:
    """Tell the office, and the patient if an email was given. Call it in a transaction."""
    recipients = [(Kind.OFFICE, address) for address in office]
    if request.email:
        recipients.append((Kind.PATIENT, request.email))
    Notification.objects.bulk_create(
        Notification(request=request, kind=kind, recipient=address) for kind, address in recipients
    )
    transaction.on_commit(ask_for_delivery)


def send_again(*, request: AppointmentRequest) -> int:
    """Write to the office once more, as routed today; returns to how many addresses.

    What has not been sent yet and is still being tried is left alone.
    """
    office = request_recipients(request, timezone.now())
    with transaction.atomic():
        waiting = Notification.objects.filter(
            request=request, kind=Kind.OFFICE, state__in=[State.DUE, State.SENDING]
        )
        pending = {notification.recipient for notification in waiting}
        again = [address for address in office if address not in pending]
        Notification.objects.bulk_create(
            Notification(request=request, kind=Kind.OFFICE, recipient=address) for address in again
        )
        waiting.filter(state=State.DUE).update(next_attempt_at=timezone.now())
        transaction.on_commit(ask_for_delivery)
    return len(again) + len(pending)
