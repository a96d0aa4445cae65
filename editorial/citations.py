"""Numbers for the sources of a page. Pure: decided before rendering, never stored."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True)
class Entry(Generic[K]):
    """One line of the list. `places` counts how often the text points to it."""

    number: int
    source: K
    places: int


@dataclass(frozen=True)
class Numbering(Generic[K]):
    entries: tuple[Entry[K], ...] = ()
    by_source: dict[K, Entry[K]] = field(default_factory=dict)

    def number_of(self, source: K) -> int | None:
        entry = self.by_source.get(source)
        return entry.number if entry else None


def number(cited: Iterable[K], listed: Iterable[K] = ()) -> Numbering[K]:
    """Number sources by first mention in the text, then those that are only listed, in their order."""
    places: dict[K, int] = {}
    for source in cited:
        places[source] = places.get(source, 0) + 1
    for source in listed:
        places.setdefault(source, 0)
    entries = tuple(
        Entry(position, source, count) for position, (source, count) in enumerate(places.items(), 1)
    )
    return Numbering(entries, {entry.source: entry for entry in entries})
