"""Blocks that rest on sources."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from wagtail.blocks import (
    Block,
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
from core.stream import Step, rewritten, walk
from editorial.citations import Numbering, label, number
from editorial.rich_text import KEY, replace_markers, repointed, sources_in


class Gone(NamedTuple):
    """A source that was deleted while an editor was open that had chosen it."""

    pk: int


class SourceChooserBlock(SnippetChooserBlock):
    """A source of the library. Its place in a block is what `numbering` finds.

    A key whose source was merged into another one stands for that one.
    """

    def __init__(self, **kwargs: Any) -> None:
        kwargs.pop("target_model", None)
        super().__init__("editorial.Source", **kwargs)

    def bulk_to_python(self, values: Iterable[int | None]) -> list[Any]:
        keys = list(values)
        found = super().bulk_to_python(keys)
        absent = {key for key, source in zip(keys, found, strict=True) if key and source is None}
        if not (renamed := self.merged(absent) if absent else {}):
            return found
        return super().bulk_to_python([renamed.get(key, key) if key else key for key in keys])

    def to_python(self, value: int | None) -> Any:
        return self.bulk_to_python([value])[0]

    def merged(self, keys: Collection[int]) -> dict[int, int]:
        """Of these keys those whose source was merged into another one, with the key of that one."""
        return self.model_class.objects.merged(keys)

    def value_from_form(self, value: Any) -> Any:
        if value is None or isinstance(value, self.model_class):
            return value
        key = int(value) if KEY.fullmatch(str(value)) else 0
        return self.to_python(key) or Gone(key)

    def get_form_state(self, value: Any) -> Any:
        return super().get_form_state(None if isinstance(value, Gone) else value)

    def clean(self, value: Any) -> Any:
        """What is gone stays in a draft for the form to tell of; it is not published."""
        if not isinstance(value, Gone):
            return super().clean(value)
        if not self.is_deferred_validation:
            raise ValidationError("This source is no longer in the library. Choose another one.")
        return value

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


class Mention(NamedTuple):
    """A source, and where it is named. `source` is None in rich text, which holds nothing but the key."""

    path: tuple[str, ...]
    key: int
    source: Any = None

    @property
    def is_listed(self) -> bool:
        """Whether it stands in the list only."""
        return "also_listed" in self.path


def mentions_in(part: Any) -> Iterator[Mention]:
    """Every source that a stream or a rich text names, in reading order.

    What a whole block rests on comes before what its text points to.
    """
    if isinstance(part, str):
        yield from (Mention((), key) for key in sources_in(part))
        return
    for step in walk(part):
        if isinstance(step.value, StructValue):
            yield from _chosen(step)
        elif isinstance(step.block, RichTextBlock) and step.value:
            yield from (Mention(step.path, key) for key in sources_in(step.value.source))


def _chosen(step: Step) -> Iterable[Mention]:
    """The sources chosen in the fields of a block, each once."""
    found: dict[int, Mention] = {}
    for name, block in step.block.child_blocks.items():
        value = step.value.get(name)
        if isinstance(block, SourceChooserBlock) and value:
            found.setdefault(value.pk, Mention((*step.path, name), value.pk, value))
        elif isinstance(block, ListBlock) and isinstance(block.child_block, SourceChooserBlock):
            for position, source in enumerate(value or ()):
                if source:
                    path = (*step.path, name, str(position))
                    found.setdefault(source.pk, Mention(path, source.pk, source))
    return found.values()


def repointed_stream(block: Block, raw: Any, keys: Mapping[int, int]) -> Any:
    """A stored stream with other sources in it: those that `keys` gives. No list names one of these twice."""

    def change(block: Block, value: Any) -> Any:
        if isinstance(block, SourceChooserBlock):
            return keys.get(value, value)
        if isinstance(block, RichTextBlock):
            return repointed(value, keys) if value else value
        if isinstance(block, ListBlock) and isinstance(block.child_block, SourceChooserBlock):
            return _once(value, keys.values()) if value else value
        return value

    return rewritten(block, raw, change)


def _once(items: list[Any], sources: Collection[int]) -> list[Any]:
    """The items of a stored list; of those that are one of these sources the first."""
    kept, seen = [], set()
    for item in items:
        source = item["value"] if isinstance(item, dict) else item
        if source not in seen:
            kept.append(item)
        seen |= {source} & set(sources)
    return kept


def merged(keys: Collection[int]) -> dict[int, int]:
    """Of these keys those whose source was merged into another one, with the key of that one."""
    return SourceChooserBlock().merged(keys)


def _with_sources(parts: Iterable[Any]) -> list[Mention]:
    """The mentions with their sources, but for deleted ones. What rich text alone names costs one query."""
    mentions = [mention for part in parts for mention in mentions_in(part)]
    sources = {mention.key: mention.source for mention in mentions if mention.source}
    if unknown := [*({mention.key for mention in mentions} - set(sources))]:
        found = zip(unknown, SourceChooserBlock().bulk_to_python(unknown), strict=True)
        sources |= {key: source for key, source in found if source}
    return [mention._replace(source=sources[mention.key]) for mention in mentions if mention.key in sources]


def sources_of(*parts: Any) -> list[Any]:
    """The sources of streams and rich texts in reading order, each as often as it is named."""
    return [mention.source for mention in _with_sources(parts)]


def numbering(*parts: Any) -> Numbering:
    """Number the sources of streams and rich texts: those pointed to in reading order, then those listed."""
    mentions = _with_sources(parts)
    found = number(
        [mention.source for mention in mentions if not mention.is_listed],
        [mention.source for mention in mentions if mention.is_listed],
    )
    return replace(found, renamed={one.key: one.source.pk for one in mentions if one.key != one.source.pk})


def numbers_of(numbering: Numbering | None, keys: Collection[int]) -> list[int]:
    """The numbers of the sources with these keys in ascending order; none for those that are not listed."""
    if not numbering:
        return []
    meant = set(map(numbering.key, keys))
    return sorted(entry.number for entry in numbering.entries if entry.source.pk in meant)


def with_numbers(html: str, numbering: Numbering) -> str:
    """The rich text with each of its markers as ' [3, 5]'."""

    def written(keys: list[int]) -> str:
        found = label(numbers_of(numbering, keys))
        return f" {found}" if found else ""

    return replace_markers(html, written)
