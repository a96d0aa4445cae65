"""Which marks writers may use where. Names are Draftail's feature names."""

import nh3

INLINE = ["bold", "italic", "link", "superscript", "subscript", "citation"]
PROSE = [*INLINE, "ol", "ul"]
SECTION = [*PROSE, "h4"]

TAGS = {"p", "h4", "ul", "ol", "li", "b", "i", "sup", "sub", "a", "br"}
ATTRIBUTES = {"a": {"href", "linktype", "id"}}
SCHEMES = {"http", "https", "mailto", "tel"}


def clean(html: str) -> str:
    """The rich text with nothing in it but these marks, as Wagtail spells them."""
    kept = nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=None)
    return kept.replace("<br>", "<br/>")
