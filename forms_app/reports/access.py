"""“Access to requests”: who looked at, searched, changed or took out what."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django_filters import DateFromToRangeFilter, ModelChoiceFilter
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.permission_policies import ModelPermissionPolicy

from core.spreadsheets import SafeReportView
from forms_app import references
from forms_app.models.access import AccessLog


def _people(request: HttpRequest) -> QuerySet:
    return get_user_model().objects.filter(Exists(AccessLog.objects.filter(user=OuterRef("pk"))))


class AccessFilterSet(WagtailFilterSet):
    user = ModelChoiceFilter(queryset=_people, label="Person")
    at = DateFromToRangeFilter(label="Date", widget=DateRangePickerWidget)

    class Meta:
        model = AccessLog
        fields = ["user", "action", "at"]


class AccessReportView(SafeReportView):
    """The access log, newest first. A reference is posted: some people would type a name in its place."""

    template_name = "forms_app/admin/access_report.html"
    page_title = "Access to requests"
    header_icon = "view"
    model = AccessLog
    verbose_name_plural = "entries"
    filterset_class = AccessFilterSet
    is_searchable = False
    permission_policy = ModelPermissionPolicy(AccessLog)
    permission_required = "view"
    index_url_name = "request_access"
    index_results_url_name = "request_access_results"
    default_ordering = "-at"
    columns = [
        DateColumn("at", label="When", sort_key="at"),
        Column("user_name", label="Person", sort_key="user_name"),
        Column("action", label="What", accessor="get_action_display"),
        Column("reference", label="Request"),
        Column("count", label="How many"),
        Column("detail", label="How"),
    ]
    export_filename = "access-to-requests"
    export_headings = {
        "at": "When",
        "user_name": "Person",
        "get_action_display": "What",
        "reference": "Request",
        "count": "How many",
        "detail": "How",
    }
    list_export = list(export_headings)
    query = ""

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        self.query = request.POST.get("reference", "")[:200]
        return self.get(request, *args, **kwargs)

    def get_base_queryset(self) -> QuerySet[AccessLog]:
        entries = super().get_base_queryset()
        if not self.query:
            return entries
        reference = references.find(self.query)
        return entries.filter(reference=reference) if reference else entries.none()

    def get_filtered_queryset(self) -> QuerySet[AccessLog]:
        return self.get_queryset()

    def get_paginate_by(self, queryset: QuerySet[AccessLog]) -> int | None:
        return 1000 if self.query else super().get_paginate_by(queryset)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"query": self.query}
