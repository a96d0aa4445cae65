"""What a quantity is. Pure."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from editorial.checks.figures.units import Unit


class Kind(StrEnum):
    PERCENT = "percent"
    COUNT = "count"
    DOSE = "dose"
    DURATION = "duration"
    PRICE = "price"
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


class Qualifier(StrEnum):
    ABOUT = "about"
    UP_TO = "up to"
    ADJUSTED = "adjusted"
    RELATIVE = "relative"


@dataclass(frozen=True, slots=True)
class Quantity:
    """`low` and `high` are the ends of a range, equal for one value; a share is in percent.

    `fraction` has the two numbers of “1 in 4”, a quarter or “26 of 100”. `noun` is the stem of what is
    counted, or of what a share is a share of; `each` is that of what it is told per, as “per transfer”;
    `implied` is what its sentence counted before. `measure` names
    the ratio or the scale, `per` the time of a rate. `is_bare` marks a number with neither unit nor noun.
    `is_point` marks a place in time, as “week six”. `is_stated` is False for what only follows from other
    words, as “an hour” or the 100 in “26 of 100”: it supports other figures and needs no support itself.
    `words` say what the sentence is about, `own` those of it that it says itself, `near` what stands beside
    the number.
    """

    kind: Kind
    low: Decimal
    high: Decimal
    start: int
    stop: int
    unit: Unit | None = None
    comparator: Comparator = Comparator.NONE
    qualifiers: frozenset[Qualifier] = frozenset()
    fraction: tuple[Decimal, Decimal] | None = None
    noun: str = ""
    noun_detail: frozenset[str] = frozenset()
    each: str = ""
    implied: tuple[str, ...] = ()
    measure: str = ""
    per: str = ""
    is_bare: bool = False
    is_point: bool = False
    is_stated: bool = True
    is_times_more: bool = False
    sentence: tuple[int, int] = (0, 0)
    words: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()

    @property
    def is_range(self) -> bool:
        return self.low != self.high

    @property
    def is_about(self) -> bool:
        return Qualifier.ABOUT in self.qualifiers
