"""Labels in square brackets: "[Callout: caution] Before you stop" up to "[End of callout]".

They set apart what a document has no natural form for. A label that is not complete is ordinary text.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from importer.nodes import (
    Block,
    Heading,
    ListItem,
    Node,
    Paragraph,
    Picture,
    Run,
    Runs,
    Table,
    plain,
    text_of,
)


@dataclass(frozen=True, slots=True)
class Kind:
    """How a block is written: the rest of its label's line is its `heading`, what follows its `body`."""

    name: str
    heading: str = ""
    body: str = "text"
    fields: Mapping[str, str] = field(default_factory=dict)  # lines of their own, "Attribution: ..."
    is_plain: bool = False  # its body is words without any formatting


BLOCKS = {
    "callout": Kind("Callout", "heading", "body"),
    "study_result": Kind("Study result", "outcome", "detail"),
    "off_label_note": Kind("Off-label note", "treatment", "detail", {"Condition": "condition"}),
    "quote": Kind("Quote", fields={"Attribution": "attribution"}, is_plain=True),
    "appointment": Kind("Appointment", "heading", fields={"Button": "button_label"}, is_plain=True),
}
BY_NAME = {kind.name.lower(): (block, kind) for block, kind in BLOCKS.items()}
CALLOUTS = {"information": "information", "caution": "caution", "emergency": "get help now"}
BUTTON = "Request an appointment"  # where the document names none
SHARE = re.compile(r"(\d+|\?) of (\d+|\?)(?: people)?", re.IGNORECASE)

# Labels that stand alone, before a heading, or before a text that looks like a label.
TEXT, TABLE, IMAGE = "Text", "Table", "Image"
HEADINGS = ("Section", "Quick answer", "FAQ", "Question", "Takeaways", "Citations", "Sources")
WITHOUT_ROW_HEADERS, DECORATIVE = "no row headings", "decorative"
EMPTY = "[Empty]"  # holds the place of a cell where a table would fall apart without it

_NAMES = "|".join([*(kind.name for kind in BLOCKS.values()), *HEADINGS, TEXT, TABLE, IMAGE])
LABEL = re.compile(rf"\[(?P<name>{_NAMES})(?:: (?P<more>[^\[\]\n]{{1,80}}))?\](?:\s+|$)", re.IGNORECASE)
END = re.compile(rf"\[End of (?P<name>{'|'.join(kind.name for kind in BLOCKS.values())})\]", re.IGNORECASE)
CITES = re.compile(r"Sources?: \[(\d{1,4}(?:, ?\d{1,4})*)\]")
PICTURE = re.compile(r"Picture: (https?://\S+)(?:\n(.*))?")


@dataclass(frozen=True, slots=True)
class Label:
    """What stands in the brackets, in lower case, and how much of the text it takes."""

    name: str
    more: str
    length: int


def label_of(text: str) -> Label | None:
    """The label that a text begins with."""
    match = LABEL.match(text)
    return Label(match["name"].lower(), (match["more"] or "").lower(), match.end()) if match else None


def written(name: str, more: str = "") -> str:
    """A label as it is written."""
    return f"[{name}: {more}]" if more else f"[{name}]"


def ending(kind: Kind) -> str:
    return f"[End of {kind.name.lower()}]"


def is_label(text: str, kind: Kind | None = None) -> bool:
    """Whether a text would be taken for a label, or for a field of a block of this kind."""
    return bool(
        LABEL.match(text) or END.fullmatch(text) or CITES.fullmatch(text) or (kind and _field(kind, text))
    )


def cites(text: str) -> tuple[int, ...]:
    """The numbers in a line such as "Sources: [1, 3]"; none in any other."""
    match = CITES.fullmatch(text)
    return tuple(map(int, match[1].split(","))) if match else ()


def without_label(node: Node, label: Label) -> Node:
    """The node with its label as a mark."""
    rest = node.cut(label.length)
    return replace(rest, mark=" ".join(filter(None, [node.mark, node.text[: label.length].strip()])))


def with_blocks(nodes: Sequence[Node]) -> list[Node]:
    """The nodes, with everything that labels set apart as one node each."""
    found: list[Node] = []
    index = 0
    while index < len(nodes):
        node, taken = _read(nodes, index)
        found.append(node)
        index += taken
    return found


def _read(nodes: Sequence[Node], index: int) -> tuple[Node, int]:
    """The node that begins at a place, and how many it is made of."""
    node = nodes[index]
    label = label_of(node.text) if isinstance(node, (Paragraph, Heading)) else None
    below = nodes[index + 1] if index + 1 < len(nodes) else None
    if label is None:
        return node, 1
    if label.name == TABLE.lower() and isinstance(below, Table) and label.more in ("", WITHOUT_ROW_HEADERS):
        return _table(node, label, below), 2
    picture = _picture(below) if below is not None and label.name == IMAGE.lower() else None
    if picture is not None and label.more in ("", DECORATIVE):
        return _image(node, label, picture), 2
    if label.name in BY_NAME and (values := _values(label)) is not None:
        stop = _end(nodes, index, label.name)
        if stop:
            return _block(nodes[index : stop + 1], label, values), stop + 1 - index
    return node, 1


