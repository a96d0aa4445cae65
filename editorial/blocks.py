"""Blocks that rest on sources."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.blocks import (
    CharBlock,
    IntegerBlock,
    ListBlock,
    RichTextBlock,
    StructBlock,
    StructBlockValidationError,
    StructValue,
)
from wagtail.snippets.blocks import SnippetChooserBlock

from core import rich_text
from core.blocks.text import HeadedValue
from core.stream import walk
from editorial.citations import Numbering, number


class SourceChooserBlock(SnippetChooserBlock):
    """A source of the library. Its place in the stream is what `numbering` finds."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.pop("target_model", None)
        super().__init__("editorial.Source", **kwargs)

    class Meta:
        icon = "openquote"


class TakeawayBlock(StructBlock):
    claim = CharBlock(help_text="One sentence that stands alone.")
    detail = RichTextBlock(features=rich_text.INLINE, required=False)
    sources = ListBlock(SourceChooserBlock(label="Source"), min_num=0, default=[], required=False)

    class Meta:
        icon = "tick"
        label = "Takeaway"
        label_format = "{claim}"


class TakeawaysBlock(StructBlock):
    heading = CharBlock(default="Key takeaways")
    items = ListBlock(TakeawayBlock(), label="Takeaways", min_num=1)

    class Meta:
        icon = "tasks"
        label = "Takeaways"
        group = "Evidence"
        template = "blocks/takeaways.html"
        value_class = HeadedValue
        label_format = "{heading}"
        description = "Claims to remember, each with its detail and sources."
        preview_value = {
            "heading": "Key takeaways",
            "items": [
                {
                    "claim": "Most people feel normal again the same evening.",
                    "detail": "Plan for a ride home and a quiet night all the same.",
                    "sources": [],
                },
                {"claim": "Monitoring is part of the treatment.", "detail": "", "sources": []},
            ],
        }


class StudyResultValue(StructValue):
    @property
    def share(self) -> int:
        """How many of 100, rounded half up."""
        return int(self["n"] * 100 / self["of"] + 0.5) if self["n"] is not None and self["of"] else 0


class StudyResultBlock(StructBlock):
    """A count of people, drawn as dots: n of them had the outcome."""

    n = IntegerBlock(label="People with the outcome", min_value=0)
    of = IntegerBlock(label="Of how many people", min_value=1)
    outcome = CharBlock(help_text="What happened to them: “felt at least half as depressed after six weeks”.")
    detail = RichTextBlock(features=rich_text.INLINE, required=False)
    source = SourceChooserBlock(required=False)

    def clean(self, value: StructValue) -> StructValue:
        cleaned = super().clean(value)
        if not self.is_deferred_validation and cleaned["n"] > cleaned["of"]:
            raise StructBlockValidationError(
                block_errors={"n": ValidationError("More people had the outcome than were studied.")}
            )
        return cleaned

    class Meta:
        icon = "group"
        label = "Study result"
        group = "Evidence"
        template = "blocks/study_result.html"
        value_class = StudyResultValue
        label_format = "{n} of {of}: {outcome}"
        description = "How many people out of how many, as a picture of dots."
        preview_value = {
            "n": 26,
            "of": 100,
            "outcome": "had at least half of their symptoms lift within six weeks",
            "detail": "",
            "source": None,
        }


class CitationsBlock(StructBlock):
    """The numbered list of the page's sources, and sources that the text does not point to."""

    heading = CharBlock(default="Citations")
    also_listed = ListBlock(
        SourceChooserBlock(label="Source"),
        min_num=0,
        default=[],
        required=False,
        help_text="Sources cited above are listed by themselves. Add those the text does not point to.",
    )

    class Meta:
        icon = "list-ol"
        label = "Citations"
        group = "Evidence"
        template = "blocks/citations.html"
        value_class = HeadedValue
        label_format = "{heading}"
        description = "The numbered list of sources."
        preview_value = {"heading": "Citations", "also_listed": []}


def sources_of(stream: Any, *, listed: bool | None = None) -> list[Any]:
    """The sources of a stream in reading order, each as often as it is named.

    `listed` asks for those that are only listed (True) or pointed to by the text (False).
    """
    return [
        step.value
        for step in walk(stream)
        if isinstance(step.block, SourceChooserBlock)
        and step.value
        and listed in (None, "also_listed" in step.path)
    ]


def numbering(stream: Any) -> Numbering:
    """Number the sources of a stream: those pointed to in reading order, then those only listed."""
    return number(sources_of(stream, listed=False), sources_of(stream, listed=True))
