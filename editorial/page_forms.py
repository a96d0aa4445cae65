"""Forms of pages that cite. Page classes name them, so they are loaded with the models."""

import json
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from django import forms
from wagtail.blocks import CharBlock, RichTextBlock, TextBlock
from wagtail.fields import RichTextField, StreamField

from core.forms import PageForm
from core.stream import walk
from editorial import typed
from editorial.blocks import numbering
from editorial.models import Source

LISTED = "listed_sources"


class CitingPageForm(PageForm):
    """The editor of a page with numbered sources: what is typed as [3] or [@rush2006] becomes a marker.

    A number means the source that had it in the list when the editor last showed it, which `listed_sources`
    tells the server: when the page was opened, or saved since. What means nothing stays as it is typed, and
    `left_as_typed` of the page names it. The page has `parts`.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[LISTED] = forms.CharField(required=False, widget=forms.HiddenInput)
        self.initial[LISTED] = self._listed()

    def clean(self) -> dict[str, Any]:
        self.instance.left_as_typed = tuple(self._convert())
        return super().clean()

    def get_field_updates_for_resave(self) -> list[tuple[str, str]]:
        return [*super().get_field_updates_for_resave(), (LISTED, self._listed())]

    def _listed(self) -> str:
        """The list of the page as it is stored."""
        entries = numbering(*(part for _, part in self.instance.parts)).entries
        return json.dumps([{"id": entry.source.pk, "name": entry.source.short_name} for entry in entries])

    def _convert(self) -> Iterator[str]:
        """Put markers in place of what is typed; what has to stay as it is."""
        texts = {field.name: self.cleaned_data.get(field.name) for field in self.instance._meta.fields}
        rich = [name for name, text in texts.items() if self._is(name, RichTextField) and text]
        streams = [text for name, text in texts.items() if self._is(name, StreamField) and text]
        steps = [step for stream in streams for step in walk(stream) if step.value]
        in_blocks = [step.value for step in steps if isinstance(step.block, RichTextBlock)]
        plain = [step.value for step in steps if isinstance(step.block, CharBlock | TextBlock)]

        library = self._library([*(texts[name] for name in rich), *(text.source for text in in_blocks)])
        for name in rich:
            self.cleaned_data[name], left = typed.with_markers(texts[name], library)
            yield from left
        for text in in_blocks:
            text.source, left = typed.with_markers(text.source, library)
            yield from left
        for text in plain:
            yield from typed.typed_in(text)

    def _is(self, name: str, kind: type) -> bool:
        return isinstance(self.instance._meta.get_field(name), kind)

    def _library(self, texts: list[str]) -> typed.Library:
        found = [one for text in texts for one in typed.typed_in(text)]
        if not found:
            return typed.Library({}, {})
        listed: list[int] = []
        with suppress(ValueError, TypeError, KeyError):
            listed = [int(one["id"]) for one in json.loads(self.cleaned_data.get(LISTED) or "[]")]
        known = set(Source.objects.filter(pk__in=listed).values_list("pk", flat=True))
        keys = {key for one in found for key in typed.keys_in(one)}
        return typed.Library(
            dict(Source.objects.filter(key__in=keys).values_list("key", "pk")),
            {number: key for number, key in enumerate(listed, 1) if key in known},
        )
