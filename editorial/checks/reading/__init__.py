"""How the article reads."""

from collections.abc import Callable, Iterator

from editorial.checks.article import Article
from editorial.checks.reading import headings, questions
from editorial.findings import Finding

CHECKS: dict[str, Callable[[Article], Iterator[Finding]]] = {
    headings.CODE: headings.skips,
    questions.CODE: questions.needs_context,
}
