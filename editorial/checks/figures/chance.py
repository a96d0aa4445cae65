"""Figures that the body has by chance: the same number, of something the summary does not speak of."""

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
    least = min(len(words), FEW_WORDS)
    others = [
        one
        for one in case.contradicting()
        if len(words & one.quantity.words) >= least and case.likeness(one) >= RELATED
    ]
    return case.likest(others) if others else None
