"""What the summaries name, held against the body."""

from collections.abc import Callable, Iterator

from editorial.checks.article import Article
from editorial.checks.terms import designs, named, plurals, risks, uncertain
from editorial.findings import Finding

CHECKS: dict[str, Callable[[Article], Iterator[Finding]]] = {
    named.CODE: named.not_in_body,
    risks.CODE: risks.gravest_missing,
    uncertain.CODE: uncertain.lost,
    plurals.CODE: plurals.rest_on_one,
    designs.CODE: designs.differ,
}
