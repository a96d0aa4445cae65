"""Buttons that make one of two requests, and two again of one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.permission_policies import ModelPermissionPolicy

from forms_app.models.requests import AppointmentRequest
from forms_app.services import CannotMerge, merge_requests, separate_requests


class ButtonView(PermissionCheckedMixin, View):
    http_method_names = ["post"]
    permission_policy = ModelPermissionPolicy(AppointmentRequest)
    permission_required = "change"


class MergeView(ButtonView):
    """Merge one request into another; then show the one that was kept."""

    def post(self, request: HttpRequest, keep: int, other: int) -> HttpResponse:
        kept, merged = (get_object_or_404(AppointmentRequest, pk=pk) for pk in (keep, other))
        try:
            merge_requests(keep=kept, other=merged, by=request.user)
        except CannotMerge as reason:
            messages.error(request, f"Nothing was merged. {reason}")
        else:
            messages.success(request, f"{merged} was merged into {kept}. “Separate again” undoes it.")
        return redirect("appointment_requests:inspect", keep)


class SeparateView(ButtonView):
    """Take a merged request out again; then show it."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        merged = get_object_or_404(AppointmentRequest, pk=pk)
        separate_requests(request=merged, by=request.user)
        messages.success(request, f"{merged} stands alone again, as it was before.")
        return redirect("appointment_requests:inspect", pk)
