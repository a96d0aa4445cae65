"""Figures need a source."""

import re
from collections.abc import Iterator

from editorial.checks.article import Article, StudyResult
from editorial.checks.citations.citing import points_somewhere
from editorial.checks.figures.finding import find_figure
from editorial.checks.words import quote, sentences
from editorial.findings import Finding, Severity
from editorial.lexicon import Lexicon

CODE = "claim-without-source"

# “At week 4”, “weeks 7 through 9”, “step 2”: names, and no figures.
NUMBERED = re.compile(
    r"\b(?:week|day|month|year|step|phase|stage|session|visit|type|grade)s?\s\d+(?:\s?(?:to|through|and|[-–])\s?\d+)?\b",
    re.IGNORECASE,
)
HELP = ("crisis_line", "emergency_care")


def without_source(article: Article) -> Iterator[Finding]:
    """A takeaway or study result that gives a figure and names no source.

    “TMS helps. 58% of people felt better after six weeks.”, with no source chosen.
    """
    for claim in article.claims:
        figure = _figure(article.lexicon, claim.text)
        if figure and not claim.sources and not points_somewhere(claim.text):
            kind = "study result" if isinstance(claim, StudyResult) else "takeaway"
            yield Finding(
                CODE,
                Severity.WARNING,
                f"This {kind} gives a figure and no source. Choose the source it comes from.",
                claim.path,
                (quote(claim.text, *figure),),
            )


def _figure(lexicon: Lexicon, text: str) -> tuple[int, int] | None:
    """Where the first figure stands that is a claim; “180/120 and chest pain: 911” tells when to call."""
    for sentence in sentences(text):
        is_call = any(True for kind in HELP for _ in lexicon.find(kind, sentence.text))
        text = NUMBERED.sub(lambda match: " " * len(match[0]), sentence.text)
        if not is_call and (figure := find_figure(text)):
            return sentence.start + figure.start(), sentence.start + figure.end()
    return None
