"""The writes that matter. Each is one transaction."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import TypedDict, Unpack

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from wagtail.models import Page

from clinics.models import LocationPage
from forms_app.answers import Answers, Extra, fingerprint, look_up_hashes
from forms_app.choices import Kind, State, Status
from forms_app.due import due_at
from forms_app.encryption import EncryptedJSONField, EncryptedTextField
from forms_app.models.requests import AppointmentRequest, Notification, SubmissionFingerprint
from forms_app.nudge import ask_for_delivery
from forms_app.recipients import office_recipients
from forms_app.references import new_reference

SAME_REQUEST = timedelta(minutes=10)


@dataclass(frozen=True)
class Submission:
    """What became of a form: the reference to tell the patient, and whether it is a new one."""

    reference: str
    is_new: bool


def submit_request(
    *,
    page: Page,
    location: LocationPage,
    answers: Answers,
    extra: Extra = (),
    source_page: Page | None = None,
    is_spam: bool = False,
    now: datetime | None = None,
) -> Submission:
    """Store a request and the mail it calls for. The same answers within ten minutes are one request.

    Once this returns, the request is stored and its mail is due. Spam is stored, and nobody is written to.
    """
    now = now or timezone.now()
    reference = new_reference()
    key = fingerprint(answers=answers, extra=extra, location=location.pk, is_spam=is_spam)
    recipients = office_recipients(location)
    with transaction.atomic():
        owner = _claim_answers(key=key, reference=reference, now=now)
        if owner != reference:
            return Submission(owner, is_new=False)
        request = AppointmentRequest.objects.create(
            reference=reference,
            created=now,
            due_at=due_at(received=now, time_zone=location.time_zone, hours=location.hours),
            page_id=page.pk,
            source_page=source_page,
            location=location,
            location_name=location.title,
            is_spam=is_spam,
            extra=extra,
            **asdict(answers),
            **look_up_hashes(last_name=answers.last_name, phone=answers.phone, email=answers.email),
        )
        if not is_spam:
            _write_to_everybody(request=request, office=recipients)
    return Submission(reference, is_new=True)


def _claim_answers(*, key: str, reference: str, now: datetime) -> str:
    """The reference these answers belong to: the given one, or that of an equal request that came first.

    Of several claims at once one wins: the unique key makes the others wait for it and then see it.
    The lock keeps a purge from taking an old claim away while it is renewed.
    """
    claim, _ = SubmissionFingerprint.objects.select_for_update().get_or_create(
        key=key, defaults={"reference": reference, "created": now}
    )
    if claim.created <= now - SAME_REQUEST:
        claim.reference, claim.created = reference, now
        claim.save()
    return claim.reference


def _write_to_everybody(*, request: AppointmentRequest, office: list[str]) -> None:
    recipients = [(Kind.OFFICE, address) for address in office]
    if request.email:
        recipients.append((Kind.PATIENT, request.email))
    Notification.objects.bulk_create(
        Notification(request=request, kind=kind, recipient=address) for kind, address in recipients
    )
    transaction.on_commit(ask_for_delivery)


def release_from_spam(*, request: AppointmentRequest) -> None:
    """Treat a request that was set aside like any other: whoever should have been told is told now."""
    with transaction.atomic():
        freed = AppointmentRequest.objects.filter(pk=request.pk, is_spam=True).update(is_spam=False)
        if freed:
            office = office_recipients(request.location)
            _write_to_everybody(request=request, office=office)


def send_again(*, request: AppointmentRequest) -> int:
    """Write to the office once more, as routed today; returns to how many addresses.

    What has not been sent yet and is still being tried is left alone.
    """
    office = office_recipients(request.location)
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


class Changes(TypedDict, total=False):
    """What the office does with a request: where it stands, and who looks after it."""

    status: str
    assigned_to: AbstractBaseUser | None


def update_request(*, request: AppointmentRequest, **changes: Unpack[Changes]) -> AppointmentRequest:
    """Write what is given and leave the rest as it is: somebody else may be changing that."""
    with transaction.atomic():
        request = AppointmentRequest.objects.select_for_update().get(pk=request.pk)
        if changes.get("status", request.status) != request.status:
            request.closed_at = timezone.now() if Status(changes["status"]) is Status.CLOSED else None
        for name, value in changes.items():
            setattr(request, name, value)
        request.save(update_fields=["closed_at", *changes])
    return request


def retention_limit() -> datetime:
    """Requests that were closed before this have been kept for RETENTION_DAYS."""
    return timezone.now() - timedelta(days=settings.RETENTION_DAYS)


def purge_requests(*, before: datetime, dry_run: bool = False) -> int:
    """Delete what was closed, or set aside as spam, before the given time; returns how many requests.

    Their mail goes with them, and so does every fingerprint that has served its time.
    """
    with transaction.atomic():
        past = AppointmentRequest.objects.past_retention(before)
        count = past.count()
        if not dry_run:
            past.only("pk").delete()  # unread, so that a lost key keeps nothing from being deleted
            SubmissionFingerprint.objects.filter(created__lt=timezone.now() - SAME_REQUEST).delete()
    return count


def reencrypt(*, batch: int) -> Iterator[tuple[int, int]]:
    """Store encrypted columns under the first key, and renew the hashes; yields (rows done, all rows)."""
    todo: list[tuple[type[Model], int]] = [
        (model, pk)
        for model in (AppointmentRequest, Notification)
        for pk in model.objects.order_by("pk").values_list("pk", flat=True)
    ]
    for start in range(0, len(todo), batch):
        with transaction.atomic():
            for model, pk in todo[start : start + batch]:
                _reencrypt_row(model, pk)
        yield min(start + batch, len(todo)), len(todo)


def _reencrypt_row(model: type[Model], pk: int) -> None:
    encrypted = [
        field.name
        for field in model._meta.fields
        if isinstance(field, (EncryptedTextField, EncryptedJSONField))
    ]
    row = model.objects.select_for_update().only(*encrypted).filter(pk=pk).first()
    if row is None:
        return  # deleted meanwhile
    changes = {name: getattr(row, name) for name in encrypted}
    if isinstance(row, AppointmentRequest):
        changes |= look_up_hashes(last_name=row.last_name, phone=row.phone, email=row.email)
    model.objects.filter(pk=pk).update(**changes)
