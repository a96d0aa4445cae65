"""Several requests at once."""

from collections.abc import Mapping

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
from forms_app.services.office import Outcome


class BulkView(PermissionCheckedMixin, View):
    """Does one thing with the chosen requests, says what became of them, and goes back to the list."""

    http_method_names = ["post"]
    permission_required = "change"
    form_class: type[BulkForm] = BulkForm
    left_because = ""

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self.form_class(request.POST)
        if form.is_valid():
            self.change(form)
        else:
            messages.error(request, " ".join(error for errors in form.errors.values() for error in errors))
        return redirect(get_valid_next_url_from_request(request) or reverse("appointment_requests:index"))

    def change(self, form: BulkForm) -> None:
        try:
            outcome = self.act(form, form.cleaned_data["requests"])
        except services.StillMerged as reason:
            messages.error(self.request, f"Nothing was changed. {reason}")
            return
        for request in outcome.done:
            services.record_access(user=self.request.user, action=Action.STATUS, request=request)
        self.tell(told(self.done(form, counted(len(outcome.done))), outcome, self.left_because), outcome)

    def act(self, form: BulkForm, versions: Mapping[int, int]) -> Outcome:
        raise NotImplementedError

    def done(self, form: BulkForm, requests: str) -> str:
        """What to say of those that were changed."""
        raise NotImplementedError

    def tell(self, text: str, outcome: Outcome) -> None:
        tell = messages.success if outcome.done and not outcome.late else messages.warning
        tell(self.request, text)


class BulkAssignView(BulkView):
    form_class = BulkAssignForm
    left_because = "needed no change"

    def act(self, form: BulkForm, versions: Mapping[int, int]) -> Outcome:
        to = form.cleaned_data["assigned_to"]
        return services.assign_many(versions=versions, to=to, by=self.request.user)

    def done(self, form: BulkForm, requests: str) -> str:
        return f"{name_of(form.cleaned_data['assigned_to']) or 'Nobody'} looks after {requests} now."


class BulkCloseView(BulkView):
    form_class = BulkCloseForm
    left_because = "had been closed before"

    def act(self, form: BulkForm, versions: Mapping[int, int]) -> Outcome:
        reason = CloseReason(form.cleaned_data["reason"])
        return services.close_many(versions=versions, reason=reason, by=self.request.user)

    def done(self, form: BulkForm, requests: str) -> str:
        return f"{requests} closed."

    def tell(self, text: str, outcome: Outcome) -> None:
        if outcome.done:
            undo_close(self.request, text, outcome.done)
        else:
            super().tell(text, outcome)


class BulkReopenView(BulkView):
    left_because = "had been opened before"

    def act(self, form: BulkForm, versions: Mapping[int, int]) -> Outcome:
        return services.reopen_many(versions=versions, by=self.request.user)

    def done(self, form: BulkForm, requests: str) -> str:
        return f"{requests} open again."


def counted(number: int) -> str:
    return f"{number} request{pluralize(number)}"


def told(done: str, outcome: Outcome, left_because: str) -> str:
    """What became of the requests, with those named that somebody should look at again. Pure."""
    words = [done]
    if outcome.left:
        words.append(f"{counted(len(outcome.left))} {left_because}.")
    if outcome.late:
        words.append(f"Changed by somebody else meanwhile, and left as they are: {names(outcome.late)}.")
    if outcome.gone:
        words.append(f"{counted(outcome.gone)} could not be found any more.")
    return " ".join(words)


def names(requests: list[AppointmentRequest]) -> str:
    return ", ".join(map(str, requests))
