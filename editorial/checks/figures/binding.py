"""Which words, times and ages of a sentence belong to one of its figures."""

import re
from collections.abc import Iterable

from editorial.checks.figures.contexts import content, sentences
from editorial.checks.figures.places import Figure, Figures
from editorial.checks.figures.values import Kind, Quantity

PREPOSITION = (
    r"(?:with|without|after|before|on|in|at|to|for|from|of|by|under|over|among|during|within|who|had)"
)
# Where what belongs to one figure ends and what belongs to the next may begin.
CUT = re.compile(
    r"[;:,–—()](?=\s|$)|\s[–—(]|\s(?:and|but|or|while|whereas|although|versus|vs\.?|than|compared|rather)(?=\s)|\sagainst(?=\s(?:\w+\s)?(?:[\d.]|$))",
    re.IGNORECASE,
)
# “26% (15 of 58) responded”
IN_BRACKETS = re.compile(r"\s?\([^)]{0,80}\)")
GROUP = re.compile(
    r"(?:^|[;.:]\s|,\s(?:and\s|but\s)?|\s)(?P<whom>(?:of|among|in)\s(?:the|those|all|these|people|patients|adults|women|men|children)\s[^,;:]+),\s$",
    re.IGNORECASE,
)
STARTS = re.compile(rf"\W*{PREPOSITION}\b", re.IGNORECASE)
ANY = re.compile(rf"\b{PREPOSITION}\b", re.IGNORECASE)
# The predicate that a second figure shares with the first: “41% needed a cream and 26% a second course”.
VERB = re.compile(
    r"\W*(?:\w+ed|had|have|has|were|was|are|is|did|do|got|felt|came|went|fell|rose)\b", re.IGNORECASE
)
# How a time or an age is tied to a figure: “72% at week 12”.
TIED = re.compile(
    r"\b(?:after|before|at|by|over|within|in|for|during|through|until|under|aged?|ages|(?:over|below|above)\sage|surviv\w+|lasted)"
    r"(?:\s(?:about|only|just|the|first|a|an|age|ages|aged|under|over|below|above|weeks?|months?|days?|years?))*\s?$",
    re.IGNORECASE,
)
LATER = re.compile(r"\s(?:later|on)\b(?!\s[a-z])", re.IGNORECASE)
AGAINST = re.compile(
    r",?\s(?:against|versus|vs\.?|compared\s(?:with|to))\s(?:only\s|about\s)?", re.IGNORECASE
)
COMPANIONS = (Kind.DURATION, Kind.AGE, Kind.DOSE)
REACH = 24
AGE = "age"
YOUNGEST, OLDEST = 10, 110


def sentence_of(figure: Figure) -> str:
    start, stop = figure.quantity.sentence
    return figure.text[start:stop]


def beside(figures: Figures, figure: Figure) -> list[Figure]:
    """The figures of its sentence, itself among them."""
    return figures.of_sentence(figure)


def after(figures: Figures, figure: Figure) -> str:
    """The words behind a figure that are no other's."""
    start = figure.quantity.stop
    if brackets := IN_BRACKETS.match(figure.text, start):
        start = brackets.end()
    ends = [
        one.quantity.start
        for one in beside(figures, figure)
        if one.quantity.start >= start and one.quantity.kind == figure.quantity.kind
    ]
    phrase = figure.text[start : min([figure.quantity.sentence[1], *ends])]
    cut = CUT.search(phrase)
    return phrase[: cut.start()] if cut else phrase


def before(figures: Figures, figure: Figure) -> str:
    """The words in front of a figure that may be no other's."""
    stops = [
        one.quantity.stop
        for one in beside(figures, figure)
        if one.quantity.stop <= figure.quantity.start and one.quantity.kind == figure.quantity.kind
    ]
    phrase = figure.text[max([figure.quantity.sentence[0], *stops]) : figure.quantity.start].removesuffix("(")
    return phrase[max((cut.end() for cut in CUT.finditer(phrase)), default=0) :]


def near(figures: Figures, figure: Figure) -> str:
    """The words on both sides of a figure that may be no other's."""
    return f"{before(figures, figure)} {after(figures, figure)}"


def between(figures: Figures, figure: Figure) -> str:
    """All the words between a figure and the one of its kind before it."""
    start, kind = figure.quantity.start, figure.quantity.kind
    stops = [
        one.quantity.stop
        for one in beside(figures, figure)
        if one.quantity.stop <= start and one.quantity.kind == kind
    ]
    return figure.text[max([figure.quantity.sentence[0], *stops]) : start]


def lead(figures: Figures, figure: Figure) -> str:
    """How the sentence begins, which may be said of all its figures."""
    start = figure.quantity.sentence[0]
    alike = (one.quantity for one in beside(figures, figure) if one.quantity.kind == figure.quantity.kind)
    return figure.text[start : min(one.start for one in alike)]


def group(figures: Figures, figure: Figure) -> str:
    """Of whom a figure is, in front of it: “of those who stayed, 66%”."""
    start = figure.quantity.sentence[0]
    stops = [
        one.quantity.stop for one in beside(figures, figure) if one.quantity.stop <= figure.quantity.start
    ]
    found = GROUP.search(figure.text[max([start, *stops]) : figure.quantity.start])
    return found["whom"] if found else ""


def phrase(figures: Figures, figure: Figure) -> str:
    """What a figure is a figure of, in the words nearest to it."""
    if whom := group(figures, figure):
        return whom
    behind = after(figures, figure)
    if content(behind) - {figure.quantity.noun}:
        return behind
    return f"{before(figures, figure)} {behind}"


