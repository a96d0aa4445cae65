"""The list of sources itself."""

from collections.abc import Iterator

from editorial.checks.article import Article, Reference
from editorial.checks.citations.citing import cited
from editorial.checks.words import words
from editorial.findings import Finding, Severity
from editorial.identity import normalise_doi, normalise_pmid, normalise_url

DUPLICATE = "duplicate-source"
NEVER_CITED = "source-never-cited"

# A title as long as this belongs to one work; a shorter one may be anybody's.
TELLING_TITLE = 5


def duplicates(article: Article) -> Iterator[Finding]:
    """A source that the list has twice, be it in another spelling.

    1. “Sleep and mood”, https://doi.org/10.1056/X  2. “Sleep and mood: a trial”, doi:10.1056/x
    """
    for number, reference in enumerate(article.sources, 1):
        for earlier, other in enumerate(article.sources[: number - 1], 1):
            if _is_same(reference, other):
                yield Finding(
                    DUPLICATE,
                    Severity.WARNING,
                    f"Number {number} of the list is the same source as number {earlier}. Keep one of them.",
                    reference.path,
                    (other.title, reference.title),
                )
                break


def _is_same(one: Reference, other: Reference) -> bool:
    """A shared DOI, PMID or address decides; two different DOIs or PMIDs do as well; else the title."""
    for mine, theirs in (
        (normalise_doi(one.doi or one.url), normalise_doi(other.doi or other.url)),
        (normalise_pmid(one.pmid or one.url), normalise_pmid(other.pmid or other.url)),
    ):
        if mine and theirs:
            return mine == theirs
    if one.url and other.url and normalise_url(one.url) == normalise_url(other.url):
        return True
    titles = words(one.title), words(other.title)
    is_telling = len(titles[0]) >= TELLING_TITLE or words(one.publisher) == words(other.publisher) != []
    return titles[0] == titles[1] != [] and is_telling


def never_cited(article: Article) -> Iterator[Finding]:
    """A source of the list that nothing in the text points to.

    “3. Depression basics”, and no takeaway, study result, marker or author's name leads to number 3.
    """
    pointed_to = cited(article)
    for number, reference in enumerate(article.sources, 1):
        if number not in pointed_to:
            yield Finding(
                NEVER_CITED,
                Severity.NOTE,
                f"Nothing in the text points to number {number} of the list.",
                reference.path,
                (reference.title,),
            )
