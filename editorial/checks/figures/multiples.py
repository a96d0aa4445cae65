"""Changes told in one word: doubles, halves, threefold."""

import re

from editorial.checks.figures.agreement import agree
from editorial.checks.figures.cases import RELATED, Case
from editorial.checks.figures.places import Figure
from editorial.checks.figures.values import Kind

MULTIPLE = re.compile(r"(?:doubl|tripl|halv)\w+|\w+[\s-]?fold", re.IGNORECASE)


def is_multiple(figure: Figure) -> bool:
    return figure.quantity.kind == Kind.RATIO and MULTIPLE.fullmatch(figure.number) is not None


def multiplied(case: Case) -> Figure | None:
    """The word that the body has where the summary multiplies by another number: “doubles” for “triples”."""
    if not is_multiple(case.claim) or any(case.is_related(one) for one in case.same):
        return None
    told = [
        one for one in case.figures.body if is_multiple(one) and case.is_about(one, RELATED, shared=2, near=1)
    ]
    if not told or any(agree(case.quantity, one.quantity) for one in told):
        return None
    return case.likest(told)
