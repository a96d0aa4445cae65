"""What the review screen shows: the pieces of a document, the article they make, what to look at. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.template.defaultfilters import linebreaks

from blog.blocks import ArticleBody
from editorial.checks import check
from editorial.findings import Finding, Severity
from editorial.lexicon import Lexicon
from editorial.rich_text import replace_markers
from importer import mapper
from importer.checkable import checkable
from importer.choices import Choice, choice_of, choices_for
from importer.labeller import label
from importer.nodes import Divider, Document, Node, Picture, Table, text_of
from importer.parts import Correction, Piece
from importer.reading import Reading
from importer.report import remarks
from importer.rules.blocks import BLOCKS
from importer.stream import inline, introduction, to_stream

PIECES_TO_A_PAGE = 200
MOST_NOTICES = 100
# The fields of a block that hold its text, and those that the screen shows in a way of their own.
TEXTS = ("text", "body", "detail")
SHOWN_APART = {*TEXTS, "heading", "level", "items", "image", "table", "also_listed", "first_column_is_header"}
FAMILIES = {"quick_answer": "quick-answer", "faq": "faq", "takeaways": "takeaways", "citations": "citations"}


@dataclass(frozen=True, slots=True)
class ShownPiece:
    """A piece of the document on the left of the screen."""

    place: int
    node: Node
    choice: Choice
    said: bool  # whether a person said so
    family: str  # whose colour it has
    number: int | None  # of the picture among the files

    @property
    def line(self) -> int:
        return self.node.line

    @property
    def html(self) -> str:
        return inline(self.node.runs)

    @property
    def mark(self) -> str:
        return self.node.mark

    @property
    def rows(self) -> list[list[str]]:
        return [[text_of(cell) for cell in row] for row in self.table.rows] if self.table else []

    @property
    def table(self) -> Table | None:
        return self.node if isinstance(self.node, Table) else None

    @property
    def picture(self) -> Picture | None:
        return self.node if isinstance(self.node, Picture) else None

    @property
    def groups(self) -> list[tuple[str, list[Choice]]]:
        return choices_for(self.node)


@dataclass(frozen=True, slots=True)
class ShownBlock:
    """A block of the article on the right of the screen."""

    kind: str
    label: str
    icon: str
    value: Mapping[str, Any]

    @property
    def family(self) -> str:
        """Whose colour it has; what is none of these is part of a section."""
        return FAMILIES.get(self.kind, "section")

    @property
    def html(self) -> str:
        """Its text; that of a quote or an invitation is plain words."""
        known = BLOCKS.get(self.kind)
        text = str(next((self.value[name] for name in TEXTS if self.value.get(name)), ""))
        return linebreaks(text, autoescape=True) if known and known.is_plain else text

    @property
    def fields(self) -> list[tuple[str, object]]:
        """What else it says, in plain words."""
        return [
            (name.replace("_", " "), value)
            for name, value in self.value.items()
            if name not in SHOWN_APART and value not in ("", None, [])
        ]


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to look at; `link` leads to the piece it is about."""

    text: str
    quote: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """What a check found, each of its quotes with what leads to the piece that says so."""

    finding: Finding
    quotes: list[tuple[str, str]]


