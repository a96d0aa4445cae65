"""What a summary names and the body does not."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from editorial.checks.article import Article, Passage
from editorial.checks.terms.statements import HAD, ends_within, in_short, is_denied, is_in_fits, names, topics
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


# What is a risk or an effect by what is said of it, whether the lexicon knows it or not.
BRINGS = re.compile(
    r"\b(?:risks?\sof|(?:can|may|might|could)\s(?:\w+ly\s|also\s)?cause|(?:side\s)?effects?\s(?:are|include|such\sas|like))"
    r"\s(?P<what>[a-z][a-z' ,-]{2,90})",
    re.IGNORECASE,
)
ITEM = re.compile(r",\s(?:and\s|or\s)?|\s(?:and|or)\s")
ENDS = re.compile(
    r"\b(?:in|for|at|after|with|that|which|when|if|by|to|than|is|are|was|were|from|during|while|who|but|as|on|among|because|without|of)\b.*$"
)
MOST_WORDS = 4
# “Side effects are mostly mild.”: what they are like, not which.
QUALITY = re.compile(
    r"\b(?:mild|brief|short|rare|rarer|common|usual|usually|mostly|possible|temporary|few|fewer|serious|harmless|severe|minor|gone|known|similar)\b"
)
# “XYZ-12 scores fell”: a scale by what is said of it, whether the lexicon knows it or not.
SCALE = re.compile(
    r"\b(?P<name>[A-Z][A-Za-z]*[A-Z][A-Za-z]*(?:-[A-Z0-9]+)*|[A-Z]{2,}-\d+)\s(?:total\s)?(?:scores?|scales?|index|questionnaire|inventory)\b"
)
# “Croup brings a barking cough.”: what the illness does, not the treatment.
OF_ILLNESS = re.compile(r"\b(?:symptoms?|signs?)\b", re.IGNORECASE)
TREATMENTS = ("treatment", "drug")


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
        known = [*body, *(one.text for one in answers)]
        illnesses = {name for kind in CONDITIONS for name in names(article.lexicon, kind, article.title)}
        yield from _not_in(article.lexicon, short, known, illnesses, Severity.WARNING)
        yield from _not_in(article.lexicon, answers, body, illnesses, Severity.NOTE)
        yield from _brought(article, short, known)
        yield from _measured(article.lexicon, short, known)


def _brought(article: Article, short: list[Passage], body: list[str]) -> Iterator[Finding]:
    """What a summary calls a risk or an effect, in words that the rest of the article nowhere has."""
    known: frozenset[str] = frozenset().union(*map(topics, body), topics(article.title))
    for passage in short:
        for match in BRINGS.finditer(passage.text):
            start = match.start("what")
            if is_denied(passage.text, start):
                continue
            for item in ITEM.split(ENDS.sub("", match["what"])):
                place = passage.text.find(item, start)
                words = topics(item)
                is_named = any(True for kind in KINDS for _ in article.lexicon.find(kind, item))
                if (
                    words
                    and not is_named
                    and not QUALITY.search(item)
                    and len(item.split()) <= MOST_WORDS
                    and words.isdisjoint(known)
                ):
                    yield Finding(
                        CODE,
                        Severity.WARNING,
                        f"A summary names “{item.strip()}” as a risk or an effect, and the body does not."
                        " Tell of it in the body, or take it out of the summary.",
                        passage.path,
                        (quote(passage.text, place, place + len(item)),),
                        item.strip(),
                    )


def _measured(lexicon: Lexicon, short: list[Passage], body: list[str]) -> Iterator[Finding]:
    """What a summary calls a scale and the lexicon does not know."""
    for passage in short:
        for match in SCALE.finditer(passage.text):
            name = match["name"]
            if not any(True for _ in lexicon.find("scale", match[0])) and not any(
                name in text for text in body
            ):
                yield Finding(
                    CODE,
                    Severity.WARNING,
                    f"A summary names the scale “{name}”, and the body does not."
                    " Tell of it in the body, or take it out of the summary.",
                    passage.path,
                    (quote(passage.text, match.start(), match.end()),),
                    name,
                )


def _not_in(
    lexicon: Lexicon,
    summaries: list[Passage],
    body: list[str],
    illnesses: set[str],
    severity: Severity,
) -> Iterator[Finding]:
    known = {one.term.name for text in body for kind in KINDS for one in lexicon.find(kind, text)}
    for term, places in _unknown(lexicon, summaries, known, illnesses).items():
        told = [place for place in places if not place.is_denied]
        first = (told or places)[0]
        name = first.passage.text[first.start : first.stop]
        if _is_said_otherwise(term, name, known, body):
            continue
        yield Finding(
            CODE,
            severity if told else Severity.NOTE,
            f"A summary names the {term.kind} “{name}”, and the body does not."
            " Tell of it in the body, or take it out of the summary.",
            first.passage.path,
            tuple(quote(place.passage.text, place.start, place.stop) for place in places[:MOST_QUOTES]),
            f"{term.kind} {name}",
        )


def _unknown(
    lexicon: Lexicon, summaries: list[Passage], known: set[str], illnesses: set[str]
) -> dict[Term, list[Place]]:
    """The terms that are not known, in reading order, each with its places."""
    found: dict[Term, list[Place]] = {}
    for passage in summaries:
        elsewhere = list(_elsewhere(lexicon, passage.text))
        of_illness = list(_of_illness(lexicon, passage.text, illnesses))
        for one in _longest(lexicon, passage.text):
            if (
                one.term.name not in known
                and not any(start <= one.start < stop for start, stop in elsewhere)
                and not (one.term.kind == "effect" and OFFERED.match(passage.text, one.stop))
                and not (one.term.kind == "effect" and any(a <= one.start < b for a, b in of_illness))
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


def _of_illness(lexicon: Lexicon, text: str, illnesses: set[str]) -> Iterator[tuple[int, int]]:
    """Sentences that tell of the illness which the article is about, and of no treatment."""
    if not illnesses:
        return
    for sentence in sentences(text):
        is_about = OF_ILLNESS.search(sentence.text) or any(
            illnesses & names(lexicon, kind, sentence.text) for kind in CONDITIONS
        )
        if is_about and not any(names(lexicon, kind, sentence.text) for kind in TREATMENTS):
            yield sentence.start, sentence.start + len(sentence.text)


def _is_said_otherwise(term: Term, name: str, known: set[str], body: list[str]) -> bool:
    if known & set(term.fits):
        return True
    words = topics(name)
    if len(words) > 1 and any(words <= topics(one.text) for text in body for one in sentences(text)):
        return True
    return is_in_fits(term, body)
