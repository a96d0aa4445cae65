"""The office works on a request. Every step is one row in its contact log, written with it or not at all."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import NamedTuple, TypedDict, Unpack

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from forms_app.choices import CloseReason, EntryKind, Status
from forms_app.due import due_at
from forms_app.models.contact_log import ContactLog, name_of
from forms_app.models.requests import AppointmentRequest
from forms_app.models.viewing import Viewing
from forms_app.recipients import calendar_of, request_recipients
from forms_app.services.delivery import write_to_everybody
from forms_app.steps import Step, is_contact

STILL_VIEWING = timedelta(seconds=50)  # an open page says so every 20 seconds
FORGET_VIEWING = timedelta(days=1)


class StaleRequest(Exception):
    """Somebody else has changed the request since it was read. Nothing was written."""

    def __init__(self, since: list[ContactLog]) -> None:
        super().__init__("The request has changed since.")
        self.since = since


class StillMerged(Exception):
    """What was merged stands where the request does that was kept. Says so in words; nothing was written."""

    def __init__(self, request: AppointmentRequest) -> None:
        super().__init__(f"{request} was merged into {request.merged_into}. Separate it first.")


class Changes(TypedDict, total=False):
    """What the office does with a request: where it stands, and who looks after it."""

    status: object
    close_reason: object
    assigned_to: User | None
    is_spam: bool
    best_time: str
    merged_into: AppointmentRequest | None


class Outcome(NamedTuple):
    """What became of several requests.

    Some were changed, some needed no change, some had been changed by others and were left, some are gone.
    """

    done: list[AppointmentRequest]
    left: list[AppointmentRequest]
    late: list[AppointmentRequest]
    gone: int


def update_request(
    *,
    request: AppointmentRequest,
    by: User | None = None,
    kind: object = EntryKind.STATUS,
    note: str = "",
    summary: str = "",
    version: int | None = None,
    **changes: Unpack[Changes],
) -> AppointmentRequest:
    """Write what is given, and what was done into the contact log; leave the rest as it is.

    Where nothing would change and nothing is told, nothing is written. Without a summary the changes are
    told. Raises StaleRequest where the request is no longer of the given version, and StillMerged where one
    that was merged into another would be moved along by itself.
    """
    with transaction.atomic():
        request = AppointmentRequest.objects.select_for_update().get(pk=request.pk)
        if version is not None and version != request.version:
            raise StaleRequest(list(request.contact_log.filter(version__gt=version)))
        if request.merged_into_id and "status" in changes and "merged_into" not in changes:
            raise StillMerged(request)
        new = {name: value for name, value in changes.items() if value != getattr(request, name)}
        if not new and not note and kind in (EntryKind.STATUS, EntryKind.ASSIGNED):
            return request
        summary = summary or _summary(request, kind, new)
        _apply(request, kind, new)
        request.save(update_fields=[*WRITTEN, *new])
        ContactLog.objects.create(
            request=request,
            by=by,
            by_name=name_of(by),
            kind=kind,
            summary=summary,
            note=note,
            version=request.version,
        )
        log(instance=request, action="wagtail.edit", user=by, content_changed=bool(new))
    return request


WRITTEN = ["version", "status_since", "closed_at", "closed_from", "close_reason", "first_contact_at"]
WRITTEN += ["watch_at"]


def _apply(request: AppointmentRequest, kind: object, new: dict[str, object]) -> None:
    """Take over what is new, and what follows from it."""
    now, former = timezone.now(), request.status
    for name, value in new.items():
        setattr(request, name, value)
    request.version += 1
    if "is_spam" in new:
        request.watch_at = now
    if request.first_contact_at is None and is_contact(kind, request.status):
        request.first_contact_at = now
    if request.status != former:
        is_closed = request.status == Status.CLOSED
        request.status_since = request.watch_at = now
        request.closed_at = now if is_closed else None
        request.closed_from = former if is_closed else ""
        request.close_reason = request.close_reason if is_closed else ""


def _summary(request: AppointmentRequest, kind: object, new: dict[str, object]) -> str:
    """What changes, in words that say nothing about the patient."""
    told = []
    if "status" in new:
        told.append(f"{Status(request.status).label} → {Status(str(new['status'])).label}")
    if new.get("close_reason"):
        told.append(CloseReason(str(new["close_reason"])).label)
    if "is_spam" in new:
        told.append("No spam")
    if "assigned_to" in new:
        user = new["assigned_to"]
        told.append(f"Assigned to {name_of(user) if isinstance(user, User) else 'nobody'}")
    return "; ".join(told)[:200]


def take_step(
    *, request: AppointmentRequest, step: Step, by: User, note: str = "", version: int | None = None
) -> AppointmentRequest:
    """Somebody has called or written, and the request stands where the step leads."""
    return update_request(
        request=request, by=by, kind=step.kind, note=note, version=version, status=step.status
    )


def add_note(
    *, request: AppointmentRequest, note: str, by: User, version: int | None = None
) -> AppointmentRequest:
    return update_request(request=request, by=by, kind=EntryKind.NOTE, note=note, version=version)


def assign(
    *, request: AppointmentRequest, to: User | None, by: User, version: int | None = None
) -> AppointmentRequest:
    return update_request(request=request, by=by, kind=EntryKind.ASSIGNED, version=version, assigned_to=to)


def close(
    *, request: AppointmentRequest, reason: object, by: User, note: str = "", version: int | None = None
) -> AppointmentRequest:
    """Nothing is left to do. `reopen` takes it back."""
    return update_request(
        request=request,
        by=by,
        kind=EntryKind.CLOSED,
        note=note,
        version=version,
        status=Status.CLOSED,
        close_reason=reason,
    )


def reopen(
    *, request: AppointmentRequest, by: User, note: str = "", version: int | None = None
) -> AppointmentRequest:
    """Undo a close: the request stands again where it stood before. What is open is left as it is."""
    with transaction.atomic():
        request = AppointmentRequest.objects.select_for_update().get(pk=request.pk)
        if request.status != Status.CLOSED:
            return update_request(request=request, version=version)
        former = request.closed_from or Status.NEW
        return update_request(
            request=request, by=by, kind=EntryKind.REOPENED, note=note, version=version, status=former
        )


def assign_many(*, versions: Mapping[int, int], to: User | None, by: User) -> Outcome:
    """Give several requests to somebody."""
    return _each(
        versions,
        is_todo=lambda request: request.assigned_to_id != (to.pk if to else None),
        write=lambda request: assign(request=request, to=to, by=by),
    )


def close_many(*, versions: Mapping[int, int], reason: object, by: User) -> Outcome:
    """Close several requests. Those that are closed keep their reason."""
    return _each(
        versions,
        is_todo=lambda request: request.status != Status.CLOSED,
        write=lambda request: close(request=request, reason=reason, by=by),
    )


def reopen_many(*, versions: Mapping[int, int], by: User) -> Outcome:
    """Undo a close of several requests. Raises StillMerged."""
    return _each(
        versions,
        is_todo=lambda request: request.status == Status.CLOSED,
        write=lambda request: reopen(request=request, by=by),
    )


def _each(
    versions: Mapping[int, int],
    *,
    is_todo: Callable[[AppointmentRequest], bool],
    write: Callable[[AppointmentRequest], AppointmentRequest],
) -> Outcome:
    """Write what is to do with those requests that are still of the version that was read; all or none."""
    outcome = Outcome([], [], [], 0)
    with transaction.atomic():
        rows = locked(*versions)
        for pk, request in rows.items():
            if not is_todo(request):
                outcome.left.append(request)
            elif request.version != versions[pk]:
                outcome.late.append(request)
            else:
                outcome.done.append(write(request))
    return outcome._replace(gone=len(versions) - len(rows))


def locked(*pks: int) -> dict[int, AppointmentRequest]:
    """Those of the requests that exist, held until the end of the transaction.

    They are locked in one order everywhere, so that nobody waits for ever.
    """
    rows = AppointmentRequest.objects.select_for_update().filter(pk__in=pks).order_by("pk")
    return {request.pk: request for request in rows}


def release_from_spam(*, request: AppointmentRequest, by: User | None = None) -> None:
    """Treat a request that was set aside like any other: whoever should have been told is told now."""
    with transaction.atomic():
        request = AppointmentRequest.objects.select_for_update().get(pk=request.pk)
        if request.is_spam:
            request = update_request(request=request, by=by, is_spam=False)
            request.due_at = due_at(received=timezone.now(), calendar=calendar_of(request.location))
            request.save(update_fields=["due_at"])
            write_to_everybody(request=request, office=request_recipients(request, timezone.now()))


def note_viewing(*, request: AppointmentRequest, user: User) -> list[str]:
    """Note that somebody has the request open; returns who else has, by name."""
    now = timezone.now()
    with transaction.atomic():
        Viewing.objects.filter(user=user, seen_at__lt=now - FORGET_VIEWING).delete()
        Viewing.objects.update_or_create(request=request, user=user, defaults={"seen_at": now})
    others = Viewing.objects.filter(request=request, seen_at__gte=now - STILL_VIEWING).exclude(user=user)
    return [name_of(viewing.user) for viewing in others.select_related("user").order_by("user__username")]


def mark_opened(*, request: AppointmentRequest) -> None:
    """The office has seen the request; the first time counts."""
    if request.opened_at is None:
        request.opened_at = timezone.now()
        AppointmentRequest.objects.filter(pk=request.pk, opened_at=None).update(opened_at=request.opened_at)
