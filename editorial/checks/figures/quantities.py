"""The quantities of a text: how much, of what, and in which words. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from editorial.checks.figures.contexts import content, sentences, stem
from editorial.checks.figures.names import masked
from editorial.checks.figures.nouns import noun_at, whole_at
from editorial.checks.figures.numerals import DIGITS, NUMERAL, PARTS, SMALL, value_of
from editorial.checks.figures.units import UNITS, Unit, unit_at
from editorial.lexicon import straight


class Kind(StrEnum):
    PERCENT = "percent"
    COUNT = "count"
    DOSE = "dose"
    DURATION = "duration"
    AGE = "age"
    RATIO = "ratio"
    SCORE = "score"
    MEASURE = "measure"
    P_VALUE = "p value"
    INTERVAL = "confidence interval"


class Comparator(StrEnum):
    NONE = ""
    BELOW = "<"
    AT_MOST = "≤"
    ABOVE = ">"
    AT_LEAST = "≥"


@dataclass(frozen=True, slots=True)
class Quantity:
    """`low` and `high` are the ends of a range, equal for one value; a share is in percent.

    `fraction` has the two numbers of “1 in 4”, a quarter or “26 of 100”. `noun` is the stem of what is
    counted, or of what a share is a share of; `implied` is what its sentence counted before. `measure` is the
    ratio or the scale by name. `is_stated` is False for what only follows from other words, as “an hour” or
    the 100 in “26 of 100”: it supports other figures and needs no support itself.
    """

    kind: Kind
    low: Decimal
    high: Decimal
    start: int
    stop: int
    unit: Unit | None = None
    comparator: Comparator = Comparator.NONE
    fraction: tuple[Decimal, Decimal] | None = None
    noun: str = ""
    noun_detail: frozenset[str] = frozenset()
    implied: str = ""
    measure: str = ""
    per: str = ""
    is_bare: bool = False
    is_stated: bool = True
    is_times_more: bool = False
    qualifiers: frozenset[str] = frozenset()
    sentence: tuple[int, int] = (0, 0)
    words: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()

    @property
    def is_range(self) -> bool:
        return self.low != self.high

    @property
    def is_about(self) -> bool:
        return "about" in self.qualifiers


SCAN = re.compile(
    rf"""(?<![\w.,/$€£])(?:
      (?P<slash>\d{{1,3}}/\d{{1,4}}(?![\w/]))
    | (?P<halfunit>half(?:\san?)?[\s-](?=(?:hour|day|year)\b))
    | (?P<share>(?:(?:an?|one|two|three|four|nine|1|2|3)[\s-](?:{"|".join(PARTS)})s?|half)\b(?!\sa\sdozen))
    | (?P<rate>(?:once|twice)\b(?=\s(?:an?|per|each|every|daily|weekly|monthly|yearly)\b))
    | (?P<twice>twice\b(?=\s(?:as|the|that)\b))
    | (?P<multiple>(?:doubl|tripl)(?:e|es|ed|ing)\b(?!-))
    | (?P<one>an?(?=\s(?:minute|hour|week|month|year|decade)\b))
    | (?P<number>{NUMERAL})
    )""",
    re.IGNORECASE | re.VERBOSE,
)
INTERVAL = "confidence interval"


class Comparator(StrEnum):
    NONE = ""
    BELOW = "<"
    AT_MOST = "≤"
    ABOVE = ">"
    AT_LEAST = "≥"


@dataclass(frozen=True, slots=True)
class Quantity:
    """`low` and `high` are the ends of a range, equal for one value; a share is in percent.

    `fraction` has the two numbers of “1 in 4”, a quarter or “26 of 100”. `noun` is the stem of what is
    counted, or of what a share is a share of; `implied` is what its sentence counted before. `measure` is the
    ratio or the scale by name. `is_stated` is False for what only follows from other words, as “an hour” or
    the 100 in “26 of 100”: it supports other figures and needs no support itself.
    """

    kind: Kind
    low: Decimal
    high: Decimal
    start: int
    stop: int
    unit: Unit | None = None
    comparator: Comparator = Comparator.NONE
    fraction: tuple[Decimal, Decimal] | None = None
    noun: str = ""
    noun_detail: frozenset[str] = frozenset()
    implied: str = ""
    measure: str = ""
    per: str = ""
    is_bare: bool = False
    is_stated: bool = True
    is_times_more: bool = False
    qualifiers: frozenset[str] = frozenset()
    sentence: tuple[int, int] = (0, 0)
    words: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()

    @property
    def is_range(self) -> bool:
        return self.low != self.high

    @property
    def is_about(self) -> bool:
        return "about" in self.qualifiers


SCAN = re.compile(
    rf"""
      (?P<slash>(?<![\w/.,])\d{{1,3}}/\d{{1,4}}(?![\w/]))
    | (?P<halfunit>\bhalf(?:\san?)?[\s-](?=(?:hour|day|year)\b))
    | (?P<share>\b(?:(?:an?|one|two|three|four|nine|1|2|3)[\s-](?:{"|".join(PARTS)})s?|half)\b(?!\sa\sdozen))
    | (?P<rate>\b(?:once|twice)\b(?=\s(?:an?|per|each|every|daily|weekly|monthly|yearly)\b))
    | (?P<twice>\btwice\b(?=\s(?:as|the|that)\b))
    | (?P<multiple>\b(?:doubl|tripl)(?:e|es|ed|ing)\b(?!-))
    | (?P<one>\ban?(?=\s(?:minute|hour|week|month|year|decade)\b))
    | (?P<number>(?<![\w.,/$€£]){NUMERAL})
    """,
    re.IGNORECASE | re.VERBOSE,
)
INTERVAL = re.compile(
    rf"""\b\d\d(?:\.\d)?\s?%\s?(?:ci\b|confidence\sintervals?)
    (?:[\s:,;=(\[]|of|was|is|from)*(?:(?P<low>{DIGITS})\s?%?\s?(?:to|and|[-–—,])\s?(?P<high>{DIGITS})\s?%?)?""",
    re.IGNORECASE | re.VERBOSE,
)
P_VALUE = re.compile(
    r"\bp(?:[\s-]?values?)?\s?(?:of|was|is)?\s?(?P<sign>[<>=≤≥]|less than)?\s?(?P<value>0?\.\d+)", re.IGNORECASE
)
BEFORE = re.compile(
    r"""(?:
      (?P<at_most> ≤ | <= | \bat\smost | \b(?:no|not)\s(?:more|greater|higher|longer|later|older)\sthan | \bmaximum\sof
                 | \bnot\sexceed(?:ing)?)
    | (?P<at_least> ≥ | >= | \bat\sleast | \b(?:no|not)\s(?:less|fewer|lower|younger)\sthan | \bminimum\sof)
    | (?P<below> < | \b(?:(?:less|fewer|lower|younger|shorter|smaller)\sthan | under | below))
    | (?P<above> > | \b(?:(?:more|greater|higher|older|longer|larger)\sthan | over | above | in\sexcess\sof
                 | exceed(?:s|ed|ing)?))
    )\s?(?:(?:about|the\sage\sof|age|every|a|an)\s)*$""",
    re.IGNORECASE | re.VERBOSE,
)
MORE, LESS = "more|greater|higher|above|over|older|longer|better|up|beyond", "less|fewer|lower|below|under|younger|shorter"
AFTER = re.compile(
    rf"\+|\s?(?:years?\s(?:of\sage|old)?\s?)?(?:(?P<noun>\s?[a-z]+)\s)?,?\s?(?:or|and)\s(?:(?P<more>{MORE})|(?P<less>{LESS}))\b",
    re.IGNORECASE,
)
DURING = re.compile(r"(?<!\bfor\s)(?<!\blasting\s)(?<!\blast\s)(?<!\bwell\s)(?<!\bjust\s)\bover\s(?:about\s)?$", re.IGNORECASE)
ABOUT = re.compile(
    r"(?:\b(?:about|around|roughly|approximately|approx\.|nearly|almost|close\sto|some|an?\sestimated|just\s(?:over|under|above|below)"
    r"|an?\s(?:little|bit)\s\w+(?:\sthan)?|more\sor\sless|typically|usually|on\saverage|an?\saverage\sof)|[~≈±])"
    r"\s?(?:\b(?:an?|the|every|at\sleast)\s)*$",
    re.IGNORECASE,
)
UP_TO = re.compile(r"\b(?:up\sto|as\s(?:many|much|high|long)\sas)\s(?:about\s|an?\s|the\s)*$", re.IGNORECASE)
ADJUST = re.compile(r"\b(?:adjust(?:ed|ing|ment)\b|controll(?:ed|ing)\sfor|account(?:ed|ing)\sfor|multivaria|a(?-i:RR|OR|HR)\b)", re.IGNORECASE)
RELATIVE = re.compile(r"\brelative\b(?!\s(?:to\b|risk\b(?!\sreduction)))", re.IGNORECASE)
RATIO_NAME = re.compile(
    r"\b(?P<name>(?:relative\srisk|risk\sratio|odds\sratio|hazard\sratio|rate\sratio|prevalence\sratio"
    r"|(?-i:a?(?:RR|OR|HR|IRR)))s?)\b(?P<gap>(?:[^.;]|\.\d){0,80})$",
    re.IGNORECASE,
)
SCALE = re.compile(r"(?:\b(?P<name>[A-Z][A-Za-z]*[A-Z0-9][\w-]*)|\b[Ss]cores?)\b[^.\d;,]{0,24}$")
TIMES = re.compile(r"[\s-]?(?:times|fold)\b")
AS_MUCH = re.compile(r"[\s-]?(?:times\s(?:as|the|that|more|less|fewer|lower|higher|greater|likelier|larger|better|faster|stronger)\b|fold\b)")
TIMES_MORE = re.compile(r"[\s-]?(?:times\s(?:more|higher|greater|likelier|larger)\b|fold\s(?:more|higher|greater)\b)")
RANGE_GAP = re.compile(r"[\s-]?(?:to|through|[-–—])[\s-]?$")
LIST_GAP = re.compile(r"\s?(?:,|,?\s(?:and|or|vs\.?|versus|then))\s(?:about\s|at\s)?$")
BETWEEN = re.compile(r"\bbetween\s(?:about\s)?$", re.IGNORECASE)
IN_GAP = re.compile(r"\s(?:(?P<noun>(?:(?!out\s)[a-z'-]+\s){1,3}?))?(?P<of>in|out\sof|of|per)\s(?:every\s|the\s|all\s)?$", re.IGNORECASE)
UNIT_BEFORE = re.compile(r"(?<!\bper\s)(?<!\ba\s)(?<!\beach\s)(?<!\bevery\s)\b(weeks?|days?|months?|years?|minutes?|hours?)\s$", re.IGNORECASE)
AGE_BEFORE = re.compile(
    r"\b(?:age[sd]?(?:\sof)?|(?:adults|people|women|men|children|patients|those|anyone|everyone)\s(?:over|under|above|aged?))\s$",
    re.IGNORECASE,
)
AGE_AFTER = re.compile(r"(?:[\s-]?years?)?(?:[\s-]old\b|\sof\sage\b|\s(?:or|and)\s(?:older|younger|over|up)\b)", re.IGNORECASE)
PER = re.compile(r"\s(?:[a-z]+\s){0,2}?(?:(?:an?|per|each|every)\s(day|week|month|year|hour|night)\b|(daily|weekly|monthly|yearly)\b)", re.IGNORECASE)
PER_NAMES = {"daily": "day", "night": "day", "weekly": "week", "monthly": "month", "yearly": "year"}
SAMPLE_SIZE = re.compile(r"\bn\s?=\s?$", re.IGNORECASE)
TIED = re.compile(r"-?(?!-?(?:to|or|and)-)[a-z]", re.IGNORECASE)
AND_A_HALF = re.compile(r"\sand\sa\shalf\b")
BARE = re.compile(
    r"\s*(?:[.,;:)!?\]]|$|\n|\s(?:at|in|on|of|and|or|by|for|to|with|over|is|was|are|were|but|before|after|than|when|while|mean\w*)\b)",
    re.IGNORECASE,
)
KINDS = {
    "share": Kind.PERCENT, "percentage points": Kind.PERCENT, "time": Kind.DURATION, "age": Kind.AGE, "mass": Kind.DOSE,
    "volume": Kind.DOSE, "activity": Kind.DOSE, "amount": Kind.DOSE, "points": Kind.SCORE,
}  # fmt: skip
AGE = Unit("years of age", "age")
TIME = stem("times")
FEW = 12
TWO, HUNDRED = Decimal(2), Decimal(100)
AROUND, FAR = 48, 100


@dataclass(slots=True)
class Piece:
    """A number of the text while its quantity is put together."""

    start: int
    stop: int
    low: Decimal
    high: Decimal
    unit: Unit | None = None
    noun: str = ""
    noun_detail: frozenset[str] = frozenset()
    fraction: tuple[Decimal, Decimal] | None = None
    kind: Kind | None = None
    per: str = ""
    is_bare: bool = False
    is_stated: bool = True
    is_times_more: bool = False
    is_label: bool = False
    is_listed: bool = False
    comparator: Comparator = Comparator.NONE
    qualifiers: set[str] = field(default_factory=set)


@lru_cache(maxsize=2048)
def quantities(text: str, topic: str = "") -> tuple[Quantity, ...]:
    """All quantities of a text in reading order. `topic` are words that all of it is about, as a heading."""
    text = straight(text)
    names = masked(text)
    if not SCAN.search(names):
        return ()
    pieces = list(_special(names))
    for piece in pieces:
        names = names[: piece.start] + " " * (piece.stop - piece.start) + names[piece.stop :]
    pieces += _merged(names, list(_pieces(names)))
    pieces.sort(key=lambda piece: (piece.start, not piece.is_stated))
    return tuple(_in_context(text, names, pieces, content(topic)))


def _special(names: str) -> Iterator[Piece]:
    """What statisticians write: confidence intervals and p values."""
    for match in INTERVAL.finditer(names):
        low, high = match["low"], match["high"]
        ends = (value_of(low), value_of(high)) if low else (Decimal(0), Decimal(0))
        yield Piece(match.start(), match.end(), *ends, kind=Kind.INTERVAL, is_stated=bool(low))
    for match in P_VALUE.finditer(names):
        value = value_of(match["value"])
        sign = {"<": "<", "less than": "<", ">": ">", "≤": "≤", "≥": "≥"}.get((match["sign"] or "").lower(), "")
        yield Piece(match.start(), match.end(), value, value, kind=Kind.P_VALUE, comparator=Comparator(sign))


def _pieces(names: str) -> Iterator[Piece]:
    for match in SCAN.finditer(names):
        start, stop, words = match.start(), match.end(), match[0]
        match match.lastgroup:
            case "slash":
                yield from _slash(names, start, stop)
            case "halfunit":
                yield _with_unit(names, Piece(start, stop, Decimal("0.5"), Decimal("0.5")))
            case "share":
                yield from _share(names, start, stop)
            case "one":
                piece = _with_unit(names, Piece(start, stop, Decimal(1), Decimal(1), is_stated=False))
                piece.is_stated = piece.low != 1
                yield piece
            case "rate":
                value = Decimal(1 if words.lower() == "once" else 2)
                yield Piece(start, stop, value, value, noun=TIME, per=_per(names, stop), kind=Kind.COUNT)
            case "twice" | "multiple":
                value = Decimal(3 if words[0] in "tT" and words[1] in "rR" else 2)
                is_stated = match.lastgroup == "twice"
                yield Piece(start, stop, value, value, kind=Kind.RATIO, is_stated=is_stated)
            case _:
                yield from _number(names, start, stop)


def _number(names: str, start: int, stop: int) -> Iterator[Piece]:
    value = value_of(names[start:stop])
    is_word = names[start].isalpha()
    if names[max(0, start - 2) : start] in (" -", " −", "(-", "(−"):
        start, value = start - 1, -value
    piece = Piece(start, stop, value, value)
    if times := TIMES.match(names, stop):
        piece.is_times_more = bool(TIMES_MORE.match(names, stop))
        if AS_MUCH.match(names, stop):
            piece.kind = Kind.RATIO
        else:
            piece.kind, piece.noun, piece.per = Kind.COUNT, TIME, _per(names, times.end() - 5)
        piece.stop = times.end()
        yield piece
        return
    before = UNIT_BEFORE.search(names, max(0, start - 12), start)
    piece = _with_unit(names, piece)
    if piece.unit:
        piece.low = piece.high = abs(piece.low)
    if piece.unit is None:
        if TIED.match(names, stop) or (is_word and value == 1):
            piece.is_stated = False
        elif before and (found := unit_at(names, before.start(1))):
            piece.unit, piece.is_label = found[0], True
        else:
            piece.noun, piece.noun_detail = noun_at(names, stop)
            if SAMPLE_SIZE.search(names, max(0, start - 6), start):
                piece.noun = stem("people")
            piece.is_bare = not piece.noun and bool(BARE.match(names, stop))
            piece.per = _per(names, stop)
    elif piece.unit.dimension == "share":
        piece.noun, piece.noun_detail = whole_at(names, piece.stop)
    if is_word and value == 1 and piece.unit and piece.unit.dimension != "time":
        return
    yield piece


def _with_unit(names: str, piece: Piece) -> Piece:
    gap = 1 if names[piece.stop : piece.stop + 1] in (" ", "-") else 0
    if found := unit_at(names, piece.stop + gap):
        piece.unit, piece.stop = found
        if half := AND_A_HALF.match(names, piece.stop):
            piece.low = piece.high = piece.low + Decimal("0.5")
            piece.stop = half.end()
    return piece


def _slash(names: str, start: int, stop: int) -> Iterator[Piece]:
    upper, lower = map(Decimal, names[start:stop].split("/"))
    if upper > lower >= 30:
        yield Piece(start, stop, upper, lower, unit=UNITS["mmHg"], kind=Kind.MEASURE)
    elif 0 < upper < lower:
        yield _fraction(names, start, stop, upper, lower)


def _share(names: str, start: int, stop: int) -> Iterator[Piece]:
    words = re.split(r"[\s-]", names[start:stop].casefold())
    parts = PARTS.get(words[-1].removesuffix("s") if words[-1] != "halves" else "half", 2)
    count = Decimal(1 if len(words) == 1 or words[0] in ("a", "an") else SMALL.get(words[0]) or words[0])
    is_plain = re.match(r"\s(?:of\b|the\s(?!way|time))", names[stop:]) or re.search(
        r"\b(?:by|about|nearly|almost|least|than|over|under|roughly|around|in|only)\s(?:an?\s)?$", names[:start]
    )
    if is_plain or (len(words) == 2 and words[0] not in ("a", "an")):
        yield _fraction(names, start, stop, count, Decimal(parts))


def _fraction(names: str, start: int, stop: int, part: Decimal, whole: Decimal) -> Piece:
    percent = part / whole * HUNDRED
    piece = Piece(start, stop, percent, percent, unit=UNITS["%"], fraction=(part, whole))
    piece.noun, piece.noun_detail = whole_at(names, stop)
    if not piece.noun:
        piece.noun, piece.noun_detail = noun_at(names, stop)
    return piece


def _per(names: str, position: int) -> str:
    match = PER.match(names, position)
    name = (match[1] or match[2]).lower() if match else ""
    return PER_NAMES.get(name, name)


def _merged(names: str, pieces: list[Piece]) -> list[Piece]:
    """The pieces with ranges and frequencies made one, and units of lists shared: “at 2, 4 and 6 weeks”."""
    for piece, following in zip(reversed(pieces[:-1]), reversed(pieces[1:]), strict=True):
        gap = names[piece.stop : following.start]
        if piece.unit is None and piece.kind is None and following.unit and following.fraction is None:
            is_listed = LIST_GAP.fullmatch(gap) and (gap.strip() != "," or following.is_listed)
            if not piece.noun and (RANGE_GAP.fullmatch(gap) or is_listed):
                piece.unit, piece.is_bare, piece.is_listed = following.unit, False, True
                if following.unit.dimension == "share":
                    piece.noun, piece.noun_detail = following.noun, following.noun_detail
    merged: list[Piece] = []
    for piece in pieces:
        last = merged[-1] if merged else None
        gap = names[last.stop : piece.start] if last else ""
        if piece.is_label and gap == " ":
            piece.unit, piece.is_label = None, False
        if last and last.kind is None and piece.kind is None and last.fraction is None:
            if last.is_label and not piece.unit and (piece.is_bare or not piece.noun) and (
                RANGE_GAP.fullmatch(gap) or LIST_GAP.fullmatch(gap)
            ):
                piece.unit, piece.is_bare, piece.is_label = last.unit, False, True
            if _is_range(names, last, piece, gap):
                last.high, last.stop = piece.high, piece.stop
                last.unit, last.noun, last.noun_detail = piece.unit, piece.noun, piece.noun_detail
                last.is_bare, last.per = piece.is_bare, piece.per
                last.is_stated = last.is_stated and piece.is_stated
                continue
            if fraction := _frequency(names, last, piece, gap):
                merged[-1:] = fraction
                continue
        merged.append(piece)
    return merged


def _is_range(names: str, last: Piece, piece: Piece, gap: str) -> bool:
    joins = RANGE_GAP.fullmatch(gap) or (
        gap.strip() in ("and", "or")
        and (BETWEEN.search(names, max(0, last.start - 20), last.start) or (gap.strip() == "or" and piece.low == last.low + 1))
    )
    return bool(
        joins
        and last.low == last.high
        and (last.unit is None or piece.unit == last.unit)
        and not last.noun
        and last.low < piece.low
        and piece.fraction is None
    )


def _frequency(names: str, last: Piece, piece: Piece, gap: str) -> list[Piece]:
    """The parts of “1 in 4 patients”, “26 of 100” and “18 seizures in 586,656 sessions”."""
    match = IN_GAP.fullmatch(gap)
    if not match or last.unit or piece.unit or last.low != last.high or not 0 < last.low < piece.low:
        return []
    if match["of"].lower() == "of" and piece.low < 10:
        return []
    share = _fraction(names, last.start, piece.stop, last.low, piece.low)
    share.noun, share.noun_detail = piece.noun, piece.noun_detail
    if match["noun"]:
        share.is_stated = False
        return [last, piece, share]
    last.is_stated = piece.is_stated = False
    return [share, last, piece]


def _in_context(text: str, names: str, pieces: list[Piece], topic: frozenset[str]) -> Iterator[Quantity]:
    """The pieces as quantities. Other figures of a sentence tell what it is about as well as its words do."""
    spans = iter(sentences(text))
    span, words, counted, is_adjusted = (0, 0), frozenset[str](), "", False
    figures: dict[int, str] = {}
    for place, piece in enumerate(pieces):
        while piece.start >= span[1]:
            span = next(spans, (span[1], len(text) + 1))
            sentence = text[span[0] : span[1]]
            words, counted = content(sentence) | topic, ""
            is_adjusted = bool(ADJUST.search(sentence))
            figures = {
                position: _signature(one)
                for position, one in enumerate(pieces)
                if span[0] <= one.start < span[1] and one.is_stated
            }
        others = frozenset(figure for position, figure in figures.items() if position != place)
        quantity = _quantity(text, names, piece, span, topic, counted, is_adjusted)
        yield replace(quantity, words=words | others, near=quantity.near | others)
        if piece.noun and (piece.unit or piece.low > FEW):
            counted = piece.noun


def _signature(piece: Piece) -> str:
    """The same for the same figure: 0.5 g and 500 mg."""
    factor = piece.unit.factor if piece.unit else 1
    ends = (format((end * factor).normalize(), "f") for end in (piece.low, piece.high))
    return f"{'-'.join(ends)} {piece.unit.dimension if piece.unit else ''}"


def _quantity(
    text: str, names: str, piece: Piece, span: tuple[int, int], topic: frozenset[str], counted: str, is_adjusted: bool
) -> Quantity:
    before = text[max(span[0], piece.start - AROUND) : piece.start]
    unit, kind, measure = piece.unit, piece.kind, ""
    if unit is None and kind is None and not piece.noun:
        ratio = RATIO_NAME.search(text[max(span[0], piece.start - FAR) : piece.start])
        if ratio and (piece.low != int(piece.low) or not re.search(r"\d", ratio["gap"])):
            kind, measure = Kind.RATIO, ratio["name"].casefold().removesuffix("s")
        elif AGE_BEFORE.search(before) or AGE_AFTER.match(text, piece.stop):
            unit, kind = AGE, Kind.AGE
        elif scale := SCALE.search(before):
            kind, measure = Kind.SCORE, (scale["name"] or "score").casefold()
    elif unit and unit.name == "years" and AGE_AFTER.match(text, piece.stop):
        unit = AGE
    elif unit is None and kind is None and AGE_BEFORE.search(before):
        unit, kind = AGE, Kind.AGE
    comparator = piece.comparator or _comparator(text, before, piece, unit)
    qualifiers = {
        name
        for name, is_there in (
            ("about", ABOUT.search(before) or text.startswith(" or so", piece.stop)),
            ("up to", UP_TO.search(before)),
            ("adjusted", is_adjusted),
            ("relative", RELATIVE.search(text[max(span[0], piece.start - AROUND) : min(span[1], piece.stop + AROUND)])),
        )
        if is_there
    }
    near = content(text[max(span[0], piece.start - AROUND) : min(span[1], piece.stop + AROUND)])
    return Quantity(
        kind=kind or (KINDS.get(unit.dimension.partition("/")[0], Kind.MEASURE) if unit else Kind.COUNT),
        low=piece.low,
        high=piece.high,
        start=piece.start,
        stop=piece.stop,
        unit=unit,
        comparator=comparator,
        fraction=piece.fraction,
        noun=piece.noun,
        noun_detail=piece.noun_detail,
        implied=counted,
        measure=measure,
        per=piece.per,
        is_bare=piece.is_bare and unit is None and kind is None,
        is_stated=piece.is_stated,
        is_times_more=piece.is_times_more,
        qualifiers=frozenset(qualifiers),
        sentence=span,
        near=near if len(near) > 2 else near | topic,
    )


def _comparator(text: str, before: str, piece: Piece, unit: Unit | None) -> Comparator:
    if match := BEFORE.search(before):
        is_during = unit and unit.dimension == "time" and DURING.search(before)
        if not is_during:
            return Comparator[(match.lastgroup or "").upper()]
    if match := AFTER.match(text, piece.stop):
        if match[0] == "+":
            return Comparator.AT_LEAST
        if not match["noun"] or re.match(r"[.,;:)]|$|\s(?:in|on|of|by|at|from|for|mean)", text[match.end() :]):
            return Comparator.AT_LEAST if match["more"] else Comparator.AT_MOST
    return Comparator.NONE


def without_place(quantity: Quantity) -> Quantity:
    """For telling whether two quantities say the same."""
    return replace(quantity, start=0, stop=0, sentence=(0, 0))
