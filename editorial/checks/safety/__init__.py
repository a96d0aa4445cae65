"""What could harm somebody who trusts the article."""

from collections.abc import Callable, Iterator

from editorial.checks.article import Article
from editorial.findings import Finding

CHECKS: dict[str, Callable[[Article], Iterator[Finding]]] = {}
