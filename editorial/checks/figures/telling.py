"""Figures that are right and told in words that change what they mean."""

import re
from collections.abc import Iterator

from editorial.checks.figures.agreement import agree
from editorial.checks.figures.cases import RELATED, SAME_THING, Case, finding
from editorial.checks.figures.places import Figure
from editorial.checks.figures.values import Kind, Qualifier
from editorial.findings import Finding, Severity

QUALIFIER_LOST = "figure-qualifier-lost"
TIMES_MORE = "figure-times-more"

# Of so many a share is a rate.
LARGE = 1000
# “Followed 88 patients for up to ten years”: how long somebody looked.
FOLLOWED = re.compile(r"\b(?:follow\w*|observ\w*|track\w*|watched)\b[^.;]*$", re.IGNORECASE)
ADVICE = {
    Qualifier.ADJUSTED: "The body says that “{}” is adjusted; here it looks plain. Write “adjusted”.",
    Qualifier.RELATIVE: "The body says that “{}” is a relative change. Write “relative” or give both shares.",
    Qualifier.UP_TO: "The body says “up to {}”. Write “up to” here as well: it is the most, not the usual.",
}


def times_more(case: Case) -> Iterator[Finding]:
    """“N times more” for a ratio of N, which means “N times as”.

    “1.72 times more likely” in a takeaway, “a relative risk of 1.72” in the body.
    """
    if not case.quantity.is_times_more:
        return
    beside = [one for one in case.figures.beside(case.claim) if agree(case.quantity, one.quantity)]
    ratios = [
        one
        for one in (*case.same, *beside)
        if one.quantity.kind == Kind.RATIO and not one.quantity.is_times_more
    ]
    if ratios:
        number = case.claim.number.rpartition(" ")[0]
        yield finding(
            TIMES_MORE,
            Severity.WARNING,
            f"A ratio of {number} means “{number} times as likely”; “{number} times more” says one more"
            f" than that. Write “{number} times as”.",
            case.claim,
            ratios[0],
        )


def qualifier_lost(case: Case) -> Iterator[Finding]:
    """The body qualifies the figure, and the summary does not.

    “The relative risk was 1.72” in a takeaway, “an adjusted relative risk of 1.72” in the body.
    """
    if not case.same:
        return
    other = case.likest(case.same)
    same = case.likely
    for qualifier, advice in ADVICE.items():
        if qualifier in case.quantity.qualifiers:
            continue
        if all(qualifier in one.quantity.qualifiers for one in same) and _matters(qualifier, case, other):
            message = advice.format(other.number)
            yield finding(QUALIFIER_LOST, Severity.WARNING, message, case.claim, other)
            return


def _matters(qualifier: Qualifier, case: Case, other: Figure) -> bool:
    kind = case.quantity.kind
    if qualifier == Qualifier.ADJUSTED:
        rate = other.quantity.fraction
        return other.quantity.kind == Kind.RATIO or (rate is not None and rate[1] >= LARGE)
    if qualifier == Qualifier.RELATIVE:
        return kind == Kind.PERCENT and case.is_about(other, RELATED, shared=1, near=1)
    if FOLLOWED.search(other.text[other.quantity.sentence[0] : other.quantity.start]):
        return False
    least = RELATED if kind == Kind.PERCENT else SAME_THING
    return not case.quantity.comparator and case.is_about(other, least, shared=2, near=1)
