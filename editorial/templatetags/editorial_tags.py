from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from editorial.dots import DotPicture, dots
from editorial.models import Source

register = template.Library()


@register.simple_tag(takes_context=True)
def marker(context: dict[str, Any], source: Source | None) -> SafeString:
    """A superscript link to the source's line in the list; nothing where the page has no list."""
    numbering = context.get("numbering")
    number = numbering.number_of(source) if numbering and source else None
    if number is None:
        return SafeString("")
    return format_html(
        '<sup class="marker"><a href="#citation-{}" aria-label="Citation {}">{}</a></sup>',
        number,
        number,
        number,
    )


@register.simple_tag
def study_dots(n: int | None, of: int | None) -> DotPicture:
    """The picture of n people among `of`; empty while an editor has not filled both in."""
    return dots(n or 0, of or 0)
