"""The short answer has to be short, and plain."""

from collections.abc import Iterator

from editorial.checks.article import Article
from editorial.checks.citations.citing import without_markers
from editorial.checks.reading.grade import grade
from editorial.checks.words import shortened
from editorial.findings import Finding, Severity

TOO_LONG = "quick-answer-too-long"
HARD = "quick-answer-hard-to-read"

MOST_WORDS = 120
# The target is grade 8. The names of drugs and conditions alone can cost some grades, so only what is far
# above it is reported; in a short text one name costs more.
HIGHEST_GRADE = 16
SHORT, HIGHEST_OF_SHORT = 40, 20
FEWEST_WORDS = 15


def too_long(article: Article) -> Iterator[Finding]:
    """A quick answer of more than 120 words: whoever reads nothing else does not read that either."""
    text = _text(article)
    count = len(text.split())
    if count > MOST_WORDS:
        yield Finding(
            TOO_LONG,
            Severity.WARNING,
            f"The quick answer has {count} words. Cut it to {MOST_WORDS} or fewer;"
            " details belong in a section.",
            _path(article),
            (shortened(text),),
        )


def hard_to_read(article: Article) -> Iterator[Finding]:
    """A quick answer that only few can follow: a Flesch-Kincaid grade above 16. Aim for 8.

    “Administration necessitates comprehensive multidisciplinary evaluation prior to initiation of …”
    """
    text = _text(article)
    count, found = len(text.split()), grade(text)
    if count >= FEWEST_WORDS and found > (HIGHEST_GRADE if count >= SHORT else HIGHEST_OF_SHORT):
        yield Finding(
            HARD,
            Severity.WARNING,
            f"The quick answer reads at grade {found:.0f}; aim for 8. Make two sentences of a long one,"
            " and use shorter words.",
            _path(article),
            (shortened(text),),
        )


def _text(article: Article) -> str:
    return without_markers(article.quick_answer.text) if article.quick_answer else ""


def _path(article: Article) -> str:
    return article.quick_answer.path if article.quick_answer else ""
