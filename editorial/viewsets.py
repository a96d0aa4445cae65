from typing import Any

from django.db.models import Field
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import InspectView
from wagtail.snippets.views.chooser import SnippetChooserViewSet, SnippetChosenView, SnippetCreateView
from wagtail.snippets.views.snippets import SnippetViewSet

from editorial.forms import SourceForm
from editorial.models import Source

LINK_LABELS = {"last_result": "Link", "last_checked": "Link last checked"}


class SourceFilterSet(WagtailFilterSet):
    class Meta:
        model = Source
        fields = ["type", "year"]


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
    list_display = [
        "title",
        "type",
        "year",
        "publisher",
        Column("last_result", label=LINK_LABELS["last_result"]),
    ]
    list_per_page = 50
    filterset_class = SourceFilterSet
    ordering = ["title"]
    inspect_view_enabled = True
    inspect_view_class = SourceInspectView
    chooser_viewset_class = SourceChooserViewSet
    copy_view_enabled = False
