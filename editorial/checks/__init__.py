"""Checks of an article: pure functions, each with a code that stays the same.

They come in families, a folder each. A new check is a function in a module of its own, a line in the `CHECKS`
of its family and a line in the guide to the checks.
"""

from collections.abc import Callable, Iterator

from editorial.checks import citations, figures, publishing, reading, safety, terms
from editorial.checks.article import Article
from editorial.findings import Finding, Severity

FAMILIES = {
    "Figures": figures.CHECKS,
    "Terms": terms.CHECKS,
    "Citations": citations.CHECKS,
    "Safety": safety.CHECKS,
    "Reading": reading.CHECKS,
    "Publishing": publishing.CHECKS,
}
CHECKS: dict[str, Callable[[Article], Iterator[Finding]]] = {
    code: run for family in FAMILIES.values() for code, run in family.items()
}


def check(article: Article) -> list[Finding]:
    """Everything the checks find, the gravest first."""
    found = [finding for run in CHECKS.values() for finding in run(article)]
    return sorted(found, key=lambda finding: list(Severity).index(finding.severity))
