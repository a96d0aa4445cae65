"""Content health: what the checks say of every article."""

import django_filters
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from wagtail.admin import messages
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.models import Page, PageLogEntry
from wagtail.permissions import page_permission_policy

from core.schedules import REFUSED
from core.spreadsheets import SafeReportView
from editorial.checks import CHECKS, FAMILIES
from editorial.evidence.health import refresh_health
from editorial.findings import Severity
from editorial.models import PageHealth

SECONDS = 2  # that somebody waits for findings that are out of date
ACTIONS = ["add", "change", "publish"]
COUNTS = {Severity.BLOCKS: "blocks", Severity.WARNING: "warnings", Severity.NOTE: "notes"}
ACCEPTED = [("yes", "Something accepted"), ("no", "Nothing accepted")]


def _naming(codes: list[str]) -> Q:
    named = Q(pk__in=[])
    for code in codes:
        named |= Q(codes__contains=f" {code} ")
    return named


def _authors() -> list[tuple[str, str]]:
    names = PageHealth.objects.order_by("author").values_list("author", flat=True).distinct()
    return [(name, name) for name in names if name]


class HealthFilterSet(WagtailFilterSet):
    severity = django_filters.ChoiceFilter(
        label="Severity",
        choices=[(severity.value, severity.value.capitalize()) for severity in Severity],
        method="of_severity",
    )
    family = django_filters.ChoiceFilter(
        label="Family", choices=[(name, name) for name in FAMILIES], method="of_family"
    )
    code = django_filters.ChoiceFilter(
        label="Code", choices=lambda: [(code, code) for code in CHECKS], method="of_code"
    )
    author = django_filters.ChoiceFilter(label="Author", choices=_authors, method="by_author")
    status = django_filters.ChoiceFilter(
        label="Status", choices=[("live", "Live"), ("draft", "Draft")], method="of_status"
    )
    accepted = django_filters.ChoiceFilter(label="Accepted", choices=ACCEPTED, method="with_accepted")

    class Meta:
        model = PageHealth
        fields: list[str] = []

    def of_severity(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(**{f"{COUNTS[Severity(value)]}__gt": 0})

    def of_family(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(_naming(list(FAMILIES[value])))

    def of_code(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(_naming([value]))

    def by_author(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(author=value)

    def of_status(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(page__live=value == "live")

    def with_accepted(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(accepted__gt=0) if value == "yes" else rows.filter(accepted=0)


class CodesColumn(Column):
    cell_template_name = "editorial/admin/codes_cell.html"


class ContentHealthView(SafeReportView):
    """Every article with what is open. What is out of date is checked first, as far as the time allows."""

    template_name = "editorial/admin/health_report.html"
    page_title = "Content health"
    header_icon = "clipboard-list"
    model = PageHealth
    permission_policy = page_permission_policy
    any_permission_required = ACTIONS
    index_url_name = "content_health"
    index_results_url_name = "content_health_results"
    filterset_class = HealthFilterSet
    is_searchable = True
    search_fields = ["page__title"]
    paginate_by = 50
    default_ordering = ["is_checked", "-blocks", "-warnings", "-notes", "page__title"]
    columns = [
        TitleColumn(
            "page__title",
            accessor="page.draft_title",
            label="Title",
            sort_key="page__title",
            classname="report-title",
            get_url=lambda row: reverse("wagtailadmin_pages:edit", args=[row.page_id]),
        ),
        Column("status", label="Status", sort_key="page__live"),
        Column("blocks", label="Blocking", sort_key="blocks"),
        Column("warnings", label="Warnings", sort_key="warnings"),
        Column("notes", label="Notes", sort_key="notes"),
        Column("accepted", label="Accepted", sort_key="accepted"),
        CodesColumn("open_codes", label="Codes", classname="report-codes"),
        Column("author", label="Author", sort_key="author"),
        Column("review", label="Review", sort_key="review"),
        DateColumn(
            "edited",
            accessor="page.latest_revision_created_at",
            label="Edited",
            sort_key="page__latest_revision_created_at",
        ),
    ]
    list_export = [
        "page.draft_title",
        "status",
        "blocks",
        "warnings",
        "notes",
        "accepted",
        "open_codes",
        "accepted_codes_listed",
        "author",
        "review",
        "page.latest_revision_created_at",
    ]
    export_headings = {
        "page.draft_title": "Title",
        "status": "Status",
        "blocks": "Blocking",
        "open_codes": "Codes",
        "accepted_codes_listed": "Accepted codes",
        "page.latest_revision_created_at": "Last edited",
    }

    def get_base_queryset(self) -> QuerySet:
        if left := refresh_health(seconds=SECONDS):
            what = "1 article is" if left == 1 else f"{left} articles are"
            messages.warning(self.request, f"{what} still being checked. Reload the page in a minute.")
        theirs = page_permission_policy.instances_user_has_any_permission_for(self.request.user, ACTIONS)
        pages = Page.objects.prefetch_workflow_states().annotate_approved_schedule()
        rows = PageHealth.objects.filter(page__in=theirs.order_by())
        refused = PageLogEntry.objects.filter(
            page=OuterRef("page_id"),
            action=REFUSED,
            revision__approved_go_live_at__lt=timezone.now(),
        )
        return rows.annotate(is_refused=Exists(refused)).prefetch_related(Prefetch("page", pages))


class HealthMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return user_has_any_page_permission(request.user)


def menu_item() -> HealthMenuItem:
    return HealthMenuItem("Content health", reverse("content_health"), icon_name="clipboard-list", order=100)
