"""Checks of an article: pure functions, each with a code that stays the same.

A new check is a function in a module of its own, a line in `CHECKS` and a line in the guide for editors.
"""

from collections.abc import Callable, Iterator

from editorial.checks import claims, completeness, headings, markers, mentions, questions, sources
from editorial.checks.article import Article
from editorial.findings import Finding, Severity

CHECKS: dict[str, Callable[[Article], Iterator[Finding]]] = {
    claims.CODE: claims.without_source,
    mentions.CODE: mentions.without_source,
    markers.CODE: markers.stripped,
    sources.DUPLICATE: sources.duplicates,
    sources.NEVER_CITED: sources.never_cited,
    completeness.QUICK_ANSWER: completeness.quick_answer_missing,
    completeness.AUTHOR: completeness.author_missing,
    completeness.DESCRIPTION: completeness.description_missing,
    completeness.LONG_DESCRIPTION: completeness.description_too_long,
    headings.CODE: headings.skips,
    questions.CODE: questions.needs_context,
}


def check(article: Article) -> list[Finding]:
    """Everything the checks find, the gravest first."""
    found = [finding for run in CHECKS.values() for finding in run(article)]
    return sorted(found, key=lambda finding: list(Severity).index(finding.severity))
