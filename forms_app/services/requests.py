"""A request comes in, and the office works on it."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import TypedDict, Unpack

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from clinics.models import LocationPage
from forms_app.answers import Answers, Extra, fingerprint, look_up_hashes
from forms_app.choices import Language, Status, Suspicion
from forms_app.due import due_at
from forms_app.models.requests import AppointmentRequest, SubmissionFingerprint
from forms_app.recipients import office_recipients
from forms_app.references import new_reference
from forms_app.services.delivery import write_to_everybody

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
    suspicion: str = "",
    most_per_phone: int = 0,
    ui_language: str = str(Language.ENGLISH),
    now: datetime | None = None,
) -> Submission:
    """Store a request and the mail it calls for. The same answers within ten minutes are one request.

    Once this returns, the request is stored and its mail is due. Spam is stored, and nobody is written to;
    so is what comes after `most_per_phone` requests with the same phone number within an hour (0: no limit).
    """
    now = now or timezone.now()
    reference = new_reference()
    key = fingerprint(answers=answers, extra=extra, location=location.pk, is_spam=is_spam)
    recipients = office_recipients(location)
    with transaction.atomic():
        owner = _claim_answers(key=key, reference=reference, now=now)
        if owner != reference:
            return Submission(owner, is_new=False)
        is_flood = 0 < most_per_phone <= AppointmentRequest.objects.lately_from(answers.phone, now)
        if is_flood and not is_spam:
            is_spam, suspicion = True, str(Suspicion.PHONE)
        request = AppointmentRequest.objects.create(
            reference=reference,
            created=now,
            due_at=due_at(received=now, time_zone=location.time_zone, hours=location.hours),
            page_id=page.pk,
            source_page=source_page,
            location=location,
            location_name=location.title,
            is_spam=is_spam,
            suspicion=suspicion,
            ui_language=ui_language,
            extra=extra,
            **asdict(answers),
            **look_up_hashes(last_name=answers.last_name, phone=answers.phone, email=answers.email),
        )
        if not is_spam:
            write_to_everybody(request=request, office=recipients)
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


def release_from_spam(*, request: AppointmentRequest) -> None:
    """Treat a request that was set aside like any other: whoever should have been told is told now."""
    with transaction.atomic():
        freed = AppointmentRequest.objects.filter(pk=request.pk, is_spam=True).update(is_spam=False)
        if freed:
            office = office_recipients(request.location)
            write_to_everybody(request=request, office=office)


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
