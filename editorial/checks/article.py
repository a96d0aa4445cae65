"""An article as the checks see it: plain words, each with its path, wherever the article comes from."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from editorial.lexicon import Lexicon, shipped


@dataclass(frozen=True, slots=True)
class Passage:
    """Words and where they stand; each paragraph, heading or item of a list is a line of its own.

    `kind` is the type of the block, for a callout with what it says: “callout: emergency”.
    """

    path: str
    text: str
    kind: str = ""


def rows_in_words(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table as the checks read it, a line for each row: “Age under 35: Live births 54%; Twins 2%”."""
    return "\n".join(filter(None, (_row_in_words(header, row) for row in rows)))


def _row_in_words(header: Sequence[str], row: Sequence[str]) -> str:
    heads = (*header, *("" for _ in row[len(header) :]))
    first, *others = (
        f"{head} {cell}".strip() if cell else "" for head, cell in zip(heads, row, strict=False)
    )
    return ": ".join(filter(None, (first, "; ".join(filter(None, others)))))


@dataclass(frozen=True, slots=True)
class Section:
    """`subheadings` are the headings of the fourth level within the text.

    `level` is the one that a document marks, where it is not imported yet.
    """

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
        return "\n".join(part for part in (self.claim, self.detail) if part)


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
        result = " ".join(part for part in (count, self.outcome) if part)
        return "\n".join(part for part in (result, self.detail) if part)


@dataclass(frozen=True, slots=True)
class Question:
    path: str
    question: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class OffLabelNote:
    """Says that the FDA has not approved the treatment for the condition."""

    path: str
    treatment: str
    condition: str
    detail: str = ""

    @property
    def text(self) -> str:
        note = f"{self.treatment} is not FDA-approved for {self.condition}."
        return "\n".join(part for part in (note, self.detail) if part)


@dataclass(frozen=True, slots=True)
class Picture:
    """`alt` is the text alternative."""

    path: str
    alt: str = ""
    is_decorative: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """A source in the list, as far as it is known.

    `design` is the study design in words, such as "randomized trial"; `n` is how many took part; `status` is
    "" or the value of `Source.status`.
    """

    path: str
    title: str
    authors: str = ""
    year: int | None = None
    container: str = ""
    publisher: str = ""
    doi: str = ""
    pmid: str = ""
    url: str = ""
    design: str = ""
    n: int | None = None
    status: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """Who approved the article, when, and until when that holds; `is_edited` if it has changed since."""

    by: str
    on: date
    until: date | None = None
    is_edited: bool = False


@dataclass(frozen=True)
class Article:
    """`sources` is the numbered list. `others` holds the words that no other part has, such as callouts.

    `outside` came with the article and is no part of it: the notes of a form, calls to book. `description`
    is None where an article has no place for one yet, and so is `can_be_reviewed` False. `today` is the day
    that a review has to hold on. `lexicon` holds the names and phrases that the checks know.
    """

    title: str = ""
    author: str = ""
    seo_title: str = ""
    description: str | None = None
    keywords: tuple[str, ...] = ()
    introduction: Passage | None = None
    quick_answer: Passage | None = None
    sections: tuple[Section, ...] = ()
    study_results: tuple[StudyResult, ...] = ()
    faq: tuple[Question, ...] = ()
    takeaways: tuple[Takeaway, ...] = ()
    off_label_notes: tuple[OffLabelNote, ...] = ()
    others: tuple[Passage, ...] = ()
    outside: tuple[Passage, ...] = ()
    pictures: tuple[Picture, ...] = ()
    sources: tuple[Reference, ...] = ()
    can_be_reviewed: bool = False
    review: Review | None = None
    today: date = field(default_factory=date.today)
    lexicon: Lexicon = field(default_factory=shipped, repr=False, compare=False)

    @property
    def claims(self) -> tuple[Takeaway | StudyResult, ...]:
        """The parts that rest on sources of their own."""
        return (*self.study_results, *self.takeaways)

    def summaries(self) -> Iterator[Passage]:
        """What says again, in short, what the body says."""
        if self.quick_answer:
            yield self.quick_answer
        yield from (Passage(one.path, one.answer) for one in self.faq)
        yield from (Passage(one.path, one.text) for one in self.claims)

    def body(self) -> Iterator[Passage]:
        """What the summaries are held against."""
        if self.introduction:
            yield self.introduction
        yield from (Passage(section.path, section.text) for section in self.sections)
        yield from (Passage(one.path, one.text, "off_label_note") for one in self.off_label_notes)
        yield from self.others

    def passages(self) -> Iterator[Passage]:
        """All that patients read except headings and questions."""
        yield from self.body()
        yield from self.summaries()

    def in_search(self) -> Iterator[Passage]:
        """What search engines show of it."""
        yield Passage("seo_title", self.seo_title)
        yield Passage("search_description", self.description or "")

    def headings(self) -> Iterator[Passage]:
        """The title, the headings and the questions."""
        yield Passage("title", self.title)
        for section in self.sections:
            yield from (Passage(section.path, one) for one in (section.heading, *section.subheadings))
        yield from (Passage(one.path, one.question) for one in self.faq)
