from collections import Counter
from collections.abc import Iterable
from functools import partial
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from wagtail.rich_text import RichText

from editorial import ama
from editorial.blocks import numbers_of
from editorial.citations import anchor
from editorial.dots import DotPicture, dots
from editorial.models import Source
from editorial.rich_text import replace_markers
from editorial.rich_text import without_markers as drop_markers
from editorial.usage import Use, uses_of

register = template.Library()

Context = dict[str, Any]


@register.simple_tag(takes_context=True)
def marker(context: Context, sources: Source | Iterable[Source | None] | None) -> SafeString:
    """A superscript with a link to each source's line in the list; nothing where the page has no list."""
    chosen = [sources] if isinstance(sources, Source) else sources or ()
    return _marker(context, [source.pk for source in chosen if source])


@register.simple_tag(takes_context=True)
def cited(context: Context, text: RichText | str | None) -> SafeString:
    """Rich text whose markers are links to the list."""
    stored = text.source if isinstance(text, RichText) else text or ""
    return SafeString(RichText(replace_markers(stored, partial(_marker, context))))


@register.simple_tag
def reference(source: Source) -> SafeString:
    """The source in the style of the AMA; its text is exactly `source.citation`."""
    return format_html_join("", "{}", ((_part(part),) for part in ama.reference(source)))


def _part(part: ama.Part) -> SafeString:
    html = format_html("{}", part.text)
    if part.is_italic:
        html = format_html("<i>{}</i>", html)
    if part.href:
        html = format_html('<a href="{}">{}</a>', part.href, html)
    return format_html('<cite class="source__title">{}</cite>', html) if part.is_title else html


@register.simple_tag
def uses(source: Source) -> list[Use]:
    """The pages that cite the source."""
    return uses_of(source.pk) if source.pk else []


@register.filter
def without_markers(html: str) -> SafeString:
    """Rich text, ready to be shown, without any marker it still has."""
    return SafeString(drop_markers(html))


def _marker(context: Context, keys: list[int]) -> SafeString:
    """Each link has an id, for the list to lead back to; the page's `cited_places` counts them."""
    places: Counter[int] = context.get("cited_places", Counter())
    links = []
    for number in numbers_of(context.get("numbering"), keys):
        places[number] += 1
        links.append((anchor(number, places[number]), number, number, number))
    if not links:
        return SafeString("")
    joined = format_html_join(", ", '<a id="{}" href="#citation-{}" aria-label="Source {}">{}</a>', links)
    return format_html('<sup class="citation">[{}]</sup>', joined)


@register.simple_tag
def study_dots(n: int | None, of: int | None) -> DotPicture:
    """The picture of n people among `of`; empty while an editor has not filled both in."""
    return dots(n or 0, of or 0)
