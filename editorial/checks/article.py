"""An article as the checks see it: plain words, each with its path, wherever the article comes from."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Passage:
    """Words and where they stand."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """`subheadings` are the headings of the fourth level within the text."""

    path: str
    level: int
    heading: str
    text: str = ""
    subheadings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Takeaway:
    """`sources` holds the numbers of the sources it points to, counted from 1."""

    path: str
    claim: str
    detail: str = ""
    sources: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        return f"{self.claim} {self.detail}".strip()


@dataclass(frozen=True, slots=True)
class StudyResult:
    """`n` of `of` people had the outcome; both are None where a draft leaves them open."""

    path: str
    n: int | None
    of: int | None
    outcome: str
    detail: str = ""
    sources: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        count = f"{self.n} of {self.of} people" if self.n is not None and self.of is not None else ""
        return " ".join(part for part in (count, self.outcome, self.detail) if part)


@dataclass(frozen=True, slots=True)
class Question:
    path: str
    question: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """A source in the list, as far as it is known."""

    path: str
    title: str
    authors: str = ""
    year: int | None = None
    container: str = ""
    publisher: str = ""
    doi: str = ""
    pmid: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """`sources` is the numbered list. `others` holds the words that no other part has, such as callouts.

    `description` is None where an article has no place for one yet.
    """

    title: str = ""
    author: str = ""
    description: str | None = None
    introduction: Passage | None = None
    quick_answer: Passage | None = None
    sections: tuple[Section, ...] = ()
    study_results: tuple[StudyResult, ...] = ()
    faq: tuple[Question, ...] = ()
    takeaways: tuple[Takeaway, ...] = ()
    others: tuple[Passage, ...] = ()
    sources: tuple[Reference, ...] = ()

    @property
    def claims(self) -> tuple[Takeaway | StudyResult, ...]:
        """The parts that rest on sources of their own."""
        return (*self.study_results, *self.takeaways)

    def passages(self) -> Iterator[Passage]:
        """All that patients read except headings and questions."""
        yield from (part for part in (self.quick_answer, self.introduction) if part)
        yield from (Passage(section.path, section.text) for section in self.sections)
        yield from self.others
        yield from (Passage(one.path, one.answer) for one in self.faq)
        yield from (Passage(one.path, one.text) for one in self.claims)
