"""Forms of pages that cite. Page classes name them, so they are loaded with the models."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import Any

from django import forms
from wagtail.blocks import CharBlock, RichTextBlock, StructValue, TextBlock
from wagtail.blocks.list_block import ListValue
from wagtail.fields import RichTextField, StreamField
from wagtail.rich_text import RichText

from core.stream import Step, walk
from editorial import typed
from editorial.blocks import Gone, numbering
from editorial.evidence.gate import CheckedPageForm
from editorial.models import Source
from editorial.rich_text import KEY, repointed, sources_in, words_before

LISTED = "listed_sources"


def pointing_nowhere(places: Sequence[str]) -> str:
    """What editors are told of citations whose source is gone."""
    told = ", ".join(f"“{words}”" for words in dict.fromkeys(places))
    return f"The library no longer has a source that was cited here: {told}. Cite another one, or none."


def _once(children: Sequence[ListValue.ListChild]) -> list[ListValue.ListChild]:
    """The children of a list; of those with one source the first."""
    kept: dict[Any, ListValue.ListChild] = {}
    for child in children:
        kept.setdefault(child.value.pk if isinstance(child.value, Source) else child.id, child)
    return list(kept.values())


class CitingPageForm(CheckedPageForm):
    """The editor of a page with numbered sources: what is typed as [3] or [@rush2006] becomes a marker.

    A number means the source that had it in the list when the editor last showed it, which `listed_sources`
    tells the server: when the page was opened, or saved since. What means nothing stays as it is typed, and
    `left_as_typed` of the page names it. The page has `parts`.

    What an open editor still sends of a source that was merged meanwhile means the one that was kept. Where
    one was deleted, the page is not published; a draft is saved, and `pointing_nowhere` quotes the places.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[LISTED] = forms.CharField(required=False, widget=forms.HiddenInput)
        self.initial[LISTED] = self._listed()

    def clean(self) -> dict[str, Any]:
        lost = [*self._take_out_gone(), *self._repoint()]
        if lost and not (self.is_deferred_validation or self.is_sent_back):
            self.add_error(None, pointing_nowhere(lost))
        self.instance.pointing_nowhere = tuple(lost)
        self.instance.left_as_typed = tuple(self._convert())
        return super().clean()

    def get_field_updates_for_resave(self) -> list[tuple[str, str]]:
        return [*super().get_field_updates_for_resave(), (LISTED, self._listed())]

    def _listed(self) -> str:
        """The list of the page as it is stored."""
        entries = numbering(*(part for _, part in self.instance.parts)).entries
        return json.dumps([{"id": entry.source.pk, "name": entry.source.short_name} for entry in entries])

    def _take_out_gone(self) -> Iterator[str]:
        """Take deleted sources out of the fields that had chosen them; what each block says first."""
        values = [step.value for step in self._steps() if isinstance(step.value, StructValue)]
        for value in values:
            words = next((text for text in value.values() if text and isinstance(text, str)), "")
            for name, chosen in value.items():
                if isinstance(chosen, Gone):
                    value[name] = None
                    yield words
                elif isinstance(chosen, ListValue):
                    left = [child for child in chosen.bound_blocks if not isinstance(child.value, Gone)]
                    yield from [words] * (len(chosen) - len(left))
                    chosen.bound_blocks = _once(left)

    def _repoint(self) -> Iterator[str]:
        """Put the sources that were kept in place of those merged; the words before what points to none."""
        named = {key for text in self._rich_texts() for key in sources_in(text)}
        absent = named - set(Source.objects.filter(pk__in=named).values_list("pk", flat=True))
        if absent:
            renamed = Source.objects.merged(absent)
            self._rewrite(lambda text: repointed(text, renamed))
            for text in self._rich_texts():
                yield from words_before(text, absent - set(renamed))

    def _convert(self) -> Iterator[str]:
        """Put markers in place of what is typed; what has to stay as it is."""
        library = self._library(self._rich_texts())
        left: list[str] = []

        def with_markers(text: str) -> str:
            converted = typed.with_markers(text, library)
            left.extend(converted.left)
            return converted.html

        self._rewrite(with_markers)
        yield from left
        for step in self._steps():
            if isinstance(step.block, CharBlock | TextBlock) and step.value:
                yield from typed.typed_in(step.value)

    def _rich_texts(self) -> list[str]:
        fields = [self.cleaned_data[name] for name in self._rich_fields()]
        return [*fields, *(text.source for text in self._rich_blocks())]

    def _rewrite(self, change: Callable[[str], str]) -> None:
        """Put in place of each rich text what this makes of it."""
        for name in self._rich_fields():
            self.cleaned_data[name] = change(self.cleaned_data[name])
        for text in self._rich_blocks():
            text.source = change(text.source)

    def _rich_fields(self) -> list[str]:
        names = [field.name for field in self.instance._meta.fields if isinstance(field, RichTextField)]
        return [name for name in names if self.cleaned_data.get(name)]

    def _rich_blocks(self) -> list[RichText]:
        return [step.value for step in self._steps() if isinstance(step.block, RichTextBlock) and step.value]

    def _steps(self) -> Iterator[Step]:
        for field in self.instance._meta.fields:
            if isinstance(field, StreamField) and (stream := self.cleaned_data.get(field.name)):
                yield from walk(stream)

    def _library(self, texts: list[str]) -> typed.Library:
        found = [one for text in texts for one in typed.typed_in(text)]
        if not found:
            return typed.Library({}, {})
        listed: list[int] = []
        with suppress(ValueError, TypeError, KeyError):
            sent = [str(one["id"]) for one in json.loads(self.cleaned_data.get(LISTED) or "[]")]
            listed = [int(key) if KEY.fullmatch(key) else 0 for key in sent]
        renamed = Source.objects.merged(listed)
        listed = [renamed.get(key, key) for key in listed]
        known = set(Source.objects.filter(pk__in=listed).values_list("pk", flat=True))
        keys = {key for one in found for key in typed.keys_in(one)}
        return typed.Library(
            dict(Source.objects.filter(key__in=keys).values_list("key", "pk")),
            {number: key for number, key in enumerate(listed, 1) if key in known},
        )
