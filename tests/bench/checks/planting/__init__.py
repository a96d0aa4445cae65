"""One fault each, planted in an article that had none. A module for each family of checks."""

from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

from editorial.checks.article import Article
from tests.bench.checks import corpus
from tests.bench.checks.editing import appended, put, spots, summaries
from tests.bench.checks.wordings import Pair


class Sample(NamedTuple):
    """An article without a fault, and the document that it comes from."""

    path: Path
    article: Article

    @property
    def is_about_mental_health(self) -> bool:
        return self.path.stem in corpus.MENTAL_HEALTH


class Planted(NamedTuple):
    """An article with a fault, what was done to it, and the article that it is compared with."""

    article: Article
    words: str
    clean: Article


Plant = Callable[[Sample, Random], Iterator[Planted]]


def in_body(article: Article, sentence: str, random: Random) -> Article:
    """The article with one more sentence in a section that has text."""
    places = [spot for spot in spots(article) if spot.part == "sections" and spot.text]
    spot = random.choice(places)
    return put(article, spot, f"{spot.text}\n{sentence}")


def in_summary(article: Article, sentence: str, random: Random) -> Article:
    """The article with one more sentence in the quick answer, an answer or the detail of a takeaway."""
    places = [spot for spot in summaries(article) if spot.text and spot.field != "claim"]
    spot = random.choice(places)
    return put(article, spot, appended(spot.text, sentence))


def pairs(wordings: list[Pair]) -> Plant:
    """What the summary says of the body is right in the one article and wrong in the other."""

    def plant(sample: Sample, random: Random) -> Iterator[Planted]:
        for pair in random.sample(wordings, len(wordings)):
            told = in_body(sample.article, pair.body, random)
            place = random.random()
            right, wrong = (
                in_summary(told, sentence, Random(place)) for sentence in (pair.right, pair.wrong)
            )
            yield Planted(wrong, pair.wrong, right)

    return plant


def either(one: Plant, other: Plant) -> Plant:
    """The first way where it can be gone, then the other."""

    def plant(sample: Sample, random: Random) -> Iterator[Planted]:
        yield from one(sample, random)
        yield from other(sample, random)

    return plant


def inserted(wordings: list[str], *, body: bool = True, summary: bool = True) -> Plant:
    """A sentence that should not be there."""

    def plant(sample: Sample, random: Random) -> Iterator[Planted]:
        for sentence in random.sample(wordings, len(wordings)):
            place = in_summary if summary and (not body or random.random() < 0.5) else in_body
            yield Planted(place(sample.article, sentence, random), sentence, sample.article)

    return plant
