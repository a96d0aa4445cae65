from functools import cached_property
from typing import Any

from django.db.models import Field
from django.urls import URLPattern, path, reverse
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import InspectView
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction
from wagtail.snippets.views.chooser import SnippetChooserViewSet, SnippetChosenView, SnippetCreateView
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from editorial.duplicates import possible_duplicates
from editorial.forms import SourceForm
from editorial.models import Source
from editorial.source_form import SOURCE_FORM
from editorial.usage import pages_citing
from editorial.views import DUPLICATES, MAY_MERGE, DuplicatesView, MergeView, merge_bulk, sources_by_key

LINK_LABELS = {"last_result": "Link", "last_checked": "Link last checked"}


class SourceFilterSet(WagtailFilterSet):
    class Meta:
        model = Source
        fields = ["type", "year", "study_design", "status"]


class SourceChosenView(SnippetChosenView):
    def get_chosen_response_data(self, item: Source) -> dict[str, Any]:
        return super().get_chosen_response_data(item) | {"name": item.short_name}


class SourceCreateView(SnippetCreateView):
    def get_chosen_response_data(self, item: Source) -> dict[str, Any]:
        return super().get_chosen_response_data(item) | {"name": item.short_name}


class SourceChooserViewSet(SnippetChooserViewSet):
    """Choosing a source while writing, and adding one that the library lacks."""

    chosen_view_class = SourceChosenView
    create_view_class = SourceCreateView
    creation_form_class = SourceForm
    creation_tab_label = "Add a source"
    create_action_label = "Add and choose"

    def get_urlpatterns(self) -> list[URLPattern]:
        return [*super().get_urlpatterns(), path("by-key/", sources_by_key, name="by_key")]


class StatusColumn(Column):
    """Whether a source still holds: in words, and in a color."""

    cell_template_name = "editorial/admin/status_cell.html"

    class Media:
        css = {"all": ["css/admin/sources.css"]}


class SourceIndexView(IndexView):
    """The library, with how many pages use each source and how many look alike."""

    @cached_property
    def columns(self) -> list[Column]:
        pages = pages_citing()

        def used_in(source: Source) -> str:
            count = len(pages.get(source.pk, ()))
            return f"{count} page{'' if count == 1 else 's'}" if count else ""

        return [*super().columns, Column("used_in", label="Used in", accessor=used_in)]

    @cached_property
    def header_buttons(self) -> list[Button]:
        if not self.request.user.has_perms(MAY_MERGE):
            return super().header_buttons
        alike = sum(map(len, possible_duplicates(Source.objects.order_by("pk"))))
        label = f"{alike} possible duplicates"
        found = [HeaderButton(label, url=reverse(DUPLICATES), icon_name="copy")] if alike else []
        return [*super().header_buttons, *found]


class MergeBulkAction(SnippetBulkAction):
    """Leads on to where the chosen sources are compared."""

    models = [Source]
    display_name = "Merge"
    action_type = "merge"
    aria_label = "Merge the selected sources into one"
    action_priority = 20
    dispatch = merge_bulk


class SourceInspectView(InspectView):
    def get_fields(self) -> list[str]:
        return [*super().get_fields(), "last_result", "last_checked"]

    def get_field_label(self, field_name: str, field: Field | None) -> str:
        return LINK_LABELS.get(field_name) or super().get_field_label(field_name, field)


class SourceViewSet(SnippetViewSet):
    """The library of sources."""

    model = Source
    icon = "openquote"
    menu_label = "Sources"
    menu_order = 210
    add_to_admin_menu = True
    index_view_class = SourceIndexView
    list_display = [
        "title",
        StatusColumn("status", accessor=lambda source: source.get_status_display() if source.status else ""),
        "type",
        "year",
        "key",
        Column("last_result", label=LINK_LABELS["last_result"]),
    ]
    list_per_page = 50
    filterset_class = SourceFilterSet
    ordering = ["title"]
    edit_handler = SOURCE_FORM
    inspect_view_enabled = True
    inspect_view_class = SourceInspectView
    inspect_template_name = "editorial/admin/inspect_source.html"
    inspect_view_fields_exclude = ["id", "url_key"]
    chooser_viewset_class = SourceChooserViewSet
    copy_view_enabled = False

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),  # the first of them is where the menu leads
            path("merge/", MergeView.as_view(), name="merge"),
            path("duplicates/", DuplicatesView.as_view(), name="duplicates"),
        ]
