"""Figures need a source."""

from collections.abc import Iterator

from editorial.checks.article import Article, StudyResult
from editorial.checks.citations.citing import points_somewhere
from editorial.checks.figures.finding import find_figure
from editorial.checks.words import quote
from editorial.findings import Finding, Severity

CODE = "claim-without-source"


def without_source(article: Article) -> Iterator[Finding]:
    """A takeaway or study result that gives a figure and names no source.

    “TMS helps. 58% of people felt better after six weeks.”, with no source chosen.
    """
    for claim in article.claims:
        figure = find_figure(claim.text)
        if figure and not claim.sources and not points_somewhere(claim.text):
            kind = "study result" if isinstance(claim, StudyResult) else "takeaway"
            yield Finding(
                CODE,
                Severity.WARNING,
                f"This {kind} gives a figure and no source. Choose the source it comes from.",
                claim.path,
                (quote(claim.text, figure.start(), figure.end()),),
            )
