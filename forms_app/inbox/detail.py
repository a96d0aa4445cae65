"""One request: its answers, what was done about it, and what to do next."""

from typing import Any

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from wagtail.admin import messages
from wagtail.admin.views import generic

from forms_app import services
from forms_app.access import logged
from forms_app.choices import Action, Status
from forms_app.emails.content import spoken
from forms_app.inbox.acting import ACTS
from forms_app.inbox.buttons import PAGE, ButtonView
from forms_app.inbox.forms import AssignForm, BareForm, CloseForm, RequestForm, StatusForm, StepForm
from forms_app.inbox.messages import undo_close
from forms_app.models.contact_log import ContactLog
from forms_app.models.requests import AppointmentRequest
from forms_app.steps import next_steps


@logged(Action.VIEW)
@logged(Action.STATUS, method="post")
class RequestView(generic.InspectView):
    """The page of a request. Its forms are sent to it.

    One that came too late changes nothing and is shown again, with what others have done meanwhile.
    """

    template_name = "forms_app/admin/request.html"
    page_title = "Request"
    sent: RequestForm | None = None  # the form that could not be taken
    changed_since: list[ContactLog] | None = None

    def get_fields(self) -> list[str]:
        return []

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if self.can_change:
            services.mark_opened(request=self.object)
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not self.can_change:
            raise PermissionDenied
        name = request.POST.get("action", "")
        if name not in ACTS:
            raise SuspiciousOperation("No such step.")
        act = ACTS[name]
        form = act.form_class(request.POST, request=self.object)
        if not form.is_valid():
            return self.show_again(form, status=422)
        try:
            told = act.write(self.object, request.user, form)
        except services.StaleRequest as stale:
            self.object.refresh_from_db()
            self.changed_since = stale.since
            form.renew()
            return self.show_again(form, status=409)
        except services.StillMerged as reason:
            form.add_error(None, str(reason))
            return self.show_again(form, status=409)
        if name == "close":
            self.object.refresh_from_db()
            undo_close(request, told, [self.object])
        else:
            messages.success(request, told)
        return redirect(PAGE, self.object.pk)

    def show_again(self, form: RequestForm, status: int) -> HttpResponse:
        self.sent = form
        response = self.render_to_response(self.get_context_data())
        response.status_code = status
        return response

    @cached_property
    def also_shown(self) -> list[AppointmentRequest]:
        """What was merged into it, with what was done about each."""
        merged = self.object.merged_requests.only("reference", "created", "version")
        return list(merged.prefetch_related("contact_log"))

    @cached_property
    def can_change(self) -> bool:
        return self.user_has_permission("change")

    def form(self, form_class: type[RequestForm]) -> RequestForm:
        """The form as it was sent, if it was this one."""
        if self.sent and self.sent.name == form_class.name:
            return self.sent
        return form_class(request=self.object)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return (
            super().get_context_data(**kwargs)
            | described(self.object)
            | {
                "can_change": self.can_change,
                "steps": next_steps(self.object.status, has_email=bool(self.object.email)),
                "step_form": self.form(StepForm),
                "close_form": self.form(CloseForm),
                "assign_form": self.form(AssignForm),
                "status_form": self.form(StatusForm),
                "bare_form": self.form(BareForm),
                "sent": self.sent,
                "changed_since": self.changed_since,
                "merge": self.object.merges.filter(separated_at=None).last(),
                "merged": self.also_shown,
                "probable": services.probable_duplicates(self.object),
                "others": services.note_viewing(request=self.object, user=self.request.user),
            }
        )


@logged(Action.PRINT)
class PrintView(generic.InspectView):
    """A request on paper, without the admin around it."""

    template_name = "forms_app/admin/print.html"
    page_title = "Request"

    def get_fields(self) -> list[str]:
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | described(self.object)


def described(request: AppointmentRequest) -> dict[str, Any]:
    """What is told of a request wherever it is shown."""
    return {
        "is_closed": request.status == Status.CLOSED,
        "received": spoken(request.created, request.time_zone),
        "due": spoken(request.due_at, request.time_zone),
        "contact_log": request.contact_log.all(),
        "subject": f"Your request {request.reference}",
    }


@logged(Action.STATUS, method="post")
class SendAgainView(ButtonView):
    def act(self, appointment: AppointmentRequest) -> HttpResponse:
        if services.send_again(request=appointment):
            messages.success(self.request, "The office is being written to again.")
        else:
            messages.error(self.request, "There is nobody to write to. Give the location an office address.")
        return redirect(PAGE, appointment.pk)


@logged(Action.STATUS, method="post")
class NotSpamView(ButtonView):
    def act(self, appointment: AppointmentRequest) -> HttpResponse:
        services.release_from_spam(request=appointment, by=self.request.user)
        messages.success(self.request, "The request is in the inbox, and the office is being written to.")
        return redirect(PAGE, appointment.pk)


class ViewingView(ButtonView):
    """A page that is open says so; it is told who else has the request open, and of which version it is."""

    permission_required = "view"

    def act(self, appointment: AppointmentRequest) -> HttpResponse:
        others = services.note_viewing(request=appointment, user=self.request.user)
        return JsonResponse({"others": others, "version": appointment.version})
