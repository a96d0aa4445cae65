"""The blocks that any page may use, in small families."""

from wagtail.blocks import StreamBlock

from core.blocks.media import ImageBlock, TableBlock
from core.blocks.text import CalloutBlock, QuoteBlock, SectionBlock

__all__ = ["CalloutBlock", "ImageBlock", "ProseBody", "QuoteBlock", "SectionBlock", "TableBlock"]


class ProseBody(StreamBlock):
    """The body of a page that is no article."""

    section = SectionBlock()
    callout = CalloutBlock()
    quote = QuoteBlock()
    image = ImageBlock()
    table = TableBlock()
