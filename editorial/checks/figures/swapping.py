"""Two figures of a sentence that have changed places: 15% and 26% for 26% response and 15% remission."""

from itertools import product

from editorial.checks.figures.agreement import is_exact
from editorial.checks.figures.cases import Case
from editorial.checks.figures.contexts import content
from editorial.checks.figures.places import Figure, Place


def swapped(case: Case) -> Figure | None:
    """The figure that the body has where the claim stands, if the other way round is said there too.

    What belongs to a figure are the words up to the next one.
    """
    mates = [one for one in case.figures.beside(case.claim) if _are_mates(case.claim, one)]
    for mate, same, other in product(mates, case.same, case.figures.body if mates else ()):
        if (
            _are_mates(same, other)
            and is_exact(mate.quantity, other.quantity)
            and _are_crossed(_tails(case, case.claim, mate), _tails(case, same, other))
        ):
            return other
    return None


def _are_mates(one: Figure, other: Figure) -> bool:
    """Whether both stand in one sentence and measure alike."""
    first, second = one.quantity, other.quantity
    return (
        one.path == other.path
        and first.sentence == second.sentence
        and (first.kind, first.unit) == (second.kind, second.unit)
        and first.low != second.low
        and first.is_stated
        and second.is_stated
    )


def _tails(case: Case, *pair: Figure) -> list[frozenset[str]]:
    return [_tail(case, one) for one in pair]


def _tail(case: Case, figure: Figure) -> frozenset[str]:
    everywhere = case.figures.body if figure.place == Place.BODY else case.figures.claims
    starts = [
        one.quantity.start
        for one in everywhere
        if one.path == figure.path and one.quantity.start >= figure.quantity.stop
    ]
    return content(figure.text[figure.quantity.stop : min([figure.quantity.sentence[1], *starts])])


def _are_crossed(claimed: list[frozenset[str]], told: list[frozenset[str]]) -> bool:
    one, two = claimed[0] - claimed[1], claimed[1] - claimed[0]
    first, second = told[0] - told[1], told[1] - told[0]
    return bool(one & second and two & first) and not (one & first or two & second)
