"""Sentences and figures that are hard to take in."""

import re
from collections.abc import Iterator

from editorial.checks.article import Article
from editorial.checks.citations.citing import without_markers
from editorial.checks.words import quote, sentences, shortened
from editorial.findings import Finding, Severity

LONG = "long-sentence"
DECIMALS = "decimal-percentage"

MOST_WORDS = 35
# Below 1% the decimals are all there is.
PERCENTAGE = re.compile(r"(?<![\d.,])(?!0\.)\d{1,3}\.\d+(?=\s?(?:%|percent\b|per\scent\b))", re.IGNORECASE)


def long(article: Article) -> Iterator[Finding]:
    """Sentences of more than 35 words, one finding for each part of the article.

    “Before you come in, and depending on what your doctor … , you may be asked to … ”
    """
    for passage in (one for one in article.passages() if one.kind != "table"):
        texts = (without_markers(one.text) for one in sentences(passage.text))
        found = [text for text in texts if len(text.split()) > MOST_WORDS]
        if found:
            what = "A sentence has" if len(found) == 1 else f"{len(found)} sentences have"
            yield Finding(
                LONG,
                Severity.NOTE,
                f"{what} more than {MOST_WORDS} words. Make two or more of it.",
                passage.path,
                tuple(map(shortened, found)),
            )


def decimal_percentages(article: Article) -> Iterator[Finding]:
    """Percentages with decimals: readers take in “49%”, and the study was rarely that exact.

    “Scores dropped by 49.22%.”
    """
    for passage in article.passages():
        found = list(PERCENTAGE.finditer(passage.text))
        if found:
            told = ", ".join(f"{match[0]}%" for match in found)
            yield Finding(
                DECIMALS,
                Severity.NOTE,
                f"More exact than readers need: {told}. Round to whole numbers where nothing is lost.",
                passage.path,
                tuple(quote(passage.text, match.start(), match.end()) for match in found),
            )
