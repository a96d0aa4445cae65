"""Requests that are one, and are merged by a person; never by themselves."""

from datetime import timedelta
from typing import NamedTuple

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from forms_app.choices import Action, CloseReason, EntryKind, Status
from forms_app.duplicates import Likeness, Sender, likeness
from forms_app.models.contact_log import name_of
from forms_app.models.merging import Merge
from forms_app.models.requests import AppointmentRequest, RequestQuerySet
from forms_app.services.access import record_access
from forms_app.services.office import locked, update_request

RECENT = timedelta(days=60)
MOST_COMPARED = 50


class CannotMerge(ValueError):
    """Says in words why not."""


class Duplicate(NamedTuple):
    request: AppointmentRequest
    likeness: Likeness


def probable_duplicates(request: AppointmentRequest) -> list[Duplicate]:
    """Open requests of the last 60 days that are probably from the same person, the likeliest first."""
    if request.is_spam or request.merged_into_id:
        return []
    alike = AppointmentRequest.objects.alike(request, since=timezone.now() - RECENT)[:MOST_COMPARED]
    found = [Duplicate(other, likeness(_sender(request), _sender(other))) for other in alike]
    return sorted((one for one in found if one.likeness.score), key=lambda one: -one.likeness.score)


def _sender(request: AppointmentRequest) -> Sender:
    return Sender(request.first_name, request.last_name, request.phone_hash, request.email_hash)


def merge_requests(
    *,
    keep: AppointmentRequest,
    other: AppointmentRequest,
    by: User,
    keep_version: int | None = None,
    other_version: int | None = None,
) -> Merge:
    """Close the other as a repetition of the one that is kept. Both keep their answers, logs and mail.

    What had been merged into the other belongs to the kept one from now on. Raises CannotMerge, and
    StaleRequest where one of them is no longer of the given version.
    """
    with transaction.atomic():
        rows = locked(keep.pk, other.pk)
        keep, other = rows[keep.pk], rows[other.pk]
        if reason := _obstacle(keep, other):
            raise CannotMerge(reason)
        merge = Merge.objects.create(
            kept=keep,
            other=other,
            by=by,
            by_name=name_of(by),
            former_status=other.status,
            former_close_reason=other.close_reason,
        )
        other.merged_requests.update(merged_into=keep)
        update_request(
            request=other,
            by=by,
            kind=EntryKind.MERGED,
            summary=f"Merged into {keep}",
            version=other_version,
            status=Status.CLOSED,
            close_reason=CloseReason.MERGED,
            merged_into=keep,
        )
        summary = f"{other} was merged into this one"
        update_request(request=keep, by=by, kind=EntryKind.MERGED, summary=summary, version=keep_version)
        record_access(user=by, action=Action.MERGE, request=keep, detail="Another was merged into it")
        record_access(user=by, action=Action.MERGE, request=other, detail="Merged into another")
    return merge


def separate_requests(
    *, request: AppointmentRequest, by: User, version: int | None = None
) -> AppointmentRequest:
    """Undo a merge: the request stands alone again, as it stood before, with what it had brought along.

    Nothing happens to one that does. Raises StaleRequest where it is no longer of the given version.
    """
    with transaction.atomic():
        request = locked(request.pk)[request.pk]
        merge = request.merges.filter(separated_at=None).last()
        if not request.merged_into_id or merge is None:
            return request
        merge.separated_at, merge.separated_by_name = timezone.now(), name_of(by)
        merge.save(update_fields=["separated_at", "separated_by_name"])
        _brought_along(request).update(merged_into=request)
        request = update_request(
            request=request,
            by=by,
            kind=EntryKind.MERGED,
            summary="Separated again",
            version=version,
            status=merge.former_status,
            close_reason=merge.former_close_reason,
            merged_into=None,
        )
        record_access(user=by, action=Action.MERGE, request=request, detail="Separated again")
    return request


def _brought_along(request: AppointmentRequest) -> RequestQuerySet:
    """What had been merged into the request, or into that, and went on with it when it was merged itself."""
    found, last = set[int](), {request.pk}
    while last:
        merges = Merge.objects.filter(kept__in=last, separated_at=None)
        last = set(merges.values_list("other", flat=True)) - found
        found |= last
    return AppointmentRequest.objects.filter(pk__in=found, merged_into=request.merged_into_id)


def _obstacle(keep: AppointmentRequest, other: AppointmentRequest) -> str:
    if keep.pk == other.pk:
        return "A request cannot be merged with itself."
    if other.merged_into_id:
        return f"{other} has been merged already."
    if keep.merged_into_id:
        return f"{keep} has been merged into another request. Merge with that one."
    if keep.is_spam or other.is_spam:
        return "A request that was set aside as spam cannot be merged. Release it first."
    if keep.status == Status.CLOSED:
        return f"{keep} is closed. Keep the other one, or reopen this one first."
    return ""
