"""Checks of an article: pure functions, each with a code that stays the same.

They come in families, a folder each. A new check is a function in a module of its own, a line in the `CHECKS`
of its family and a line in the guide to the checks.
"""

from collections.abc import Callable, Iterator
from functools import lru_cache

from editorial.checks import citations, figures, publishing, reading, safety, terms
from editorial.checks.article import Article
from editorial.findings import Finding, Severity

Check = Callable[[Article], Iterator[Finding]]

FAMILIES = {
    "Figures": figures.CHECKS,
    "Terms": terms.CHECKS,
    "Citations": citations.CHECKS,
    "Safety": safety.CHECKS,
    "Reading": reading.CHECKS,
    "Publishing": publishing.CHECKS,
}
CHECKS: dict[str, Check] = {code: run for family in FAMILIES.values() for code, run in family.items()}


def check(article: Article) -> list[Finding]:
    """Everything the checks find, the gravest first. The same words are not checked twice in a row."""
    return list(_check(article, id(article.lexicon), tuple(CHECKS.values())))


# Whoever publishes asks several times: the form, the page, the report. Two articles are equal whatever their
# lexicons are; the one that is kept here keeps its lexicon, so that no other can have its id.
@lru_cache(maxsize=16)
def _check(article: Article, lexicon: int, runs: tuple[Check, ...]) -> tuple[Finding, ...]:
    found = [finding for run in runs for finding in run(article)]
    return tuple(sorted(found, key=lambda finding: list(Severity).index(finding.severity)))
