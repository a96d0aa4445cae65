"""Parts that an article should have."""

from collections.abc import Iterator

from editorial.checks.article import Article
from editorial.checks.words import shortened
from editorial.findings import Finding, Severity

QUICK_ANSWER = "quick-answer-missing"
AUTHOR = "author-missing"
DESCRIPTION = "description-missing"
LONG_DESCRIPTION = "description-too-long"

LONGEST_DESCRIPTION = 160


def quick_answer_missing(article: Article) -> Iterator[Finding]:
    """An article without its short answer: the block is missing or empty."""
    if not article.quick_answer or not article.quick_answer.text.strip():
        yield Finding(
            QUICK_ANSWER, Severity.BLOCKS, "The article has no quick answer. Add one.", "quick_answer"
        )


def author_missing(article: Article) -> Iterator[Finding]:
    """An article that no person signs: it is printed as the clinic's editorial team's."""
    if not article.author.strip():
        yield Finding(AUTHOR, Severity.NOTE, "The article names no author.", "author")


def description_missing(article: Article) -> Iterator[Finding]:
    """A page whose meta description is empty: search engines show the quick answer, cut to length."""
    if article.description is not None and not article.description.strip():
        yield Finding(
            DESCRIPTION,
            Severity.WARNING,
            f"The meta description is empty. Write one of up to {LONGEST_DESCRIPTION} characters.",
            "search_description",
        )


def description_too_long(article: Article) -> Iterator[Finding]:
    """A page whose meta description is longer than search engines show: 161 characters or more."""
    length = len((article.description or "").strip())
    if length > LONGEST_DESCRIPTION:
        yield Finding(
            LONG_DESCRIPTION,
            Severity.WARNING,
            f"The meta description has {length} characters;"
            f" search engines cut it at about {LONGEST_DESCRIPTION}.",
            "search_description",
            (shortened((article.description or "").strip()),),
        )
