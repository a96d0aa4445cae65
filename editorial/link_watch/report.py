"""“Link watch” among the reports: every source and where its address stands."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.generic import View
from django_filters import ChoiceFilter
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.permission_policies import ModelPermissionPolicy

from core.spreadsheets import SafeReportView
from editorial.link_watch.digest import untold
from editorial.link_watch.judging import Result
from editorial.link_watch.visiting import Visitor
from editorial.link_watch.watching import check_now
from editorial.models import Source
from editorial.models.links import CHOICES
from editorial.usage import pages_citing

NOT_CHECKED = "none"
WORST_FIRST = [Result.DEAD, Result.SUSPECT, Result.MOVED, Result.UNKNOWN, Result.OK]
POLICY = ModelPermissionPolicy(Source)


class LinkReportMenuItem(MenuItem):
    """For those who may change sources."""

    def is_shown(self, request: HttpRequest) -> bool:
        return POLICY.user_has_permission(request.user, "change")


def link_report_menu_item() -> LinkReportMenuItem:
    return LinkReportMenuItem(
        "Link watch", reverse("link_watch"), name="link-watch", icon_name="link", order=1300
    )


class LinkReportFilterSet(WagtailFilterSet):
    result = ChoiceFilter(
        label="Result", choices=[*CHOICES, (NOT_CHECKED, "Not checked yet")], method="with_result"
    )

    class Meta:
        model = Source
        fields = ["result", "type"]

    def with_result(self, sources: QuerySet[Source], name: str, value: str) -> QuerySet[Source]:
        return sources.filter(link_state__result=None if value == NOT_CHECKED else value)


class ResultColumn(Column):
    cell_template_name = "editorial/admin/link_result_cell.html"


class PagesColumn(Column):
    cell_template_name = "editorial/admin/pages_cell.html"


class CheckColumn(Column):
    """The button that checks this one."""

    cell_template_name = "editorial/admin/check_cell.html"

    def get_cell_context_data(self, instance: Source, parent_context: Any) -> dict[str, Any]:
        own = {"csrf_token": parent_context.get("csrf_token"), "url": self.url(instance)}
        return super().get_cell_context_data(instance, parent_context) | own

    def url(self, source: Source) -> str:
        return reverse("link_watch_check", args=[source.pk])


class LinkReportView(SafeReportView):
    """All sources, the worst first."""

    template_name = "editorial/admin/link_report.html"
    page_title = "Link watch"
    header_icon = "link"
    model = Source
    verbose_name_plural = "sources"
    filterset_class = LinkReportFilterSet
    is_searchable = True
    search_backend_name = None  # its index knows nothing of results, by which this can be filtered as well
    search_fields = ["title", "authors", "url"]
    permission_policy = POLICY
    permission_required = "change"
    index_url_name = "link_watch"
    index_results_url_name = "link_watch_results"
    columns = [
        TitleColumn(
            "title",
            url_name="wagtailsnippets_editorial_source:edit",
            label="Source",
            sort_key="title",
            classname="report-title",
        ),
        ResultColumn("last_result", label="Result", width="30%"),
        DateColumn("since", label="Since", accessor="watched.since", sort_key="link_state__since"),
        DateColumn(
            "last_good", label="Last reached", accessor="watched.last_good", sort_key="link_state__last_good"
        ),
        DateColumn(
            "last_checked", label="Checked", accessor="last_checked", sort_key="link_state__last_checked"
        ),
        PagesColumn("citing", label="Cited by", width="18%"),
        CheckColumn("check", label="Check"),
    ]
    export_filename = "link-watch"
    export_headings = {
        "title": "Source",
        "address": "Address",
        "result": "Result",
        "detail": "Detail",
        "since": "Since",
        "last_good": "Last reached",
        "last_checked": "Checked",
        "failures": "Days it failed on",
        "moved_to": "New address",
        "archived_url": "Archived copy",
        "pages": "Cited by",
    }
    list_export = list(export_headings)

    def get_base_queryset(self) -> QuerySet[Source]:
        whens = [When(link_state__result=result, then=Value(n)) for n, result in enumerate(WORST_FIRST)]
        rank = Case(*whens, default=Value(len(whens)), output_field=IntegerField())
        return super().get_base_queryset().order_by(rank, "link_state__since", "title")

    def get_filtered_queryset(self) -> QuerySet[Source]:
        return self.get_queryset()

    def decorate_paginated_queryset(self, object_list: Iterable[Source]) -> Iterable[Source]:
        citing = pages_citing()
        for source in object_list:
            source.citing = citing.get(source.pk, [])
        return object_list

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"untold": untold()}

    def to_row_dict(self, item: Source) -> dict[str, Any]:
        state = item.watched
        of_state = {
            name: getattr(state, name, None)
            for name in ("detail", "since", "last_good", "last_checked", "failures", "moved_to")
        }
        return {
            "title": item.title,
            "address": item.address,
            "result": item.last_result,
            **of_state,
            "archived_url": item.archived_url,
            "pages": "; ".join(str(use) for use in item.citing),
        }


class CheckLinkView(PermissionCheckedMixin, View):
    """Checks one source while the editor waits."""

    http_method_names = ["post"]
    permission_policy = POLICY
    permission_required = "change"

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        self.check(get_object_or_404(Source, pk=pk))
        back = request.POST.get("next", "")
        is_ours = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
        return redirect(back if is_ours else "link_watch")

    def check(self, source: Source) -> None:
        state = check_now(source, Visitor(seconds=15, seconds_a_request=5)) if source.address else None
        if state is None:
            messages.error(self.request, f"“{source.title}” has no address that could be checked.")
            return
        is_well = state.result in {Result.OK, Result.MOVED}
        tell = messages.success if is_well else messages.warning
        tell(self.request, f"“{source.title}”: {state.summary}. {state.detail}".strip())
