"""Changing one place of an article and nothing else."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from editorial.checks.article import Article

SENTENCE_END = re.compile(r"(?<=[.!?])(?<!\bal\.)(?<!\bDr\.)(?<! vs\.)\s+(?=[A-Z0-9“\"])|\n")
MARKER = re.compile(r"\s*\[(\d+(?:,\s*\d+)*)\]")


@dataclass(frozen=True, slots=True)
class Spot:
    """A text of an article: the field of which part, and whether it stands in a summary."""

    part: str
    position: int | None
    field: str
    path: str
    text: str
    is_summary: bool = False


def spots(article: Article) -> Iterator[Spot]:
    """Every text that patients read below the headings, then what came with the article."""
    yield from summaries(article)
    if article.introduction:
        yield Spot("introduction", None, "text", article.introduction.path, article.introduction.text)
    for part, field in (
        ("sections", "text"),
        ("off_label_notes", "detail"),
        ("others", "text"),
        ("outside", "text"),
    ):
        for position, one in enumerate(getattr(article, part)):
            yield Spot(part, position, field, one.path, getattr(one, field))


def summaries(article: Article) -> Iterator[Spot]:
    if article.quick_answer:
        yield Spot("quick_answer", None, "text", article.quick_answer.path, article.quick_answer.text, True)
    for position, question in enumerate(article.faq):
        yield Spot("faq", position, "answer", question.path, question.answer, True)
    for position, takeaway in enumerate(article.takeaways):
        yield Spot("takeaways", position, "claim", takeaway.path, takeaway.claim, True)
        yield Spot("takeaways", position, "detail", takeaway.path, takeaway.detail, True)


def put(article: Article, spot: Spot, text: str) -> Article:
    """The article with another text at one place."""
    return change(article, spot.part, spot.position, **{spot.field: text})


def change(article: Article, part: str, position: int | None, **values: Any) -> Article:
    """The article with other values of one part."""
    found = getattr(article, part)
    if position is None:
        return replace(article, **{part: replace(found, **values)})
    changed: dict[str, Any] = {
        part: tuple(replace(one, **values) if place == position else one for place, one in enumerate(found))
    }
    return replace(article, **changed)


def sentences(text: str) -> list[str]:
    return [one for one in SENTENCE_END.split(text) if one.strip()]


def without_sentences(article: Article, pattern: re.Pattern[str], where: Callable[[Spot], bool]) -> Article:
    """The article without the sentences that match, in the places asked for."""
    for spot in list(spots(article)):
        if where(spot) and pattern.search(spot.text):
            kept = [one for one in sentences(spot.text) if not pattern.search(one)]
            article = put(article, spot, " ".join(kept))
    return article


def body_text(article: Article) -> str:
    return "\n".join(passage.text for passage in article.body())


def summary_text(article: Article) -> str:
    return "\n".join(passage.text for passage in article.summaries())


def whole_text(article: Article) -> str:
    """Every word of the article, its headings and its sources."""
    texts = [one.text for one in (*article.headings(), *article.passages(), *article.outside)]
    return "\n".join([*texts, *(f"{one.title} {one.publisher} {one.url}" for one in article.sources)])


def markers(text: str) -> set[int]:
    return {int(number) for match in MARKER.finditer(text) for number in match[1].split(",")}


def capitalized(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def appended(text: str, sentence: str) -> str:
    return f"{text.rstrip()} {sentence}".strip()
