"""What a summary names and the body does not."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from editorial.checks.article import Article, Passage
from editorial.checks.terms.statements import HAD, ends_within, in_short, is_denied, names
from editorial.checks.words import quote, sentences
from editorial.findings import Finding, Severity
from editorial.lexicon import Found, Lexicon, Term

CODE = "term-not-in-body"
KINDS = ("effect", "risk", "drug", "scale")
CONDITIONS = ("condition", "mental_health_condition")
MOST_QUOTES = 4
# “Sedation with midazolam is available.”: a service, and no effect.
OFFERED = re.compile(
    r"(?:\s(?:with|by|using)(?:\s[\w-]+){1,2})?\s(?:is|are)\s(?:\w+\s)?(?:available|offered)\b"
)


class Place(NamedTuple):
    """Where a summary names a term, and whether it says that it is not so."""

    passage: Passage
    start: int
    stop: int
    is_denied: bool


def not_in_body(article: Article) -> Iterator[Finding]:
    """An effect, risk, drug or scale that a summary names and the body does not, under none of its names.

    “Common effects include dizziness and nausea”, and no section tells of nausea. An answer of the FAQ may
    tell more than the body: what it alone names is a note.
    """
    body = [passage.text for passage in (*article.body(), *article.headings())]
    answers = [Passage(one.path, one.answer) for one in article.faq]
    if any(passage.text.strip() for passage in article.body()):
        short = list(in_short(article))
        yield from _not_in(article.lexicon, short, [*body, *(one.text for one in answers)], Severity.WARNING)
        yield from _not_in(article.lexicon, answers, body, Severity.NOTE)


def _not_in(
    lexicon: Lexicon, summaries: list[Passage], body: list[str], severity: Severity
) -> Iterator[Finding]:
    known = {one.term.name for text in body for kind in KINDS for one in lexicon.find(kind, text)}
    for term, places in _unknown(lexicon, summaries, known).items():
        if _is_said_otherwise(term, known, body):
            continue
        told = [place for place in places if not place.is_denied]
        first = (told or places)[0]
        name = first.passage.text[first.start : first.stop]
        yield Finding(
            CODE,
            severity if told else Severity.NOTE,
            f"A summary names the {term.kind} “{name}”, and the body does not."
            " Tell of it in the body, or take it out of the summary.",
            first.passage.path,
            tuple(quote(place.passage.text, place.start, place.stop) for place in places[:MOST_QUOTES]),
            f"{term.kind} {name}",
        )


def _unknown(lexicon: Lexicon, summaries: list[Passage], known: set[str]) -> dict[Term, list[Place]]:
    """The terms that are not known, in reading order, each with its places."""
    found: dict[Term, list[Place]] = {}
    for passage in summaries:
        elsewhere = list(_elsewhere(lexicon, passage.text))
        for one in _longest(lexicon, passage.text):
            if (
                one.term.name not in known
                and not any(start <= one.start < stop for start, stop in elsewhere)
                and not (one.term.kind == "effect" and OFFERED.match(passage.text, one.stop))
                and not (
                    one.term.kind == "risk" and ends_within(lexicon, "had_before", passage.text, one, HAD)
                )
            ):
                place = Place(passage, one.start, one.stop, is_denied(passage.text, one.start))
                found.setdefault(one.term, []).append(place)
    return found


def _longest(lexicon: Lexicon, text: str) -> list[Found]:
    """What a text names, in reading order; of two kinds in one place the longer.

    “Hyperactivity” in “attention-deficit/hyperactivity disorder” is a part of the condition's name.
    """
    every = [one for kind in (*KINDS, *CONDITIONS) for one in lexicon.find(kind, text)]
    taken: list[Found] = []
    for one in sorted(every, key=lambda one: (one.start - one.stop, one.start)):
        if not any(one.start < other.stop and other.start < one.stop for other in taken):
            taken.append(one)
    return sorted((one for one in taken if one.term.kind in KINDS), key=lambda one: one.start)


def _elsewhere(lexicon: Lexicon, text: str) -> Iterator[tuple[int, int]]:
    """Sentences that state nothing of the treatment: questions, and whom to call in a crisis."""
    for sentence in sentences(text):
        is_question = sentence.text.rstrip(" ”\"’')").endswith("?")
        if is_question or "help now" in names(lexicon, "risk_elsewhere", sentence.text):
            yield sentence.start, sentence.start + len(sentence.text)


def _is_said_otherwise(term: Term, known: set[str], body: list[str]) -> bool:
    if known & set(term.fits):
        return True
    others = Lexicon((Term("other", term.name, term.fits),))
    return bool(term.fits) and any(True for text in body for _ in others.find("other", text))
