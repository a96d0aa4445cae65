"""Holds each figure of the summaries against the body: one quantity, one finding, the most telling one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations

from editorial.checks.article import Article
from editorial.checks.figures import lists
from editorial.checks.figures.agreement import agree, comparable, computed, is_exact, is_of_like_size
from editorial.checks.figures.nouns import counts_people, differ
from editorial.checks.figures.places import Figure, Figures
from editorial.checks.figures.values import Comparator, Kind, Quantity
from editorial.checks.figures.units import Unit
from editorial.findings import Finding, Severity

DIFFERS = "figure-differs"
BOUNDARY = "figure-boundary"
NOT_FOUND = "figure-not-found"
QUALIFIER_LOST = "figure-qualifier-lost"
TIMES_MORE = "figure-times-more"
UNIT_MISSING = "figure-unit-missing"
DENOMINATOR = "figure-denominator"

# How alike two sentences must be for their figures to be about the same thing.
SAME_THING = 0.5
SAME_ANSWER = 0.35
RELATED = 0.25
CHANCE = 0.1
# Counts up to a dozen tell the parts of a text more often than results.
SMALL = 12
OPPOSITE = {
    (Comparator.BELOW, Comparator.AT_LEAST),
    (Comparator.AT_LEAST, Comparator.BELOW),
    (Comparator.ABOVE, Comparator.AT_MOST),
    (Comparator.AT_MOST, Comparator.ABOVE),
}


DIRECTION = {
    Comparator.NONE: 0, Comparator.BELOW: -1, Comparator.AT_MOST: -1, Comparator.ABOVE: 1, Comparator.AT_LEAST: 1
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Case:
    """A figure of a summary and what bears it out."""

    claim: Figure
    figures: Figures
    same: tuple[Figure, ...]

    @property
    def quantity(self) -> Quantity:
        return self.claim.quantity

    def likeness(self, other: Figure) -> float:
        return self.figures.likeness(self.quantity, other.quantity)

    def is_about_the_same(
        self, other: Figure, least: float = SAME_THING, shared: int = 3, near: int = 2
    ) -> bool:
        one, two = self.quantity, other.quantity
        return (
            len(one.words & two.words) >= shared
            and len(one.near & two.near) >= near
            and self.likeness(other) >= least
        )


    def is_supported(self, other: Figure) -> bool:
        """Whether their words allow that both say the same, and not only by chance the same number."""
        mine, theirs = self.quantity.words, other.quantity.words
        return len(theirs) < 2 or not mine or self.likeness(other) >= CHANCE

    @property
    def twins_in_another_unit(self) -> list[Figure]:
        """Figures of the body with the same number and another unit, where one of the two must be meant."""
        quantity = self.quantity
        if quantity.noun or quantity.kind in (Kind.RATIO, Kind.INTERVAL, Kind.P_VALUE):
            return []
        if quantity.high == 1 or (self.same and quantity.unit) or lists.in_a_row(self.claim.text, quantity.start):
            return []
        return [
            one
            for one in self.figures.body
            if (one.quantity.low, one.quantity.high) == (quantity.low, quantity.high)
            and one.quantity.is_stated
            and one.quantity.unit != quantity.unit
            and Kind.AGE not in (one.quantity.kind, quantity.kind)
            and _is_unit_mixed_up(self, one)
        ]

    @property
    def is_computed(self) -> bool:
        return any(
            computed(self.quantity, one.quantity, other.quantity)
            for sentence in self.figures.sentences
            if self.is_supported(sentence[0])
            for one, other in combinations(sentence, 2)
        )

    @property
    def contradicting(self) -> Iterator[Figure]:
        """Figures of the body that cannot be true of the same thing as this one."""
        return (one for one in self.figures.body if self._contradicts(one))

    def _contradicts(self, other: Figure) -> bool:
        one, two = self.quantity, other.quantity
        if not two.is_stated or one.kind != two.kind or not comparable(one, two):
            return False
        if DIRECTION[one.comparator] != DIRECTION[two.comparator] or _overlap(one, two):
            return False
        if one.kind == Kind.COUNT and (not one.noun or one.noun != two.noun or one.per != two.per):
            return False
        if one.kind == Kind.DURATION and not is_of_like_size(one, two):
            return False
        return not any(
            agree(neighbour.quantity, two) for neighbour in self.figures.beside(self.claim) if neighbour is not self.claim
        )


@lru_cache(maxsize=8)
def judged(article: Article) -> tuple[Finding, ...]:
    """All findings about the figures of an article."""
    figures = Figures(article)
    found: dict[Finding, None] = {}
    for claim in figures.claims:
        if claim.quantity.is_stated:
            for finding in _verdict(_case(claim, figures)):
                found.setdefault(finding)
    for passage in article.passages():
        for finding in lists.without_unit(passage, UNIT_MISSING):
            found.setdefault(finding)
    return tuple(found)


def _case(claim: Figure, figures: Figures) -> Case:
    agreeing = [one for one in figures.body if agree(claim.quantity, one.quantity)]
    case = Case(claim, figures, ())
    supported = tuple(one for one in agreeing if case.is_supported(one))
    by_chance = tuple(
        one
        for one in agreeing
        if is_exact(claim.quantity, one.quantity) and not (claim.quantity.is_bare and claim.quantity.low <= SMALL and one.quantity.noun)
    )
    if not supported and by_chance and any(case.is_about_the_same(one) for one in case.contradicting):
        return case
    return replace(case, same=supported or by_chance)


def _overlap(one: Quantity, two: Quantity) -> bool:
    """Whether one value lies within the range of the other."""
    return one.is_range != two.is_range and one.unit == two.unit and one.low <= two.high and two.low <= one.high


def _verdict(case: Case) -> list[Finding]:
    for rule in (times_more, boundary, unit_missing):
        if findings := list(rule(case)):
            return findings
    rules = (qualifier_lost, denominator) if case.same else (differs, not_found)
    for rule in rules:
        if findings := list(rule(case)):
            return findings
    return []


def _finding(code: str, severity: Severity, message: str, claim: Figure, other: Figure | None) -> Finding:
    return Finding(code, severity, message, claim.path, (claim.quote, *([other.quote] if other else [])))


def times_more(case: Case) -> Iterator[Finding]:
    quantity = case.quantity
    if not quantity.is_times_more:
        return
    own = [one for one in case.figures.claims if one.path == case.claim.path and agree(quantity, one.quantity)]
    ratios = [one for one in (*case.same, *own) if one.quantity.kind == Kind.RATIO and not one.quantity.is_times_more]
    if ratios:
        number = case.claim.number.rpartition(" ")[0]
        yield _finding(
            TIMES_MORE,
            Severity.WARNING,
            f"A ratio of {number} means “{number} times as likely”: “{number} times more” says one more than that."
            f" Write “{number} times as”.",
            case.claim,
            ratios[0],
        )
        yield from qualifier_lost(case)


def boundary(case: Case) -> Iterator[Finding]:
    quantity = case.quantity
    if not quantity.comparator:
        return
    same = [
        one
        for one in case.figures.body
        if comparable(quantity, one.quantity) and _same_number(quantity, one.quantity) and one.quantity.comparator
    ]
    if any(_same_limit(quantity, one.quantity) for one in same):
        return
    conflicting = [
        one
        for one in same
        if (quantity.comparator, one.quantity.comparator) not in OPPOSITE
        and case.is_about_the_same(one, RELATED, shared=2, near=1)
    ]
    if conflicting:
        other = max(conflicting, key=case.likeness)
        yield _finding(
            BOUNDARY,
            Severity.BLOCKS,
            f"The summary draws the line at {_limit(case.claim)}, the body at {_limit(other)}."
            " Write both the same way, as the source has it.",
            case.claim,
            other,
        )


def _same_number(one: Quantity, other: Quantity) -> bool:
    if one.unit and other.unit and one.unit != other.unit:
        return agree(one, other)
    return (one.low, one.high) == (other.low, other.high) or _same_limit(one, other)


def _same_limit(one: Quantity, other: Quantity) -> bool:
    """“Below 5” is the same as “at most 4” where only whole numbers count."""
    return _limit_of(one) == _limit_of(other)


def _limit_of(quantity: Quantity) -> tuple[str, object]:
    whole = quantity.kind in (Kind.COUNT, Kind.SCORE) and quantity.low == int(quantity.low)
    if whole and quantity.comparator == Comparator.BELOW:
        return Comparator.AT_MOST, quantity.low - 1
    if whole and quantity.comparator == Comparator.ABOVE:
        return Comparator.AT_LEAST, quantity.low + 1
    return quantity.comparator, quantity.low


def _limit(figure: Figure) -> str:
    return f"“{figure.quantity.comparator} {figure.number}”"


def qualifier_lost(case: Case) -> Iterator[Finding]:
    for name, means in QUALIFIERS.items():
        if name in case.quantity.qualifiers or not case.same:
            continue
        having = [one for one in case.same if name in one.quantity.qualifiers]
        if len(having) < len(case.same):
            continue
        other = max(having, key=case.likeness)
        if _matters(name, case, other):
            yield _finding(QUALIFIER_LOST, Severity.WARNING, means, case.claim, other)
            return


QUALIFIERS = {
    "adjusted": "The body says that this figure is adjusted. Say so here: an adjusted ratio is no plain comparison.",
    "relative": "The body says that this change is relative. Write “relative”, or give both plain shares.",
    "up to": "The body says “up to”. Write “up to” here as well: it is the most, not the usual.",
}


def _matters(name: str, case: Case, other: Figure) -> bool:
    if name == "adjusted":
        return other.quantity.kind == Kind.RATIO
    if name == "relative":
        return case.quantity.kind == Kind.PERCENT and case.is_about_the_same(other, RELATED, shared=1, near=1)
    return not case.quantity.comparator and case.is_about_the_same(other, shared=2, near=1)


def denominator(case: Case) -> Iterator[Finding]:
    quantity = case.quantity
    if quantity.kind not in (Kind.PERCENT, Kind.COUNT) or quantity.low <= SMALL and quantity.kind == Kind.COUNT:
        return
    if quantity.noun and all(_counts_others(quantity, one.quantity) for one in case.same):
        other = max(case.same, key=case.likeness)
        yield _finding(
            DENOMINATOR,
            Severity.WARNING,
            f"The figure {case.claim.number} counts other people or things here than in the body."
            " Say of whom or of what it is, as the body does.",
            case.claim,
            other,
        )


def _counts_others(quantity: Quantity, other: Quantity) -> bool:
    """Names of things have too many synonyms to tell counts apart, unless one side counts people."""
    if quantity.kind == Kind.COUNT:
        return bool(other.noun) and counts_people(quantity.noun) != counts_people(other.noun)
    is_plain = not (quantity.fraction or other.fraction or other.comparator)
    theirs = other.noun or (other.implied if is_plain else "")
    return bool(theirs) and differ(quantity.noun, quantity.noun_detail, theirs, other.noun_detail)


def unit_missing(case: Case) -> Iterator[Finding]:
    twins = case.twins_in_another_unit
    likeness = max(map(case.likeness, twins), default=0)
    if not twins or any(case.likeness(one) > likeness for one in case.same):
        return
    mine, other = case.quantity.unit, max(twins, key=case.likeness)
    theirs = other.quantity.unit
    says = f"The body has the unit “{theirs.name}”" if theirs else "The body gives no unit"
    here = f"here it is “{mine.name}”" if mine else "here it is missing"
    yield _finding(
        UNIT_MISSING, Severity.WARNING, f"{says}, {here}. Write the unit in both places.", case.claim, other
    )


def _is_unit_mixed_up(case: Case, other: Figure) -> bool:
    mine, theirs = case.quantity.unit, other.quantity.unit
    if mine and theirs:
        bases = {mine.dimension.partition("/")[0], theirs.dimension.partition("/")[0]}
        is_alike = len(bases) == 1 or bases <= {"share", "percentage points", "points"}
        return is_alike and case.is_about_the_same(other, RELATED, shared=2, near=1)
    if mine:
        return other.quantity.is_bare and not _names(other, mine) and case.is_about_the_same(other, RELATED, shared=2, near=1)
    if not theirs or not (case.quantity.is_bare or case.claim.number[0].isdigit()) or _names(case.claim, theirs):
        return False
    return bool(case.quantity.words & other.quantity.words)


def _names(figure: Figure, unit: Unit) -> bool:
    """Whether the sentence has the unit at another place, as in “the hot years last about seven”."""
    start, stop = figure.quantity.sentence
    return unit.name != "%" and unit.name in figure.text[start:stop]


def differs(case: Case) -> Iterator[Finding]:
    if case.is_computed:
        return
    least, shared = (SAME_ANSWER, 2) if case.claim.may_be_new else (SAME_THING, 3)
    candidates = [one for one in case.contradicting if case.is_about_the_same(one, least, shared)]
    if candidates:
        other = max(candidates, key=case.likeness)
        yield _finding(
            DIFFERS,
            Severity.BLOCKS,
            f"The summary says {case.claim.number}, the body says {other.number}. Correct the one that is wrong.",
            case.claim,
            other,
        )


def not_found(case: Case) -> Iterator[Finding]:
    if case.claim.may_be_new or not _is_worth_finding(case.quantity):
        return
    if any(agree(case.quantity, one.quantity) for one in case.figures.others if one.path != case.claim.path):
        return
    yield _finding(
        NOT_FOUND,
        Severity.WARNING,
        f"The body does not say {case.claim.number}. Add it to the body with its source, or take it out here.",
        case.claim,
        None,
    )


def _is_worth_finding(quantity: Quantity) -> bool:
    if quantity.kind == Kind.COUNT:
        return quantity.high > SMALL
    if quantity.kind == Kind.PERCENT:
        return quantity.low not in (0, 100)
    return quantity.kind != Kind.DURATION or quantity.high > 1


def with_code(code: str) -> Callable[[Article], Iterator[Finding]]:
    def check(article: Article) -> Iterator[Finding]:
        return (finding for finding in judged(article) if finding.code == code)

    return check
