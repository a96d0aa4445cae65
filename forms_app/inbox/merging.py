"""Buttons that make one of two requests, and two again of one."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from wagtail.admin import messages

from forms_app import services
from forms_app.inbox.buttons import PAGE, ButtonView
from forms_app.inbox.forms import MergeForm, SeparateForm
from forms_app.models.requests import AppointmentRequest

CHANGED = "Somebody else has changed it meanwhile. Look at it as it is now, then press the button again."
UNREADABLE = "Please use the button on the page of the request."


class MergeView(ButtonView):
    """Merge one request into another; then show the one that was kept."""

    def act(self, appointment: AppointmentRequest) -> HttpResponse:
        other = get_object_or_404(AppointmentRequest, pk=self.kwargs["other"])
        form = MergeForm(self.request.POST)
        try:
            if not form.is_valid():
                raise services.CannotMerge(UNREADABLE)
            services.merge_requests(keep=appointment, other=other, by=self.request.user, **form.cleaned_data)
        except services.CannotMerge as reason:
            messages.error(self.request, f"Nothing was merged. {reason}")
        except services.StaleRequest:
            messages.error(self.request, f"Nothing was merged. {CHANGED}")
        else:
            told = f"{other} was merged into {appointment}. “Separate again” undoes it."
            messages.success(self.request, told)
        return redirect(PAGE, appointment.pk)


class SeparateView(ButtonView):
    """Take a merged request out again; then show it."""

    def act(self, appointment: AppointmentRequest) -> HttpResponse:
        form = SeparateForm(self.request.POST)
        if not form.is_valid():
            messages.error(self.request, f"Nothing was separated. {UNREADABLE}")
            return redirect(PAGE, appointment.pk)
        try:
            services.separate_requests(request=appointment, by=self.request.user, **form.cleaned_data)
        except services.StaleRequest:
            messages.error(self.request, f"Nothing was separated. {CHANGED}")
        else:
            messages.success(self.request, f"{appointment} stands alone again, as it stood before.")
        return redirect(PAGE, appointment.pk)