def apart(one: str, other: str) -> tuple[frozenset[str], frozenset[str]]:
    """What each of two phrases says and the other does not.

    The second may leave out what the first begins with, “had responded to A” and “to B”: then only what
    follows counts.
    """
    short, long = sorted((one, other), key=lambda text: len(content(text)))
    if short != long:
        long = _without_lead(long, short)
    mine, theirs = (content(long if text != short else short) for text in (one, other))
    return mine - theirs, theirs - mine


def _without_lead(long: str, short: str) -> str:
    start = STARTS.match(short)
    if not start:
        verb = None if VERB.match(short) else VERB.match(long)
        return long[verb.end() :] if verb else long
    word = start[0].strip(' \t\n"“(').casefold()
    places = list(ANY.finditer(long))
    same = [place for place in places if place[0].casefold() == word]
    if not same and STARTS.match(long):
        return long
    return long[(same or places)[0].start() :] if places else long


def said(figures: Figures, figure: Figure) -> frozenset[str]:
    """What is said of a figure alone; a bare answer says what its question asks."""
    quantity = figure.quantity
    alike = [one for one in beside(figures, figure) if one.quantity.kind == quantity.kind]
    is_alone = len(alike) == 1 and quantity.kind != Kind.COUNT
    words = content(sentence_of(figure) if is_alone else near(figures, figure))
    asked = quantity.words - quantity.own if figure.may_be_new else frozenset[str]()
    return (words | asked) - figures.topic


def around(figure: Figure) -> frozenset[str]:
    """The words of a sentence, of the heading above it and of the sentence before."""
    start, _ = figure.quantity.sentence
    last = (figure.text[one:stop] for one, stop in sentences(figure.text) if stop == start)
    return figure.quantity.words | content(" ".join(last))


def companions(figures: Figures, figure: Figure) -> list[Quantity]:
    """The times and ages that a figure belongs to: those of its part of the sentence, or of all of it."""
    every = [
        one
        for one in beside(figures, figure)
        if belongs(one.quantity) and (one.quantity.is_stated or is_tied(one))
    ]
    quantity = figure.quantity
    start, stop = _part(figures, figure)
    here = [one for one in every if start <= one.quantity.start < stop]
    stretch = quantity.start - len(between(figures, figure).rpartition(";")[2])
    led = [one for one in every if stretch <= one.quantity.start < quantity.start]
    return [one.quantity for one in here or led or every]


def _part(figures: Figures, figure: Figure) -> tuple[int, int]:
    """Where the times and ages of a figure stand; what is tied to the one before it is not its own."""
    quantity = figure.quantity
    start = quantity.start - len(before(figures, figure))
    alike = [one for one in beside(figures, figure) if one.quantity.kind == quantity.kind]
    is_others = any(one.quantity.stop == start for one in alike)
    mate = next((one for one in alike if _are_held_together(figure, one)), figure)
    return (quantity.start if is_others else start), mate.quantity.stop + len(after(figures, mate))


def _are_held_together(figure: Figure, mate: Figure) -> bool:
    """“61% against 21% at week 24”: the time is that of both."""
    between = figure.text[figure.quantity.stop : mate.quantity.start]
    return figure.quantity.stop < mate.quantity.start and bool(AGAINST.fullmatch(between))


def is_plain_age(quantity: Quantity) -> bool:
    """“54% under 38”: nobody says of what, and it can be an age."""
    is_plain = quantity.kind == Kind.COUNT and not quantity.noun and not quantity.unit
    is_line = bool(quantity.comparator) or quantity.is_range or (quantity.is_bare and AGE in quantity.own)
    return is_plain and is_line and YOUNGEST <= quantity.low <= OLDEST


def belongs(quantity: Quantity) -> bool:
    """Whether it is a time or an age."""
    return quantity.kind in COMPANIONS or is_plain_age(quantity)


def tied(figures: Figures, figure: Figure) -> Iterable[Figure]:
    """The times, ages and doses that a sentence ties to a figure in so many words: “72% at week 12”.

    Where its own part of the sentence has none, those that lead to it: “With 200 mg twice a day, 76%”.
    """
    start, stop = _part(figures, figure)
    every = [one for one in beside(figures, figure) if belongs(one.quantity) and is_tied(one)]
    here = [one for one in every if start <= one.quantity.start < stop]
    if not here and len(every) == 1 and _is_last(figures, every[0], figure.quantity.kind):
        return every
    if here or not is_first(figures, figure):
        return here
    return [one for one in every if one.quantity.start < figure.quantity.start]


def _is_last(figures: Figures, time: Figure, kind: Kind) -> bool:
    """Whether a time stands behind all figures of a kind: “61%, against 21% with pills, at 24 weeks”."""
    stop = max(one.quantity.stop for one in beside(figures, time) if one.quantity.kind == kind)
    _, comma, led = time.text[stop : time.quantity.start].rpartition(",")
    return time.quantity.start > stop and bool(comma) and len(led.split()) == 1


def is_first(figures: Figures, figure: Figure) -> bool:
    """Whether no figure of its kind stands before it in the sentence."""
    return all(
        one.quantity.start >= figure.quantity.start
        for one in beside(figures, figure)
        if one.quantity.kind == figure.quantity.kind
    )


def is_tied(figure: Figure) -> bool:
    """“Within a week”, and not “20 an hour”; a dose is always."""
    if figure.quantity.kind == Kind.DOSE:
        return figure.quantity.is_stated
    start = figure.quantity.start
    if figure.quantity.kind == Kind.DURATION and LATER.match(figure.text, figure.quantity.stop):
        return True
    return TIED.search(figure.text[max(figure.quantity.sentence[0], start - REACH) : start]) is not None
