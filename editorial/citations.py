"""Numbers for the sources of a page. Pure: decided before rendering, never stored."""

import re
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)

INITIALS = re.compile(r"[\s,]+(?:[A-Z]\.?-?\s?){1,4}$")
AND_OTHERS = re.compile(r"(^|[\s,]+)(et\.?\s+al|and\s+others)\b\.?$", re.IGNORECASE)
AMONG_COMMAS = re.compile(r"[^\W\d][^,;]*\s(?:[A-Z]\.?-?){1,4}")
LONGEST_NAME = 40


def anchor(number: int, place: int) -> str:
    """The id of a place that points to a source; a line of the list is named `citation-3`."""
    return f"cited-{number}-{place}"


def letters(position: int) -> str:
    """a, b, ... z, aa, ab, ... for 1, 2, ..."""
    rest, last = divmod(position - 1, 26)
    return (letters(rest) if rest else "") + chr(ord("a") + last)


@dataclass(frozen=True)
class Entry(Generic[K]):
    """One line of the list. `places` counts how often the text points to it."""

    number: int
    source: K
    places: int

    @property
    def back_links(self) -> list[tuple[str, str]]:
        """The letter and the id of each place that points here."""
        return [(letters(place), anchor(self.number, place)) for place in range(1, self.places + 1)]


@dataclass(frozen=True)
class Numbering(Generic[K]):
    """The lines of the list. `renamed` gives for keys that texts still name those of the sources meant."""

    entries: tuple[Entry[K], ...] = ()
    renamed: Mapping[int, int] = field(default_factory=dict, hash=False)

    def key(self, named: int) -> int:
        """The key of the source that a text means by a key."""
        return self.renamed.get(named, named)


def number(cited: Iterable[K], listed: Iterable[K] = ()) -> Numbering[K]:
    """Number sources by first mention in the text, then those that are only listed, in their order."""
    places: dict[K, int] = {}
    for source in cited:
        places[source] = places.get(source, 0) + 1
    for source in listed:
        places.setdefault(source, 0)
    return Numbering(
        tuple(Entry(position, source, count) for position, (source, count) in enumerate(places.items(), 1))
    )


def label(numbers: Iterable[int]) -> str:
    """A marker in plain text: '[3, 5]'; nothing for no numbers."""
    text = ", ".join(map(str, numbers))
    return f"[{text}]" if text else ""


def people(authors: str) -> list[str]:
    """The names in 'Surname AB; Surname CD; et al.', also where commas part them."""
    named = [AND_OTHERS.sub("", name.strip(" ,")) for name in authors.split(";")]
    if len(named) == 1 and all(map(AMONG_COMMAS.fullmatch, parts := named[0].split(", "))):
        return parts
    return [name for name in named if name]


def has_others(authors: str) -> bool:
    """Whether the names end with 'et al.' or the like."""
    return AND_OTHERS.search(authors.strip(" ;,")) is not None


def short_name(authors: str, year: int | None, title: str) -> str:
    """What tells a source from others at a glance: 'Rush et al. 2006', else the beginning of its title."""
    names = [INITIALS.sub("", name) for name in people(authors)]
    is_long = len(names) > 2 or has_others(authors)
    who = f"{names[0]} et al." if names and is_long else " & ".join(names)
    name = f"{who} {year or ''}".strip() if who else title
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"
