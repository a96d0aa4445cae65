"""What the review screen shows of a document: its pieces, the article they make, and what to look at. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from blog.blocks import ArticleBody
from editorial.checks import check
from editorial.findings import Finding
from importer import mapper
from importer.checkable import checkable
from importer.choices import Choice, choice_of, choices_for
from importer.labeller import Correction, Piece, label
from importer.nodes import Divider, Document, Node, Picture, Table
from importer.reading import Reading
from importer.report import remarks
from importer.stream import Block, inline, introduction, to_stream

PIECES_TO_A_PAGE = 200


@dataclass(frozen=True, slots=True)
class ShownPiece:
    """A piece of the document on the left of the screen."""

    place: int
    node: Node
    choice: Choice
    said: Choice | None  # what a person said, where they did

    @property
    def line(self) -> int:
        return self.node.line

    @property
    def html(self) -> str:
        return inline(self.node.runs)

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
    value: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to look at; `place` is the piece it is about."""

    text: str
    quote: str = ""
    place: int | None = None


class Review:
    """A document as it is understood under the corrections of a person."""

    def __init__(self, document: Document, said: Mapping[int, Correction]) -> None:
        self.document = document
        self.said = said

    @cached_property
    def labelled(self) -> list[Piece]:
        return label(self.document, self.said)

    @cached_property
    def reading(self) -> Reading:
        return mapper.read(self.document, self.said)

    @cached_property
    def pieces(self) -> list[ShownPiece]:
        """Every piece that can be seen, in the order of the document."""
        return [
            ShownPiece(place, piece.node, choice_of(piece), choice_of(piece) if place in self.said else None)
            for place, piece in enumerate(self.labelled)
            if not isinstance(piece.node, Divider) and (piece.node.runs or isinstance(piece.node, Picture))
        ]

    @cached_property
    def blocks(self) -> list[ShownBlock]:
        """The blocks of the draft; pictures are named where the page will have images."""
        known = ArticleBody().child_blocks
        names = {name: number for number, name in enumerate(self.reading.files)}
        keys = range(1, len(self.reading.citations) + 1)
        return [
            ShownBlock(block["type"], known[block["type"]].label, known[block["type"]].meta.icon, block["value"])
            for block in to_stream(self.reading, keys, names)
        ]

    @property
    def introduction(self) -> str:
        return introduction(self.reading, dict.fromkeys(self.reading.files, 0))

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
        for one in self.reading.unplaced_prose():
            yield Notice("A sentence found no place in the article:", one.text, self._at(one.line))

    @cached_property
    def left_out(self) -> list[Notice]:
        """What the article will not hold, and why."""
        prose = self.reading.unplaced_prose()
        outside = [
            Notice(one.use or "not placed", one.text, self._at(one.line))
            for one in self.reading.not_placed
            if one not in prose
        ]
        notes = self.reading.form.notes if self.reading.form else []
        outside += [Notice("note of a form: the site has its own", one) for one in notes]
        teasers = self.reading.other_articles
        return outside + [Notice("teaser: the site makes its own", one) for one in teasers]

    @cached_property
    def remarks(self) -> list[str]:
        return list(remarks(self.reading))

    @cached_property
    def findings(self) -> list[Finding]:
        return check(checkable(self.reading))

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
            (len(self.problems), "problem"),
        ]
        return ", ".join(f"{count} {noun}{'' if count == 1 else 's'}" for count, noun in counts)

    @cached_property
    def _places(self) -> Mapping[int, int]:
        """The first piece of each line."""
        return {piece.line: piece.place for piece in reversed(self.pieces)}

    def _at(self, line: int) -> int | None:
        return self._places.get(line)


def page_of(pieces: Sequence[ShownPiece], place: int) -> int:
    """The page of the list, counted from 1, that shows the piece at this place."""
    index = next((index for index, piece in enumerate(pieces) if piece.place >= place), 0)
    return index // PIECES_TO_A_PAGE + 1
