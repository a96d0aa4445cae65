"""Figures of the summaries, held against the body."""

from collections.abc import Callable, Iterator

from editorial.checks.article import Article
from editorial.checks.figures import judging
from editorial.findings import Finding

CHECKS: dict[str, Callable[[Article], Iterator[Finding]]] = {
    code: judging.with_code(code)
    for code in (
        judging.DIFFERS, judging.BOUNDARY, judging.NOT_FOUND, judging.QUALIFIER_LOST, judging.TIMES_MORE,
        judging.UNIT_MISSING, judging.DENOMINATOR,
    )
}  # fmt: skip