class Review:
    """A document as it is understood under the corrections of a person, and held against a lexicon."""

    def __init__(
        self, document: Document, said: Mapping[int, Correction], lexicon: Lexicon | None = None
    ) -> None:
        self.document = document
        self.said = said
        self.lexicon = lexicon

    @cached_property
    def labelled(self) -> list[Piece]:
        return label(self.document, self.said)

    @cached_property
    def reading(self) -> Reading:
        return mapper.understand(self.document, self.labelled)

    @cached_property
    def pieces(self) -> list[ShownPiece]:
        """Every piece that can be seen, in the order of the document."""
        lost = {one.line for one in self.reading.unplaced_prose()}
        return [
            ShownPiece(
                place,
                piece.node,
                choice := choice_of(piece),
                place in self.said,
                "outside" if choice.family == "not-placed" and piece.node.line not in lost else choice.family,
                self._names.get(piece.node.name) if isinstance(piece.node, Picture) else None,
            )
            for place, piece in enumerate(self.labelled)
            if not isinstance(piece.node, Divider) and (piece.node.runs or isinstance(piece.node, Picture))
        ]

    @cached_property
    def blocks(self) -> list[ShownBlock]:
        """The blocks of the draft; pictures are named where the page will have images."""
        known = ArticleBody().child_blocks
        blocks = [(known[one["type"]], one) for one in to_stream(self.reading, self._keys, self._names)]
        return [
            ShownBlock(one["type"], kind.label, kind.meta.icon, _with_numbers(one["value"]))
            for kind, one in blocks
        ]

    @property
    def introduction(self) -> str:
        return str(_with_numbers(introduction(self.reading, self._keys, self._names)))

    @property
    def _keys(self) -> range:
        """The places of the citations stand for the sources that they will become."""
        return range(1, len(self.reading.citations) + 1)

    @cached_property
    def _names(self) -> dict[str, int]:
        return {name: number for number, name in enumerate(self.reading.files)}

    @cached_property
    def problems(self) -> list[Notice]:
        """What keeps the article from being complete."""
        return list(self._problems())

    def _problems(self) -> Iterator[Notice]:
        if not self.reading.title:
            yield Notice("No title was found. Say which piece it is.")
        if self.reading.quick_answer is None:
            yield Notice("No quick answer was found.")
        if not self.reading.citations:
            yield Notice("No citations were found.")
        prose = self.reading.unplaced_prose()
        for one in prose[:MOST_NOTICES]:
            yield Notice("A sentence found no place in the article", one.text, self._at(one.line))
        if len(prose) > MOST_NOTICES:
            yield Notice(f"{len(prose) - MOST_NOTICES} more sentences found no place; they are red below.")

    @cached_property
    def left_out(self) -> list[Notice]:
        """What the article will not hold, and why."""
        outside = [
            Notice(one.use or "not placed", one.text, self._at(one.line))
            for one in self.reading.not_placed
            if not one.is_prose
        ]
        notes = self.reading.form.notes if self.reading.form else []
        outside += [Notice("note of a form, which the site has itself", one) for one in notes]
        outside += [Notice("teaser, which the site makes itself", one) for one in self.reading.other_articles]
        more = len(outside) - MOST_NOTICES
        return [*outside[:MOST_NOTICES], *([Notice(f"{more} more, grey below")] if more > 0 else [])]

    @cached_property
    def remarks(self) -> list[str]:
        return list(remarks(self.reading))

    @cached_property
    def findings(self) -> list[ShownFinding]:
        found = check(checkable(self.reading, self.lexicon))
        return [ShownFinding(one, [(quote, self._piece_of(quote)) for quote in one.quotes]) for one in found]

    @property
    def findings_by_severity(self) -> list[tuple[Severity, list[ShownFinding]]]:
        groups = [
            (grade, [one for one in self.findings if one.finding.severity == grade]) for grade in Severity
        ]
        return [(grade, found) for grade, found in groups if found]

    @property
    def is_blocked(self) -> bool:
        """Whether the article that is made of it cannot be published as it is."""
        return any(one.finding.severity == Severity.BLOCKS for one in self.findings)

    def _piece_of(self, quote: str) -> str:
        """What leads to the piece that says this; a quote may be cut at both ends."""
        words = max(quote.strip("… ").splitlines() or [""], key=len).strip()
        pieces = (piece for piece in self.pieces if words and words in piece.node.text)
        return next((self._at(piece.line) for piece in pieces), "")

    @property
    def summary(self) -> str:
        """What the article has, for somebody who cannot see it change."""
        reading = self.reading
        below = sum(len(section.subsections) for section in reading.sections)
        counts = [
            (len(reading.sections) + below, "section"),
            (len(reading.faq), "question"),
            (len(reading.takeaways), "takeaway"),
            (len(reading.citations), "citation"),
        ]
        return ", ".join(f"{count} {noun}{'' if count == 1 else 's'}" for count, noun in counts)

    @cached_property
    def _links(self) -> dict[int, str]:
        """What leads to the first piece of each line."""
        links: dict[int, str] = {}
        for index, piece in enumerate(self.pieces):
            page = index // PIECES_TO_A_PAGE + 1
            links.setdefault(
                piece.line, f"?p={page}#piece-{piece.place}" if page > 1 else f"#piece-{piece.place}"
            )
        return links

    def _at(self, line: int) -> str:
        return self._links.get(line, "")


def _with_numbers(value: Any) -> Any:
    """A stored value, with the numbers of citations in its rich texts."""
    if isinstance(value, str):
        return replace_markers(value, lambda numbers: f"<sup>[{', '.join(map(str, numbers))}]</sup>")
    if isinstance(value, list):
        return [_with_numbers(one) for one in value]
    return {name: _with_numbers(one) for name, one in value.items()} if isinstance(value, dict) else value
