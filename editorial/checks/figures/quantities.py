"""The quantities of a text: how much, of what, and in which words. Pure."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache

from editorial.checks.figures.contexts import content, placed, sentences
from editorial.checks.figures.names import masked
from editorial.checks.figures.nouns import each_at, leading, noun_at
from editorial.checks.figures.pieces import SCAN, Piece, pieces_of, prices_of
from editorial.checks.figures.units import UNITS, Unit
from editorial.checks.figures.values import Kind, Quantity
from editorial.checks.figures.wording import AROUND, comparator, qualifiers
from editorial.lexicon import straight

RATIO_NAME = re.compile(
    r"\b(?P<name>(?:relative\srisk|risk\sratio|odds\sratio|hazard\sratio|rate\sratio|prevalence\sratio"
    r"|(?-i:a?(?:RR|OR|HR|IRR)))s?)\b(?P<gap>(?:[^.;]|\.\d){0,80})$",
    re.IGNORECASE,
)
SCALE = re.compile(
    r"(?:\b(?P<name>[A-Z][A-Za-z]*[A-Z0-9][\w-]*|[Nn]umbers?\sneeded\sto\s(?:treat|harm))|\b[Ss]cores?)\b"
    r"[^.\d;,]{0,24}$"
)
AGE_BEFORE = re.compile(
    r"\b(?:age[sd]?(?:\sof|\sbetween|\sunder|\sover|\sbelow|\sabove|\sup\sto)?|(?:older|younger)\sthan"
    r"|(?:before|until|by\sthe\stime|when|once|after)\s(?:[\w']+\s){0,2}?turn(?:s|ing)?"
    r"|(?:adults|people|women|men|children|patients|those|anyone|everyone)\s(?:over|under|above|from|aged?))\s$",
    re.IGNORECASE,
)
AGE_AFTER = re.compile(
    r"(?:[\s-]?years?)?(?:[\s-]old\b|\sof\sage\b|\s(?:or|and)\s(?:older|younger|over|up)\b)", re.IGNORECASE
)
AGE = Unit("years of age", "age", UNITS["years"].factor)
KINDS = {
    "share": Kind.PERCENT,
    "percentage points": Kind.PERCENT,
    "time": Kind.DURATION,
    "mass": Kind.DOSE,
    "volume": Kind.DOSE,
    "activity": Kind.DOSE,
    "amount": Kind.DOSE,
    "points": Kind.SCORE,
    "money": Kind.PRICE,
}
# “How many doses does a child need?” – “Three.”
HOW_MANY = re.compile(r"\bhow\smany\s(?=[a-z])", re.IGNORECASE)
FAR = 100
# How many figures on either side tell what one is about.
BESIDE = 12
# Up to a dozen of something are not whom a later share is a share of.
FEW = 12


@lru_cache(maxsize=1024)
def quantities(text: str, topic: str = "") -> tuple[Quantity, ...]:
    """All quantities of a text in reading order. `topic` are words that all of it is about, as a heading."""
    text = straight(text)
    names = masked(text)
    pieces = [*prices_of(text), *(pieces_of(names) if SCAN.search(names) else [])]
    pieces.sort(key=lambda piece: (piece.start, not piece.is_stated))
    if counted := HOW_MANY.search(topic):
        noun, detail = noun_at(topic, counted.end() - 1)
        for piece in pieces if noun else ():
            if piece.is_bare:
                piece.noun, piece.noun_detail, piece.is_bare = noun, detail, False
    return tuple(_in_context(text, pieces, content(topic))) if pieces else ()


def _in_context(text: str, pieces: list[Piece], topic: frozenset[str]) -> Iterator[Quantity]:
    remaining = iter(pieces)
    piece = next(remaining, None)
    for start, stop in sentences(text):
        here: list[Piece] = []
        while piece and piece.start < stop:
            here.append(piece)
            piece = next(remaining, None)
        if here:
            yield from _of_sentence(text[start:stop], start, here, topic)


def _of_sentence(
    sentence: str, offset: int, pieces: list[Piece], topic: frozenset[str]
) -> Iterator[Quantity]:
    """Other figures of a sentence tell what it is about as well as its words do."""
    places = placed(sentence)
    own = frozenset(word for _, word in places)
    words = own | topic
    starts = [place for place, _ in places]
    signatures = [_signature(piece) if piece.is_stated else "" for piece in pieces]
    counted: tuple[str, ...] = ()
    lead, lead_detail = leading(sentence)
    for position, piece in enumerate(pieces):
        start, stop = piece.start - offset, piece.stop - offset
        beside = (
            *signatures[max(0, position - BESIDE) : position],
            *signatures[position + 1 : position + 1 + BESIDE],
        )
        others = {one for one in beside if one}
        window = places[bisect_left(starts, start - AROUND) : bisect_right(starts, stop + AROUND)]
        near = {word for _, word in window} | others
        unit, kind, measure = _kind(sentence, start, stop, piece)
        noun, detail = piece.noun, piece.noun_detail
        if not noun and kind == Kind.PERCENT:
            noun, detail = lead, lead_detail
        yield Quantity(
            kind=kind,
            low=piece.low,
            high=piece.high,
            start=piece.start,
            stop=piece.stop,
            unit=unit,
            comparator=piece.comparator or comparator(sentence, start, stop, unit),
            qualifiers=frozenset(qualifiers(sentence, start, stop)),
            fraction=piece.fraction,
            noun=noun,
            noun_detail=detail,
            each=each_at(sentence, start, stop) if kind == Kind.PERCENT else "",
            implied=counted,
            measure=measure,
            per=piece.per,
            is_bare=piece.is_bare and kind == Kind.COUNT,
            is_point=piece.is_label,
            is_stated=piece.is_stated,
            is_times_more=piece.is_times_more,
            sentence=(offset, offset + len(sentence)),
            words=words | others,
            own=own | others,
            near=frozenset(near) if len(near) > 2 else frozenset(near) | topic,
        )
        if piece.noun and (piece.unit or piece.low > FEW):
            counted = (*counted, piece.noun)


def _kind(sentence: str, start: int, stop: int, piece: Piece) -> tuple[Unit | None, Kind, str]:
    """The unit, the kind, and the name of the ratio or the scale."""
    unit, kind, before = piece.unit, piece.kind, sentence[max(0, start - AROUND) : start]
    if kind:
        return unit, kind, ""
    if unit:
        if unit.name == "years" and (AGE_AFTER.match(sentence, stop) or AGE_BEFORE.search(before)):
            return AGE, Kind.AGE, ""
        return unit, KINDS.get(unit.dimension.partition("/")[0], Kind.MEASURE), ""
    if AGE_BEFORE.search(before):
        return AGE, Kind.AGE, ""
    if not piece.noun:
        ratio = RATIO_NAME.search(sentence[max(0, start - FAR) : start])
        if ratio and (piece.low != int(piece.low) or not any(map(str.isdigit, ratio["gap"]))):
            return None, Kind.RATIO, ratio["name"].casefold().removesuffix("s")
        if AGE_AFTER.match(sentence, stop):
            return AGE, Kind.AGE, ""
        if scale := SCALE.search(before):
            return None, Kind.SCORE, (scale["name"] or "score").casefold()
    return None, Kind.COUNT, ""


def _signature(piece: Piece) -> str:
    """The same for the same figure: 0.5 g and 500 mg."""
    factor = piece.unit.factor if piece.unit else 1
    ends = (format((end * factor).normalize(), "f") for end in (piece.low, piece.high))
    return f"{'-'.join(ends)} {piece.unit.dimension if piece.unit else ''}"
