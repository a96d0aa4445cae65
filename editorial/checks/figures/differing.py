"""Figures of which the body says another value, another limit, or nothing."""

import re
from collections.abc import Iterator

from editorial.checks.citations.citing import points_somewhere
from editorial.checks.figures import lists
from editorial.checks.figures.agreement import agree, comparable, is_exact, limit
from editorial.checks.figures.binding import sentence_of
from editorial.checks.figures.cases import (
    CERTAIN,
    CHANCE,
    FAR_LESS,
    RELATED,
    SMALL,
    Case,
    counts_all,
    finding,
)
from editorial.checks.figures.chance import by_chance
from editorial.checks.figures.measuring import of_other_unit
from editorial.checks.figures.multiples import multiplied
from editorial.checks.figures.naming import misnamed
from editorial.checks.figures.ones import miscounted
from editorial.checks.figures.pairing import unpaired
from editorial.checks.figures.places import Figure, Place
from editorial.checks.figures.swapping import denied, mistaken
from editorial.checks.figures.turning import out_of_dose, out_of_rhythm, turned
from editorial.checks.figures.values import Comparator, Kind, Qualifier, Quantity
from editorial.findings import Finding, Severity

DIFFERS = "figure-differs"
BOUNDARY = "figure-boundary"
NOT_FOUND = "figure-not-found"

# Of what somebody draws a line that “about” would blur.
LINES = (Kind.DURATION, Kind.DOSE, Kind.COUNT, Kind.MEASURE, Kind.AGE)

LIMITS = (Kind.PERCENT, Kind.MEASURE, Kind.AGE)
COMPLEMENTS = {
    frozenset({Comparator.BELOW, Comparator.AT_LEAST}),
    frozenset({Comparator.ABOVE, Comparator.AT_MOST}),
}
MOST_AND_LEAST = frozenset({Comparator.AT_MOST, Comparator.AT_LEAST})
SIDES = frozenset({Comparator.BELOW, Comparator.ABOVE})
FROM = re.compile(r"\b(?:from|start(?:s|ing)?\sat)\s$", re.IGNORECASE)
WORDS = {
    Comparator.BELOW: "below",
    Comparator.AT_MOST: "at most",
    Comparator.ABOVE: "above",
    Comparator.AT_LEAST: "at least",
}


def differs(case: Case) -> Iterator[Finding]:
    """The body gives another value for the same thing.

    “36% responded” in the quick answer, “26% met response” in the body.
    """
    if other := _of_same_whole(case) or of_other_unit(case):
        yield _differing(case, other)
        return
    if other := mistaken(case) or miscounted(case) or unpaired(case) or multiplied(case):
        yield _differing(case, other)
        return
    if not case.quantity.is_stated:
        return
    if other := turned(case) or out_of_rhythm(case) or out_of_dose(case):
        message = (
            f"The body says “{case.claim.number}” the other way round, “fell” for “rose”, “by” for “to”, or"
            " of another time, “a week” for “a day”. Correct the one that is wrong."
        )
        yield finding(DIFFERS, Severity.BLOCKS, message, case.claim, other)
        return
    if other := misnamed(case):
        message = (
            f"“{case.claim.number}” is in the body of another outcome, of other people or compared with"
            " something else. Correct the one that is wrong."
        )
        yield finding(DIFFERS, Severity.BLOCKS, message, case.claim, other)
        return
    if other := denied(case):
        message = (
            f"“{case.claim.number}” is here of those who did not, in the body of those who did, or the other"
            " way round. Correct the one that is wrong."
        )
        yield finding(DIFFERS, Severity.BLOCKS, message, case.claim, other)
        return
    if other := _line_moved(case) or by_chance(case):
        yield _differing(case, other)
        return
    if case.same or case.is_computed or case.is_remainder:
        return
    is_sourced = case.claim.may_be_new and points_somewhere(sentence_of(case.claim))
    is_same_thing = case.is_same_answer if case.claim.may_be_new and not is_sourced else case.is_same_thing
    others = [
        one
        for one in case.contradicting()
        if (is_same_thing(one) or case.is_altered(one))
        and not case.names_other_drug(one)
        and not (is_sourced and len(case.quantity.own & one.quantity.own) < 2)
    ]
    if (
        case.rival
        and not is_sourced
        and case.likeness(case.rival) >= CERTAIN
        and case.is_on_same_subject(case.rival)
        and not case.names_other_drug(case.rival)
    ):
        others.append(case.rival)
    if others:
        yield _differing(case, case.likest(others))


