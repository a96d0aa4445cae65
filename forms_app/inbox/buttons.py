"""One step on one request, by a button that needs no more than its form."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.generic import View
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from forms_app.models.requests import AppointmentRequest

PAGE = "appointment_requests:inspect"


class ButtonView(PermissionCheckedMixin, View):
    """Takes the step; then leads back to the request."""

    http_method_names = ["post"]
    permission_required = "change"

    def post(self, request: HttpRequest, pk: int, **other: int) -> HttpResponse:
        return self.act(get_object_or_404(AppointmentRequest, pk=pk))

    def act(self, appointment: AppointmentRequest) -> HttpResponse:
        raise NotImplementedError
