from wagtail.admin.filters import WagtailFilterSet
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from editorial.forms import SourceForm
from editorial.models import Source


class SourceFilterSet(WagtailFilterSet):
    class Meta:
        model = Source
        fields = ["type", "year"]


class SourceChooserViewSet(SnippetChooserViewSet):
    """Choosing a source while writing, and adding one that the library lacks."""

    creation_form_class = SourceForm
    creation_tab_label = "Add a source"
    create_action_label = "Add and choose"


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
