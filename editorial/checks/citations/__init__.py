"""What the article rests on."""

from collections.abc import Callable, Iterator

from editorial.checks.article import Article
from editorial.checks.citations import agencies, claims, markers, mentions, sources, titles
from editorial.findings import Finding

CHECKS: dict[str, Callable[[Article], Iterator[Finding]]] = {
    claims.CODE: claims.without_source,
    mentions.CODE: mentions.without_source,
    agencies.CODE: agencies.without_source,
    markers.CODE: markers.stripped,
    sources.DUPLICATE: sources.duplicates,
    titles.CODE: titles.swapped,
    sources.INCOMPLETE: sources.incomplete,
    sources.TRACKING: sources.tracking_parameters,
    sources.NEVER_CITED: sources.never_cited,
    sources.RETRACTED: sources.retracted,
    sources.SUPERSEDED: sources.superseded,
}