def _line_moved(case: Case) -> Figure | None:
    """“Fewer than 1 in 50” where the body says “fewer than 1 in 500”."""
    one = case.quantity
    if (
        not one.comparator
        or one.kind not in LIMITS
        or any(is_exact(one, each.quantity) for each in case.same)
    ):
        return None
    others = [
        other
        for other in case.figures.body
        if other.quantity.comparator == one.comparator
        and (other.quantity.kind, other.quantity.unit) == (one.kind, one.unit)
        and not agree(one, other.quantity)
        and case.is_about(other, RELATED, shared=2, near=2)
    ]
    return case.likest(others) if others else None


def _differing(case: Case, other: Figure) -> Finding:
    return finding(
        DIFFERS,
        Severity.BLOCKS,
        f"The summary says “{case.claim.number}”, the body says “{other.number}”."
        " Correct the one that is wrong.",
        case.claim,
        other,
    )


def _of_same_whole(case: Case) -> Figure | None:
    """Another number of the same people with the same outcome: “13 of 83” where “of 83 asked, 31” had it."""
    if not case.quantity.fraction or not counts_all(case.quantity.fraction[1]):
        return None
    if any(is_exact(case.quantity, one.quantity) for one in case.same):
        return None
    part, whole = case.quantity.fraction
    for sentence in case.figures.sentences:
        counts = [one for one in sentence if one.quantity.kind == Kind.COUNT and not one.quantity.is_range]
        parts = [one for one in counts if one.quantity.low < whole and not one.quantity.noun]
        if (
            parts
            and any(one.quantity.low == whole for one in counts)
            and not any(
                one.quantity.low in (part, whole - part) or agree(case.quantity, one.quantity)
                for one in sentence
            )
            and case.is_about(parts[0], RELATED, shared=1, near=1)
        ):
            return parts[0]
    return None


def boundary(case: Case) -> Iterator[Finding]:
    """The summary and the body draw a line at the same number, one with it and one without.

    “PHQ-9 ≤5” in a takeaway, “a PHQ-9 below 5” in the body.
    """
    quantity = case.quantity
    if not drawn(case.claim):
        yield from _line_lost(case)
        return
    same = [
        one
        for one in case.figures.body
        if drawn(one) and comparable(quantity, one.quantity) and _is_same_number(quantity, one.quantity)
    ]
    if any(_draws_same_line(case, one) for one in same):
        return
    others = [one for one in same if _draws_other_line(case, one)]
    if others:
        other = case.likest(others)
        yield finding(
            BOUNDARY,
            Severity.BLOCKS,
            f"The summary draws the line at {_told(case.claim)}, the body at {_told(other)}."
            " Write what the source says in both places.",
            case.claim,
            other,
        )


def _line_lost(case: Case) -> Iterator[Finding]:
    """“About two hours” where the body says “at least two hours”."""
    most = max(map(case.likeness, case.same), default=0.0)
    near = (one for one in case.same if case.likeness(one) >= FAR_LESS * most)
    same = [one for one in near if is_exact(case.quantity, one.quantity)]
    if (
        case.quantity.kind in LINES
        and case.quantity.is_about
        and same
        and all(one.quantity.comparator for one in same)
    ):
        other = case.likest(same)
        if case.is_related(other):
            yield finding(
                BOUNDARY,
                Severity.BLOCKS,
                f"The body draws a line, {_told(other)}, and the summary says about as much."
                " Write what the source says in both places.",
                case.claim,
                other,
            )


