"""The names and phrases that the checks know. Pure.

What a clinic may want to say otherwise is no rule in code but a term of the lexicon: a drug, a side effect,
a phrase that promises too much. Those that come with Bedside stand in `editorial/shipped/`, one file for
each kind.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

SHIPPED = Path(__file__).parent / "shipped"
# The most words that “...” stands for in a phrase.
GAP_WORDS = 6


@dataclass(frozen=True, slots=True)
class Term:
    """A name or a phrase with its other forms.

    In a form `*` stands for any ending of a word, `...` for up to six words. `gravity` is 0 to 3, for risks.
    `approved_for` names the conditions for which the FDA has approved a drug. `hosts` are the addresses under
    which an agency publishes. `advice` is what to write instead, or to do.
    """

    kind: str
    name: str
    forms: tuple[str, ...] = ()
    gravity: int = 0
    approved_for: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    advice: str = ""


class Found(NamedTuple):
    """A term in a text."""

    term: Term
    start: int
    stop: int


@dataclass(frozen=True)
class Lexicon:
    terms: tuple[Term, ...] = ()
    _patterns: dict[str, re.Pattern[str]] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def _by_kind(self) -> dict[str, list[Term]]:
        kinds: dict[str, list[Term]] = {}
        for term in self.terms:
            kinds.setdefault(term.kind, []).append(term)
        return kinds

    def of(self, kind: str) -> list[Term]:
        """The terms of a kind, in their order."""
        return self._by_kind.get(kind, [])

    def find(self, kind: str, text: str) -> Iterator[Found]:
        """Every place of a text that names a term of this kind, in reading order; the longest form counts."""
        terms = self.of(kind)
        if not terms:
            return
        if kind not in self._patterns:
            self._patterns[kind] = _pattern(terms)
        for match in self._patterns[kind].finditer(straight(text)):
            place = (match.lastgroup or "").partition("_")[0][1:]
            yield Found(terms[int(place)], match.start(), match.end())


def straight(text: str) -> str:
    """The text with straight apostrophes and plain spaces, as long as it was."""
    return text.translate({0x2019: "'", 0x2018: "'", 0xA0: " ", 0x2010: "-", 0x2011: "-"})


def as_expression(form: str) -> str:
    """What a form means, as the inside of a regular expression without groups."""
    words = re.split(r"(\s*\.\.\.\s*|\s+|\*)", straight(form.strip()))
    return "".join(_expression(word) for word in words if word)


def _expression(word: str) -> str:
    if word == "*":
        return r"[\w'-]*"
    if word.strip() == "...":
        return rf"(?:\W+[\w'-]+){{0,{GAP_WORDS}}}?\W+"
    return r"[\s-]+" if word.isspace() else re.escape(word)


def _pattern(terms: Iterable[Term]) -> re.Pattern[str]:
    """One expression for all forms, the longest first. The name of a group begins with the term's place."""
    forms: dict[str, int] = {}
    for position, term in enumerate(terms):
        for form in (term.name, *term.forms):
            forms.setdefault(form.casefold(), position)
    longest_first = sorted(forms.items(), key=lambda one: -len(one[0]))
    groups = (
        f"(?P<t{position}_{number}>{as_expression(form)})"
        for number, (form, position) in enumerate(longest_first)
    )
    return re.compile(rf"(?<![\w-])(?:{'|'.join(groups)})(?![\w-])", re.IGNORECASE)


@lru_cache(maxsize=1)
def shipped() -> Lexicon:
    """The lexicon that comes with Bedside."""
    return Lexicon(tuple(term for file in sorted(SHIPPED.glob("*.json")) for term in _read(file)))


def _read(file: Path) -> Iterator[Term]:
    for entry in json.loads(file.read_text(encoding="utf-8")):
        yield Term(
            file.stem,
            entry["name"],
            tuple(entry.get("forms", ())),
            entry.get("gravity", 0),
            tuple(entry.get("approved_for", ())),
            tuple(entry.get("hosts", ())),
            entry.get("advice", ""),
        )
