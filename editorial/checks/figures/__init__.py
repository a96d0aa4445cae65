"""Figures of the summaries, held against the body."""

from collections.abc import Callable, Iterator

from editorial.checks.article import Article
from editorial.checks.figures.judging import RULES, check_for
from editorial.findings import Finding

CHECKS: dict[str, Callable[[Article], Iterator[Finding]]] = {code: check_for(code) for code in RULES}
