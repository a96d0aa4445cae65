"""Web pages: saved from a browser, exported from Google Docs, or made of Markdown.

The page is walked once, without recursion. Text gathers until an element begins or ends that stands on lines
of its own; then it becomes a node. What a reader of the page does not see is no text.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby
from operator import itemgetter

from lxml import etree
from lxml.etree import _Element as Element

from importer.errors import UnreadableDocument
from importer.nodes import (
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
from importer.parsers import css, links, pictures
from importer.parsers.progress import Tell, told, untold
from importer.parsers.text import MARKER
from importer.parsers.web import tree, word
from importer.parsers.web.encoding import decode
from importer.parsers.web.tables import OpenTable
from importer.parsers.web.tree import BLOCKS, HEADINGS, content_of, read_tree

UNSEEN = frozenset({
    "script", "style", "template", "noscript", "head", "math", "svg", "canvas", "datalist", "object",
})  # fmt: skip
EMBEDDED = frozenset(["iframe", "video", "audio", "embed"])
BUTTONS = frozenset({"submit", "button", "reset"})
UNSEEN_CLASSES = frozenset({"sr-only", "visually-hidden", "screen-reader-text", "screenreader-text"})
TITLES = frozenset({"title", "MsoTitle"})  # of Google Docs and of Word

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
# How a note refers back to the text: Google Docs, Markdown, Word, LibreOffice.
NOTE_MARK = re.compile(
    r"#(?:ftnt_ref|fnref|user-content-fnref|footnote-ref|_ftnref|_ednref)[\w:-]*|#sd(?:foot|end)note\d+anc"
)
NUMBER = re.compile(r"\W*(\d{1,3})")
BULLET = "•"
LONGEST_QUOTE = 300
LONGEST_MARK = 12


def parse(data: bytes, tell: Tell = untold) -> Document:
    return convert(decode(data), tell=tell)


def convert(
    page: str,
    files: Mapping[str, bytes] | None = None,
    *,
    is_numbered: bool = False,
    tell: Tell = untold,
) -> Document:
    """The document on a page. `files` holds the pictures that lie beside it, by their path from the page.

    Where `is_numbered`, the attribute data-line says which line of another source an element comes from.
    """
    root, count = read_tree(page)
    reader = _Reader(root, files or {}, is_numbered)
    reader.read(count, tell)
    if not reader.nodes and not reader.notes:
        raise UnreadableDocument("holds no text that a reader would see.")
    return reader.document()


def _about(root: Element) -> list[Node]:
    """What the head of a page tells search engines, as writers note it above an article."""
    title, description = root.find("head/title"), root.find("head/meta[@name='description']")
    told = {
        "SEO title": None if title is None else title.text,
        "Meta description": None if description is None else description.get("content"),
    }
    return [
        Aside(plain(f"{name}: {' '.join(text.split())}"), 1)
        for name, text in told.items()
        if text and text.strip()
    ]


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
    mark: str
    node: int | None = None  # where in the nodes it has been put
    is_note: bool = False
    runs: list[Run] = field(default_factory=list)


class _Reader:
    def __init__(self, root: Element, files: Mapping[str, bytes], is_numbered: bool) -> None:
        self.root = root
        self.given = files
        self.is_numbered = is_numbered
        self.sheet = css.read_sheet("".join(style.text or "" for style in root.iter("style")))
        self.main = tree.find_main(root)
        self.layout = tree.layout_tables(root)
        self.comments = tree.comments(root)
        self.around_title = tree.around(root, "h1")
        self.around_headings = tree.around(root, *HEADINGS)
        self.nodes: list[Node] = []
        self.notes: list[Node] = []
        self.files: dict[str, bytes] = {}
        self.remarks: dict[Remark, None] = {}
        self.hidden: list[str] = []
        self.levels = [_Level(is_aside=self.main is not None)]
        self.lists: list[_List] = []
        self.tables: list[OpenTable] = []
        self.runs: list[tuple[Run, str]] = []  # pieces of text, each with a run that looks like it
        self.items: list[tuple[list[Node], _Item]] = []
        self.pictures: list[Picture] = []
        self.line = 1
        self.first_line = 0  # of the text that is gathering
        self.last_heading = 0
        self.noted = 0
        self.note_marks: list[tuple[_Item | None, str, int]] = []
        self.marker = ""  # the bullet or number of a paragraph from Word
        self.counts = word.Counts()

    @property
    def level(self) -> _Level:
        return self.levels[-1]

    def document(self) -> Document:
        for nodes, item in self.items:
            if item.node is not None:
                nodes[item.node] = replace(nodes[item.node], runs=tuple(item.runs))
        for note, mark, line in self.note_marks:
            if note and note.node is None:
                self.remarks[Remark(f"a note without text: {mark}", line)] = None
        remarks = list(self.remarks)
        if self.hidden:
            text = " … ".join(self.hidden)
            remarks.append(Remark(f"text that a reader of the page does not see: {_brief(text)}", 1))
        about = [] if self.is_numbered else _about(self.root)
        nodes = self.nodes if is_exact(self.nodes) else [*about, *typed_items(self.nodes)]
        return Document((*nodes, *self.notes), self.files, tuple(remarks))

    def remark(self, text: str) -> None:
        self.remarks[Remark(text, self.line)] = None

    # Walking.

    def read(self, count: int, tell: Tell) -> None:
        """Walk over the page, which has so many elements."""
        walker = etree.iterwalk(self.root, events=("start", "end"))
        skipped: Element | None = None
        for event, element in told(walker, 2 * count, tell):
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
        self.drop_marker()

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
        style = element.get("style", "")
        if "mso-" in style and self.is_of_word(element, style):
            return True
        if element in self.comments:
            self.remark(f"a comment, not imported: {content_of(element)}")
            return True
        if not self.is_hidden(element):
            return False
        self.hidden += filter(None, [content_of(element)])
        return True

    def is_of_word(self, element: Element, style: str) -> bool:
        """Whether Word has put an element on the clipboard for its own use."""
        if word.MARKER.search(style) and len(content_of(element)) <= word.LONGEST_MARKER:
            self.drop_marker()
            self.marker = content_of(element)
            return True
        if word.COMMENTS.search(style):
            self.remark(f"a comment, not imported: {content_of(element)}")
            return True
        return False

    def drop_marker(self) -> None:
        if self.marker:
            self.remark(f"an item of a list without text: {self.marker}")
        self.marker = ""

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
            self.drop_marker()
        above = self.level
        look = self.look(element)
        look = look.over(
            css.Look(
                bold=True if tag in ("b", "strong") else None,
                italic=True if tag in ("i", "em") else None,
                raised=True if tag == "sup" or word.is_note_mark(element.get("class", "")) else None,
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
                    self.start_note_mark(element)
            case "hr" if not word.is_above_notes(element):
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
            case "p" if depth := word.depth_of(element.get("style", "")):
                level.item = _Item(depth - 1, None, BULLET)
            case "table" if element not in self.layout:
                self.tables.append(OpenTable(self.line, level.is_aside))
            case "tr" if self.tables:
                self.tables[-1].open_row()
            case "td" | "th" if self.tables:
                self.tables[-1].open_cell()

    def end(self, element: Element) -> None:
        tag = element.tag
        if tag == "q":
            self.add_text("”")
        if tag in BLOCKS:
            self.flush(is_caption=tag in ("caption", "figcaption"))
        ended = self.levels.pop()
        if ended.gathered is not None:
            self.note_marks.append((ended.item, content_of(element), self.line))
            del self.runs[ended.gathered :]
            self.level.item = ended.item  # what follows the mark is the note
        match tag:
            case "ol" | "ul" | "menu" | "dir" if self.lists:
                self.lists.pop()
            case "td" | "th" if self.tables:
                self.tables[-1].close_cell(element)
            case "tr" if self.tables:
                self.tables[-1].close_row(element)
            case "table" if element not in self.layout:
                self.nodes += self.tables.pop().close()

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
        marker, self.marker = self.marker, ""
        marked = (Run(f"{marker} "), *runs) if marker else runs
        table = self.tables[-1] if self.tables else None
        if table and is_caption:
            table.caption = text_of(marked).replace("\n", " ")
        elif table and table.cell is not None:
            table.cell.append(marked)
        elif level.is_aside:
            self.nodes.append(Aside(marked, line))
        elif is_caption and self.nodes and isinstance(self.nodes[-1], Table) and not self.nodes[-1].caption:
            self.nodes[-1] = _captioned_table(self.nodes[-1], text_of(marked).replace("\n", " "))
        elif is_caption and self.nodes and isinstance(self.nodes[-1], Picture) and not self.nodes[-1].caption:
            self.nodes[-1] = _captioned(self.nodes[-1], text_of(marked))
        elif level.item:
            self.place_in_item(level.item, runs, line, marker)
        elif level.heading:
            self.last_heading = level.heading
            if not is_exact(self.nodes):
                runs = tuple(replace(run, bold=False) for run in runs)
            self.nodes.append(Heading(runs, line, marker, level=level.heading))
        else:
            self.nodes += (Paragraph(part, line) for part in _paragraphs(marked))

    def place_in_item(self, item: _Item, runs: Runs, line: int, marker: str) -> None:
        """The first text in an item is the item; more of it goes on in a new line."""
        nodes = self.notes if item.is_note else self.nodes
        if item.node is None:
            item.node = len(nodes)
            item.runs += runs
            if marker and not item.is_note:
                item.mark, item.number = marker, self.counts.number(marker, item.depth)
            mark = f"[^{item.number}]" if item.is_note and item.number else item.mark
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
        if links.is_inside(href):
            return ""
        address = links.address(href)
        if not address and not self.level.is_aside:
            self.remark(f"a link that leads nowhere outside its page, kept as words: {_brief(href.strip())}")
        return address

    def start_note_mark(self, anchor: Element) -> None:
        """A link back to the place of a note begins it; elsewhere it is text, unless it is an arrow."""
        mark = content_of(anchor)
        if len(mark) > LONGEST_MARK:
            return
        note = self.note(mark)
        if note or not any(map(str.isalnum, mark)):
            self.level.item = note or self.level.item
            self.level.gathered = len(self.runs)

    def note(self, mark: str) -> _Item | None:
        """The footnote that begins here, if one does."""
        match = NUMBER.match(mark)
        item = self.level.item
        if item and item.node is None:
            item.is_note = True
            item.number = int(match[1]) if match and item.number is None else item.number
            return item
        if any(text.strip() for _, text in self.runs):
            return None
        self.noted += 1
        return _Item(0, int(match[1]) if match else self.noted, "", is_note=True)

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
            return _Item(0, None, BULLET)
        inside = self.lists[-1]
        value = element.get("value", "")
        number = int(value) if re.fullmatch(r"\d{1,6}", value) else inside.next_number
        inside.next_number = number + 1
        level = element.get("aria-level") or element.get("data-aria-level") or ""
        depth = int(level) - 1 if re.fullmatch(r"[1-9]", level) else inside.depth
        return _Item(depth, number, f"{number}.") if inside.is_ordered else _Item(depth, None, BULLET)

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


def _captioned(picture: Picture, caption: str) -> Picture:
    runs = (*picture.runs, Run("\n"), Run(caption)) if picture.runs else plain(caption)
    return replace(picture, runs=runs, caption=caption)


def _captioned_table(table: Table, caption: str) -> Table:
    return replace(table, runs=(Run(caption), Run("\n"), *table.runs), caption=caption)


def _heading(element: Element) -> int:
    if element.get("role") == "heading":
        level = element.get("aria-level", "2")
        return int(level) if level in "123456" and level else 2
    if element.tag == "p" and not TITLES.isdisjoint(element.get("class", "").split()):
        return 1
    if element.tag == "p" and (level := word.heading_level(element.get("style", ""))):
        return level
    return HEADINGS.get(element.tag, 0)


def _brief(text: str) -> str:
    return text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE]}…"
