"""Figures that are right and told of another outcome, another group or another comparison. Pure."""

import re
from collections.abc import Iterator

from editorial.checks.figures.binding import beside, near, said, sentence_of
from editorial.checks.figures.cases import DIRECTIONS, RELATED, Case
from editorial.checks.figures.contexts import content
from editorial.checks.figures.nouns import OPPOSITES
from editorial.checks.figures.places import Figure
from editorial.checks.figures.values import Kind
from editorial.lexicon import Term

OUTCOMES = ("outcome", "risk", "effect")
SHARES = (Kind.PERCENT, Kind.RATIO)
OF_GROUPS = (Kind.PERCENT, Kind.RATIO, Kind.DOSE, Kind.MEASURE, Kind.COUNT)
COMPARED = re.compile(
    r"\b(?:than|versus|vs\.?|compared\s(?:with|to)|relative\sto)\s((?:[\w-]+\s?){1,4})", re.IGNORECASE
)
# “People without psychosis”: of whom a figure is, and not what came of it.
WHOSE = re.compile(r"\b(?:with|without|having|history\sof)\s(?:\w+\s)?$", re.IGNORECASE)
CONTROLS = ("placebo", "sham", "nothing")


def misnamed(case: Case) -> Figure | None:
    """The figure of the body that is told of something else: deaths for attacks, women for men."""
    if not case.same:
        return None
    same = case.likely
    other = case.likest(same)
    if case.likeness(other) >= RELATED and (
        _is_of_other_outcome(case, same) or _is_of_other_group(case, same) or _is_compared(case, same)
    ):
        return other
    return None


def _is_of_other_outcome(case: Case, same: list[Figure]) -> bool:
    """“64% fewer deaths” where the body has 64% fewer attacks and says nothing of deaths."""
    if case.quantity.kind not in SHARES:
        return False
    claimed = _outcomes(case, case.claim)
    if not claimed:
        return False
    for one in same:
        told = _outcomes(case, one)
        upto = one.text[: one.quantity.sentence[1]]  # what stands before it in the paragraph as well
        if not told or _are_akin(claimed, told | set(_terms(case, upto))):
            return False
    return True


def _outcomes(case: Case, figure: Figure) -> set[Term]:
    told = set(_terms(case, near(case.figures, figure)))
    is_alone = sum(one.quantity.kind == figure.quantity.kind for one in beside(case.figures, figure)) == 1
    return told or set(_terms(case, sentence_of(figure) if is_alone else ""))


def _terms(case: Case, text: str) -> Iterator[Term]:
    for kind in OUTCOMES:
        for found in case.figures.lexicon.find(kind, text):
            if not WHOSE.search(text, 0, found.start):
                yield found.term


def _are_akin(some: set[Term], others: set[Term]) -> bool:
    names = {name.casefold() for one in others for name in (one.name, *one.forms, *one.fits)}
    return any(name.casefold() in names for one in some for name in (one.name, *one.forms, *one.fits))


def _is_of_other_group(case: Case, same: list[Figure]) -> bool:
    """“35% for women” where the body has 35% for men."""
    quantity = case.quantity
    if quantity.kind not in OF_GROUPS or any(one.quantity.unit != quantity.unit for one in same):
        return False
    # “Below 40” is low and “above 40” is good, of whomever.
    if any(DIRECTIONS[one.quantity.comparator] * DIRECTIONS[quantity.comparator] < 0 for one in same):
        return False
    words = content(near(case.figures, case.claim))
    asked = content(sentence_of(case.claim)) if quantity.kind in SHARES else frozenset[str]()
    if case.claim.may_be_new:
        asked |= said(case.figures, case.claim)
    for one, other in OPPOSITES:
        if quantity.noun in one | other:
            continue
        mine = words if words & (one | other) else asked
        if bool(mine & one) == bool(mine & other):
            continue
        meant, opposite = (one, other) if mine & one else (other, one)
        if all(_is_of(case, figure, opposite, meant) for figure in same):
            return True
    return False


def _is_of(case: Case, figure: Figure, group: frozenset[str], other: frozenset[str]) -> bool:
    words = content(near(case.figures, figure))
    if figure.quantity.kind in SHARES and not words & (group | other):
        words = content(sentence_of(figure))
    return bool(words & group) and not words & other


def _is_compared(case: Case, same: list[Figure]) -> bool:
    """“64% fewer than with the tablet” where the body compares with placebo."""
    if case.quantity.kind not in SHARES:
        return False
    claimed = _controls(case, case.claim)
    return bool(claimed) and all(
        (told := _controls(case, one)) and not claimed & told and not _names(case, one, claimed)
        for one in same
    )


def _controls(case: Case, figure: Figure) -> set[str]:
    start, stop = figure.quantity.stop, figure.quantity.sentence[1]
    found = COMPARED.search(figure.text[start:stop])
    if not found:
        return set()
    words = found[1].casefold()
    return case.figures.drugs(words) | {control for control in CONTROLS if control in words}


def _names(case: Case, figure: Figure, claimed: set[str]) -> bool:
    compared = COMPARED.findall(sentence_of(figure))
    return any(one in text.casefold() for text in compared for one in claimed)
