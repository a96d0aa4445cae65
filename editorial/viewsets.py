from typing import Any

from django.urls import URLPattern, path
from wagtail.admin.filters import WagtailFilterSet
from wagtail.snippets.views.chooser import SnippetChooserViewSet, SnippetChosenView, SnippetCreateView
from wagtail.snippets.views.snippets import SnippetViewSet

from editorial.forms import SourceForm
from editorial.models import Source
from editorial.views import sources_by_key


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

    def get_urlpatterns(self) -> list[URLPattern]:
        return [path("by-key/", sources_by_key, name="by_key"), *super().get_urlpatterns()]


class SourceViewSet(SnippetViewSet):
    """The library of sources."""

    model = Source
    icon = "openquote"
    menu_label = "Sources"
    menu_order = 210
    add_to_admin_menu = True
    list_display = ["title", "type", "year", "publisher"]
    list_per_page = 50
    filterset_class = SourceFilterSet
    ordering = ["title"]
    inspect_view_enabled = True
    chooser_viewset_class = SourceChooserViewSet
    copy_view_enabled = False
