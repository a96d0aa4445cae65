"""The list, which costs the same however many requests there are."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django.core.paginator import Page
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.ui.tables import BaseColumn, Column, TitleColumn
from wagtail.admin.views import generic

from forms_app.access import logged_list
from forms_app.inbox.filters import RequestFilterSet, named_views, on_shelf
from forms_app.inbox.forms import BulkAssignForm, BulkCloseForm
from forms_app.models.requests import MOST_FOUND, AppointmentRequest
from forms_app.panels import ProblemsPanel

LONGEST_QUERY = 1000
MOST_LISTED = 2000
# Answers that no list shows: reading them means decrypting them.
UNREAD = ["phone", "best_time", "email", "language", "service", "patient_type", "days", "times", "payer"]
UNREAD += ["message", "extra"]


class InboxPaginator(WagtailPaginator):
    """Counts no further than MOST_LISTED, and looks for a page along an index before it reads any request."""

    @cached_property
    def _counted(self) -> int:
        return self.object_list.order_by().values("pk")[: MOST_LISTED + 1].count()

    @cached_property
    def count(self) -> int:
        return min(self._counted, MOST_LISTED)

    @cached_property
    def items_count_label(self) -> str:
        if self._counted > MOST_LISTED:
            return f"More than {MOST_LISTED:,} requests; filter them to see the others"
        return super().items_count_label

    def page(self, number: int | str) -> Page:
        valid = self.validate_number(number)
        start = (valid - 1) * self.per_page
        keys = list(self.object_list.values_list("pk", flat=True)[start : start + self.per_page])
        return self._get_page(self.object_list.filter(pk__in=keys), valid, self)


class TextColumn(Column):
    """A cell that says what it is where the table has no room for a head."""

    cell_template_name = "forms_app/admin/cells/text.html"


class NameColumn(TitleColumn):
    cell_template_name = "forms_app/admin/cells/reference.html"


class SelectColumn(BaseColumn):
    header_template_name = "forms_app/admin/cells/select_all.html"
    cell_template_name = "forms_app/admin/cells/select.html"


class RemarkColumn(Column):
    cell_template_name = "forms_app/admin/cells/remark.html"


class AgeColumn(Column):
    cell_template_name = "forms_app/admin/cells/age.html"


SELECT = SelectColumn("select", label="Select")
COLUMNS: list[BaseColumn] = [
    NameColumn("reference", label="Reference", url_name="appointment_requests:inspect"),
    TextColumn("full_name", label="Name"),
    RemarkColumn("due", label="Due", sort_key="due_at"),
    TextColumn("standing", label="Status"),
    TextColumn("location_name", label="Location"),
    AgeColumn("age", label="Received", sort_key="created"),
    TextColumn("looked_after_by", label="Assigned to"),
    RemarkColumn("delivery", label="Mail"),
]
FOUND = {"due": RemarkColumn("due", label="Due"), "age": AgeColumn("age", label="Received")}


@logged_list
class InboxView(generic.IndexView):
    """What is open, the newest first.

    A search is posted, so that no name or number ends up in an address or a log.
    """

    template_name = "forms_app/admin/inbox.html"
    results_template_name = "forms_app/admin/inbox_results.html"
    filterset_class = RequestFilterSet
    paginator_class = InboxPaginator
    default_ordering = "-created"
    FORMATS = ()  # exports are posted; Wagtail would answer ?export=csv with empty rows
    query = ""

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        self.query = request.POST.get("query", "").strip()[:LONGEST_QUERY]
        return self.get(request, *args, **kwargs)

    @cached_property
    def columns(self) -> list[BaseColumn]:
        """What is found comes in one order: a link to sort it would lose the search."""
        shown = [FOUND.get(column.name, column) for column in COLUMNS] if self.query else COLUMNS
        return [SELECT, *shown] if self.user_has_permission("change") else shown

    def get_base_queryset(self) -> QuerySet[AppointmentRequest]:
        shown = AppointmentRequest.objects.defer(*UNREAD)
        requests = shown.prefetch_related("notifications", "location", "assigned_to")
        return requests.matching(self.query) if self.query else requests

    def filter_queryset(self, queryset: QuerySet[AppointmentRequest]) -> QuerySet[AppointmentRequest]:
        if self.query:
            return queryset
        return super().filter_queryset(queryset) if self.filters.is_valid() else on_shelf(queryset)

    def order_queryset(self, queryset: QuerySet[AppointmentRequest]) -> QuerySet[AppointmentRequest]:
        return queryset.order_by(self.ordering, "-pk")

    def get_ordering(self) -> str:
        """Newest first, but what is overdue the longest first."""
        is_overdue = self.request.GET.get("overdue") and not self.is_explicitly_ordered
        return "due_at" if is_overdue else super().get_ordering()

    def get_paginate_by(self, queryset: QuerySet[AppointmentRequest]) -> int:
        return MOST_FOUND if self.query else super().get_paginate_by(queryset)

    def get_context_data(self, **kwargs: Any) -> Mapping[str, Any]:
        return super().get_context_data(**kwargs) | {
            "query": self.query,
            "most_found": MOST_FOUND,
            "problems": ProblemsPanel(),
            "named_views": [] if self.query else named_views(self.request.GET),
            "can_change": self.user_has_permission("change"),
            "assign_form": BulkAssignForm(),
            "close_form": BulkCloseForm(),
        }
