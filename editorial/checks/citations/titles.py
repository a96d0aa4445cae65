"""Titles that stand with the address of another source."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import combinations
from math import log
from urllib.parse import unquote, urlsplit

from editorial.checks.article import Article, Reference
from editorial.checks.citations.agencies import host_of
from editorial.checks.citations.references import bare_title
from editorial.checks.words import stem, words
from editorial.findings import Finding, Severity

CODE = "source-titles-swapped"

# Words of addresses and titles that tell nothing about what stands there.
EMPTY = frozenset(
    words(
        """www com org net gov edu int htm html php aspx pdf index default article articles content full
        fulltext abstract abs pii doi journal journals issue volume volumes vol health topics page pages news
        blog post posts view show the and for from with without its their our your are was how what when why
        does can not into about between among during after before using via per of in on to is it or an by at
        as en us"""
    )
)
# Letters mixed with digits, or many letters without a vowel: a key, not a word.
KEY = re.compile(r"[a-z]*\d\w*|[^aeiouy]{6,}")
LETTERS = 7  # as many of a word decide: “depression” and “depressive” are one
# How much of a title stands in an address that is its own, and in one that is not.
FITS, FAILS = 0.6, 0.5
FAILS_WIDELY = 0.3
BETTER = 0.6  # by how much two titles fit better the other way round, of 2 at most
CLEARLY = 0.4  # by how much one does, where nothing can be read of the other's address
LITTLE = 0.35  # of a title will do where an address says nothing of its own title
TELLING = 2  # words of an address, or of a title in it, that say what it is


def swapped(article: Article) -> Iterator[Finding]:
    """Two titles of the list that fit each other's addresses clearly better than their own.

    1. “Sleep and mood in teenagers”, https://a.example/light-therapy-winter-depression  2. “Light therapy in
    winter depression”, https://a.example/sleep-mood-teenagers
    """
    listed = {number: one for number, one in enumerate(article.sources, 1) if one.title and one.url}
    fits = _Fits(listed)
    taken: set[int] = set()
    for one, other in sorted(combinations(listed, 2), key=lambda pair: -fits.gain(*pair)):
        if {one, other} & taken or not fits.are_swapped(one, other):
            continue
        taken |= {one, other}
        first, second = listed[one], listed[other]
        yield Finding(
            CODE,
            Severity.WARNING,
            f"The titles of numbers {one} and {other} of the list seem to be swapped: what one is called fits"
            " the address of the other. Open both addresses and correct the titles.",
            first.path,
            (_told(first), _told(second)),
        )


class _Fits:
    """How well titles fit addresses, by number. A word that many of the list share counts little."""

    def __init__(self, listed: Mapping[int, Reference]) -> None:
        self.titles = {number: _stems(bare_title(one)) for number, one in listed.items()}
        self.paths = {number: _stems(_path(one.url)) for number, one in listed.items()}
        self.addresses = {
            number: self.paths[number] | _stems(host_of(one.url)) for number, one in listed.items()
        }
        counts = Counter(word for one in listed for word in self.titles[one] | self.addresses[one])
        self.weights = {word: log(1 + len(listed) / count) for word, count in counts.items()}

    def gain(self, one: int, other: int) -> float:
        """By how much both fit better the other way round."""
        at_others = self.covers(one, other) + self.covers(other, one)
        return at_others - self.covers(one, one) - self.covers(other, other)

    def fit(self, title: int, address: int) -> float:
        """How much of the title, by weight, stands in the address."""
        return self._share(self.titles[title] & self.addresses[address], self.titles[title])

    def covers(self, title: int, address: int) -> float:
        """The same, or how much of the path stands in the title: addresses often leave words out."""
        words, path = self.titles[title], self.paths[address]
        is_cut = TELLING < len(path) <= len(words)
        return max(self.fit(title, address), self._share(words & path, path) if is_cut else 0.0)

    def _share(self, found: frozenset[str], whole: frozenset[str]) -> float:
        return self._weight(found) / self._weight(whole) if whole else 0.0

    def _weight(self, words: frozenset[str]) -> float:
        return sum(self.weights[word] for word in words)

    def are_swapped(self, one: int, other: int) -> bool:
        is_mutual = (
            self.gain(one, other) >= BETTER
            and min(self.covers(one, other), self.covers(other, one)) >= FITS
            and self._is_no_worse(one, other)
            and self._is_no_worse(other, one)
        )
        return is_mutual or self._has_title_of(one, other) or self._has_title_of(other, one)

    def _is_no_worse(self, title: int, address: int) -> bool:
        return self.covers(title, address) >= self.covers(title, title)

    def _has_title_of(self, address: int, title: int) -> bool:
        """Whether one title belongs to the address of another, which says nothing of itself there."""
        telling = (self.titles[title] & self.addresses[address]) - self.titles[address]
        is_opaque = self._is_opaque(title)
        own, there = self.covers(address, address), self.covers(title, address)
        if is_opaque and not own and len(telling) > TELLING and there >= LITTLE:
            return True
        return (
            there >= max(FITS, own + CLEARLY, self.covers(title, title) + CLEARLY)
            and len(telling) >= TELLING
            and own <= (FAILS if is_opaque and len(telling) > TELLING else FAILS_WIDELY)
            and (is_opaque or self._is_no_worse(address, title))
        )

    def _is_opaque(self, number: int) -> bool:
        """Whether nothing can be read of an address, such as /science/pii/S0165178124005584."""
        path = self.paths[number]
        return len(path) < TELLING and not any(path & title for title in self.titles.values())


def _stems(text: str) -> frozenset[str]:
    parts = {part for word in words(text) for part in re.split(r"[-']", word) if len(part) > 1}
    return frozenset(stem(part)[:LETTERS] for part in parts - EMPTY if not KEY.fullmatch(part))


def _path(url: str) -> str:
    """The path of an address in words."""
    try:
        path = urlsplit(url if "//" in url[:8] else f"//{url}").path
    except ValueError:
        return ""
    return unquote(path).replace("_", " ").replace("-", " ")


def _told(reference: Reference) -> str:
    return f"{reference.title} ({reference.url})"
