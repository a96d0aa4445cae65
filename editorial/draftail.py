"""Citation markers in Wagtail's rich text editor, and in its index of references."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Model
from django.urls import reverse_lazy
from draftjs_exporter.dom import DOM
from draftjs_exporter.types import Element, Props
from wagtail.admin.rich_text.converters.html_to_contentstate import InlineEntityElementHandler
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature
from wagtail.rich_text import LinkHandler
from wagtail.rich_text.feature_registry import FeatureRegistry

from core.text import OBJECT
from editorial.blocks import SourceChooserBlock
from editorial.models import Source
from editorial.rich_text import KEY

FEATURE = "citation"
ENTITY = "CITATION"
TYPED = "TYPED_CITATION"
CHOOSER = "wagtailsnippetchoosers_editorial_source"


class SourceLinkHandler(LinkHandler):
    """Tells Wagtail which sources a text names. Templates write the marker: a link cannot know its number."""

    identifier = "source"

    @staticmethod
    def get_model() -> type[Model]:
        return Source

    @classmethod
    def expand_db_attributes(cls, attrs: dict[str, str]) -> str:
        return '<a linktype="source">'

    @classmethod
    def extract_references(cls, attrs: dict[str, str]) -> Iterator[tuple[type[Model], str, str, str]]:
        if KEY.fullmatch(attrs.get("id", "")):
            yield Source, attrs["id"], "", ""


class MarkerHandler(InlineEntityElementHandler):
    """From the database to the editor, which shows the source's name."""

    mutability = "IMMUTABLE"

    def get_attribute_data(self, attrs: dict[str, str]) -> dict[str, str]:
        key = attrs.get("id", "")
        source = SourceChooserBlock().to_python(int(key)) if KEY.fullmatch(key) else None
        return {
            "id": str(source.pk) if source else key,
            "name": source.short_name if source else "Deleted source",
        }


def marker_element(props: Props) -> Element:
    """From the editor to the database. What the sign may be styled with, such as bold, is not kept."""
    return DOM.create_element("a", {"linktype": "source", "id": props.get("id", "")}, OBJECT)


class CitationFeature(EntityFeature):
    """The markers and their button, and the plugin that makes markers of what is typed."""

    def construct_options(self, options: dict[str, Any]) -> None:
        super().construct_options(options)
        typed = {"type": TYPED, "sourcesUrl": reverse_lazy(f"{CHOOSER}:by_key")}
        options.setdefault("plugins", []).append(typed)


def register(features: FeatureRegistry) -> None:
    """The button, its dialog and the way to the database and back."""
    features.register_link_type(SourceLinkHandler)
    options: dict[str, Any] = {
        "type": ENTITY,
        "icon": "openquote",
        "description": "Cite a source",
        "attributes": ["id", "name"],
        "chooserUrls": {"sourceChooser": reverse_lazy(f"{CHOOSER}:choose")},
    }
    features.register_editor_plugin(
        "draftail",
        FEATURE,
        CitationFeature(
            options,
            js=["wagtailadmin/js/chooser-modal.js", "js/cite.js"],
            css={"all": ["css/cite.css"]},
        ),
    )
    features.register_converter_rule(
        "contentstate",
        FEATURE,
        {
            "from_database_format": {'a[linktype="source"]': MarkerHandler(ENTITY)},
            "to_database_format": {"entity_decorators": {ENTITY: marker_element}},
        },
    )
