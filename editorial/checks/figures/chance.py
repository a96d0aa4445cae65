"""Figures that the body has by chance: the same number, of something the summary does not speak of."""

from editorial.checks.figures.agreement import is_exact
from editorial.checks.figures.cases import FEW_WORDS, RELATED, SMALL, Case
from editorial.checks.figures.places import Figure
from editorial.checks.figures.values import Kind


def by_chance(case: Case) -> Figure | None:
    """The figure of the body that the claim is about, where those of its number are about nothing of it.

    “Severe bleeding occurs in 10%” where it does in 1%, and 10% is how many stop early.
    """
    words, quantity = case.said, case.quantity
    if quantity.kind == Kind.COUNT and quantity.high <= SMALL:
        return None
    if not words or not case.same or any(case.is_said_of(one) for one in case.same):
        return None
    if any(_is_beside(case, one) for one in case.same):
        return None
    least = min(len(words), FEW_WORDS)
    others = [
        one
        for one in case.contradicting()
        if len(words & one.quantity.words) >= least and case.likeness(one) >= RELATED
    ]
    return case.likest(others) if others else None


def _is_beside(case: Case, same: Figure) -> bool:
    """Whether another figure of the claim's sentence stands beside this one in the body too."""
    mates = (one.quantity for one in case.figures.of_sentence(same) if one is not same)
    told = [one.quantity for one in case.figures.of_sentence(case.claim) if one is not case.claim]
    return any(is_exact(one, mate) and one.high > SMALL for mate in mates for one in told if one.is_stated)
