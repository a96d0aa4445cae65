"""One of something, and the first of something: numbers that are mostly a way of speaking."""

import re

from editorial.checks.figures.cases import RELATED, SAME_THING, SMALL, Case
from editorial.checks.figures.contexts import stem
from editorial.checks.figures.nouns import STOPS
from editorial.checks.figures.places import Figure
from editorial.checks.figures.values import Kind, Quantity

ONE = ("one", "single")
FIRST = "first"
WORD = re.compile(r"[\s-]([a-z][a-z-]*)", re.IGNORECASE)
MOST_WORDS = 3


def is_one(figure: Figure) -> bool:
    """Whether a figure says “one dose”, “a single dose” or “the first month”."""
    return _is_one(figure) or _is_first(figure)


def miscounted(case: Case) -> Figure | None:
    """The number that the body has where the summary says one, or one where it says more."""
    if _is_first(case.claim):
        return _other_first(case)
    if _is_one(case.claim):
        counted = _counted(case.claim)
        others = [one for one in case.figures.body if _is_few(one.quantity) and one.quantity.noun in counted]
        agreeing = [one for one in case.figures.body if _is_one(one) and counted & _counted(one)]
    elif _is_few(case.quantity) and case.quantity.noun:
        noun = case.quantity.noun
        others = [one for one in case.figures.body if _is_one(one) and noun in _counted(one)]
        agreeing = [one for one in case.same if one.quantity.noun == noun]
    else:
        return None
    return _likest(case, others, agreeing)


def _other_first(case: Case) -> Figure | None:
    is_first = case.claim.number.casefold().startswith(FIRST)
    firsts = [
        one
        for one in case.figures.body
        if _is_first(one) and one.number.casefold().startswith(FIRST) == is_first
    ]
    others = [one for one in firsts if one.quantity.unit != case.quantity.unit]
    return _likest(case, others, [one for one in firsts if one not in others])


def _likest(case: Case, others: list[Figure], agreeing: list[Figure]) -> Figure | None:
    """The likest of those that say otherwise, if none that agrees is as like."""
    about = [one for one in others if _is_about(case, one)]
    if not about:
        return None
    other = case.likest(about)
    is_told = any(
        one.quantity.sentence == other.quantity.sentence or case.likeness(one) >= case.likeness(other)
        for one in agreeing
    )
    return None if is_told else other


def _is_about(case: Case, other: Figure) -> bool:
    """A week and a year are told of so many things that the title's words do not count."""
    if not case.quantity.own:
        return case.is_about(other, RELATED, shared=2, near=2)
    if _is_first(case.claim) and not case.is_on_same_subject(other):
        return False
    return case.is_about(other, SAME_THING, shared=2, near=2) or case.is_about(
        other, RELATED, shared=3, near=3
    )


def _is_few(quantity: Quantity) -> bool:
    return quantity.kind == Kind.COUNT and quantity.is_stated and 1 < quantity.low <= SMALL


def _is_one(figure: Figure) -> bool:
    return not figure.quantity.is_stated and figure.number.casefold() in ONE


def _is_first(figure: Figure) -> bool:
    """“The first month”, “for a week”."""
    quantity = figure.quantity
    return not quantity.is_stated and quantity.kind == Kind.DURATION and quantity.low == quantity.high == 1


def _counted(figure: Figure) -> frozenset[str]:
    """The stems of what may be counted: “dose” in “one dose of dexamethasone”."""
    found: list[str] = []
    position = figure.quantity.stop
    while len(found) < MOST_WORDS and (word := WORD.match(figure.text, position)):
        if word[1].casefold() in STOPS:
            break
        found.append(stem(word[1].casefold()))
        position = word.end()
    return frozenset(found)
