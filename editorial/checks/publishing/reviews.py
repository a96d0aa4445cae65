"""Who stands for the article, and whether that still holds."""

import hashlib
from collections.abc import Iterator

from editorial.checks.article import Article
from editorial.findings import Finding, Severity

MISSING = "reviewer-missing"
EXPIRED = "review-expired"
EDITED = "edited-since-review"

PATH = "review"


def missing(article: Article) -> Iterator[Finding]:
    """An article that no clinician has approved: it is printed without “Medically reviewed by”."""
    if article.can_be_reviewed and article.review is None:
        yield Finding(
            MISSING, Severity.NOTE, "No clinician has approved the article. Send it for medical review.", PATH
        )


def expired(article: Article) -> Iterator[Finding]:
    """A review that was valid until a day that has passed: until March 1, and it is March 2."""
    review = article.review
    if review and review.until and review.until < article.today:
        yield Finding(
            EXPIRED,
            Severity.WARNING,
            f"The review by {review.by} was valid until {review.until:%B} {review.until.day},"
            f" {review.until.year}. Ask for a new one.",
            PATH,
            subject=f"{review.by} {review.on} {review.until}",
        )


def edited_since(article: Article) -> Iterator[Finding]:
    """An article that was changed after a clinician had approved it: nobody has approved the new words."""
    review = article.review
    if review and review.is_edited:
        yield Finding(
            EDITED,
            Severity.NOTE,
            f"The article has changed since {review.by} approved it on {review.on:%B} {review.on.day},"
            f" {review.on.year}. Ask for a new review, or say that only spelling changed.",
            PATH,
            subject=f"{review.by} {review.on} {_words(article)}",
        )


def _words(article: Article) -> str:
    """Stands for all that the article says now; an acceptance ends where it says anything else."""
    places = (*article.headings(), *article.passages())
    others = (
        article.author,
        article.description or "",
        *(picture.alt for picture in article.pictures),
        *(str(reference) for reference in article.sources),
    )
    return hashlib.sha256("\n".join([*(place.text for place in places), *others]).encode()).hexdigest()
