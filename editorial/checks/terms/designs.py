"""One study, one design."""

from collections.abc import Iterable, Iterator
from itertools import combinations

from editorial.checks.article import Article
from editorial.checks.terms.statements import figures, names, shared_figures
from editorial.checks.terms.studies import Study, designs, source_of, studies
from editorial.checks.words import shortened
from editorial.findings import Finding, Severity
from editorial.lexicon import Lexicon

CODE = "study-design-differs"


def differ(article: Article) -> Iterator[Finding]:
    """A study whose design has two names, in two places or in the text and in its source.

    “A 2025 chart review found ...” in a takeaway, and in the body this study is “a cohort of 143 patients”.
    """
    told: set[tuple[str, str, str]] = set()
    for one, here, there, words in (*_among_places(article), *_against_sources(article)):
        if (one.path, here, there) not in told:
            told.add((one.path, here, there))
            yield Finding(
                CODE,
                Severity.WARNING,
                f"The same study is called a {here} here and a {there} elsewhere."
                " Name it as its source does.",
                one.path,
                (shortened(one.designs[here]), shortened(words)),
                f"{here}, {there}",
            )


def _among_places(article: Article) -> Iterator[tuple[Study, str, str, str]]:
    """Of two places that speak of one study: the first, both designs, and the words of the other."""
    found = studies(article.lexicon, (*article.summaries(), *article.body()))
    for one, other in combinations([study for study in found if study.designs], 2):
        if (
            _is_told_of(one, other)
            and _is_told_of(other, one)
            and not _agree(article.lexicon, one.designs, other.designs)
        ):
            there, words = next(iter(other.designs.items()))
            yield one, next(iter(one.designs)), there, words


def _against_sources(article: Article) -> Iterator[tuple[Study, str, str, str]]:
    """The same for a study and the source it is cited from."""
    found = studies(article.lexicon, (*article.summaries(), *article.body()))
    sources = [source_of(article, one) for one in found]
    for one, own in zip(found, sources, strict=True):
        source = own or next(
            (there for other, there in zip(found, sources, strict=True) if there and _is_told_of(one, other)),
            None,
        )
        if source is None or not one.designs:
            continue
        known = (
            names(article.lexicon, "design", source.design)
            or {found.term.name for found in designs(article.lexicon, source.title)}
            or names(article.lexicon, "design", source.title)
        )
        if known and not _agree(article.lexicon, one.designs, known):
            yield one, next(iter(one.designs)), min(known), source.title


def _is_told_of(one: Study, other: Study) -> bool:
    """Whether both are one study, by what the sentence says that gives the first its design."""
    if not one.is_same(other):
        return False
    if one.authors & other.authors or one.sizes & other.sizes or one.years & other.years:
        return True
    told = frozenset().union(*map(figures, one.designs.values()))
    return bool(shared_figures(told, frozenset(other.figures)))


def _agree(lexicon: Lexicon, one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether the two may describe one study: a design in common, or two that go together."""
    fits = {term.name: set(term.fits) for term in lexicon.of("design")}
    return any(
        mine == theirs or theirs in fits.get(mine, ()) or mine in fits.get(theirs, ())
        for mine in one
        for theirs in other
    )
