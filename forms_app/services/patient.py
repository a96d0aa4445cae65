"""What patients do with their own request. The office is told each time, and the contact log keeps it."""

from django.db import transaction
from django.utils import timezone

from forms_app.choices import CloseReason, EntryKind, Kind, Status
from forms_app.models.requests import AppointmentRequest, SubmissionFingerprint
from forms_app.recipients import request_recipients
from forms_app.services.delivery import enqueue
from forms_app.services.office import locked, update_request


def change_best_time(*, reference: str, best_time: str) -> bool:
    """Call at another time from now on; False if nobody is going to call any more."""
    with transaction.atomic():
        request = _locked(reference)
        if request is None:
            return False
        if request.best_time != best_time:
            _tell_the_office(update_request(request=request, kind=EntryKind.BEST_TIME, best_time=best_time))
    return True


def withdraw(*, reference: str) -> bool:
    """Close the request for the patient; False if there was nothing left to withdraw.

    Should the same form be sent again, it is a new request from now on.
    """
    with transaction.atomic():
        request = _locked(reference)
        if request is None:
            return False
        SubmissionFingerprint.objects.filter(reference__in=[reference, request.reference]).delete()
        request = update_request(
            request=request,
            kind=EntryKind.WITHDRAWN,
            status=Status.CLOSED,
            close_reason=CloseReason.WITHDRAWN,
        )
        _tell_the_office(request)
    return True


def _locked(reference: str) -> AppointmentRequest | None:
    """The request that is worked on, held until the end of the transaction, if somebody still calls about it.

    That is the one that was kept, where the patient's own was merged into another.
    """
    known = AppointmentRequest.objects.filter(reference=reference, is_spam=False)
    pks = known.values_list("pk", "merged_into").first() or ()
    rows = locked(*filter(None, pks))
    own = rows.get(pks[0]) if pks else None
    request = rows.get(own.merged_into_id or own.pk) if own else None
    return request if request and request.is_open else None


def _tell_the_office(request: AppointmentRequest) -> None:
    enqueue(request=request, mails={Kind.CHANGED: request_recipients(request, timezone.now())})
