"""A request comes in."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.utils import timezone
from wagtail.models import Page

from clinics.models import LocationPage
from forms_app.answers import Answers, Extra, fingerprint, look_up_hashes
from forms_app.choices import Language, Suspicion
from forms_app.due import due_at
from forms_app.models.requests import AppointmentRequest
from forms_app.recipients import recipients
from forms_app.references import new_reference
from forms_app.services.delivery import write_to_everybody
from forms_app.services.searching import write_search_keys

SAME_REQUEST = timedelta(minutes=10)
CLAIM = """
    INSERT INTO forms_app_submissionfingerprint AS known (key, reference, created)
    VALUES (%s, %s, %s)
    ON CONFLICT (key) DO UPDATE SET
        reference = CASE WHEN known.created <= %s THEN excluded.reference ELSE known.reference END,
        created = CASE WHEN known.created <= %s THEN excluded.created ELSE known.created END
    RETURNING reference
"""


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
    office = recipients(page=page.pk, location=location, service=answers.service, extra=extra, now=now)
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
            due_at=due_at(received=now, calendar=location.calendar),
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
        write_search_keys(request)
        if not is_spam:
            write_to_everybody(request=request, office=office)
    return Submission(reference, is_new=True)


def _claim_answers(*, key: str, reference: str, now: datetime) -> str:
    """The reference these answers belong to: the given one, or that of an equal request that came first.

    Of several claims at once one wins: the unique key makes the others wait for it and then see it.
    An old claim is renewed in the same statement, so that a purge either sees it new or has taken it before.
    """
    created, long_ago = map(connection.ops.adapt_datetimefield_value, (now, now - SAME_REQUEST))
    with connection.cursor() as cursor:
        cursor.execute(CLAIM, [key, reference, created, long_ago, long_ago])
        return str(cursor.fetchone()[0])
