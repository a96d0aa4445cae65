"""Plain text. Paragraphs, lists, marked headings and dividers are seen in how the lines lie.

Which unmarked line is a heading is not decided here: that takes the whole document and is the mapper's work.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from importer.errors import UnreadableDocument
from importer.nodes import Divider, Document, Heading, ListItem, Node, Paragraph
from importer.parsers.characters import SOFT_BREAK, decode
from importer.parsers.emphasis import read_emphasis
from importer.parsers.progress import Tell, told, untold

BULLETS = "-*+•‣◦▪▫●○■□·–—►➢✓✔"
MARKER = re.compile(
    rf"([{re.escape(BULLETS)}]|o(?=  )|[a-h]\)|\(?(\d{{1,2}})[.)]|\[(\d{{1,3}})\])[ \t]+(?=\S)"
)
HASHES = re.compile(r"(?:(#{1,6})[ \t]|H([1-6])(?:\s*:|\s+[–—-](?=\s))|[\[(]H([1-6])[\])])\s*(?=\S)")
UNDERLINE = re.compile(r"={3,}|-{3,}|~{3,}")
DIVIDER = re.compile(r"(?:[-=_*~#•][ \t]*){3,}")
URL_ONLY = re.compile(r"<?(?:https?://|www\.)\S+>?|doi:\s*10\.\S+", re.I)

QUOTE = re.compile(r"[ \t]*(>[> ]*) (?=[^\d\s])")  # "> 50 mg" is a figure
EMPTY_QUOTE = re.compile(r">[> ]*")
CELLS = re.compile(r"\S *\t\s*\S")

LINE_END = re.compile(r"\r\n|\n|\r")

BROKEN_WORD = re.compile(r"[^\W_][-\u2010\u2011]")
SHARED_ENDING = re.compile(r"(?:and|or|to)\b", re.I)  # "short- and long-term"

MOST_LINES = 100_000

# Widths between which a text counts as wrapped by hand or by a mail program.
NARROWEST, WIDEST = 50, 100


@dataclass(frozen=True, slots=True)
class Line:
    number: int
    raw: str
    text: str
    indent: int
    quote: str = ""  # what marks it as quoted

    @classmethod
    def of(cls, number: int, raw: str, *, is_row: bool = False) -> "Line":
        """A line; tabs stay in the text of one that is a row of a table."""
        quote = QUOTE.match(raw)
        raw = raw[quote.end() if quote else 0 :].rstrip()
        cells = [" ".join(cell.split()) for cell in raw.split("\t")] if is_row else raw.split()
        raw = raw.expandtabs(4)
        text = ("\t" if is_row else " ").join(filter(None, cells))
        return cls(number, raw, text, len(raw) - len(raw.lstrip()), quote[1].strip() if quote else "")


def parse(data: bytes, tell: Tell = untold) -> Document:
    text = decode(data)
    if sum(map(text.count, "\n\r")) > MOST_LINES:
        raise UnreadableDocument(f"has more than {MOST_LINES:,} lines, the limit. Split it.")
    lines = list(_lines(text))
    nodes = _nodes(lines, wrap_width(lines))
    return Document(tuple(told(nodes, len(lines), tell)))


def _lines(text: str) -> Iterator[Line]:
    """The lines, numbered as an editor does; of several empty ones in a row the first."""
    parts = [
        (number, part)
        for number, line in enumerate(LINE_END.split(text), start=1)
        for part in SOFT_BREAK.split(line)
    ]
    rows = _rows(part for _, part in parts if part.strip())
    is_empty = False
    for number, part in parts:
        if part.strip():
            yield Line.of(number, part, is_row=next(rows))
        elif not is_empty:
            yield Line.of(number, part)
        is_empty = not part.strip()


def _rows(lines: Iterable[str]) -> Iterator[bool]:
    """Of each line whether it is a row of a table: it has tabs between words, and so has one beside it."""
    tabbed = [False, *(bool(CELLS.search(line)) for line in lines), False]
    for above, here, below in zip(tabbed, tabbed[1:], tabbed[2:], strict=False):
        yield here and (above or below)


def wrap_width(lines: Sequence[Line]) -> int:
    """The width the text was wrapped at, 0 when every line break is the writer's own."""
    pairs = [
        (above, below)
        for above, below in pairwise(lines)
        if above.text and _may_continue(below) and len(above.raw) <= WIDEST and len(below.raw) <= WIDEST
    ]
    width = max((len(above.raw) for above, _ in pairs), default=0)
    forced = sum(_did_not_fit(above, below, width) for above, below in pairs)
    return width if width >= NARROWEST and forced >= 2 and forced >= 0.6 * len(pairs) else 0


