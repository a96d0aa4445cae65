"""Sentences with their places, what they are about and the figures they give."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from editorial.checks.article import Article, Passage
from editorial.checks.words import folded, sentences, stem
from editorial.lexicon import Found, Lexicon, Term

# Words that are in a sentence whatever it is about.
EMPTY = frozenset(
    re.findall(
        r"\w+",
        """
    a about above across after again against all almost alone along already also although always among
    an and another any are around as at away back be became because become been before being below
    between both but by came can case cases clear clearly come comes compare compared comparison could
    daily data day days did do does done down during each early either else enough even every far few
    fewer first follow followed following for found from full further gave general get gets getting give
    given gives go goes going good group groups had half has have having he her here him his hour hours
    how however i if in into is it its itself just keep kept kind large last late later least less let
    level levels like likely little long look looks made main make makes many may me mean means meet met
    might minute minutes month months more most much must my near need needed needs never new next no
    none nor not nothing now number of off often on once one ones only or other others our out outcome
    outcomes over own part participant participants patient patients people per percent person point
    points put quite rate rates rather reach reached real recent reported reports research researcher
    researchers result results same say says score scores second see seem seems seen several shall she
    should show showed shown shows since small so some something sometimes still studied studies study
    such take taken takes taking than that the their them then there these they thing things this those
    though three four five six seven eight nine ten
    through time times to together too toward trial trials two type under until up upon us
    use used uses using usual usually very was way ways we week weeks well went were what when where
    whether which while who whose why will with within without work worked works would year years yet
    you your
    """,
    )
)
WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
JOINED = re.compile(r"\b(long|short|mid|one|two|real|follow)[\s-](term|day|week|month|year|world|up)\b")
ENDINGS = re.compile(r"(?:'s|ties|ty|s)$")
STEM = 6
SHORT = 4

FIGURE = re.compile(
    r"""
    (?P<share>\d+)\s(?:in|of|out\sof)\s(?:every\s)?(?P<whole>\d+)\b
    | (?P<number>\d+(?:,\d{3})*(?:\.\d+)?)(?P<percent>\s?%|\spercent\b|\sper\scent\b)?
    """,
    re.VERBOSE,
)
NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
DIGITS = {word: str(value) for value, word in enumerate(NUMBERS, 1)}
WORDED = re.compile(rf"\b({'|'.join(NUMBERS)})\b(?=\s(?:in|out\sof)\s)|(?<=\sin\s)(?:{'|'.join(NUMBERS)})\b")
YEAR = re.compile(r"\b(?:19|20)\d\d\b(?!\s?(?:%|percent|mg|people|patients|adults|women|men|participants))")
# Shares that every other study gives: thresholds and confidence.
COMMON = {Decimal(50), Decimal(95), Decimal(99), Decimal(100)}
EXACT_COUNT = 20
SHARE_ERROR = Decimal("1.5")


NEGATION = re.compile(
    r"\b(?:no|not|never|nor|neither|without|cannot|rather than|instead of|unlike|free of|\w+n't)\b"
    r"(?!\s(?:only|just)\b)[^.;:!?\n]{0,50}$",
    re.IGNORECASE,
)
# How many characters before a risk still belong to it: “a history of heart attack or stroke”.
HAD = 40


class Statement(NamedTuple):
    """A sentence, and the paragraph it stands in."""

    path: str
    text: str
    paragraph: str
    kind: str = ""

    @property
    def is_question(self) -> bool:
        return self.text.rstrip(" ”\"’')").endswith("?")


class Figure(NamedTuple):
    """A number as it is told: a share in percent, with the whole of “1 in 4”, or any other number."""

    value: Decimal
    is_share: bool = False
    whole: int = 0


def statements(passages: Iterable[Passage]) -> Iterator[Statement]:
    """The sentences in reading order."""
    for passage in passages:
        for paragraph in passage.text.split("\n"):
            for sentence in sentences(paragraph):
                yield Statement(passage.path, sentence.text, paragraph, passage.kind)


def in_short(article: Article) -> Iterator[Passage]:
    """The summaries without the FAQ: what is read instead of the body."""
    if article.quick_answer:
        yield article.quick_answer
    yield from (Passage(one.path, one.text) for one in article.claims)


@lru_cache(maxsize=4096)
def topics(text: str) -> frozenset[str]:
    """What a text is about: the stems of its telling words."""
    joined = JOINED.sub(r"\1\2", folded(text).replace("-", " "))
    return frozenset(_stem(word) for word in WORD.findall(joined) if word not in EMPTY and len(word) > 2)


def _stem(word: str) -> str:
    base = ENDINGS.sub("", word) if len(word) > SHORT else word
    return (stem(base) if len(base) > SHORT else base)[:STEM]


@lru_cache(maxsize=4096)
def figures(text: str) -> frozenset[Figure]:
    """The figures that tell one result from another: no years, no thresholds such as 50%."""
    digits = WORDED.sub(lambda match: DIGITS[match[0].lower()], text)
    return frozenset(_figures(YEAR.sub(" ", digits)))


def _figures(text: str) -> Iterator[Figure]:
    for match in FIGURE.finditer(text):
        if match["share"]:
            share, whole = int(match["share"]), int(match["whole"])
            if 0 < share < whole:
                yield Figure(Decimal(100 * share) / whole, True, whole)
            continue
        value = Decimal(match["number"].replace(",", ""))
        if match["percent"]:
            if value not in COMMON:
                yield Figure(value, True)
        elif "." in match["number"] or value >= EXACT_COUNT:
            yield Figure(value)


def shared_figures(one: frozenset[Figure], other: frozenset[Figure]) -> set[Figure]:
    """The figures of the one that the other has too, rounded or as “1 in 4” for 26%."""
    return {mine for mine in one if any(_is_same(mine, theirs) for theirs in other)}


def _is_same(one: Figure, other: Figure) -> bool:
    if one.is_share != other.is_share:
        return False
    if one.whole or other.whole:
        return abs(one.value - other.value) <= SHARE_ERROR
    half = max(_step(one.value), _step(other.value)) / 2
    return one.value == other.value or (half < 1 and abs(one.value - other.value) <= half < one.value)


def _step(value: Decimal) -> Decimal:
    """What the last digit of a number counts: 0.1 in 49.2."""
    return Decimal(1).scaleb(int(value.as_tuple().exponent))


def names(lexicon: Lexicon, kind: str, text: str) -> set[str]:
    """The terms of a kind that a text names."""
    return {found.term.name for found in lexicon.find(kind, text)}


def is_in_fits(term: Term, texts: Iterable[str]) -> bool:
    """Whether one of the texts has a form that says no less than the term."""
    others = Lexicon((Term("other", term.name, term.fits),))
    return bool(term.fits) and any(True for text in texts for _ in others.find("other", text))


def is_denied(text: str, start: int) -> bool:
    """Whether the words before this place say that what comes is not so: “does not cause weight gain”."""
    return NEGATION.search(text[max(start - 80, 0) : start].replace("’", "'")) is not None


def ends_within(lexicon: Lexicon, kind: str, text: str, named: Found, reach: int) -> bool:
    """Whether words of this kind stand shortly before a term, in its clause."""
    return any(
        named.start - reach <= one.stop <= named.start + 1
        and not set(text[one.stop : named.start]) & set(";:.()")
        for one in lexicon.find(kind, text)
        if one.start < named.start
    )
