"""Figures that the body has, and not together: half of a pair, a range turned round, another study's size."""

import re
from collections.abc import Iterator
from itertools import pairwise

from editorial.checks.figures.agreement import is_exact
from editorial.checks.figures.binding import AGAINST, beside
from editorial.checks.figures.cases import RESULTS, SMALL, Case
from editorial.checks.figures.nouns import counts_people
from editorial.checks.figures.places import Figure
from editorial.checks.figures.turning import FALLS, RISES
from editorial.checks.figures.values import Kind

FROM = re.compile(r"\bfrom\s(?:about\s)?$", re.IGNORECASE)
REACH = 12
# A study has at least so many people.
LEAST_PEOPLE = 30
FEW_MATES = 2


def unpaired(case: Case) -> Figure | None:
    """The figure that the body has in place of this one."""
    return _of_other_pair(case) or _turned_round(case) or _of_other_study(case)


def _of_other_pair(case: Case) -> Figure | None:
    """“0.07 against 0.09” where the body has “0.07 against 0.20”, and 0.09 of something else."""
    for one, other in _pairs(beside(case.figures, case.claim)):
        if case.claim not in (one, other) or not case.same:
            continue
        mate = other if case.claim is one else one
        if any(_stands_with(case, same, mate) for same in case.same):
            return None
        for sentence in case.figures.sentences:
            for first, second in _pairs(sentence):
                for held, instead in ((first, second), (second, first)):
                    if is_exact(mate.quantity, held.quantity) and not is_exact(
                        case.quantity, instead.quantity
                    ):
                        return instead if case.claim.quantity.kind == instead.quantity.kind else None
    return None


def _pairs(figures: list[Figure]) -> Iterator[tuple[Figure, Figure]]:
    """Figures that “against” holds together."""
    stated = [one for one in figures if one.quantity.is_stated]
    for one, other in pairwise(stated):
        between = one.text[one.quantity.stop : other.quantity.start]
        if one.quantity.kind == other.quantity.kind and AGAINST.fullmatch(between):
            yield one, other


def _stands_with(case: Case, same: Figure, mate: Figure) -> bool:
    return any(is_exact(mate.quantity, one.quantity) for one in beside(case.figures, same))


def _turned_round(case: Case) -> Figure | None:
    """“From 0.83 to 1.74” where the body has “from 1.74 to 0.83”."""
    quantity = case.quantity
    if case.same or not quantity.is_range or not _is_from(case.claim):
        return None
    told = case.claim.text[quantity.sentence[0] : quantity.start]
    if _last(FALLS, told) > _last(RISES, told):
        ends = (quantity.low, quantity.high)
        lows, highs = (
            [
                one
                for one in case.figures.body
                if one.quantity.low == end and one.quantity.unit == quantity.unit
            ]
            for end in ends
        )
        return next((one for one in highs if any(one.sentence == low.sentence for low in lows)), None)
    for sentence in case.figures.sentences:
        highs = [one for one in sentence if one.quantity.low == quantity.high and _is_from(one)]
        for high in highs:
            for low in sentence:
                if low.quantity.low == quantity.low and low.quantity.start > high.quantity.start:
                    return high
    return None


def _last(words: re.Pattern[str], text: str) -> int:
    return max((found.start() for found in words.finditer(text)), default=-1)


def _is_from(figure: Figure) -> bool:
    start = figure.quantity.start
    return FROM.search(figure.text[max(0, start - REACH) : start]) is not None


def _of_other_study(case: Case) -> Figure | None:
    """How many took part in the study that the figures beside this one are of.

    The number of people that stands nearest to those figures in the body, if the claim's own stands farther.
    """
    if not _counts_a_study(case.claim):
        return None
    own = [one for one in case.figures.body if is_exact(case.quantity, one.quantity)]
    mates = [one for one in beside(case.figures, case.claim) if _is_result(one, case.claim)]
    told = [[one for one in case.figures.body if is_exact(mate.quantity, one.quantity)] for mate in mates]
    if not own or len(told) < FEW_MATES or not all(told):
        return None
    places = [each for group in told for each in group]
    is_beside = any(one.sentence == place.sentence for one in own for place in places)
    if is_beside or len({(one.path, one.text) for one in places}) > 1:
        return None
    first = min(places, key=lambda one: one.quantity.start)
    studies = [
        one
        for one in case.figures.body
        if (one.path, one.text) == (first.path, first.text)
        and one.quantity.start < first.quantity.start
        and _counts_a_study(one)
    ]
    if not studies:
        return None
    nearest = studies[-1]
    is_claimed = any(is_exact(one.quantity, nearest.quantity) for one in beside(case.figures, case.claim))
    return None if is_claimed else nearest


def _is_result(figure: Figure, claim: Figure) -> bool:
    quantity = figure.quantity
    is_precise = quantity.low != int(quantity.low)
    is_large = quantity.kind in RESULTS and quantity.high > SMALL
    return figure is not claim and quantity.is_stated and (is_large or is_precise)


def _counts_a_study(figure: Figure) -> bool:
    quantity = figure.quantity
    return quantity.kind == Kind.COUNT and counts_people(quantity.noun) and quantity.low >= LEAST_PEOPLE