def _end(nodes: Sequence[Node], start: int, name: str) -> int:
    """Where the block ends that begins at `start`; 0 where it does not. It holds paragraphs and lists."""
    for index in range(start + 1, len(nodes)):
        node = nodes[index]
        if not isinstance(node, (Paragraph, ListItem)) and not _is_minor_heading(node):
            return 0
        if isinstance(node, Paragraph):
            if match := END.fullmatch(node.text):
                return index if match["name"].lower() == name else 0
            label = label_of(node.text)
            if label and label.name != TEXT.lower():
                return 0
    return 0


def _is_minor_heading(node: Node) -> bool:
    return isinstance(node, Heading) and (node.level or 2) > 3


def _values(label: Label) -> dict[str, str] | None:
    """What the label itself says of the block; None where that makes no sense."""
    if label.name == "callout":
        kinds = {name: kind for kind, name in CALLOUTS.items()} | dict.fromkeys(["emergency"], "emergency")
        return {"kind": kinds[label.more or "information"]} if label.more in ("", *kinds) else None
    if label.name == "study result":
        match = SHARE.fullmatch(label.more)
        return {"n": match[1], "of": match[2]} if match else None
    return None if label.more else {}


def _block(nodes: Sequence[Node], label: Label, values: dict[str, str]) -> Block:
    first, *inside, last = nodes
    block, kind = BY_NAME[label.name]
    marks = [first.mark, first.text[: label.length].strip()]
    body: list[Node] = []
    numbers: tuple[int, ...] = ()
    texts: list[Runs] = []
    heading = first.cut(label.length)
    if kind.heading:
        values = values | {kind.heading: heading.text}
        texts.append(heading.runs)
    elif heading.text:
        body.append(Paragraph(heading.runs, first.line))
        texts.append(heading.runs)
    for node in inside:
        above = label_of(node.text) if isinstance(node, Paragraph) else None
        if above is not None:
            node = without_label(node, above)
            body.append(replace(node, mark=""))
        elif isinstance(node, Paragraph) and cites(node.text) and block == "study_result":
            numbers = cites(node.text)
            marks += [node.mark, node.text]
            continue
        elif isinstance(node, Paragraph) and (found := _field(kind, node.text)) and found[0] not in values:
            name, value, start = found
            values = values | {name: value}
            marks.append(node.text[:start])
            node = node.cut(start)
        else:
            body.append(replace(node, mark=_list_mark(node)))
        marks.append(node.mark)
        texts.append(node.runs)
    marks += [last.text, last.mark]
    return Block(
        _joined(texts),
        first.line,
        " ".join(filter(str.strip, marks)),
        kind=block,
        values=tuple(values.items()),
        body=tuple(replace(node, runs=plain(node.text)) for node in body) if kind.is_plain else tuple(body),
        cites=numbers,
    )


def _list_mark(node: Node) -> str:
    return node.marker if isinstance(node, ListItem) else ""


def _field(kind: Kind, text: str) -> tuple[str, str, int] | None:
    """The field a line fills, with what, and where in the line that begins."""
    name, colon, value = text.partition(":")
    if not colon or name not in kind.fields or "\n" in text:
        return None
    return kind.fields[name], value.strip(), len(text) - len(value.lstrip())


def _table(label_line: Node, label: Label, table: Table) -> Table:
    caption = " ".join(label_line.cut(label.length).text.split())
    return replace(
        table,
        runs=_joined([plain(caption), table.runs]),
        mark=_joined_marks(label_line, label, table),
        caption=caption,
        has_row_headers=label.more != WITHOUT_ROW_HEADERS,
        rows=tuple(_without_placeholders(table.rows)),
    )


def _without_placeholders(rows: Sequence[tuple[Runs, ...]]) -> Iterator[tuple[Runs, ...]]:
    """The rows without a last column, and without cells, that only kept the table together."""
    is_widened = bool(rows) and all(len(row) == 2 and text_of(row[1]) == EMPTY for row in rows)
    for row in rows:
        yield tuple(_cell(cell) for cell in (row[:1] if is_widened else row))


def _cell(cell: Runs) -> Runs:
    text = text_of(cell)
    if text == EMPTY:
        return ()
    label = label_of(text)
    return plain(text[label.length :]) if label and label.name == TEXT.lower() else cell


def _picture(node: Node) -> Picture | None:
    """A picture, or the address of one that is in the library."""
    if isinstance(node, Picture):
        return node
    match = PICTURE.fullmatch(node.text) if isinstance(node, Paragraph) else None
    if match is None:
        return None
    mark = " ".join(filter(None, [node.mark, "Picture:"]))
    return Picture(plain(match[2] or ""), node.line, mark, name=match[1])


def _image(label_line: Node, label: Label, picture: Picture) -> Picture:
    caption = " ".join(label_line.cut(label.length).text.split())
    return replace(
        picture,
        runs=_joined([plain(picture.alt), plain(caption)]),
        mark=_joined_marks(label_line, label, picture),
        caption=caption,
        is_decorative=label.more == DECORATIVE,
    )


def _joined_marks(label_line: Node, label: Label, node: Node) -> str:
    words = label_line.text[: label.length].strip()
    return " ".join(filter(None, [label_line.mark, words, node.mark]))


def _joined(texts: Sequence[Runs]) -> Runs:
    joined: list[Run] = []
    for runs in filter(None, texts):
        joined += [Run("\n"), *runs] if joined else runs
    return tuple(joined)
