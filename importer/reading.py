"""What was understood of a document: an article in parts, still without any block or page."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date

from importer.nodes import Block, Node, Picture, Remark, Run, Runs, runs_in
from importer.rules.prose import belongs_to_article

Json = dict[str, object]


@dataclass(slots=True)
class QuickAnswer:
    heading: str = ""
    body: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Section:
    """Without a heading, at level 0, it goes on behind what interrupted the text.

    `marked` is the level that the document gives the heading, which may be deeper than those above allow.
    """

    level: int
    heading: str
    body: list[Node] = field(default_factory=list)
    subsections: list["Section"] = field(default_factory=list)
    marked: int | None = None


@dataclass(slots=True)
class Question:
    question: str
    answer: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Takeaway:
    claim: str
    detail: list[Node] = field(default_factory=list)
    cites: tuple[int, ...] = ()  # the numbers of its citations, counted from 1
    claim_runs: Runs = ()  # the claim as it was formatted


@dataclass(slots=True)
class Citation:
    title: str
    publisher: str | None
    url: str | None
    accessed: date | None = None  # said by one of `not_placed`
    details: dict[str, str] = field(default_factory=dict)  # further fields of the source
    number: int | None = None  # what the document calls it in its text
    is_note: bool = False  # whether it is a footnote, which a raised number means
    listed: tuple[int, ...] = ()  # where it stands among those listed beside the text; empty if not said


@dataclass(slots=True)
class Form:
    heading: str = ""
    notes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class NotPlaced:
    text: str
    line: int
    use: str = ""  # what it was taken for outside the article

    @property
    def is_prose(self) -> bool:
        """Whether it is a sentence of the article that found no place in it."""
        return not self.use and belongs_to_article(self.text)


@dataclass(slots=True)
class Reading:
    """Everything a document says is in exactly one part, or in `not_placed`.

    `marks` holds what only gave the text its structure: bullets, numbers, labels, separators.
    """

    title: str = ""
    keywords: list[str] = field(default_factory=list)
    search_description: str = ""  # said by one of `not_placed`
    introduction: list[Node] = field(default_factory=list)
    quick_answer: QuickAnswer | None = None
    sections: list[Section] = field(default_factory=list)
    faq_heading: str = ""
    faq: list[Question] = field(default_factory=list)
    takeaways_heading: str = ""
    takeaways: list[Takeaway] = field(default_factory=list)
    citations_heading: str = ""
    citations: list[Citation] = field(default_factory=list)
    other_articles_heading: str = ""
    other_articles: list[str] = field(default_factory=list)
    form: Form | None = None
    not_placed: list[NotPlaced] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    files: Mapping[str, bytes] = field(default_factory=dict)  # of the pictures, by name
    order: list[Section | str] | None = None  # of an exported article: its parts, as it has them

    def to_json(self) -> Json:
        return {
            "title": self.title,
            "keywords": self.keywords,
            "introduction": texts(self.introduction),
            "quick_answer": self.quick_answer
            and {"heading": self.quick_answer.heading, "paragraphs": texts(self.quick_answer.body)},
            "sections": [
                {
                    **_section_json(section),
                    "subsections": [_section_json(below) for below in section.subsections],
                }
                for section in self.sections
            ],
            "faq": [{"question": one.question, "answer": "\n\n".join(texts(one.answer))} for one in self.faq],
            "takeaways": [
                {"claim": one.claim, "detail": " ".join(texts(one.detail)) or None} for one in self.takeaways
            ],
            "citations": [
                {"title": one.title or one.url, "publisher": one.publisher, "url": one.url}
                for one in self.citations
            ],
            "other_articles": self.other_articles,
            "form": self.form and {"heading": self.form.heading, "notes": self.form.notes},
            "not_placed": [{"text": one.text, "line": one.line} for one in self.not_placed],
            **({"blocks": found} if (found := self._blocks_json()) else {}),
            **({"remarks": [asdict(one) for one in self.remarks]} if self.remarks else {}),
        }

    def unplaced_prose(self) -> list[NotPlaced]:
        """Sentences of the article that found no place in it."""
        return [one for one in self.not_placed if one.is_prose]

    def placed(self) -> Iterator[str]:
        """Every piece of text that has a place in the article, or is reported beside it; addresses too."""
        yield from (run.href for run in self.runs() if run.href not in run.text)
        yield self.title
        yield from self.keywords
        yield from texts(self.introduction)
        if self.quick_answer:
            yield self.quick_answer.heading
            yield from texts(self.quick_answer.body)
        for section in self.sections:
            for part in (section, *section.subsections):
                yield part.heading
                yield from texts(part.body)
        yield self.faq_heading
        for question in self.faq:
            yield question.question
            yield from texts(question.answer)
        yield self.takeaways_heading
        for takeaway in self.takeaways:
            yield takeaway.claim
            yield from texts(takeaway.detail)
        yield self.citations_heading
        for citation in self.citations:
            yield from filter(None, (citation.title, citation.publisher, citation.url))
            yield from citation.details.values()
        yield self.other_articles_heading
        yield from self.other_articles
        if self.form:
            yield self.form.heading
            yield from self.form.notes

    def bodies(self) -> Iterator[tuple[str, list[Node]]]:
        """The parts of the article that are made of nodes, each with its heading."""
        yield "introduction", self.introduction
        for section in self.sections:
            for part in (section, *section.subsections):
                yield part.heading, part.body
        yield from self.closed_bodies()

    def closed_bodies(self) -> Iterator[tuple[str, list[Node]]]:
        """Those that become one block, which no table or picture can interrupt."""
        if self.quick_answer:
            yield self.quick_answer.heading, self.quick_answer.body
        for question in self.faq:
            yield question.question, question.answer
        for takeaway in self.takeaways:
            yield takeaway.claim, takeaway.detail

    def _blocks_json(self) -> list[Json]:
        return [
            {"type": one.kind, **dict(one.values), "paragraphs": texts(one.body)} for one in self.blocks()
        ]

    def blocks(self) -> Iterator[Block]:
        """What labels set apart in the text."""
        return (node for _, body in self.bodies() for node in body if isinstance(node, Block))

    def runs(self) -> Iterator[Run]:
        """All text that may hold links."""
        return (run for _, body in self.bodies() for node in body for run in runs_in(node))


def texts(nodes: Iterable[Node]) -> list[str]:
    """The texts of nodes; a picture about which nothing is said has none."""
    return [node.text for node in nodes if node.text or not isinstance(node, Picture)]


def _section_json(section: Section) -> Json:
    return {"level": section.level, "heading": section.heading, "paragraphs": texts(section.body)}
