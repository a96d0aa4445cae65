"""What an article needs before it is published."""

from collections.abc import Callable, Iterator

from editorial.checks.article import Article
from editorial.checks.publishing import completeness
from editorial.findings import Finding

CHECKS: dict[str, Callable[[Article], Iterator[Finding]]] = {
    completeness.QUICK_ANSWER: completeness.quick_answer_missing,
    completeness.AUTHOR: completeness.author_missing,
    completeness.DESCRIPTION: completeness.description_missing,
    completeness.LONG_DESCRIPTION: completeness.description_too_long,
}
