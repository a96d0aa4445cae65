"""A figure of a summary beside what the body says."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from itertools import combinations

from editorial.checks.figures.agreement import (
    HUNDRED,
    agree,
    are_worlds_apart,
    comparable,
    computed,
    is_exact,
    is_of_like_size,
    is_rounded,
    overlap,
)
from editorial.checks.figures.binding import around, said, sentence_of
from editorial.checks.figures.contexts import content
from editorial.checks.figures.nouns import counts_studies
from editorial.checks.figures.places import Figure, Figures
from editorial.checks.figures.values import Comparator, Kind, Quantity
from editorial.findings import Finding, Severity

# How alike two sentences must be: for figures of one thing, of related things, and for no mere chance.
SAME_THING = 0.5
RELATED = 0.25
CHANCE = 0.1
CERTAIN = 0.8
# How much less like a place must be to count for nothing beside the likest.
FAR_LESS = 0.6
# An answer may bring figures of its own, so that less tells it contradicts the body.
SAME_ANSWER = 0.35
# Counts up to a dozen tell the parts of a text more often than results.
SMALL = 12
FEW_WORDS = 2
# What studies find is told in these.
RESULTS = (Kind.PERCENT, Kind.COUNT, Kind.RATIO)
SMALL_PART = 6
ROUND = {20, 50, *(10**power for power in range(2, 7))}
NEEDED = ("number needed", "nnt", "nnh")
DIRECTIONS = {
    Comparator.NONE: 0,
    Comparator.BELOW: -1,
    Comparator.AT_MOST: -1,
    Comparator.ABOVE: 1,
    Comparator.AT_LEAST: 1,
}


@dataclass(frozen=True)
class Case:
    """A figure that claims something, and the figures of the body that bear it out."""

    claim: Figure
    figures: Figures
    same: tuple[Figure, ...] = ()
    rival: Figure | None = None
    related: Figure | None = None

    @property
    def quantity(self) -> Quantity:
        return self.claim.quantity

    def likeness(self, other: Figure) -> float:
        return self.figures.likeness(self.quantity, other.quantity)

    def likest(self, others: list[Figure] | tuple[Figure, ...]) -> Figure:
        return max(others, key=self.likeness)

    @property
    def likely(self) -> list[Figure]:
        """Of the figures that bear the claim out those that are hardly less like it than the likest."""
        most = max(map(self.likeness, self.same), default=0.0)
        return [one for one in self.same if self.likeness(one) >= FAR_LESS * most]

    def is_about(self, other: Figure, least: float, *, shared: int, near: int) -> bool:
        """Whether both sentences are about the same: `shared` words, `near` of them beside the numbers.

        What all the article is about does not count alone.
        """
        one, two = self.quantity, other.quantity
        return (
            not one.words & two.words <= self.figures.topic
            and (len(one.own) < FEW_WORDS or not one.own.isdisjoint(two.words))
            and len(one.words & two.words) >= shared
            and len(one.near & two.near) >= near
            and self.likeness(other) >= least
        )

    def has_much_in_common_with(self, other: Figure) -> bool:
        """Whether words beside both numbers are the same that are not what all the article is about."""
        return len(self.figures.distinct(self.quantity.near & other.quantity.near)) >= FEW_WORDS

    def is_on_same_subject(self, other: Figure) -> bool:
        """Whether two words or more are the same in both sentences, those of the title aside."""
        return len(self.figures.distinct(self.quantity.words & other.quantity.words)) >= FEW_WORDS

    def is_same_thing(self, other: Figure) -> bool:
        """Whether both tell of one thing, so that one of two values must be wrong."""
        return self.has_much_in_common_with(other) and self.is_about(other, SAME_THING, shared=3, near=2)

    def is_same_answer(self, other: Figure) -> bool:
        """The same for an answer, unless it tells an age or a count, of which an article has many."""
        if self.quantity.kind in (Kind.AGE, Kind.COUNT):
            shared = self.figures.distinct(self.quantity.words & other.quantity.words)
            return len(shared) > FEW_WORDS and self.is_same_thing(other)
        return self.has_much_in_common_with(other) and self.is_about(other, SAME_ANSWER, shared=2, near=2)

    def is_same_review(self, other: Figure) -> bool:
        """Whether two counts of studies are of one review, of which both tell another figure as well."""
        shared = self.quantity.words & other.quantity.words
        return self.likeness(other) >= CERTAIN or any(word[0].isdigit() for word in shared)

    def names_other_drug(self, other: Figure) -> bool:
        """“Melatonin by 7 minutes”, where the claim is of another drug, or of none."""
        named = self.figures.drugs(sentence_of(other)) - self.figures.title_drugs
        return bool(named) and named.isdisjoint(self.figures.drugs(self.claim.text))

    def is_related(self, other: Figure) -> bool:
        return self.is_about(other, RELATED, shared=2, near=1)

    def is_known(self, noun: str, other: Figure) -> bool:
        """Whether the paragraphs of the other figure or the title of the article speak of such people."""
        return noun in other.quantity.words or noun in self.figures.topic or noun in content(other.text)

    def is_altered(self, other: Figure) -> bool:
        """Whether both agree in one part and not in the other: 13 and 31 of 83, 16 to 73 and 19 to 73."""
        one, two = self.quantity, other.quantity
        if one.fraction and two.fraction:
            is_same_whole = one.fraction[1] == two.fraction[1] and counts_all(one.fraction[1])
            return is_same_whole and self.is_about(other, RELATED, shared=1, near=1)
        if one.measure.startswith(NEEDED) and one.measure == two.measure:
            return self.is_about(other, RELATED, shared=1, near=1)
        is_half = one.is_range and two.is_range and (one.low == two.low) != (one.high == two.high)
        return is_half and self.is_about(other, RELATED, shared=1, near=1)

    def is_supported_by(self, other: Figure) -> bool:
        """Whether the words allow that both say the same, and not only by chance the same number."""
        theirs = other.quantity.words
        least = CHANCE if self.quantity.comparator in ("", other.quantity.comparator) else RELATED
        return len(theirs) < 2 or not self.quantity.words or self.likeness(other) >= least

    def is_elsewhere(self, other: Figure) -> bool:
        """Whether nothing around the two figures tells of the same, besides what all the article is about."""
        own = self.quantity.words - self.figures.topic
        return len(own) > FEW_WORDS and own.isdisjoint(content(other.text) - self.figures.topic)

    @cached_property
    def said(self) -> frozenset[str]:
        """What the claim says of its figure alone."""
        return said(self.figures, self.claim)

    def is_said_of(self, other: Figure) -> bool:
        """Whether the body says any of this around a figure."""
        return not self.said.isdisjoint(around(other))

    @property
    def is_told_elsewhere(self) -> bool:
        """Whether the body has the very number, though of something that may be another."""
        return any(
            agree(self.quantity, one.quantity)
            and is_rounded(self.quantity, one.quantity)
            and self.is_supported_by(one)
            and (self.quantity.fraction == one.quantity.fraction or not self.rival or self.is_said_of(one))
            for one in self.figures.body
        )

    def is_rivalled_by(self, other: Figure) -> bool:
        return self.is_about(other, SAME_THING, shared=2, near=2) or self.is_about(
            other, SAME_ANSWER, shared=3, near=3
        )

    def outweighs_rival(self, other: Figure) -> bool:
        """Whether a figure bears out the claim although the rival speaks against it.

        The very number may stand in words half as like as the rival's, or beside it; one that only
        corresponds, as 35% to a third, has to be as like.
        """
        if not is_rounded(self.quantity, other.quantity):
            return not self.related or self.likeness(other) >= FAR_LESS * self.likeness(self.related)
        if not self.rival:
            return True
        return are_neighbours(self.rival, other) or self.likeness(other) >= self.likeness(self.rival) / 2

    def is_borne_out_by(self, other: Figure) -> bool:
        """Whether a place besides the body says the same."""
        if not agree(self.quantity, other.quantity):
            return False
        is_number = is_exact(self.quantity, other.quantity) and not is_in_a_word(other.quantity)
        return is_number or self.likeness(other) >= RELATED

    @property
    def is_small_part(self) -> bool:
        """“One in six”, which few shares come to: 17% is one, in whatever words."""
        part, whole = self.quantity.fraction or (0, 0)
        is_plain = not self.quantity.comparator and not self.related
        return part == 1 and SMALL_PART <= whole <= SMALL and is_plain

    @property
    def is_remainder(self) -> bool:
        """“60% responded and 40% did not”: what is left of a share that the body has."""
        return self.quantity.kind == Kind.PERCENT and any(
            one.quantity.kind == Kind.PERCENT
            and one.quantity.low + self.quantity.high == HUNDRED
            and one.quantity.low != self.quantity.low
            and any(agree(one.quantity, told.quantity) for told in self.figures.body)
            for one in self.figures.of_sentence(self.claim)
        )

    @property
    def is_span(self) -> bool:
        """“Every 4 to 12 weeks”, where a table has every 4, every 8 and every 12 weeks."""
        one = self.quantity
        if not one.is_range:
            return False
        alike = [
            two for two in self.figures.body if two.quantity.unit == one.unit and not two.quantity.is_range
        ]
        lows = {two.path for two in alike if two.quantity.low == one.low and two.quantity.is_stated}
        highs = {two.path for two in alike if two.quantity.low == one.high and two.quantity.is_stated}
        return one.unit is not None and not lows.isdisjoint(highs)

    @property
    def is_computed(self) -> bool:
        """Whether the figure follows from two of one sentence."""
        least = self.likeness(self.related) if self.related else 0.0
        if self.quantity.fraction and self.quantity.fraction[1] < SMALL_PART:
            least = max(least, RELATED)
        return any(
            computed(self.quantity, one.quantity, other.quantity)
            for sentence in self.figures.sentences
            if self.is_supported_by(sentence[0]) and self.likeness(sentence[0]) >= least
            for one, other in combinations(sentence, 2)
        )

    def contradicting(self) -> Iterator[Figure]:
        """Figures of the body that cannot be true of the same thing as this one."""
        return (one for one in self.figures.body if self._contradicts(one))

    def _contradicts(self, other: Figure) -> bool:
        one, two = self.quantity, other.quantity
        is_one_kind = one.kind == two.kind or {one.kind, two.kind} == {Kind.AGE, Kind.DURATION}
        if not two.is_stated or not is_one_kind or not comparable(one, two) or overlap(one, two):
            return False
        if DIRECTIONS[one.comparator] != DIRECTIONS[two.comparator]:
            return False
        if one.kind == Kind.COUNT and (not one.noun or one.noun != two.noun or one.per != two.per):
            return False
        if one.kind == Kind.COUNT and counts_studies(one.noun) and not self.is_same_review(other):
            return False
        if one.kind != two.kind and not (one.comparator and two.comparator):
            return False
        if are_worlds_apart(one, two):
            return False
        if one.kind == Kind.DURATION and (not is_of_like_size(one, two) or _is_stretch(one, two)):
            return False
        if self.claim.may_be_new and any(
            overlap(one, each.quantity) for each in self.figures.of_sentence(other)
        ):
            return False
        return not any(agree(beside.quantity, two) for beside in self.figures.beside(self.claim))


def _is_stretch(one: Quantity, other: Quantity) -> bool:
    """Whether one tells how long and the other when: “three weeks” and “weeks 7 through 9”."""
    return one.is_point != other.is_point and (one.is_range or other.is_range)


def is_in_a_word(quantity: Quantity) -> bool:
    """“Doubles”, “halved”: said of so many things that the number alone bears nothing out."""
    return quantity.kind == Kind.RATIO and not quantity.is_stated


def are_neighbours(one: Figure, other: Figure) -> bool:
    """Whether one sentence follows the other, or is the other."""
    (start, stop), (begin, end) = one.quantity.sentence, other.quantity.sentence
    return one.path == other.path and begin <= stop and start <= end


def counts_all(whole: Decimal) -> bool:
    """Whether a share of so many tells how many there were: “of 83”, and not “of 10” or “of 100”."""
    return whole > SMALL and whole not in ROUND


def case_of(claim: Figure, figures: Figures) -> Case:
    """The claim with what bears it out.

    A number that is the same in other words counts as well, unless the body speaks against it. `rival` is
    the figure that speaks against it most.
    """
    case = Case(claim, figures)
    agreeing = [
        one
        for one in figures.body
        if agree(claim.quantity, one.quantity) and (not is_in_a_word(one.quantity) or case.is_related(one))
    ]
    against = list(case.contradicting())
    if rivals := [one for one in against if case.is_rivalled_by(one)]:
        case = replace(case, rival=case.likest(rivals))
    if related := [one for one in against if case.is_related(one)]:
        case = replace(case, related=case.likest(related))
    if supported := tuple(one for one in agreeing if case.is_supported_by(one) and case.outweighs_rival(one)):
        return replace(case, same=supported)
    is_bare = claim.quantity.is_bare and claim.quantity.low <= SMALL
    by_chance = tuple(
        one
        for one in agreeing
        if (is_exact(claim.quantity, one.quantity) or case.is_small_part)
        and not (is_bare and one.quantity.noun)
        and not (claim.quantity.kind == Kind.PERCENT and case.is_elsewhere(one))
    )
    if case.rival:
        return case
    return replace(case, same=by_chance)


def finding(
    code: str, severity: Severity, message: str, claim: Figure, other: Figure | None = None
) -> Finding:
    """A finding at the claim, with the words of both places."""
    quotes = (claim.quote, *([other.quote] if other else []))
    return Finding(code, severity, message, claim.path, quotes, claim.subject)
