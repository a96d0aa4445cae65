"""Several requests at once."""

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.defaultfilters import pluralize
from django.urls import reverse
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from forms_app import services
from forms_app.choices import Action, CloseReason
from forms_app.inbox.forms import BulkAssignForm, BulkCloseForm, BulkForm
from forms_app.inbox.messages import undo_close
from forms_app.models.contact_log import name_of
from forms_app.models.requests import AppointmentRequest


class BulkView(PermissionCheckedMixin, View):
    """Does one thing with the chosen requests, says how many there were, and goes back to the list."""

    http_method_names = ["post"]
    permission_required = "change"
    form_class: type[BulkForm] = BulkForm

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self.form_class(request.POST)
        if form.is_valid():
            requests = form.cleaned_data["requests"]
            self.act(form, requests)
            services.record_access(user=request.user, action=Action.STATUS, count=len(requests))
        else:
            messages.error(request, " ".join(error for errors in form.errors.values() for error in errors))
        return redirect(get_valid_next_url_from_request(request) or reverse("appointment_requests:index"))

    def act(self, form: forms.Form, requests: QuerySet[AppointmentRequest]) -> None:
        raise NotImplementedError


class BulkAssignView(BulkView):
    form_class = BulkAssignForm

    def act(self, form: forms.Form, requests: QuerySet[AppointmentRequest]) -> None:
        to = form.cleaned_data["assigned_to"]
        outcome = services.assign_many(requests=requests, to=to, by=self.request.user)
        messages.success(
            self.request,
            f"{name_of(to) or 'Nobody'} looks after {counted(len(outcome.done))} now."
            + (f" {counted(outcome.left)} needed no change." if outcome.left else ""),
        )


class BulkCloseView(BulkView):
    form_class = BulkCloseForm

    def act(self, form: forms.Form, requests: QuerySet[AppointmentRequest]) -> None:
        reason = CloseReason(form.cleaned_data["reason"])
        outcome = services.close_many(requests=requests, reason=reason, by=self.request.user)
        left = f" {counted(outcome.left)} had been closed before." if outcome.left else ""
        told = f"{counted(len(outcome.done))} closed.{left}"
        if outcome.done:
            undo_close(self.request, told, outcome.done)
        else:
            messages.warning(self.request, told)


class BulkReopenView(BulkView):
    def act(self, form: forms.Form, requests: QuerySet[AppointmentRequest]) -> None:
        outcome = services.reopen_many(requests=requests, by=self.request.user)
        left = f" {counted(outcome.left)} had been opened before." if outcome.left else ""
        messages.success(self.request, f"{counted(len(outcome.done))} open again.{left}")


def counted(number: int) -> str:
    return f"{number} request{pluralize(number)}"
