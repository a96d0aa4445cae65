"""How the article reads."""

from collections.abc import Callable, Iterator

from editorial.checks.article import Article
from editorial.checks.reading import abbreviations, headings, questions, quick_answers, sentences
from editorial.findings import Finding

CHECKS: dict[str, Callable[[Article], Iterator[Finding]]] = {
    quick_answers.TOO_LONG: quick_answers.too_long,
    quick_answers.HARD: quick_answers.hard_to_read,
    sentences.LONG: sentences.long,
    sentences.DECIMALS: sentences.decimal_percentages,
    abbreviations.CODE: abbreviations.unexpanded,
    headings.CODE: headings.skips,
    questions.CODE: questions.needs_context,
}
