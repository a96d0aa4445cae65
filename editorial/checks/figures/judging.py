"""Holds each figure of the summaries against the body: one figure, one finding, the most telling one."""

from collections.abc import Callable, Iterator
from functools import lru_cache

from editorial.checks.article import Article
from editorial.checks.figures import lists
from editorial.checks.figures.cases import Case, case_of
from editorial.checks.figures.differing import BOUNDARY, DIFFERS, NOT_FOUND, boundary, differs, not_found
from editorial.checks.figures.measuring import DENOMINATOR, UNIT_MISSING, denominator, unit_missing
from editorial.checks.figures.multiples import is_multiple
from editorial.checks.figures.ones import is_one
from editorial.checks.figures.places import Figures
from editorial.checks.figures.telling import QUALIFIER_LOST, TIMES_MORE, qualifier_lost, times_more
from editorial.findings import Finding

Rule = Callable[[Case], Iterator[Finding]]

RULES: dict[str, Rule] = {
    DIFFERS: differs,
    BOUNDARY: boundary,
    NOT_FOUND: not_found,
    QUALIFIER_LOST: qualifier_lost,
    TIMES_MORE: times_more,
    UNIT_MISSING: unit_missing,
    DENOMINATOR: denominator,
}
# The first that finds something ends it.
BY_TELLING = (boundary, unit_missing, differs, not_found, qualifier_lost, denominator)


@lru_cache(maxsize=8)
def judged(article: Article) -> tuple[Finding, ...]:
    """All findings about the figures of an article."""
    figures = Figures(article)
    found: dict[Finding, None] = {}
    for claim in figures.claims:
        if claim.quantity.is_stated:
            found |= dict.fromkeys(_verdict(case_of(claim, figures)))
        elif is_one(claim) or is_multiple(claim):
            found |= dict.fromkeys(differs(case_of(claim, figures)))
    for passage in article.passages():
        found |= dict.fromkeys(lists.without_unit(passage, UNIT_MISSING))
    return tuple(found)


def _verdict(case: Case) -> list[Finding]:
    """“1.72 times more” for an adjusted ratio is two faults, whatever is one is reported once."""
    if more := list(times_more(case)):
        return more + list(qualifier_lost(case))
    return next((found for rule in BY_TELLING if (found := list(rule(case)))), [])


def check_for(code: str) -> Callable[[Article], Iterator[Finding]]:
    """The check of one code."""

    def check(article: Article) -> Iterator[Finding]:
        return (finding for finding in judged(article) if finding.code == code)

    check.__doc__ = RULES[code].__doc__
    return check
