"""The office's inbox. Requests are read and moved along here; nobody adds, copies or deletes one."""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.safestring import SafeString
from django.views.generic import View
from django_filters import ChoiceFilter
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.log_actions import log
from wagtail.permission_policies import ModelPermissionPolicy

from forms_app.access import logged, logged_list
from forms_app.choices import Action
from forms_app.emails.content import spoken
from forms_app.models import AppointmentRequest
from forms_app.panels import ProblemsPanel
from forms_app.services import release_from_spam, send_again, update_request

MOST_FOUND = 200
LONGEST_QUERY = 1000


class ReadAndChange(ModelPermissionPolicy):
    """Not even an administrator can add or delete a request by hand."""

    def user_has_permission(self, user: User, action: str) -> bool:
        return action in {"view", "change"} and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: User, actions: list[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


class RequestFilterSet(WagtailFilterSet):
    is_spam = ChoiceFilter(choices=[("True", "Set aside as spam")], label="Show", empty_label="Requests")

    class Meta:
        model = AppointmentRequest
        fields = ["status", "location", "assigned_to", "is_spam"]


class RequestForm(forms.ModelForm):
    """Where a request stands and who looks after it."""

    class Meta:
        model = AppointmentRequest
        fields = ["status", "assigned_to"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        able = Q(groups__permissions__codename="change_appointmentrequest") | Q(is_superuser=True)
        staff = get_user_model().objects.filter(able, is_active=True).distinct()
        self.fields["assigned_to"].queryset = staff
        self.fields["assigned_to"].empty_label = "Nobody yet"
        for field in self.fields.values():
            field.show_hidden_initial = True  # to tell what this person changed from what others have since

    def hidden_fields(self) -> list[SafeString]:
        """Those initial values, which the admin's template would leave out."""
        return [bound.as_hidden(only_initial=True) for bound in self]

    @property
    def changes(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.changed_data}


class RemarkColumn(Column):
    cell_template_name = "forms_app/admin/remark_cell.html"


@logged_list
class InboxView(generic.IndexView):
    """The list. A search is posted, so that no name or number ends up in an address or a log."""

    template_name = "forms_app/admin/inbox.html"
    results_template_name = "forms_app/admin/inbox_results.html"
    filterset_class = RequestFilterSet
    default_ordering = "-created"
    FORMATS = ()  # there is no export; Wagtail would answer ?export=csv with empty rows
    query = ""

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        self.query = request.POST.get("query", "").strip()[:LONGEST_QUERY]
        return self.get(request, *args, **kwargs)

    def get_base_queryset(self) -> QuerySet[AppointmentRequest]:
        requests = super().get_base_queryset().select_related("assigned_to").prefetch_related("notifications")
        return requests.matching(self.query) if self.query else requests

    def filter_queryset(self, queryset: QuerySet[AppointmentRequest]) -> QuerySet[AppointmentRequest]:
        queryset = super().filter_queryset(queryset)
        shows_spam = self.query or (self.filters.is_valid() and self.filters.form.cleaned_data["is_spam"])
        return queryset if shows_spam else queryset.filter(is_spam=False)

    def get_paginate_by(self, queryset: QuerySet[AppointmentRequest]) -> int:
        return MOST_FOUND if self.query else super().get_paginate_by(queryset)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"query": self.query, "problems": ProblemsPanel()}


@logged(Action.VIEW)
class RequestView(generic.InspectView):
    template_name = "forms_app/admin/request.html"
    page_title = "Request"

    def get_fields(self) -> list[str]:
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        own = {
            "can_change": self.user_has_permission("change"),
            "received": spoken(self.object.created, self.object.time_zone),
            "due": spoken(self.object.due_at, self.object.time_zone),
        }
        return super().get_context_data(**kwargs) | own


@logged(Action.STATUS, method="post")
class ChangeView(generic.EditView):
    success_message = "Request %(object)s has been updated."

    def save_instance(self) -> AppointmentRequest:
        self.has_content_changes = self.form.has_changed()
        instance = update_request(request=self.object, **self.form.changes)
        log(instance=instance, action="wagtail.edit", content_changed=self.has_content_changes)
        return instance

    def get_success_url(self) -> str:
        return reverse("appointment_requests:inspect", args=[self.object.pk])

    def get_success_buttons(self) -> list[object]:
        return []


@logged(Action.STATUS, method="post")
class ActionView(PermissionCheckedMixin, View):
    """One step on one request, by a button; then back to the request."""

    http_method_names = ["post"]
    permission_required = "change"

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        self.act(get_object_or_404(AppointmentRequest, pk=pk))
        return redirect("appointment_requests:inspect", pk)

    def act(self, appointment: AppointmentRequest) -> None:
        raise NotImplementedError


class SendAgainView(ActionView):
    def act(self, appointment: AppointmentRequest) -> None:
        if send_again(request=appointment):
            messages.success(self.request, "The office is being written to again.")
        else:
            messages.error(self.request, "There is nobody to write to. Give the location an office address.")


class NotSpamView(ActionView):
    def act(self, appointment: AppointmentRequest) -> None:
        release_from_spam(request=appointment)
        messages.success(self.request, "The request is in the inbox, and the office is being written to.")


class RequestViewSet(ModelViewSet):
    model = AppointmentRequest
    name = "appointment_requests"
    url_prefix = "requests"
    menu_label = "Requests"
    menu_order = 150
    add_to_admin_menu = True
    add_to_reference_index = False
    icon = "mail"
    copy_view_enabled = False
    inspect_view_enabled = True
    index_view_class = InboxView
    inspect_view_class = RequestView
    edit_view_class = ChangeView
    index_template_name = InboxView.template_name
    inspect_template_name = RequestView.template_name
    list_display = [
        TitleColumn(
            "reference",
            label="Reference",
            url_name="appointment_requests:inspect",
            sort_key="reference",
            classname="w-whitespace-nowrap",
        ),
        Column("full_name", label="Name"),
        RemarkColumn("due", label="Due", sort_key="due_at", classname="w-whitespace-nowrap"),
        "status",
        "location_name",
        DateColumn("created", label="Received", sort_key="created"),
        Column("assigned_to", label="Assigned to"),
        RemarkColumn("delivery", label="Mail to the office"),
    ]

    @property
    def permission_policy(self) -> ReadAndChange:
        return ReadAndChange(self.model)

    def get_form_class(self, for_update: bool = False) -> type[RequestForm]:
        return RequestForm

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        absent = dict.fromkeys(["add_url_name", "delete_url_name", "history_url_name", "usage_url_name"])
        return super().get_common_view_kwargs(**kwargs) | absent

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("<int:pk>/", self.inspect_view, name="inspect"),
            path("<int:pk>/change/", self.edit_view, name="edit"),
            path("<int:pk>/send-again/", self.construct_view(SendAgainView), name="send_again"),
            path("<int:pk>/not-spam/", self.construct_view(NotSpamView), name="not_spam"),
        ]
