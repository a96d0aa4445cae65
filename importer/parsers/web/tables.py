"""The table of a web page that is being read."""

import re
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from importer.nodes import Aside, Node, Paragraph, Runs, joined, padded, plain, table, text_of

MOST_COLUMNS = 40


@dataclass(slots=True)
class OpenTable:
    line: int
    is_aside: bool
    rows: list[list[Runs]] = field(default_factory=list)
    heads: list[bool] = field(default_factory=list)  # for each row, whether all of it are header cells
    spans: dict[int, int] = field(default_factory=dict)  # for each column, in how many rows it is still taken
    cell: list[Runs] | None = None
    caption: str = ""

    def open_row(self) -> None:
        self.rows.append([])
        self.heads.append(True)

    def open_cell(self) -> None:
        if self.rows and self.cell is None:  # one in another is only in broken pages
            self.cell = []

    def close_cell(self, element: Element) -> None:
        if self.cell is None:
            return
        row = self.rows[-1]
        self._fill_spans(row)
        cell, self.cell = joined(self.cell), None
        across, down = _span(element.get("colspan")), _span(element.get("rowspan"))
        if len(row) >= MOST_COLUMNS:
            across = down = 1
        for column in range(len(row), len(row) + across):
            if down > 1:
                self.spans[column] = down - 1
        row += (cell, *[()] * (across - 1))
        self.heads[-1] = self.heads[-1] and element.tag == "th"

    def _fill_spans(self, row: list[Runs]) -> None:
        """Leave the columns empty that a cell further up still takes."""
        while self.spans.get(len(row), 0):
            self.spans[len(row)] -= 1
            row.append(())

    def close_row(self, element: Element) -> None:
        if not self.rows:
            return
        self._fill_spans(self.rows[-1])
        if not any(map(text_of, self.rows[-1])):
            self.rows.pop()
            self.heads.pop()
        elif _is_in_head(element):
            self.heads[-1] = True

    def close(self) -> list[Node]:
        """The table, or where it is none that a reader would call so, the text in it."""
        rows = padded(self.rows, ())
        width = len(rows[0]) if rows else 0
        if self.is_aside or width < 2 or width > MOST_COLUMNS or len(rows) < 2:
            kind = Aside if self.is_aside else Paragraph
            cells = [plain(self.caption), *(cell for row in rows for cell in row)]
            return [kind(cell, self.line) for cell in cells if cell]
        has_header = self.heads[0] or is_header(rows)
        return [table(rows, self.line, has_header=has_header, caption=self.caption)]


def is_header(rows: list[tuple[Runs, ...]]) -> bool:
    """Whether the first row of cells without marks is a header: all of it bold, and no other row so."""
    first, *others = [all(map(_is_bold, row)) for row in rows]
    return first and not any(others)


def _is_bold(runs: Runs) -> bool:
    return bool(runs) and all(run.bold for run in runs if run.text.strip())


def _span(text: str | None) -> int:
    return min(int(text), MOST_COLUMNS) if text and re.fullmatch(r"[1-9]\d{0,3}", text) else 1


def _is_in_head(row: Element) -> bool:
    above = row.getparent()
    return above is not None and above.tag == "thead"