def _may_continue(line: Line) -> bool:
    return bool(line.text) and not MARKER.match(line.raw, line.indent) and not URL_ONLY.fullmatch(line.text)


def _did_not_fit(above: Line, below: Line, width: int) -> bool:
    return len(below.raw) <= width < len(above.raw) + 1 + len(below.text.split()[0])


def is_wrapped(above: Line, below: Line, width: int) -> bool:
    """Whether the sentence runs on from one line to the next, so that the break means nothing."""
    if above.quote != below.quote or not _may_continue(below) or URL_ONLY.fullmatch(above.text):
        return False
    if width and _did_not_fit(above, below, width):
        return True
    return len(above.text) >= 40 and below.text[0].islower() and above.text[-1] not in '.!?:;…”"'


def space_between(above: str, below: str) -> str:
    """What joins two lines of a wrapped text: nothing where a word was broken at its hyphen."""
    return "" if BROKEN_WORD.fullmatch(above[-2:]) and not SHARED_ENDING.match(below) else " "


def _nodes(lines: Sequence[Line], width: int) -> Iterator[Node]:
    """Each turn reads one node: its first line, then the lines that belong to it."""
    index = 0
    indents: list[int] = []  # of the list items that enclose the current one
    counted = {0}  # numbers seen so far: a list starts at 1 and counts on, "24. May" does not
    while index < len(lines):
        line = lines[index]
        marker = MARKER.match(line.raw, line.indent)
        number = int(marker[2] or marker[3] or 0) if marker else 0
        if not line.text:
            index += 1
            continue
        if marker and (not number or number - 1 in counted) and not DIVIDER.fullmatch(line.text):
            counted.add(number)
            while indents and line.indent < indents[-1]:
                indents.pop()
            if not indents or line.indent > indents[-1]:
                indents.append(line.indent)
            text, end = _item(lines, index, marker.end(), width)
            runs, marks = read_emphasis(text)
            mark = f"{marker[1]} {marks}".rstrip()
            item = ListItem(runs, line.number, mark, depth=len(indents) - 1, number=number or None)
            yield _quoted(item, lines[index:end])
            index = end
            continue
        indents = []
        if DIVIDER.fullmatch(line.text) or EMPTY_QUOTE.fullmatch(line.text):
            yield _quoted(Divider((), line.number, line.text), [line])
            index += 1
        elif hashes := HASHES.match(line.text):
            runs, marks = read_emphasis(line.text[hashes.end() :])
            level = len(hashes[1] or "") or int(hashes[2] or hashes[3])
            yield _quoted(Heading(runs, line.number, hashes[0].strip() + marks, level=level), [line])
            index += 1
        else:
            node, end = _paragraph(lines, index, width)
            yield _quoted(node, lines[index:end])
            index = end


def _quoted(node: Node, lines: Sequence[Line]) -> Node:
    """A node that keeps, as marks, what its lines were quoted with."""
    quotes = "".join(line.quote for line in lines)
    return replace(node, mark=f"{node.mark} {quotes}".strip()) if quotes else node


def _paragraph(lines: Sequence[Line], start: int, width: int) -> tuple[Node, int]:
    """The paragraph, or underlined heading, that begins at `start`, and the index of the line after it."""
    parts, end = [lines[start].text], start + 1
    while end < len(lines) and is_wrapped(lines[end - 1], lines[end], width):
        parts += [space_between(parts[-1], lines[end].text), lines[end].text]
        end += 1
    runs, marks = read_emphasis("".join(parts))
    if end == start + 1 and end < len(lines) and UNDERLINE.fullmatch(lines[end].text):
        underline = lines[end].text
        level = 1 if underline[0] == "=" else 2
        return Heading(runs, lines[start].number, underline + marks, level=level), end + 1
    return Paragraph(runs, lines[start].number, marks), end


def _item(lines: Sequence[Line], start: int, text_column: int, width: int) -> tuple[str, int]:
    """The text of the list item that begins at `start`, and the index of the line after it.

    Lines that are indented deeper than the marker belong to the item, also past a blank line.
    """
    parts = [" ".join(lines[start].raw[text_column:].split())]
    end = start + 1
    while end < len(lines):
        below = next((index for index in range(end, len(lines)) if lines[index].text), None)
        if below is None:
            break
        line = lines[below]
        if MARKER.match(line.raw, line.indent) or DIVIDER.fullmatch(line.text):
            break
        if below == end and is_wrapped(lines[end - 1], line, width):
            parts += [space_between(lines[end - 1].text, line.text), line.text]
        elif line.indent > lines[start].indent:
            parts += ["\n", line.text]
        else:
            break
        end = below + 1
    return "".join(parts), end
