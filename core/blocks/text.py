"""Blocks of prose."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.blocks import (
    CharBlock,
    ChoiceBlock,
    RichTextBlock,
    StructBlock,
    StructBlockValidationError,
    StructValue,
    TextBlock,
)

from core import rich_text
from core.anchors import anchors

NO_HEADING = "none"
LEVELS = [
    ("h2", "Main heading (h2)"),
    ("h3", "Subheading (h3)"),
    (NO_HEADING, "No heading: goes on below a table or picture"),
]
KINDS = [("information", "Information"), ("caution", "Caution"), ("emergency", "Get help now")]


class HeadedValue(StructValue):
    """A block with a heading that links can lead to."""

    given_anchor = ""

    @property
    def anchor(self) -> str:
        """The id of the heading: the one its page gave it, else the one it would have alone."""
        return self.given_anchor or anchors([self["heading"] or ""])[0]


def give_anchors(stream: Any) -> None:
    """Give each heading of a page's stream its own id, so that contents and headings agree."""
    headed = [child.value for child in stream if isinstance(child.value, HeadedValue)]
    found = anchors(value["heading"] or "" for value in headed)
    for value, anchor in zip(headed, found, strict=True):
        value.given_anchor = anchor


class SectionBlock(StructBlock):
    """A heading with its text. Without a heading it goes on with the section that a block interrupted."""

    heading = CharBlock(required=False, form_classname="title")
    level = ChoiceBlock(choices=LEVELS, default="h2")
    body = RichTextBlock(features=rich_text.SECTION, required=False)

    def clean(self, value: StructValue) -> StructValue:
        cleaned = super().clean(value)
        if not self.is_deferred_validation and (problem := _heading_problem(cleaned)):
            raise StructBlockValidationError(block_errors={"heading": ValidationError(problem)})
        return cleaned

    class Meta:
        icon = "title"
        label = "Section"
        group = "Text"
        template = "blocks/section.html"
        value_class = HeadedValue
        label_format = "{heading}"
        description = "A heading and the paragraphs beneath it."
        preview_value = {
            "heading": "What happens during a visit",
            "level": "h2",
            "body": "<p>A nurse checks your <b>blood pressure</b> first. You then rest in a quiet room.</p>",
        }


class CalloutBlock(StructBlock):
    kind = ChoiceBlock(choices=KINDS, default="information")
    heading = CharBlock()
    body = RichTextBlock(features=rich_text.PROSE)

    class Meta:
        icon = "warning"
        label = "Callout"
        group = "Text"
        template = "blocks/callout.html"
        label_format = "{heading}"
        description = "Something to notice: information, a caution, or when to get help now."
        preview_value = {
            "kind": "emergency",
            "heading": "Call 911 or 988 now if you might hurt yourself",
            "body": "<p>You do not need a referral, and you can call for somebody else.</p>",
        }


class QuoteBlock(StructBlock):
    text = TextBlock()
    attribution = CharBlock(required=False)

    class Meta:
        icon = "openquote"
        label = "Quote"
        group = "Text"
        template = "blocks/quote.html"
        label_format = "{text}"
        description = "Somebody's words, and whose they are."
        preview_value = {
            "text": "Bring the questions you were afraid to ask. They are the useful ones.",
            "attribution": "A nurse practitioner at the clinic",
        }


def _heading_problem(section: StructValue) -> str:
    has_heading = bool(section["heading"].strip())
    if section["level"] == NO_HEADING:
        return "Choose the level of this heading, or leave it empty." if has_heading else ""
    return "" if has_heading else "This field is required."
