from typing import Any

from django import template
from django.utils.safestring import SafeString
from wagtail.models import Page, Site

from core import schema
from core.models import BasePage
from core.text import as_sentence, brief, missing_stop

register = template.Library()
register.filter("brief", brief)
register.filter("as_sentence", as_sentence)
register.filter("missing_stop", missing_stop)


@register.simple_tag(takes_context=True)
def structured_data(context: dict[str, Any]) -> SafeString:
    """The page's one JSON-LD graph, or nothing where there is no page."""
    page = context.get("page")
    nodes = page.structured_data() if isinstance(page, BasePage) else []
    return schema.script(schema.graph(nodes)) if nodes else SafeString("")


@register.simple_tag(takes_context=True)
def block_types(context: dict[str, Any]) -> list[str]:
    """The types of block on the page, or the one in its preview: each has a stylesheet of its name."""
    if preview := context.get("bound_block"):
        return [preview.block.name]
    page = context.get("page")
    return sorted({child.block_type for child in page.blocks}) if isinstance(page, BasePage) else []


@register.simple_tag(takes_context=True)
def top_pages(context: dict[str, Any]) -> list[Page]:
    """The live pages directly below the home page: the footer lists them, the menu those marked for it."""
    site = Site.find_for_request(context.get("request"))
    return list(site.root_page.get_children().live().public()) if site else []


@register.simple_tag
def is_within(page: Page | None, ancestor: Page) -> bool:
    """Whether `page` is `ancestor` or lies below it."""
    return bool(page and getattr(page, "path", "") and page.path.startswith(ancestor.path))
