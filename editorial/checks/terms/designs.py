"""One study, one design."""

from collections.abc import Iterable, Iterator
from itertools import combinations

from editorial.checks.article import Article
from editorial.checks.terms.statements import names
from editorial.checks.terms.studies import Study, designs, source_of, studies
from editorial.checks.words import shortened
from editorial.findings import Finding, Severity
from editorial.lexicon import Lexicon

CODE = "study-design-differs"


def differ(article: Article) -> Iterator[Finding]:
    """A study whose design has two names, in two places or in the text and in its source.

    “A 2025 chart review found ...” in a takeaway, and in the body this study is “a cohort of 143 patients”.
    """
    lexicon = article.lexicon
    short = [one for one in studies(lexicon, article.summaries()) if one.designs]
    long = [one for one in studies(lexicon, article.body()) if one.designs]
    told: set[frozenset[str]] = set()
    for one, other in combinations([*short, *long], 2):
        pair = frozenset((*one.designs, *other.designs))
        if one.is_same(other) and not _agree(lexicon, one.designs, other.designs) and pair not in told:
            told.add(pair)
            yield _finding(
                one, next(iter(one.designs)), next(iter(other.designs)), next(iter(other.designs.values()))
            )
    for one in (*short, *long):
        source = source_of(article, one)
        if source is None:
            continue
        known = names(lexicon, "design", source.design) or {
            found.term.name for found in designs(lexicon, source.title)
        }
        pair = frozenset((*one.designs, *known))
        if known and not _agree(lexicon, one.designs, known) and pair not in told:
            told.add(pair)
            yield _finding(one, next(iter(one.designs)), min(known), source.title)


def _finding(study: Study, here: str, there: str, words: str) -> Finding:
    return Finding(
        CODE,
        Severity.WARNING,
        f"The same study is called a {here} here and a {there} elsewhere. Name it as its source does.",
        study.path,
        (shortened(study.designs[here]), shortened(words)),
    )


def _agree(lexicon: Lexicon, one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether the two may describe one study: a design in common, or two that go together."""
    fits = {term.name: set(term.fits) for term in lexicon.of("design")}
    return any(
        mine == theirs or theirs in fits.get(mine, ()) or mine in fits.get(theirs, ())
        for mine in one
        for theirs in other
    )