def _draws_same_line(case: Case, other: Figure) -> bool:
    """Whether both part the same: “under 50” and “younger than 50”, or else “50 and older”."""
    one, two = case.quantity, other.quantity
    if drawn(case.claim) == drawn(other) or limit(one) == limit(two) != (Comparator.NONE, two.low):
        return True
    return _complement(one, two) and case.likeness(other) >= CHANCE


def _draws_other_line(case: Case, other: Figure) -> bool:
    """Whether both speak of one line. “Under 5 mm” and “over 5 mm” may be two groups, and so need more."""
    lines = frozenset({drawn(case.claim), drawn(other)})
    if lines in COMPLEMENTS:
        return False
    if (
        lines == MOST_AND_LEAST
        and not case.claim.may_be_new
        and case.is_about(other, RELATED, shared=1, near=1)
    ):
        return True
    if lines == SIDES and case.quantity.kind != Kind.PERCENT:
        is_goal = case.quantity.unit is not None and case.quantity.unit.is_level
        return not (is_goal and case.claim.may_be_new) and case.is_same_thing(other)
    is_related = case.is_rivalled_by if case.claim.may_be_new else case.is_related
    return is_related(other) or _counts_same(case, other)


def _complement(one: Quantity, other: Quantity) -> bool:
    return frozenset({one.comparator, other.comparator}) in COMPLEMENTS


def drawn(figure: Figure) -> Comparator:
    """The line that a figure draws: a price “from $400” is the least, one “up to $400” the most."""
    quantity = figure.quantity
    if quantity.comparator or quantity.kind != Kind.PRICE or quantity.is_range:
        return quantity.comparator
    if Qualifier.UP_TO in quantity.qualifiers:
        return Comparator.AT_MOST
    is_least = FROM.search(figure.text[quantity.sentence[0] : quantity.start])
    return Comparator.AT_LEAST if is_least else Comparator.NONE


def _counts_same(case: Case, other: Figure) -> bool:
    """The same people or things, or the same of what is in the blood."""
    noun, unit = case.quantity.noun, other.quantity.unit
    is_precise = case.quantity.low != int(case.quantity.low)
    if unit and unit == case.quantity.unit and (unit.is_level or is_precise):
        return case.is_about(other, CHANCE, shared=1, near=1)
    return bool(noun) and noun == other.quantity.noun and case.likeness(other) >= CHANCE


def _is_same_number(one: Quantity, other: Quantity) -> bool:
    if one.unit and other.unit and one.unit != other.unit:
        return agree(one, other)
    return (one.low, one.high) == (other.low, other.high) or limit(one) == limit(other)


def _told(figure: Figure) -> str:
    return f"“{WORDS[drawn(figure)]} {figure.number}”"


def not_found(case: Case) -> Iterator[Finding]:
    """Nothing in the body corresponds to the figure.

    “Up to 60% go into remission” in the quick answer, and no such figure below it.
    """
    if case.same or case.claim.place == Place.SOURCED or not _is_worth_finding(case.quantity):
        return
    if case.is_computed or case.is_remainder or case.is_told_elsewhere or case.is_span:
        return
    if lists.in_a_row(case.claim.text, case.quantity.start):
        return
    if any(case.is_borne_out_by(one) for one in case.figures.others if one.path != case.claim.path):
        return
    others = [one for one in case.contradicting() if case.is_related(one)]
    other = case.likest(others) if others else None
    advice = (
        f"It says “{other.number}” of what may be the same. Correct the wrong one, or say what differs."
        if other
        else "Add it to the body with its source, or take it out here."
    )
    severity = Severity.NOTE if case.claim.may_be_new else Severity.WARNING
    message = f"The body does not say “{case.claim.number}”. {advice}"
    yield finding(NOT_FOUND, severity, message, case.claim, other)


def _is_worth_finding(quantity: Quantity) -> bool:
    if quantity.kind == Kind.COUNT:
        return quantity.high > SMALL
    if quantity.kind == Kind.PERCENT:
        return quantity.low not in (0, 100)
    return quantity.kind != Kind.DURATION or quantity.high > 1
