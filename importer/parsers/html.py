"""Web pages: saved from a browser, exported from Google Docs, or made of Markdown.

The page is walked once, without recursion. Text gathers until an element begins or ends that stands on lines
of its own; then it becomes a node. What a reader of the page does not see is no text.
"""

import codecs
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby
from operator import itemgetter

from lxml import etree
from lxml.etree import _Element as Element

from editorial.identity import unwrap
from importer.errors import UnreadableDocument
from importer.nodes import (
    LINKS,
    Aside,
    Divider,
    Document,
    Heading,
    ListItem,
    Node,
    Paragraph,
    Picture,
    Remark,
    Run,
    Runs,
    Table,
    cut,
    is_exact,
    plain,
    text_of,
)
from importer.parsers import css, pictures
from importer.parsers.characters import clean
from importer.parsers.text import MARKER

BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "button", "caption", "center", "dd", "details",
    "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1",
    "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "label", "legend", "li", "main", "menu",
    "nav", "ol", "optgroup", "option", "p", "pre", "search", "section", "select", "summary", "table",
    "tbody", "td", "textarea", "tfoot", "th", "thead", "title", "tr", "ul",
})  # fmt: skip
HEADINGS = {f"h{level}": level for level in range(1, 7)}
UNSEEN = frozenset({
    "script", "style", "template", "noscript", "head", "math", "svg", "canvas", "datalist", "object",
})  # fmt: skip
EMBEDDED = frozenset(["iframe", "video", "audio", "embed"])
BUTTONS = frozenset({"submit", "button", "reset"})
UNSEEN_CLASSES = frozenset({"sr-only", "visually-hidden", "screen-reader-text", "screenreader-text"})

# What surrounds the text of a page.
SURROUNDINGS = frozenset({"nav", "footer", "search"})
SURROUNDING_ROLES = frozenset({"navigation", "contentinfo", "complementary", "search", "banner", "menu"})
SURROUNDING_NAMES = frozenset({
    "nav", "navbar", "navigation", "sidebar", "footer", "site-footer", "site-header", "breadcrumb",
    "breadcrumbs", "cookie-banner", "skip-link",
})  # fmt: skip

# A line break that is meant; every other white space is one space.
BREAK = "\v"
SPACE = re.compile(rf"[^\S{BREAK}]+")
PARAGRAPHS = re.compile(rf"{BREAK} ?{BREAK}[ {BREAK}]*")
GOOGLE_DEPTH = re.compile(r"\blst-[\w]+-(\d)\b")
COMMENT_MARK = re.compile(r"#cmnt(?:_ref)?\d+")
NOTE_MARK = re.compile(r"#(?:ftnt_ref|fnref|user-content-fnref|footnote-ref)[\w:-]*")
NUMBER = re.compile(r"\W*(\d{1,3})")
CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{1,40})", re.I)
CHARSETS = re.compile(
    r"utf-8|ascii|cp125\d|iso8859-\d+|koi8-[ru]|mac-roman|shift_jis|euc_(?:jp|kr)|gb\w+|big5"
)
LONGEST_QUOTE = 300
MOST_COLUMNS = 40
MOST_ELEMENTS = 250_000


def parse(data: bytes) -> Document:
    return convert(decode(data))


