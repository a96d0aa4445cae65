"""Where the figures of an article stand: those that claim something, and those that bear it out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from editorial.checks.article import Article
from editorial.checks.figures.contexts import Weights, content
from editorial.checks.figures.quantities import quantities
from editorial.checks.figures.values import Quantity
from editorial.checks.words import quote

# A path, a text and where in it the sentence stands.
Sentence = tuple[str, str, tuple[int, int]]


class Place(StrEnum):
    """An answer may bring what the body does not say, and so may a result with a source of its own."""

    SUMMARY = "summary"
    ANSWER = "answer"
    SOURCED = "sourced"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Figure:
    quantity: Quantity
    path: str
    text: str
    place: Place = Place.BODY

    @property
    def may_be_new(self) -> bool:
        return self.place in (Place.ANSWER, Place.SOURCED)

    @property
    def quote(self) -> str:
        start, stop = self.quantity.sentence
        sentence = self.text[start:stop]
        return quote(sentence, self.quantity.start - start, self.quantity.stop - start)

    @property
    def number(self) -> str:
        return self.text[self.quantity.start : self.quantity.stop]

    @property
    def sentence(self) -> Sentence:
        """The sentence it stands in: two figures of one have the same."""
        return self.path, self.text, self.quantity.sentence

    @property
    def subject(self) -> str:
        """The number and its place in the sentence, which may say the same number twice."""
        return f"{self.number} at {self.quantity.start - self.quantity.sentence[0]}"


class Figures:
    """The figures of an article."""

    def __init__(self, article: Article) -> None:
        self.topic = content(article.title)
        self.lexicon = article.lexicon
        self.title_drugs = self.drugs(article.title)
        self.claims = list(_claims(article))
        self.body = list(_body(article))
        self.others = list(_others(article))

    @cached_property
    def weights(self) -> Weights:
        sentences = {(figure.path, figure.quantity.sentence): figure.quantity.words for figure in self.body}
        return Weights(sentences.values())

    def drugs(self, text: str) -> set[str]:
        return {found.term.name for found in self.lexicon.find("drug", text)}

    def distinct(self, words: frozenset[str]) -> frozenset[str]:
        """Words that are neither what all the article is about nor a figure: “26 share”."""
        return frozenset(word for word in words - self.topic if not word[0].isdigit())

    @cached_property
    def sentences(self) -> list[list[Figure]]:
        """The figures of the body, by sentence."""
        return list(_by_sentence(self.body).values())

    def of_sentence(self, figure: Figure) -> list[Figure]:
        """The figures of the sentence that a figure stands in, itself among them."""
        return self._by_sentence[figure.sentence]

    @cached_property
    def _by_sentence(self) -> dict[Sentence, list[Figure]]:
        return _by_sentence([*self.body, *self.claims])

    def beside(self, claim: Figure) -> list[Figure]:
        """The claims of the same place, itself among them."""
        return self._by_place[claim.path]

    @cached_property
    def _by_place(self) -> dict[str, list[Figure]]:
        places: dict[str, list[Figure]] = {}
        for claim in self.claims:
            places.setdefault(claim.path, []).append(claim)
        return places

    def likeness(self, one: Quantity, other: Quantity) -> float:
        """How much two sentences have in common, from 0 to 1. The rarer a shared word, the more."""
        shared = one.words & other.words
        if not shared:
            return 0.0
        of = self.weights.of
        return of(shared) / max(min(of(one.words), of(other.words)), 0.01)


def _by_sentence(figures: Iterable[Figure]) -> dict[Sentence, list[Figure]]:
    together: dict[Sentence, list[Figure]] = {}
    for figure in figures:
        together.setdefault(figure.sentence, []).append(figure)
    return together


def _figures(path: str, text: str, topic: str = "", place: Place = Place.BODY) -> Iterator[Figure]:
    for quantity in quantities(text, topic):
        yield Figure(quantity, path, text, place)


def _claims(article: Article) -> Iterator[Figure]:
    if article.quick_answer:
        yield from _figures(article.quick_answer.path, article.quick_answer.text, place=Place.SUMMARY)
    for result in article.study_results:
        place = Place.SOURCED if result.sources else Place.SUMMARY
        yield from _figures(result.path, result.text, result.outcome, place)
    for takeaway in article.takeaways:
        yield from _figures(takeaway.path, takeaway.text, takeaway.claim, Place.SUMMARY)
    for question in article.faq:
        yield from _figures(question.path, question.answer, question.question, Place.ANSWER)


def _body(article: Article) -> Iterator[Figure]:
    headings = {section.path: section.heading for section in article.sections}
    for passage in article.body():
        yield from _figures(passage.path, passage.text, headings.get(passage.path, ""))


def _others(article: Article) -> Iterator[Figure]:
    """What a summary may rest on besides the body: headings, answers, study results with a source."""
    for passage in article.headings():
        yield from _figures(passage.path, passage.text)
    for result in article.study_results:
        if result.sources:
            yield from _figures(result.path, result.text, result.outcome)
    for question in article.faq:
        yield from _figures(question.path, question.answer, question.question)
