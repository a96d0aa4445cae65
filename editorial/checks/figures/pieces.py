"""The numbers of a text with what belongs to them: unit, noun, the other end of a range. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from editorial.checks.figures.contexts import SENTENCE_END, stem
from editorial.checks.figures.nouns import noun_at, whole_at
from editorial.checks.figures.numerals import DIGITS, NUMERAL, PARTS, SMALL, value_of
from editorial.checks.figures.units import UNITS, Unit, unit_at
from editorial.checks.figures.values import Comparator, Kind

HALVED = "hour|day|year|inch|centimeter|cm|mile|liter|pound|point|teaspoon|tablespoon|percent"
FOLDS = "|".join(list(SMALL)[2:11])
SCAN = re.compile(
    rf"""(?<![\w.,/$€£])(?:
      (?P<slash>\d{{1,3}}/\d{{1,4}}(?![\w/]))
    | (?P<half>half(?:\san?)?[\s-](?=(?:{HALVED})\b))
    | (?P<first>first\s(?=(?:minute|hour|day|week|month|year)\b))
    | (?P<single>single\b(?=\s[a-z]))
    | (?P<share>(?:(?:an?|one|two|three|four|nine|[1-9])[\s-](?:{"|".join(PARTS)})s?|half)\b(?!\sa\sdozen))
    | (?P<rate>(?:once|twice)\b(?=\s(?:an?|per|each|every|daily|weekly|monthly|yearly)\b))
    | (?P<twice>twice\b(?=\s(?:as|the|that)\b))
    | (?P<doubled>(?:doubl|tripl|halv)(?:e|es|ed|ing)\b(?!-))
    | (?P<fold>(?:{FOLDS})fold\b)
    | (?P<one>an?(?=\s(?:minute|hour|week|month|year|decade)\b))
    | (?P<number>{NUMERAL})
    )""",
    re.IGNORECASE | re.VERBOSE,
)
INTERVAL = re.compile(
    rf"""\b\d\d(?:\.\d)?\s?%\s?(?:ci\b|confidence\sintervals?)
    (?:[\s:,;=(\[]|of|was|is|from)*(?:(?P<low>{DIGITS})\s?%?\s?(?:to|and|[-–—,])\s?(?P<high>{DIGITS})\s?%?)?""",
    re.IGNORECASE | re.VERBOSE,
)
P_VALUE = re.compile(
    r"\bp(?:[\s-]?values?)?\s?(?:of|was|is)?\s?(?P<sign>[<>=≤≥]|less\sthan)?\s?(?P<value>0?\.\d+)",
    re.IGNORECASE,
)
PRICE = re.compile(
    rf"""[$€£]\s?(?P<low>{DIGITS})(?:\s?(?:to|and|[-–—])\s?[$€£]?(?P<high>{DIGITS})(?!\s?%))?
    (?P<large>\s(?:thousand|million|billion)\b)?
    | (?P<dollars>{DIGITS})\sdollars?\b""",
    re.IGNORECASE | re.VERBOSE,
)
SIGNS = {"less than": Comparator.BELOW} | {sign.value: sign for sign in Comparator}

TIMES = re.compile(r"[\s-]?(?:times|fold)\b", re.IGNORECASE)
COMPARES = re.compile(
    r"[\s-]?(?:times\s(?:as|the|that|more|less|fewer|lower|higher|greater|likelier|larger|better|faster|stronger)"
    r"|fold)\b",
    re.IGNORECASE,
)
TIMES_MORE = re.compile(
    r"[\s-]?(?:times\s(?:more|higher|greater|likelier|larger)|fold\s(?:more|higher|greater))\b", re.IGNORECASE
)
PER = re.compile(
    r"\s(?:[a-z]+\s){0,2}?(?:(?:an?|per|each|every)\s(day|week|month|year|hour|night)|(daily|weekly|monthly|yearly))\b",
    re.IGNORECASE,
)
# The same at once behind a unit: “5 mg twice a day”, not “20 minutes is half an hour”.
PER_NEXT = re.compile(
    r"\s(?:of\s\w+\s)?(?:(?:once|twice|\w+\stimes)\s)?(?:(?:an?|per|each|every)\s(day|week|month|year|hour|night)|(daily|weekly|monthly|yearly))\b",
    re.IGNORECASE,
)
PER_NAMES = {"daily": "day", "night": "day", "weekly": "week", "monthly": "month", "yearly": "year"}

RANGE_GAP = re.compile(r"[\s-]?(?:to|through|[-–—])[\s-]?")
# “From 30 to 20%”, and not “55% under 35 to 4% over 42”.
FROM_TO = re.compile(r"\bfrom\s(?:about\s)?[\d.,]+\s?(?:to|[-–—])\s?$", re.IGNORECASE)
LIST_GAP = re.compile(r"\s?(?:,|,?\s(?:and|or|vs\.?|versus|then))\s(?:about\s|at\s)?")
PLACE_GAP = re.compile(
    r"(?:\sper\s[a-z]+)?\s(?:at|aged|from|for|in|between|under|over|above|below|after|by)\s(?:(?:the\s)?ages?\s(?:of\s)?)?",
    re.IGNORECASE,
)
OF_GAP = re.compile(
    r"\s(?:(?P<noun>(?:(?!out\s)[a-z'-]+\s){1,3}?))?(?P<of>in|out\sof|of|per)\s(?:every\s|the\s|all\s)?",
    re.IGNORECASE,
)
BETWEEN = re.compile(r"\bbetween\s(?:about\s|(?:the\s)?ages?\s(?:of\s)?)?$", re.IGNORECASE)
UNIT_BEFORE = re.compile(
    r"(?<!\bper\s)(?<!\ba\s)(?<!\beach\s)(?<!\bevery\s)\b(weeks?|days?|months?|years?|minutes?|hours?)\s$",
    re.IGNORECASE,
)
TIME_LEAD = re.compile(r"\b(after|for|over|within|by)\s$", re.IGNORECASE)
# “These four”: what was named before.
THESE = re.compile(r"\b(?:these|those|all|any|other|best|last|first)\s$", re.IGNORECASE)
# “Two other tests” are some of more.
OTHERS = re.compile(r"\s(?:other|more|further|additional)\s", re.IGNORECASE)
# “5 points out of 100”
OUT_OF = re.compile(r"\s(?:out\s)?of\s")
SAMPLE_SIZE = re.compile(r"\bn\s?=\s?$", re.IGNORECASE)
MINUS = re.compile(r"(?:\s|\()[-\N{MINUS SIGN}]$")
# A word that a hyphen or nothing ties to the number: a 12-item scale, 3D.
TIED = re.compile(r"-?(?!-?(?:to|or|and)-)[a-z]", re.IGNORECASE)
AND_A_HALF = re.compile(r"\sand\sa\shalf\b")
BARE = re.compile(
    r"\s*(?:[.,;:)!?\]]|$|\n|\s(?:at|in|on|of|and|or|by|for|to|with|over|is|was|are|were|but|before|after|than|when|while"
    r"|against|versus|vs|compared|mean\w*)\b)",
    re.IGNORECASE,
)
PLAIN_SHARE_AFTER = re.compile(r"\s(?:of\b|the\s(?!way|time|work|battle|story|job|fun))")
# “Half as frequent”
AS_MANY = re.compile(r"\sas\s(?!an?\b|the\b|well\b|part\b)[a-z]+\b", re.IGNORECASE)
PLAIN_SHARE_BEFORE = re.compile(
    r"\b(?:by|about|nearly|almost|least|than|over|under|roughly|around|in|only)\s(?:an?\s)?$", re.IGNORECASE
)
TIME, PEOPLE = stem("times"), stem("people")
HALF, TEN, HUNDRED = Decimal("0.5"), Decimal(10), Decimal(100)
MULTIPLES = {"tr": Decimal(3), "ha": HALF}


@dataclass(slots=True)
class Piece:
    """A number while its quantity is put together. `is_label` is a place in time: week six."""

    start: int
    stop: int
    low: Decimal
    high: Decimal
    unit: Unit | None = None
    kind: Kind | None = None
    comparator: Comparator = Comparator.NONE
    fraction: tuple[Decimal, Decimal] | None = None
    noun: str = ""
    noun_detail: frozenset[str] = frozenset()
    per: str = ""
    is_bare: bool = False
    is_stated: bool = True
    is_times_more: bool = False
    is_label: bool = False
    is_listed: bool = False


def pieces_of(text: str) -> list[Piece]:
    """The numbers of a text in which names are blanked out."""
    found = list(_statistics(text))
    for piece in found:
        text = text[: piece.start] + " " * (piece.stop - piece.start) + text[piece.stop :]
    numbers = list(_numbers(text))
    _share_units(text, numbers)
    _share_times(text, numbers)
    found += _merged(text, numbers)
    return sorted(found, key=lambda piece: (piece.start, not piece.is_stated))


def _statistics(text: str) -> Iterator[Piece]:
    """Confidence intervals and p values."""
    for match in INTERVAL.finditer(text):
        low, high = (value_of(match[end]) if match["low"] else Decimal(0) for end in ("low", "high"))
        yield Piece(match.start(), match.end(), low, high, kind=Kind.INTERVAL, is_stated=bool(match["low"]))
    for match in P_VALUE.finditer(text):
        value = value_of(match["value"])
        sign = SIGNS.get((match["sign"] or "").casefold(), Comparator.NONE)
        yield Piece(match.start(), match.end(), value, value, kind=Kind.P_VALUE, comparator=sign)


def prices_of(text: str) -> Iterator[Piece]:
    """The prices of a text. “$400 and $800” is a range after “between” only."""
    for match in PRICE.finditer(text):
        large = match["large"] or ""
        low = value_of((match["low"] or match["dollars"]) + large)
        high = value_of(match["high"] + large) if match["high"] else low
        yield Piece(match.start(), match.end(), low, max(low, high), unit=UNITS["$"])


def _numbers(text: str) -> Iterator[Piece]:
    for match in SCAN.finditer(text):
        start, stop, words = match.start(), match.end(), match[0].casefold()
        match match.lastgroup:
            case "slash":
                yield from _slash(text, start, stop)
            case "half":
                yield _with_unit(text, Piece(start, stop, HALF, HALF))
            case "share":
                yield from _share(text, start, stop)
            case "rate":
                value = Decimal(1 if words == "once" else 2)
                yield Piece(start, stop, value, value, kind=Kind.COUNT, noun=TIME, per=_per(text, stop))
            case "twice" | "doubled":
                value = MULTIPLES.get(words[:2], Decimal(2))
                yield Piece(start, stop, value, value, kind=Kind.RATIO, is_stated=words == "twice")
            case "fold":
                value = Decimal(SMALL[words.removesuffix("fold")])
                yield Piece(start, stop, value, value, kind=Kind.RATIO)
            case "first":
                piece = _with_unit(text, Piece(start, stop - 1, Decimal(1), Decimal(1)))
                piece.is_stated, piece.is_label = False, True
                yield piece
            case "single":
                yield Piece(start, stop, Decimal(1), Decimal(1), is_stated=False)
            case "one":
                piece = _with_unit(text, Piece(start, stop, Decimal(1), Decimal(1)))
                piece.is_stated = piece.low != 1
                yield piece
            case _:
                yield from _number(text, start, stop)


def _number(text: str, start: int, stop: int) -> Iterator[Piece]:
    value = value_of(text[start:stop])
    is_one = value == 1 and text[start].isalpha()
    if MINUS.search(text, max(0, start - 2), start):
        start, value = start - 1, -value
    piece = _with_unit(text, Piece(start, stop, value, value))
    if times := TIMES.match(text, stop):
        piece.stop = times.end()
        piece.is_times_more = bool(TIMES_MORE.match(text, stop))
        if COMPARES.match(text, stop) or value != int(value):
            piece.kind = Kind.RATIO
        else:
            piece.kind, piece.noun, piece.per = Kind.COUNT, TIME, _per(text, times.end())
    elif piece.unit:
        piece.low = piece.high = abs(value)
        piece.per = _per(text, piece.stop, PER_NEXT)
        if piece.unit.dimension == "share":
            piece.noun, piece.noun_detail = whole_at(text, piece.stop)
        elif is_one and piece.unit.dimension != "time":
            return
    elif is_one or TIED.match(text, stop):
        piece.is_stated = False
    elif label := UNIT_BEFORE.search(text, max(0, start - 12), start):
        named = unit_at(text, label.start(1))
        piece.unit, piece.is_label = (named[0] if named else None), True
    else:
        _count(text, piece)
    yield piece


def _count(text: str, piece: Piece) -> None:
    piece.noun, piece.noun_detail = noun_at(text, piece.stop)
    if SAMPLE_SIZE.search(text, max(0, piece.start - 6), piece.start):
        piece.noun = PEOPLE
    is_some = THESE.search(text, max(0, piece.start - 8), piece.start)
    if OTHERS.match(text, piece.stop):
        piece.noun = ""
    piece.is_bare = not piece.noun and not is_some and bool(BARE.match(text, piece.stop))
    piece.per = _per(text, piece.stop)


def _with_unit(text: str, piece: Piece) -> Piece:
    gap = 1 if text[piece.stop : piece.stop + 1] in (" ", "-") else 0
    if found := unit_at(text, piece.stop + gap):
        piece.unit, piece.stop = found
        if half := AND_A_HALF.match(text, piece.stop):
            piece.low = piece.high = piece.low + HALF
            piece.stop = half.end()
    return piece


def _slash(text: str, start: int, stop: int) -> Iterator[Piece]:
    upper, lower = map(Decimal, text[start:stop].split("/"))
    if upper > lower >= 30:
        told = _with_unit(text, Piece(start, stop, upper, lower))
        stop = told.stop if told.unit == UNITS["mmHg"] else stop
        yield Piece(start, stop, upper, lower, unit=UNITS["mmHg"], kind=Kind.MEASURE)
    elif 0 < upper < lower:
        yield _fraction(text, start, stop, upper, lower)


def _share(text: str, start: int, stop: int) -> Iterator[Piece]:
    *count, part = re.split(r"[\s-]", text[start:stop].casefold())
    whole = PARTS.get(part) or PARTS[part.removesuffix("s")]
    many = Decimal(SMALL.get(count[0]) or count[0]) if count and count[0] not in ("a", "an") else Decimal(1)
    is_counted = bool(count) and count[0] not in ("a", "an")
    if not is_counted and AS_MANY.match(text, stop):
        yield Piece(start, stop, many / whole, many / whole, kind=Kind.RATIO)
    elif (
        is_counted
        or PLAIN_SHARE_AFTER.match(text, stop)
        or PLAIN_SHARE_BEFORE.search(text, max(0, start - 16), start)
    ):
        yield _fraction(text, start, stop, many, Decimal(whole))


def _fraction(text: str, start: int, stop: int, part: Decimal, whole: Decimal) -> Piece:
    percent = part / whole * HUNDRED
    noun, detail = whole_at(text, stop)
    if not noun:
        noun, detail = noun_at(text, stop)
    return Piece(
        start, stop, percent, percent, UNITS["%"], fraction=(part, whole), noun=noun, noun_detail=detail
    )


def _per(text: str, position: int, pattern: re.Pattern[str] = PER) -> str:
    match = pattern.match(text, position)
    name = (match[1] or match[2]).casefold() if match else ""
    return PER_NAMES.get(name, name)


def _share_units(text: str, pieces: list[Piece]) -> None:
    """Lists and ranges have one unit for all: “at 2, 4 and 6 weeks”, “weeks 2 to 4”."""
    gaps = [text[one.stop : two.start] for one, two in pairwise(pieces)]
    for place in reversed(range(len(gaps))):
        piece, following, gap = pieces[place], pieces[place + 1], gaps[place]
        before = gaps[place - 1].strip() if place else ""
        if not _is_open(piece) or following.fraction or following.is_label or following.kind:
            continue
        is_rising = RANGE_GAP.fullmatch(gap) and piece.low < following.low
        is_range = is_rising or FROM_TO.search(text, max(0, piece.start - 12), following.start)
        if not is_rising and following.unit and _is_place_of_last(pieces, gaps, place, following.unit):
            continue
        if following.unit and (is_range or _is_list(before, gap, following.is_listed)):
            piece.unit, piece.is_bare, piece.is_listed = following.unit, False, True
            if following.unit.dimension == "share":
                piece.noun, piece.noun_detail = following.noun, following.noun_detail
    for (last, piece), gap in zip(pairwise(pieces), gaps, strict=True):
        if piece.is_label and gap == " ":
            piece.unit, piece.is_label = None, False
        if _is_open(piece) and last.is_label and (RANGE_GAP.fullmatch(gap) or LIST_GAP.fullmatch(gap)):
            piece.unit, piece.is_bare, piece.is_label = last.unit, False, True


def _share_times(text: str, pieces: list[Piece]) -> None:
    """“46% after one year and 36% after two”: two years."""
    told: dict[str, Piece] = {}
    for piece in pieces:
        lead = TIME_LEAD.search(text, max(0, piece.start - 8), piece.start)
        if not lead:
            continue
        word = lead[1].casefold()
        if piece.unit and piece.unit.dimension == "time":
            told[word] = piece
        elif piece.is_bare and word in told and not SENTENCE_END.search(text, told[word].stop, piece.start):
            piece.unit, piece.is_bare = told[word].unit, False


def _is_place_of_last(pieces: list[Piece], gaps: list[str], place: int, unit: Unit) -> bool:
    """Whether a number says where the one before it was found: “12.6% at 41 to 42 and 4.4% over 42”."""
    first = place - 1 if place and RANGE_GAP.fullmatch(gaps[place - 1]) else place
    return first > 0 and pieces[first - 1].unit == unit and bool(PLACE_GAP.fullmatch(gaps[first - 1]))


def _is_open(piece: Piece) -> bool:
    return piece.unit is None and piece.kind is None and not piece.noun


def _is_list(before: str, gap: str, is_listed: bool) -> bool:
    """“2, 4, and 6 weeks” is one, “412, 95%” and “a ratio of 0.82, or 18% less” are not."""
    if gap.strip() == ",":
        return is_listed
    return bool(LIST_GAP.fullmatch(gap)) and (not gap.startswith(",") or before == ",")


def _merged(text: str, pieces: list[Piece]) -> Iterator[Piece]:
    """The pieces with ranges and frequencies made one: “4 to 6 weeks”, “1 in 4”."""
    last: Piece | None = None
    for piece in pieces:
        if last and last.kind is None and piece.kind is None and not last.fraction and not piece.fraction:
            gap = text[last.stop : piece.start]
            if _is_range(text, last, piece, gap):
                piece.start, piece.low, piece.is_label = last.start, last.low, last.is_label
                last = piece
                continue
            if _is_few_of_ten(last, piece, gap):
                last.low, last.high = (end / piece.low * HUNDRED for end in (last.low, last.high))
                last.unit, last.fraction, last.stop = UNITS["%"], (last.low, piece.low), piece.stop
                last.noun, last.noun_detail, last.is_bare = piece.noun, piece.noun_detail, False
                continue
            if match := _is_frequency(last, piece, gap):
                share = _fraction(text, last.start, piece.stop, last.low, piece.low)
                if piece.noun:
                    share.noun, share.noun_detail = piece.noun, piece.noun_detail
                is_rate = match["of"].casefold() == "per" and last.low == 1
                # “Six words in ten”
                is_of_ten = piece.low in (TEN, HUNDRED) and piece.is_bare
                share.is_stated = is_rate or is_of_ten or not match["noun"]
                last.is_stated = piece.is_stated = not share.is_stated
                yield share
        if last and last.unit == UNITS["points"] and OUT_OF.fullmatch(text, last.stop, piece.start):
            piece.is_stated = False
        if last:
            yield last
        last = piece
    if last:
        yield last


def _is_range(text: str, last: Piece, piece: Piece, gap: str) -> bool:
    if last.low != last.high or last.noun or last.low >= piece.low or last.unit not in (None, piece.unit):
        return False
    if RANGE_GAP.fullmatch(gap):
        return True
    word = gap.strip()
    is_next = word == "or" and piece.low == last.low + 1
    return is_next or (
        word in ("and", "or") and bool(BETWEEN.search(text, max(0, last.start - 20), last.start))
    )


def _is_few_of_ten(last: Piece, piece: Piece, gap: str) -> bool:
    """“Seven or eight of every ten people”."""
    is_next = last.low + 1 == last.high < piece.low
    is_ten = piece.low in (TEN, HUNDRED) and not piece.unit and not last.unit and not last.noun
    return is_next and is_ten and OF_GAP.fullmatch(gap) is not None


def _is_frequency(last: Piece, piece: Piece, gap: str) -> re.Match[str] | None:
    """Whether the gap makes “1 in 4 patients”, “26 of 100” or “18 seizures in 586,656 sessions”."""
    match = OF_GAP.fullmatch(gap)
    if not match or last.unit or piece.unit or last.low != last.high or not 0 < last.low < piece.low:
        return None
    # “A ratio of 0.85 in 18 trials”
    is_part = last.low == int(last.low) or piece.low >= HUNDRED
    return match if is_part and not (match["of"].casefold() == "of" and piece.low < 10) else None
