"""What the buttons of a request do: which form each sends, and which service writes it."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.contrib.auth.models import User

from forms_app import services
from forms_app.choices import CloseReason
from forms_app.inbox.forms import AssignForm, BareForm, CloseForm, NoteForm, RequestForm, StatusForm, StepForm
from forms_app.models.contact_log import name_of
from forms_app.models.requests import AppointmentRequest
from forms_app.steps import STEPS, Step


class Act(NamedTuple):
    """`write` does it, or raises StaleRequest; it returns what to tell whoever did it."""

    form_class: type[RequestForm]
    write: Callable[[AppointmentRequest, User, Any], str]


def _step(step: Step) -> Act:
    def write(request: AppointmentRequest, by: User, form: StepForm) -> str:
        services.take_step(request=request, step=step, by=by, note=form.text, version=form.read_version)
        return f"“{step.label}” is in the contact log."

    return Act(StepForm, write)


def _note(request: AppointmentRequest, by: User, form: NoteForm) -> str:
    services.add_note(request=request, note=form.text, by=by, version=form.read_version)
    return "The note is in the contact log."


def _close(request: AppointmentRequest, by: User, form: CloseForm) -> str:
    reason = CloseReason(form.cleaned_data["reason"])
    services.close(
        request=request, reason=reason, by=by, note=form.cleaned_data["note"], version=form.read_version
    )
    return f"Request {request} is closed."


def _reopen(request: AppointmentRequest, by: User, form: RequestForm) -> str:
    request = services.reopen(request=request, by=by, version=form.read_version)
    return f"Request {request} is open again: {request.get_status_display()}."


def _assign(request: AppointmentRequest, by: User, form: AssignForm) -> str:
    to = form.cleaned_data["assigned_to"]
    services.assign(request=request, to=to, by=by, version=form.read_version)
    return f"{name_of(to) or 'Nobody'} looks after it now."


def _take(request: AppointmentRequest, by: User, form: RequestForm) -> str:
    services.assign(request=request, to=by, by=by, version=form.read_version)
    return "You look after it now."


def _status(request: AppointmentRequest, by: User, form: StatusForm) -> str:
    status = form.cleaned_data["status"]
    request = services.update_request(request=request, by=by, version=form.read_version, status=status)
    return f"The status is {request.get_status_display()}."


ACTS = {
    **{name: _step(step) for name, step in STEPS.items()},
    "note": Act(NoteForm, _note),
    "close": Act(CloseForm, _close),
    "reopen": Act(BareForm, _reopen),
    "assign": Act(AssignForm, _assign),
    "take": Act(BareForm, _take),
    "status": Act(StatusForm, _status),
}
