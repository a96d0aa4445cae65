from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from django import forms
from wagtail.admin.forms.models import WagtailAdminModelForm, formfield_for_dbfield

from editorial.models import Source

MERGED_FIELDS = [
    "title",
    "type",
    "year",
    "authors",
    "container",
    "locator",
    "publisher",
    "doi",
    "pmid",
    "url",
    "archived_url",
    "accessed",
    "key",
    "study_design",
    "n",
    "status",
    "status_note",
    "superseded_by",
    "notes",
]


class SourceForm(WagtailAdminModelForm):
    """What it takes to add a source while writing. The prefix keeps its ids apart from the page's own."""

    prefix = "source"

    class Meta:
        model = Source
        formfield_callback = formfield_for_dbfield
        fields = [
            "title",
            "type",
            "year",
            "authors",
            "container",
            "locator",
            "publisher",
            "doi",
            "pmid",
            "url",
        ]


class Row(NamedTuple):
    """One field of the sources side by side: what all of them say, or one choice for each."""

    label: str
    value: str = ""
    by_source: Sequence[tuple[Source, Any]] = ()


class MergeForm(forms.Form):
    """Which source is kept, and whose value it takes where they differ."""

    def __init__(self, *args: Any, sources: Sequence[Source], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sources = sources
        self.fields["keep"] = self._choice("Keep", ["Keep this one"] * len(sources), sources[0])
        for name in MERGED_FIELDS:
            values = [shown(source, name) for source in sources]
            if len(set(values)) > 1:
                first = next(source for source in sources if shown(source, name))
                self.fields[name] = self._choice(label(name), values, first)

    def _choice(self, label: str, values: Sequence[str], initial: Source) -> forms.ChoiceField:
        choices = [(str(source.pk), value or "–") for source, value in zip(self.sources, values, strict=True)]
        return forms.ChoiceField(
            label=label, choices=choices, initial=str(initial.pk), widget=forms.RadioSelect
        )

    @property
    def rows(self) -> Iterator[Row]:
        yield self._row("Keep", "keep")
        for name in MERGED_FIELDS:
            if name in self.fields:
                yield self._row(label(name), name)
            elif value := shown(self.sources[0], name):
                yield Row(label(name), value)

    def _row(self, label: str, name: str) -> Row:
        return Row(label, by_source=list(zip(self.sources, self[name].subwidgets, strict=True)))

    @property
    def dois(self) -> list[str]:
        """The DOIs, where there are several: those are of several publications."""
        found = list(dict.fromkeys(source.doi for source in self.sources if source.doi))
        return found if len(found) > 1 else []

    def merged(self) -> tuple[Source, list[Source]]:
        """The source that is kept, with the values chosen for it, and the others. Nothing is saved."""
        by_key = {str(source.pk): source for source in self.sources}
        keep = by_key[self.cleaned_data["keep"]]
        chosen = {
            name: getattr(by_key[self.cleaned_data[name]], name)
            for name in MERGED_FIELDS
            if name in self.fields
        }
        for name, value in chosen.items():
            setattr(keep, name, value)
        return keep, [source for source in self.sources if source != keep]


def label(name: str) -> str:
    verbose = str(Source._meta.get_field(name).verbose_name)
    return f"{verbose[0].upper()}{verbose[1:]}"


def shown(source: Source, name: str) -> str:
    """What a source says in a field, as people read it."""
    display = getattr(source, f"get_{name}_display", None)
    value = display() if display else getattr(source, name)
    return "" if value is None else str(value)
