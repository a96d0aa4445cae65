"""The list of sources itself."""

import re
from collections.abc import Iterator

from editorial.checks.article import Article, Reference
from editorial.checks.citations.citing import cited
from editorial.checks.citations.mentions import AUTHORS, YEAR
from editorial.checks.citations.references import bare_title
from editorial.checks.words import in_words, words
from editorial.findings import Finding, Severity
from editorial.identity import normalise_doi, normalise_pmid, normalise_url, share_parameters, unwrap

DUPLICATE = "duplicate-source"
INCOMPLETE = "source-incomplete"
TRACKING = "source-tracking-parameters"
NEVER_CITED = "source-never-cited"
RETRACTED = "source-retracted"
SUPERSEDED = "source-superseded"

# A title as long as this belongs to one work; a shorter one may be anybody's.
TELLING_TITLE = 5
# A group as the author: “U.S. Food and Drug Administration. Wegovy: prescribing information. 2023”.
GROUP = re.compile(
    r"(?:the\s)?(?:[A-Z][\w&'’.-]*\s)(?:(?:of|and|for|on|in|the|to|&)\s|[A-Z][\w&'’-]*,?\s)*[A-Z][\w&'’-]*"
    r"(?:\s\([A-Z]+\))?\.\s+[A-Z“].*\b(?:19|20)\d\d\b",
)
# Sources of a list that are told of one by one, even where all lack the same.
FEW = 3


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
                    _identity(reference),
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
    if _years(one) and _years(other) and not _years(one) & _years(other):
        return False
    mine, theirs = bare_title(one), bare_title(other)
    titles = words(mine), words(theirs)
    is_telling = len(titles[0]) >= TELLING_TITLE or words(one.publisher) == words(other.publisher) != []
    return (titles[0] == titles[1] != [] and is_telling) or _is_cut(mine, theirs) or _is_cut(theirs, mine)


def _is_cut(short: str, long: str) -> bool:
    """Whether a title is another without what stands behind its colon."""
    main, colon, _ = long.partition(":")
    return bool(colon) and len(words(short)) > TELLING_TITLE and words(short) == words(main)


def _years(reference: Reference) -> set[int]:
    return {reference.year} if reference.year else set(map(int, YEAR.findall(reference.title)))


def incomplete(article: Article) -> Iterator[Finding]:
    """A source of which the list does not say who wrote it, or when; one finding where no source of it does.

    “2. Sleep and mood”, with neither an author nor a publisher, or without a year.
    """
    checks = {"author": _has_author, "year": _has_year}
    nobody_has = {what for what, has in checks.items() if not any(map(has, article.sources))}
    if nobody_has and len(article.sources) > FEW:
        yield Finding(
            INCOMPLETE,
            Severity.NOTE,
            f"No source of the list has {' or '.join(f'a known {what}' for what in sorted(nobody_has))}."
            " Add what is known.",
            article.sources[0].path,
            tuple(reference.title for reference in article.sources),
        )
        checks = {what: has for what, has in checks.items() if what not in nobody_has}
    for number, reference in enumerate(article.sources, 1):
        lacks = [f"no {what}" for what, has in checks.items() if not has(reference)]
        if lacks:
            yield Finding(
                INCOMPLETE,
                Severity.NOTE,
                f"Number {number} of the list has {in_words(lacks)}. Add what is known.",
                reference.path,
                (reference.title,),
                _identity(reference),
            )


def _has_author(reference: Reference) -> bool:
    """Whether an author or publisher is known; a reference that was not taken apart begins with one."""
    known = (reference.authors.strip(), reference.publisher.strip())
    return any(known) or any(begins.match(reference.title) for begins in (AUTHORS, GROUP))


def _has_year(reference: Reference) -> bool:
    return bool(reference.year or YEAR.search(reference.title))


def tracking_parameters(article: Article) -> Iterator[Finding]:
    """An address that says how somebody came to it, or that leads through a search engine or mail program.

    “https://a.example/study?utm_source=newsletter”
    """
    for number, reference in enumerate(article.sources, 1):
        target = unwrap(reference.url)
        if target != reference.url.strip():
            message = f"The address of number {number} leads through another site. Use the address behind it."
        elif found := share_parameters(target):
            told = in_words([f"“{name}”" for name in found])
            message = f"The address of number {number} says how somebody came to it. Take out {told}."
        else:
            continue
        yield Finding(TRACKING, Severity.NOTE, message, reference.path, (reference.url,))


def retracted(article: Article) -> Iterator[Finding]:
    """A source of the list that was retracted: nothing may rest on it.

    “2. Sleep and mood: a trial”, which the library marks as retracted.
    """
    message = "has been retracted. Take it out, with every claim that rests on it."
    yield from _with_status(article, RETRACTED, Severity.BLOCKS, "retracted", message)


def superseded(article: Article) -> Iterator[Finding]:
    """A source of the list that a newer one has replaced: its figures may no longer hold.

    “2. Guideline of 2012”, which the library marks as superseded.
    """
    message = "has been superseded. Cite what replaced it, and compare what the text says."
    yield from _with_status(article, SUPERSEDED, Severity.WARNING, "superseded", message)


def _with_status(
    article: Article, code: str, severity: Severity, status: str, message: str
) -> Iterator[Finding]:
    for number, reference in enumerate(article.sources, 1):
        if reference.status == status:
            yield Finding(
                code,
                severity,
                f"Number {number} of the list {message}",
                reference.path,
                (reference.title,),
                _identity(reference),
            )


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
                _identity(reference),
            )


def _identity(reference: Reference) -> str:
    """What tells a source from another of the same title."""
    return reference.doi or reference.pmid or reference.url