def decode(data: bytes) -> str:
    """The text of a page, in the encoding it names, else UTF-8, else that of Windows."""
    if data.startswith((b"PK\x03\x04", b"%PDF-", b"\xd0\xcf\x11\xe0", b"{\\rtf")):
        raise UnreadableDocument("is no web page but another kind of file.")
    for mark, name in ((codecs.BOM_UTF8, "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return _decode(data, name)
    if b"\0" in data:
        raise UnreadableDocument("is no web page but another kind of file.")
    named = CHARSET.search(data, 0, 4096)
    if named:
        return _decode(data, _codec(named[1].decode()))
    try:
        return clean(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _decode(data, "cp1252")


def _codec(name: str) -> str:
    try:
        codec = codecs.lookup(name).name
    except LookupError:
        codec = ""
    if codec in ("iso8859-1", "ascii"):
        return "cp1252"  # as browsers do
    if codec.startswith("utf-16"):
        return "utf-8"  # a name written in ASCII disproves it
    if not CHARSETS.fullmatch(codec):
        raise UnreadableDocument(
            f"says it is in the encoding {name}, which is not known. Save it again in UTF-8."
        )
    return codec


def _decode(data: bytes, codec: str) -> str:
    try:
        return clean(data.decode(codec))
    except UnicodeDecodeError as error:
        if codec == "cp1252":  # five bytes have no meaning there
            return clean(data.decode(codec, errors="replace"))
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableDocument(
            f"is not in {codec.upper().removesuffix('-SIG')}: line {line} holds a character that "
            f"cannot be read (byte {error.start + 1}). Save it again in UTF-8."
        ) from error


def convert(page: str, files: Mapping[str, bytes] | None = None, *, is_numbered: bool = False) -> Document:
    """The document on a page. `files` holds the pictures that lie beside it, by their path from the page.

    Where `is_numbered`, the attribute data-line says which line of another source an element comes from.
    """
    root = _tree(page)
    reader = _Reader(root, files or {}, is_numbered)
    reader.read()
    if not reader.nodes and not reader.notes:
        raise UnreadableDocument("holds no text that a reader would see.")
    return reader.document()


def _tree(page: str) -> Element:
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True
    )
    try:
        root = etree.fromstring(page.encode("utf-8", "replace"), parser)
    except etree.LxmlError as error:
        raise UnreadableDocument("cannot be read as a web page.") from error
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise UnreadableDocument("nests its elements too deeply to be a page for readers.")
    if root is None:
        raise UnreadableDocument("holds no text that a reader would see.")
    if sum(1 for _ in root.iter()) > MOST_ELEMENTS:
        raise UnreadableDocument(f"is made of more than {MOST_ELEMENTS:,} elements, the limit.")
    return root


@dataclass(slots=True)
class _Level:
    """What holds inside an element."""

    bold: bool = False
    italic: bool = False
    raised: bool = False
    lowered: bool = False
    href: str = ""
    is_preformatted: bool = False
    is_aside: bool = False
    heading: int = 0
    item: "_Item | None" = None
    gathered: int | None = None  # how much text there was before the mark of a note


@dataclass(slots=True)
class _List:
    is_ordered: bool
    next_number: int
    depth: int


@dataclass(slots=True)
class _Item:
    depth: int
    number: int | None
    node: int | None = None  # where in the nodes it has been put
    is_note: bool = False
    runs: list[Run] = field(default_factory=list)


@dataclass(slots=True)
class _Table:
    line: int
    is_aside: bool
    rows: list[list[Runs]] = field(default_factory=list)
    heads: list[bool] = field(default_factory=list)  # for each row, whether all of it are header cells
    spans: dict[int, int] = field(default_factory=dict)  # for each column, in how many rows it is still taken
    cell: list[Runs] | None = None
    caption: str = ""


class _Reader:
    def __init__(self, root: Element, files: Mapping[str, bytes], is_numbered: bool) -> None:
        self.root = root
        self.given = files
        self.is_numbered = is_numbered
        self.sheet = css.read_sheet("".join(style.text or "" for style in root.iter("style")))
        self.main = _main(root)
        self.layout = _layout_tables(root)
        self.comments = _comments(root)
        self.around_title = _around(root, "h1")
        self.around_headings = _around(root, *HEADINGS)
        self.nodes: list[Node] = []
        self.notes: list[Node] = []
        self.files: dict[str, bytes] = {}
        self.remarks: dict[Remark, None] = {}
        self.hidden: list[str] = []
        self.levels = [_Level(is_aside=self.main is not None)]
        self.lists: list[_List] = []
        self.tables: list[_Table] = []
        self.runs: list[tuple[Run, str]] = []  # pieces of text, each with a run that looks like it
        self.items: list[tuple[list[Node], _Item]] = []
        self.pictures: list[Picture] = []
        self.line = 1
        self.first_line = 0  # of the text that is gathering
        self.last_heading = 0
        self.noted = 0

    @property
    def level(self) -> _Level:
        return self.levels[-1]

    def document(self) -> Document:
        for nodes, item in self.items:
            if item.node is not None:
                nodes[item.node] = replace(nodes[item.node], runs=tuple(item.runs))
        remarks = list(self.remarks)
        if self.hidden:
            text = " … ".join(self.hidden)
            remarks.append(Remark(f"text that a reader of the page does not see: {_brief(text)}", 1))
        nodes = self.nodes if is_exact(self.nodes) else list(typed_items(self.nodes))
        return Document((*nodes, *self.notes), self.files, tuple(remarks))

    def remark(self, text: str) -> None:
        self.remarks[Remark(text, self.line)] = None

    # Walking.

    def read(self) -> None:
        walker = etree.iterwalk(self.root, events=("start", "end"))
        skipped: Element | None = None
        for event, element in walker:
            if event == "start":
                if self.is_skipped(element):
                    skipped = element
                    walker.skip_subtree()
                else:
                    self.start(element)
                    self.add_text(element.text)
            else:
                if skipped is element:
                    skipped = None
                else:
                    self.end(element)
                self.add_text(element.tail)
        self.flush()

    def is_skipped(self, element: Element) -> bool:
        """Whether an element says nothing to a reader, or nothing of the text."""
        tag = element.tag
        if not isinstance(tag, str):
            return True
        if tag in UNSEEN:
            return True
        if tag in EMBEDDED:
            if source := element.get("src"):
                self.remark(f"embedded content, not fetched: {_brief(source)}")
            return True
        if tag == "a" and COMMENT_MARK.fullmatch(element.get("href", "")):
            return True
        if element in self.comments:
            self.remark(f"a comment, not imported: {_content(element)}")
            return True
        if not self.is_hidden(element):
            return False
        self.hidden += filter(None, [_content(element)])
        return True

    def look(self, element: Element) -> css.Look:
        names, style = element.get("class", ""), element.get("style", "")
        return css.look_of(names, style, self.sheet) if names or style else css.PLAIN

    def is_hidden(self, element: Element) -> bool:
        """Whether no reader sees an element; what a search in the page opens can be seen."""
        names = element.get("class", "")
        look = self.look(element)
        is_marked = element.get("hidden", "until-found").lower() != "until-found"
        return look.hidden or is_marked or not UNSEEN_CLASSES.isdisjoint(names.split())

    def start(self, element: Element) -> None:
        tag = element.tag
        self.find_line(element)
        if tag == "br":
            self.runs.append((Run(""), BREAK))
        if tag in ("br", "wbr"):
            self.levels.append(self.level)
            return
        if tag in BLOCKS:
            self.flush()
        above = self.level
        look = self.look(element)
        look = look.over(
            css.Look(
                bold=True if tag in ("b", "strong") else None,
                italic=True if tag in ("i", "em") else None,
                raised=True if tag == "sup" else None,
                lowered=True if tag == "sub" else None,
            )
        )
        level = replace(
            above,
            bold=above.bold if look.bold is None else look.bold,
            italic=above.italic if look.italic is None else look.italic,
            raised=above.raised if look.raised is None else look.raised,
            lowered=above.lowered if look.lowered is None else look.lowered,
            is_preformatted=above.is_preformatted or tag in ("pre", "textarea"),
            is_aside=self.is_aside(element),
            heading=_heading(element) or above.heading,
            gathered=None,
        )
        self.levels.append(level)
        match tag:
            case "a":
                level.href = self.address(element.get("href", "")) or level.href
                if NOTE_MARK.fullmatch(element.get("href", "")):
                    level.item = self.note(element) or level.item
                    level.gathered = len(self.runs)
            case "hr":
                self.nodes.append(Divider((), self.line, "---"))
            case "img":
                self.add_picture(element)
            case "input" if element.get("type", "").lower() in BUTTONS:
                self.add_text(element.get("value"))
            case "ol" | "ul" | "menu" | "dir":
                self.lists.append(self.new_list(element))
            case "li":
                level.item = self.new_item(element)
                level.heading = 0
            case "q":
                self.add_text("“")
            case "summary":
                self.start_summary(element)
            case "table" if element not in self.layout:
                self.tables.append(_Table(self.line, level.is_aside))
            case "tr" if self.tables:
                self.tables[-1].rows.append([])
            case "td" | "th" if self.tables and self.tables[-1].rows:
                self.tables[-1].cell = []

    def end(self, element: Element) -> None:
        tag = element.tag
        if tag == "q":
            self.add_text("”")
        if tag in BLOCKS:
            self.flush(is_caption=tag in ("caption", "figcaption"))
        ended = self.levels.pop()
        if ended.gathered is not None:
            del self.runs[ended.gathered :]
            self.level.item = ended.item  # what follows the mark is the note
        match tag:
            case "ol" | "ul" | "menu" | "dir" if self.lists:
                self.lists.pop()
            case "td" | "th" if self.tables and self.tables[-1].cell is not None:
                self.close_cell(element)
            case "tr" if self.tables and self.tables[-1].rows:
                self.close_row(element)
            case "table" if element not in self.layout:
                self.close_table(self.tables.pop())

    def find_line(self, element: Element) -> None:
        if not self.is_numbered:
            self.line = element.sourceline or self.line
        elif (line := element.get("data-line", "")).isdecimal():
            self.line = int(line)

    # Text.

    def add_text(self, text: str | None) -> None:
        if not text:
            return
        level = self.level
        text = text.replace(BREAK, " ")
        if level.is_preformatted:
            text = text.replace("\n", BREAK)
        text = SPACE.sub(" ", text)
        if text.strip() and not self.first_line:
            self.first_line = self.line
        look = Run("", level.bold, level.italic, level.href, level.raised, level.lowered)
        self.runs.append((look, text))

    def flush(self, *, is_caption: bool = False) -> None:
        """Make a node of the text that has gathered."""
        runs = tidy(self.runs)
        pictures, self.pictures = self.pictures, []
        line, self.first_line = self.first_line or self.line, 0
        self.runs = []
        if runs:
            self.place(runs, line, is_caption)
        self.nodes += pictures

    def place(self, runs: Runs, line: int, is_caption: bool) -> None:
        level = self.level
        table = self.tables[-1] if self.tables else None
        if table and is_caption:
            table.caption = text_of(runs).replace("\n", " ")
        elif table and table.cell is not None:
            table.cell.append(runs)
        elif level.is_aside:
            self.nodes.append(Aside(runs, line))
        elif is_caption and self.nodes and isinstance(self.nodes[-1], Picture) and not self.nodes[-1].caption:
            self.nodes[-1] = _captioned(self.nodes[-1], text_of(runs))
        elif level.item:
            self.place_in_item(level.item, runs, line)
        elif level.heading:
            self.last_heading = level.heading
            if not is_exact(self.nodes):
                runs = tuple(replace(run, bold=False) for run in runs)
            self.nodes.append(Heading(runs, line, level=level.heading))
        else:
            self.nodes += (Paragraph(part, line) for part in _paragraphs(runs))

    def place_in_item(self, item: _Item, runs: Runs, line: int) -> None:
        """The first text in an item is the item; more of it goes on in a new line."""
        nodes = self.notes if item.is_note else self.nodes
        if item.node is None:
            item.node = len(nodes)
            item.runs += runs
            mark = "•" if item.number is None else f"[^{item.number}]" if item.is_note else f"{item.number}."
            nodes.append(ListItem((), line, mark, depth=item.depth, number=item.number))
            self.items.append((nodes, item))
        elif item.node == len(nodes) - 1:
            item.runs += (Run("\n"), *runs)
        else:
            nodes.append(Paragraph(runs, line))

    # Elements.

    def is_aside(self, element: Element) -> bool:
        """Whether an element belongs to what surrounds the text."""
        if element is self.main:
            return False
        role = element.get("role", "")
        names = {element.get("id", ""), *element.get("class", "").lower().split()}
        surrounds = (
            element.tag in SURROUNDINGS
            or role in SURROUNDING_ROLES
            or (element.tag not in ("html", "body") and not SURROUNDING_NAMES.isdisjoint(names))
            or (element.tag == "aside" and self.main is None)
        )
        return self.level.is_aside or (surrounds and element not in self.around_title)

    def address(self, href: str) -> str:
        """Where a link leads, if it leads somewhere from outside the page."""
        href = href.strip()
        if not href or href.startswith("#"):
            return ""
        target = unwrap(href)
        if not target.lower().startswith(LINKS) or any(character.isspace() for character in target):
            if not self.level.is_aside:
                self.remark(f"a link that leads nowhere outside its page, kept as words: {_brief(href)}")
            return ""
        return target

    def note(self, anchor: Element) -> _Item | None:
        """The footnote that begins with a link back to its place in the text."""
        if self.level.item and self.level.item.node is None:
            self.level.item.is_note = True
            return None
        if any(text.strip() for _, text in self.runs):
            return None
        match = NUMBER.match(_content(anchor))
        self.noted += 1
        return _Item(0, int(match[1]) if match else self.noted, is_note=True)

    def new_list(self, element: Element) -> _List:
        start = element.get("start", "")
        depth = GOOGLE_DEPTH.search(element.get("class", ""))
        return _List(
            element.tag == "ol",
            int(start) if re.fullmatch(r"\d{1,6}", start) else 1,
            int(depth[1]) if depth else len(self.lists),
        )

    def new_item(self, element: Element) -> _Item:
        if not self.lists:
            return _Item(0, None)
        inside = self.lists[-1]
        value = element.get("value", "")
        number = int(value) if re.fullmatch(r"\d{1,6}", value) else inside.next_number
        inside.next_number = number + 1
        return _Item(inside.depth, number if inside.is_ordered else None)

    def start_summary(self, element: Element) -> None:
        """What opens a hidden answer is a heading below the last one; without any, a bold paragraph."""
        if element in self.around_headings:
            return
        if self.last_heading:
            self.level.heading = min(self.last_heading + 1, 6)
        else:
            self.level.bold = True

    def add_picture(self, element: Element) -> None:
        alt = " ".join(element.get("alt", "").split())
        source = element.get("src", "").strip()
        try:
            name, data = pictures.find(source, self.given, len(self.files))
        except pictures.NotHere as reason:
            if is_exact(self.nodes) and source.startswith(("http://", "https://")):
                self.pictures.append(Picture(plain(alt), self.line, name=source))
            elif alt or not source.startswith("data:"):
                self.remark(f"a picture, {reason}: {_brief(' '.join(filter(None, [alt, source])))}")
            return
        self.files[name] = data
        if self.level.is_aside:
            self.remark(f"a picture beside the text, not imported: {alt or name}")
            del self.files[name]
            return
        self.pictures.append(Picture(plain(alt), self.line, name=name))

    # Tables.

    def close_cell(self, element: Element) -> None:
        table = self.tables[-1]
        row = table.rows[-1]
        self.fill_spans(table, row)
        cell = _joined(table.cell or [])
        table.cell = None
        across, down = _span(element.get("colspan")), _span(element.get("rowspan"))
        if len(row) >= MOST_COLUMNS:
            across = down = 1
        for column in range(len(row), len(row) + across):
            if down > 1:
                table.spans[column] = down - 1
        row += (cell, *[()] * (across - 1))
        table.heads[len(table.rows) - 1 :] = [
            all(table.heads[len(table.rows) - 1 :] or [True]) and element.tag == "th"
        ]

    def fill_spans(self, table: _Table, row: list[Runs]) -> None:
        """Leave the columns empty that a cell further up still takes."""
        while table.spans.get(len(row), 0):
            table.spans[len(row)] -= 1
            row.append(())

    def close_row(self, element: Element) -> None:
        table = self.tables[-1]
        self.fill_spans(table, table.rows[-1])
        if not any(map(text_of, table.rows[-1])):
            table.rows.pop()
            del table.heads[len(table.rows) :]
        elif _is_in_head(element):
            table.heads[len(table.rows) - 1 :] = [True]

    def close_table(self, table: _Table) -> None:
        width = max(map(len, table.rows), default=0)
        rows = tuple((*row, *[()] * (width - len(row))) for row in table.rows)
        if table.is_aside or width < 2 or width > MOST_COLUMNS or len(rows) < 2:
            self.nodes += _as_text(rows, table)
            return
        has_header = table.heads[0] or is_header(rows)
        lines = [Run("\t".join(map(text_of, row)).rstrip("\t")) for row in rows]
        caption = [Run(table.caption)] if table.caption else []
        text = plain("\n".join(run.text for run in (*caption, *lines)))
        self.nodes.append(Table(text, table.line, rows=rows, has_header=has_header, caption=table.caption))


def typed_items(nodes: Iterable[Node]) -> Iterator[Node]:
    """The nodes, with paragraphs that begin with a typed bullet or number as list items."""
    counted = {0}
    for node in nodes:
        marker = MARKER.match(node.text) if isinstance(node, Paragraph) else None
        number = int(marker[2] or marker[3] or 0) if marker else 0
        if marker and (not number or number - 1 in counted):
            counted.add(number)
            runs = cut(node.runs, marker.end())
            yield ListItem(runs, node.line, marker[1], number=number or None)
        else:
            yield node


def tidy(pieces: Iterable[tuple[Run, str]]) -> Runs:
    """Runs with single spaces, none at the ends or beside a break, and breaks as line ends."""
    tidied: list[Run] = []
    above = BREAK
    for look, group in groupby(pieces, itemgetter(0)):
        text = SPACE.sub(" ", "".join(piece for _, piece in group))
        text = text.replace(f" {BREAK}", BREAK).replace(f"{BREAK} ", BREAK)
        if above in (BREAK, " "):
            text = text.removeprefix(" ")
        if text.startswith(BREAK):
            _strip_end(tidied)
        if text:
            tidied.append(replace(look, text=text))
            above = text[-1]
    return tuple(replace(run, text=run.text.replace(BREAK, "\n")) for run in cut(tuple(tidied), 0))


def _strip_end(runs: list[Run]) -> None:
    if runs and runs[-1].text.endswith(" "):
        last = runs.pop()
        if text := last.text[:-1]:
            runs.append(replace(last, text=text))


def _paragraphs(runs: Runs) -> list[Runs]:
    """Two breaks or more are what a paragraph ends with."""
    text = text_of(runs)
    parts, start = [], 0
    for gap in re.finditer(r"\n\n+", text):
        parts.append(cut(runs, start, gap.start()))
        start = gap.end()
    return [*parts, cut(runs, start)]


def is_header(rows: tuple[tuple[Runs, ...], ...]) -> bool:
    """Whether the first row of cells without marks is a header: all of it bold, and no other row so."""
    first, *others = [all(map(_is_bold, row)) for row in rows]
    return first and not any(others)


def _is_bold(runs: Runs) -> bool:
    return bool(runs) and all(run.bold for run in runs if run.text.strip())


def _joined(parts: list[Runs]) -> Runs:
    joined: list[Run] = []
    for part in parts:
        joined += [Run("\n"), *part] if joined else part
    return tuple(joined)


def _as_text(rows: tuple[tuple[Runs, ...], ...], table: _Table) -> list[Node]:
    kind = Aside if table.is_aside else Paragraph
    cells = [plain(table.caption), *(cell for row in rows for cell in row)]
    return [kind(cell, table.line) for cell in cells if cell]


def _captioned(picture: Picture, caption: str) -> Picture:
    runs = (*picture.runs, Run("\n"), Run(caption)) if picture.runs else plain(caption)
    return replace(picture, runs=runs, caption=caption)


def _span(text: str | None) -> int:
    return min(int(text), MOST_COLUMNS) if text and re.fullmatch(r"[1-9]\d{0,3}", text) else 1


def _is_in_head(row: Element) -> bool:
    above = row.getparent()
    return above is not None and above.tag == "thead"


def _heading(element: Element) -> int:
    if element.get("role") == "heading":
        level = element.get("aria-level", "2")
        return int(level) if level in "123456" and level else 2
    if element.tag == "p" and "title" in element.get("class", "").split():
        return 1  # the title of a Google Doc
    return HEADINGS.get(element.tag, 0)


def _main(root: Element) -> Element | None:
    """The element that holds the text of the page, if it says which."""
    for path in ("main", "article"):
        found = list(root.iter(path))
        if len(found) == 1 and _content(found[0]):
            return found[0]
    return None


def _layout_tables(root: Element) -> frozenset[Element]:
    """Tables that only lay out a page: they hold headings or other tables."""
    layout: set[Element] = set()
    open_tables: list[Element] = []
    tags = ("table", "details", *HEADINGS)
    for event, element in etree.iterwalk(root, events=("start", "end"), tag=tags):
        if event == "start" and open_tables:
            layout.add(open_tables[-1])
        if element.tag == "table":
            if event == "start":
                open_tables.append(element)
                if element.get("role") in ("presentation", "none"):
                    layout.add(element)
            else:
                open_tables.pop()
    return frozenset(layout)


def _comments(root: Element) -> frozenset[Element]:
    """The comments of a Google Doc, which stand behind its text."""
    anchors = (anchor for anchor in root.iter("a") if re.fullmatch(r"cmnt\d+", anchor.get("id", "")))
    found = (next(anchor.iterancestors("div"), None) for anchor in anchors)
    return frozenset(element for element in found if element is not None)


def _around(root: Element, *tags: str) -> frozenset[Element]:
    """Every element that holds one of these."""
    around: set[Element] = set()
    for inner in root.iter(*tags):
        for element in inner.iterancestors():
            if element in around:
                break
            around.add(element)
    return frozenset(around)


def _content(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _brief(text: str) -> str:
    return text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE]}…"
