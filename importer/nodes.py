"""The neutral document that every parser emits and the mapper reads.

A node's text holds everything a reader sees, with single spaces; "\\n" is a line break the writer meant.
What only gave the text its structure (a bullet, a number, an underline) is kept in `mark`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

# How the address of a link begins that leads out of the document.
LINKS = ("http://", "https://", "mailto:", "tel:")

Cell = TypeVar("Cell")

# The line that an exported article begins with. It makes every word below it count as it stands.
EXACT_LINE = "[Bedside article: words in square brackets say what a part is. Leave this line in its place.]"
EXACT = re.compile(r"\[Bedside article\b[^\]\n]*\]")


@dataclass(frozen=True, slots=True)
class Run:
    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""
    superscript: bool = False
    subscript: bool = False
    cites: tuple[int, ...] = ()  # the citations it points to, counted from 1, where it is a marker


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Node:
    runs: Runs
    line: int
    mark: str = ""

    @property
    def text(self) -> str:
        return text_of(self.runs)

    def cut(self, start: int, stop: int | None = None) -> "Node":
        """The same node with only this part of its text, its formatting kept."""
        return replace(self, runs=cut(self.runs, start, stop))


@dataclass(frozen=True, slots=True)
class Paragraph(Node):
    pass


@dataclass(frozen=True, slots=True)
class Heading(Node):
    """A heading the document marks as one; `level` is None when it does not say which."""

    level: int | None = None


@dataclass(frozen=True, slots=True)
class ListItem(Node):
    """`number` is what the writer typed in an ordered list, None under a bullet; `depth` counts from 0."""

    depth: int = 0
    number: int | None = None

    @property
    def marker(self) -> str:
        """The number or bullet as the writer typed it."""
        return self.mark.partition(" ")[0]


@dataclass(frozen=True, slots=True)
class Divider(Node):
    """A line drawn across the page: no text, only a mark."""


@dataclass(frozen=True, slots=True)
class Aside(Node):
    """What stands beside the text: the menu of a saved page, the properties of a file, one a node."""


@dataclass(frozen=True, slots=True)
class Contents(Aside):
    """A line of a table of contents that somebody typed."""


@dataclass(frozen=True, slots=True)
class Table(Node):
    """Cells by row; `runs` holds their text one after the other, so that it has a text like any node.

    The text begins with the caption, if there is one.
    """

    rows: tuple[tuple[Runs, ...], ...] = ()
    has_header: bool = False
    caption: str = ""
    has_row_headers: bool = True  # whether the first cell of a row names it


@dataclass(frozen=True, slots=True)
class Picture(Node):
    """`name` is its key in the document's files, if they hold it; `runs` say what it shows.

    Behind that, on a line of its own, stands the caption, if there is one.
    """

    name: str = ""
    caption: str = ""
    is_decorative: bool = False

    @property
    def alt(self) -> str:
        return self.text.removesuffix(self.caption).strip()


@dataclass(frozen=True, slots=True)
class Block(Node):
    """What labels set apart from the text around it, such as a callout.

    `values` are its fields of plain words; `runs` hold all of its texts, one after the other.
    """

    kind: str = ""
    values: tuple[tuple[str, str], ...] = ()
    body: tuple[Node, ...] = ()
    cites: tuple[int, ...] = ()  # the numbers of its citations


# What stands between the paragraphs of a text and interrupts it.
EXHIBITS = (Table, Picture, Block)


@dataclass(frozen=True, slots=True)
class Remark:
    """What a parser saw and left out: comments, deleted text, files it does not open."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Document:
    nodes: tuple[Node, ...]
    files: Mapping[str, bytes] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()


def is_exact(nodes: Iterable[Node]) -> bool:
    """Whether a document says first that it is an exported article, of which nothing has to be guessed."""
    first = next((node.text for node in nodes if node.text and not isinstance(node, Aside)), "")
    return EXACT.fullmatch(first) is not None


def text_of(runs: Runs) -> str:
    return "".join(run.text for run in runs)


def runs_in(node: Node) -> Iterator[Run]:
    """The runs of a node as the writer formatted them: those of a table's cells, of a block's body."""
    if isinstance(node, Table):
        yield from (run for row in node.rows for cell in row for run in cell)
    elif isinstance(node, Block):
        yield from (run for one in node.body for run in one.runs)
    else:
        yield from node.runs


def table(
    rows: Iterable[Sequence[Runs]], line: int, mark: str = "", *, has_header: bool = False, caption: str = ""
) -> Table:
    """A table of these rows, all as wide as the widest; its text has a line for each."""
    grid = padded(rows, ())
    lines = [caption, *("\t".join(map(text_of, row)).rstrip("\t") for row in grid)]
    text = "\n".join(lines[0 if caption else 1 :])
    return Table(plain(text), line, mark, rows=tuple(grid), has_header=has_header, caption=caption)


def padded(rows: Iterable[Sequence[Cell]], filler: Cell) -> list[tuple[Cell, ...]]:
    """The rows of a table, each filled up to the width of the widest."""
    rows = list(rows)
    width = max(map(len, rows), default=0)
    return [(*row, *[filler] * (width - len(row))) for row in rows]


def joined(parts: Iterable[Runs]) -> Runs:
    """Parts of a text as one, each in a line of its own."""
    runs: list[Run] = []
    for part in filter(None, parts):
        runs += [Run("\n"), *part] if runs else part
    return tuple(runs)


def plain(text: str) -> Runs:
    return (Run(text),) if text else ()


def cut(runs: Runs, start: int, stop: int | None = None) -> Runs:
    """`text[start:stop]` for runs, without spaces at either end."""
    text = text_of(runs)
    start, stop, _ = slice(start, stop).indices(len(text))
    while start < stop and text[start].isspace():
        start += 1
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    return tuple(pieces(runs, start, stop))


def pieces(runs: Iterable[Run], start: int, stop: int) -> Iterator[Run]:
    """`text[start:stop]` for runs, with its spaces."""
    position = 0
    for run in runs:
        piece = run.text[max(start - position, 0) : max(stop - position, 0)]
        if piece:
            yield replace(run, text=piece)
        position += len(run.text)
