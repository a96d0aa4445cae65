"""Which sources a text points to, whether by a marker a writer typed or by naming the authors."""

import re
from collections.abc import Iterator

from editorial.checks.article import Article
from editorial.checks.citations.mentions import is_by, mentions

MARKER = re.compile(r"\[(\d{1,3}(?:\s?[,;–-]\s?\d{1,3})*)\]")
# Raised digits behind a word or a full stop; those behind a unit, as in kg/m², are powers.
RAISED = re.compile(r"(?:(?<=[^\W\d_]{3})|(?<=[.,;)\]”\"]))[⁰¹²³⁴-⁹]+(?:[,⁻–-][⁰¹²³⁴-⁹]+)*")
# “Cancer was rarer (2).”: how some writers mark a source, at the end of what it says.
ROUND = re.compile(r"(?<=[\w%])\s\((\d{1,2}(?:\s?[,;–-]\s?\d{1,2})*)\)(?=[.,;]|\s*$)", re.MULTILINE)
LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")


def markers(text: str) -> set[int]:
    """The numbers in markers a writer typed: '[3]', '[1, 4-6]', 'better.³', 'better (3).'."""
    raised = (match[0].translate(LOWERED) for match in RAISED.finditer(text))
    return {
        number
        for found in (*MARKER.findall(text), *ROUND.findall(text), *raised)
        for number in _numbers(found)
    }


def without_markers(text: str) -> str:
    """The words alone: 'better.', not 'better [3].' or 'better.³'."""
    return RAISED.sub("", re.sub(rf"\s?{MARKER.pattern}", "", text))


def _numbers(marker: str) -> Iterator[int]:
    for part in re.split(r"[,;]", marker):
        first, *rest = (int(number) for number in re.split(r"[–-]", part))
        yield from range(first, (rest[-1] if rest else first) + 1)


def cited(article: Article) -> set[int]:
    """The numbers of the sources that anything in the article points to."""
    found = {number for claim in article.claims for number in claim.sources}
    for passage in article.passages():
        found |= markers(passage.text)
        named = mentions(passage.text)
        found |= {
            number
            for number, reference in enumerate(article.sources, 1)
            if any(is_by(mention, reference) for mention in named)
        }
    return found


def points_somewhere(text: str) -> bool:
    """Whether a text says itself where it comes from, be it right or not."""
    return bool(markers(text) or mentions(text))
