"""From the cells of a Word table to nodes."""

import re
from dataclasses import dataclass, field

from importer.nodes import Heading, Node, Picture, Runs, table
from importer.parsers.word import lines
from importer.parsers.word.names import Element, child, name, value
from importer.parsers.word.styles import Styles

MOST_COLUMNS = 63  # as in Word


@dataclass(slots=True)
class Cell:
    nodes: list[Node]
    span: int


@dataclass(slots=True)
class Row:
    cells: list[Cell] = field(default_factory=list)
    is_header: bool = False


def has_header_look(properties: Element | None, styles: Styles) -> bool:
    """Whether the first row looks like a header by the style of the table."""
    look = child(properties, "w:tblLook")
    if look is None:
        return False
    bits = value(look)
    is_on = value(look, name("w:firstRow")) in ("1", "true", "on") or (
        re.fullmatch(r"[0-9A-Fa-f]{1,8}", bits) is not None and bool(int(bits, 16) & 0x20)
    )
    return is_on and styles.has_header_look(value(child(properties, "w:tblStyle")))


def nodes_of(rows: list[Row], line: int, has_header_look: bool) -> list[Node]:
    """A table; or what is in its cells, where it only lays out the page."""
    inside = [node for row in rows for cell in row.cells for node in cell.nodes]
    width = max((sum(max(cell.span, 1) for cell in row.cells) for row in rows), default=0)
    if len(rows) < 2 or width < 2 or any(isinstance(node, Heading) for node in inside):
        return inside
    marks: list[str] = []
    grid = [_columns(row, marks) for row in rows]
    has_header = rows[0].is_header or has_header_look or _is_bold(grid[0])
    mark = " ".join(filter(None, marks))
    pictures = (node for node in inside if isinstance(node, Picture))
    return [table(grid, line, mark, has_header=has_header), *pictures]


def _columns(row: Row, marks: list[str]) -> tuple[Runs, ...]:
    """The text of each column; a cell over several stands in the first."""
    columns: list[Runs] = []
    for cell in row.cells:
        runs, mark = lines.flat(cell.nodes)
        marks.append(mark)
        columns.append(runs)
        columns += [()] * min(max(cell.span - 1, 0), max(MOST_COLUMNS - len(columns), 0))
    return tuple(columns)


def _is_bold(row: tuple[Runs, ...]) -> bool:
    filled = [run for cell in row for run in cell if run.text.strip()]
    return bool(filled) and all(run.bold for run in filled)
