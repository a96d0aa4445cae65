"""The outline."""

from collections.abc import Iterator

from editorial.checks.article import Article
from editorial.findings import Finding, Severity

CODE = "heading-skips"


def skips(article: Article) -> Iterator[Finding]:
    """A heading more than one level below the one before it.

    “Short-term effects” as a subheading (h3) with no main heading (h2) above it.
    """
    above = 1
    for section in article.sections:
        for level, heading in ((section.level, section.heading), *((4, one) for one in section.subheadings)):
            if level > above + 1:
                yield Finding(
                    CODE,
                    Severity.WARNING,
                    f"This heading is an h{level}, and there is no h{level - 1} above it.",
                    section.path,
                    (heading,),
                )
            above = level
