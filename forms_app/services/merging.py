"""Requests that are one, and are merged by a person; never by themselves."""

from datetime import timedelta
from typing import NamedTuple

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from forms_app.choices import Action, CloseReason, EntryKind, Status
from forms_app.duplicates import Likeness, Sender, likeness
from forms_app.models.contact_log import ContactLog, name_of
from forms_app.models.merging import Merge
from forms_app.models.requests import AppointmentRequest
from forms_app.services.access import record_access

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


def merge_requests(*, keep: AppointmentRequest, other: AppointmentRequest, by: AbstractBaseUser) -> Merge:
    """Close the other as a repetition of the one that is kept. Both keep their answers, logs and mail.

    What had been merged into the other belongs to the kept one from now on. Raises CannotMerge.
    """
    with transaction.atomic():
        keep, other = _locked(keep.pk, other.pk)
        if reason := _obstacle(keep, other):
            raise CannotMerge(reason)
        merge = Merge.objects.create(
            kept=keep,
            other=other,
            by=by,
            by_name=name_of(by),
            former_status=other.status,
            former_close_reason=other.close_reason,
            former_closed_at=other.closed_at,
        )
        other.merged_requests.update(merged_into=keep)
        _set(other, Status.CLOSED, CloseReason.MERGED, timezone.now(), merged_into=keep)
        _set(keep, keep.status, keep.close_reason, keep.closed_at)
        _enter(other, by, "Merged into another request")
        _enter(keep, by, "Another request was merged into this one")
        record_access(user=by, action=Action.MERGE, request=keep, detail="Another was merged into it")
        record_access(user=by, action=Action.MERGE, request=other, detail="Merged into another")
    return merge


def separate_requests(*, request: AppointmentRequest, by: AbstractBaseUser) -> AppointmentRequest:
    """Undo a merge: the request stands alone again, as it stood before. Nothing happens to one that does."""
    with transaction.atomic():
        (request,) = _locked(request.pk)
        merge = request.merges.filter(separated_at=None).last()
        if not request.merged_into_id or merge is None:
            return request
        merge.separated_at, merge.separated_by_name = timezone.now(), name_of(by)
        merge.save(update_fields=["separated_at", "separated_by_name"])
        _set(
            request, merge.former_status, merge.former_close_reason, merge.former_closed_at, merged_into=None
        )
        _enter(request, by, "Separated again")
        record_access(user=by, action=Action.MERGE, request=request, detail="Separated again")
    return request


def _locked(*pks: int) -> list[AppointmentRequest]:
    """The requests in the order given. They are locked in order of age, so that nobody waits for ever."""
    rows = AppointmentRequest.objects.select_for_update().order_by("pk").in_bulk(pks)
    return [rows[pk] for pk in pks]


def _obstacle(keep: AppointmentRequest, other: AppointmentRequest) -> str:
    if keep.pk == other.pk:
        return "A request cannot be merged with itself."
    if other.merged_into_id:
        return f"{other} has been merged already."
    if keep.merged_into_id:
        return f"{keep} has been merged into another request. Merge with that one."
    if keep.is_spam or other.is_spam:
        return "A request that was set aside as spam cannot be merged. Release it first."
    return ""


def _set(
    request: AppointmentRequest,
    status: object,
    reason: object,
    closed_at: object,
    **merged: AppointmentRequest | None,
) -> None:
    AppointmentRequest.objects.filter(pk=request.pk).update(
        status=status,
        close_reason=reason,
        closed_at=closed_at,
        status_since=timezone.now() if status != request.status else request.status_since,
        watch_at=timezone.now(),
        version=F("version") + 1,
        **merged,
    )
    request.refresh_from_db()


def _enter(request: AppointmentRequest, by: AbstractBaseUser, summary: str) -> None:
    ContactLog.objects.create(
        request=request,
        by=by,
        by_name=name_of(by),
        kind=EntryKind.MERGED,
        summary=summary,
        version=request.version,
    )
