"""Sources that may be one and the same, for somebody to look at. Pure."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

from editorial.identity import normalise_doi, normalise_pmid, normalise_url


class Known(Protocol):
    """What is compared of a source."""

    title: str
    year: int | None
    doi: str
    pmid: str
    url: str
    notes: str


S = TypeVar("S", bound=Known)


def possible_duplicates(sources: Iterable[S]) -> list[list[S]]:
    """Groups of sources that share a title, a DOI, a PMID or an address in whatever place and spelling.

    A title alone makes no group of sources whose DOIs or years differ.
    """
    groups: list[list[S]] = []
    group_of: dict[str, list[S]] = {}
    for source in sources:
        signs = list(_signs(source))
        known = [group_of[sign] for sign in signs if sign in group_of]
        found = next((group for group in known if not any(_differ(source, other) for other in group)), None)
        if found is None:
            found = []
            groups.append(found)
        found.append(source)
        for sign in signs:
            group_of.setdefault(sign, found)
    return [group for group in groups if len(group) > 1]


def _signs(source: Known) -> Iterator[str]:
    yield f"title {folded_title(source.title)}"
    for text in (source.doi, source.url, source.title, source.notes):
        if doi := normalise_doi(text):
            yield f"doi {doi}"
    for text in (source.pmid, source.url):
        if pmid := normalise_pmid(text):
            yield f"pmid {pmid}"
    if address := normalise_url(source.url):
        yield f"address {address}"


def folded_title(title: str) -> str:
    """Letters and digits alone: case, accents and punctuation do not tell titles apart."""
    plain = unicodedata.normalize("NFKD", title).casefold()
    return re.sub(r"[\W_]", "", "".join(char for char in plain if not unicodedata.combining(char)))


def _differ(one: Known, other: Known) -> bool:
    dois = {doi for doi in (one.doi, other.doi) if doi}
    years = {year for year in (one.year, other.year) if year}
    return len(dois) > 1 or (not dois and len(years) > 1)
