"""References that name what they say, a line for each: the title, then "Authors: ...", "DOI: ..."."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

# Each line and the field of the source that it fills.
FIELDS = {
    "Type": "type",
    "Authors": "authors",
    "In": "container",
    "Volume and pages": "locator",
    "Publisher": "publisher",
    "Year": "year",
    "DOI": "doi",
    "PMID": "pmid",
    "Address": "url",
    "Archived": "archived_url",
    "Read on": "accessed",
    "Study design": "study_design",
    "Participants": "n",
    "Status": "status",
    "Status note": "status_note",
    "Key": "key",
    "Also listed": "listed",
}


@dataclass(frozen=True, slots=True)
class Reference:
    title: str
    fields: Mapping[str, str]
    marks: tuple[str, ...]  # the names of the fields


def read(text: str) -> Reference | None:
    """A reference of which every line but the first names a field; None for any other."""
    title, *lines = text.split("\n")
    fields: dict[str, str] = {}
    marks = []
    for line in lines:
        name, colon, value = line.partition(": ")
        field = FIELDS.get(name)
        if not colon or field is None or field in fields:
            return None
        fields[field] = value
        marks.append(f"{name}:")
    return Reference(title, fields, tuple(marks))


def day(text: str) -> date | None:
    """The day in "2026-03-03"; None where that is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def written(title: str, fields: Mapping[str, str]) -> str:
    """A reference in this form, without the fields that say nothing."""
    lines = [f"{name}: {fields[key]}" for name, key in FIELDS.items() if fields.get(key)]
    return "\n".join([title, *lines])
