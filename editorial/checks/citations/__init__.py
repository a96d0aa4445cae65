"""What the article rests on."""

from collections.abc import Callable, Iterator

from editorial.checks.article import Article
from editorial.checks.citations import claims, markers, mentions, sources
from editorial.findings import Finding

CHECKS: dict[str, Callable[[Article], Iterator[Finding]]] = {
    claims.CODE: claims.without_source,
    mentions.CODE: mentions.without_source,
    markers.CODE: markers.stripped,
    sources.DUPLICATE: sources.duplicates,
    sources.NEVER_CITED: sources.never_cited,
}
