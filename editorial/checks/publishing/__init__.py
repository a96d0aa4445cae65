"""What an article needs before it is published."""

from collections.abc import Callable, Iterator

from editorial.checks.article import Article
from editorial.checks.publishing import completeness, keywords, reviews
from editorial.findings import Finding

CHECKS: dict[str, Callable[[Article], Iterator[Finding]]] = {
    completeness.QUICK_ANSWER: completeness.quick_answer_missing,
    completeness.ALT_TEXT: completeness.alt_text_missing,
    completeness.AUTHOR: completeness.author_missing,
    reviews.MISSING: reviews.missing,
    reviews.EXPIRED: reviews.expired,
    reviews.EDITED: reviews.edited_since,
    keywords.CODE: keywords.unused,
    completeness.DESCRIPTION: completeness.description_missing,
    completeness.LONG_DESCRIPTION: completeness.description_too_long,
}
