"""Many studies in the summary, one in the body."""

from collections.abc import Iterator

from editorial.checks.article import Article, Passage
from editorial.checks.citations.citing import markers
from editorial.checks.citations.mentions import is_by
from editorial.checks.terms.statements import Statement, figures, names, shared_figures, statements, topics
from editorial.checks.terms.studies import Study, designs, studies
from editorial.checks.words import shortened
from editorial.findings import Finding, Severity

CODE = "studies-rest-on-one"
# The term for a work that sums up several studies.
POOLED = "meta-analysis"
TELLING_WORDS = 3


def rest_on_one(article: Article) -> Iterator[Finding]:
    """A summary that says “studies show” of what the body, or its only source, has from one study.

    “Studies show that 1 in 4 people respond”, and the body has the 26% from “the 2024 study by Smith et al.”
    """
    answers = (Passage(one.path, one.answer) for one in article.faq)
    known = studies(article.lexicon, (*article.body(), *answers))
    sources = {claim.path: set(claim.sources) for claim in article.claims}
    for statement in statements(article.summaries()):
        told = names(article.lexicon, "plural_evidence", statement.text)
        if statement.is_question or not told or POOLED in told:
            continue
        cited = markers(statement.text) or sources.get(statement.path, set())
        if len(cited) > 1:
            continue
        words = _only_study(article, statement, known) or _only_source(article, cited, known)
        if words:
            yield Finding(
                CODE,
                Severity.WARNING,
                "The summary speaks of several studies, and this comes from one."
                " Name the one study, or tell of the others in the body.",
                statement.path,
                (shortened(statement.text), shortened(words)),
            )


def _only_source(article: Article, cited: set[int], known: list[Study]) -> str:
    """The title of the one source that is cited, if it is a single study by its design or in the body."""
    number = min(cited, default=0)
    if not 0 < number <= len(article.sources):
        return ""
    source = article.sources[number - 1]
    title = f"{source.design}. {source.title}"
    told = names(article.lexicon, "plural_evidence", title)
    if any(True for _ in designs(article.lexicon, title)) and not told:
        return source.title
    if POOLED in told:
        return ""
    mine = [one for one in known if number in one.numbers or any(is_by(who, source) for who in one.mentions)]
    is_one = any(one.authors or one.designs for one in mine) and not any(
        names(article.lexicon, "plural_evidence", sentence) for one in mine for sentence in one.sentences
    )
    return source.title if is_one else ""


def _only_study(article: Article, statement: Statement, known: list[Study]) -> str:
    """The words of the body that a statement rests on, if they are of one study."""
    title = topics(article.title)
    of_figures = figures(statement.text)
    about = topics(statement.text) - title
    found: list[tuple[Study, str]] = []
    for study in known:
        if study.path == statement.path:
            continue
        for sentence in study.sentences:
            shared = about & topics(sentence)
            if of_figures:
                is_here = bool(shared and shared_figures(of_figures, figures(sentence)))
            else:
                is_here = len(shared) >= TELLING_WORDS and 2 * len(shared) > len(about)
            if is_here:
                found.append((study, sentence))
    if not found:
        return ""
    first, words = found[0]
    for study, _ in found:
        several = any(names(article.lexicon, "plural_evidence", sentence) for sentence in study.sentences)
        if several or not study.is_known or not (study is first or study.is_same(first)):
            return ""
    return words
