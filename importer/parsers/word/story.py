"""A story is a text that runs on: the body of a document, a note, a cell, a text box.

Every element is visited. One that is not known is entered, so that no text is lost inside of it.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from importer.nodes import (
    Divider,
    Heading,
    ListItem,
    Node,
    Paragraph,
    Picture,
    Run,
    plain,
)
from importer.parsers.progress import Tell, told, untold
from importer.parsers.word import equations, lines, symbols, tables
from importer.parsers.word.book import Book, words_of
from importer.parsers.word.names import Element, child, children, name, switch, value, whole
from importer.parsers.word.numbering import Label
from importer.parsers.word.package import Relation
from importer.parsers.word.styles import (
    BODY_LEVEL,
    PLAIN,
    Look,
    ParagraphStyle,
    indent_of,
    level_of,
)
from importer.parsers.word.tables import Cell, Row

LINK = re.compile(r"\s*HYPERLINK\b(.*)", re.I | re.S)
QUOTED = re.compile(r"\"([^\"]*)\"|(\S+)")
WITHOUT_RESULT = re.compile(r"\s*(?:EQ|SYMBOL|INCLUDEPICTURE|INCLUDETEXT)\b", re.I)
SAME_INDENT = 100  # twentieths of a point, which nobody sees

PARAGRAPH = name("w:p")
TEXTS = frozenset({name("w:t"), name("m:t"), name("a:t"), name("c:v")})
UNSEEN = frozenset({name("w:del"), name("w:moveFrom"), name("mc:Fallback")})
SEEN = frozenset({*TEXTS, name("a:blip"), name("v:imagedata"), name("c:chart"), name("dgm:relIds")})


@dataclass(slots=True)
class Inline:
    """The paragraph that is being read."""

    runs: list[Run] = field(default_factory=list)
    before: list[Node] = field(default_factory=list)
    after: list[Node] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Field:
    """A field, such as a link, from its begin to its end; it may run over several paragraphs."""

    href: str
    is_contents: bool
    code: list[str] = field(default_factory=list)
    in_result: bool = False


class Story:
    def __init__(self, book: Book, part: str, line: int = 0) -> None:
        self.book = book
        self.part = part
        self.relations = book.relations(part)
        self.anchor = line  # the line of what this text hangs on; the body itself counts
        self.nodes: list[Node] = []
        self.inline: Inline | None = None
        self.carried: list[Run] = []  # of a paragraph that goes on in the next
        self.fields: list[Field] = []
        self.link = ""
        self.alt = ""
        self.style = ParagraphStyle()
        self.look: Look = PLAIN
        self.contents = 0  # how many tables of contents we are in
        self.lists: list[Label] = []  # the list items that enclose the current one
        self.rows: list[Row] = []

    @property
    def line(self) -> int:
        return self.anchor or self.book.line + 1

    def read_all(self, element: Element, tell: Tell = untold) -> list[Node]:
        self.read(told(element, len(element), tell))
        if self.carried:
            self.place_plain(Inline(self.carried))
        return self.nodes

    def read(self, elements: Iterable[Element]) -> None:
        """Read what is in an element."""
        for one in elements:
            handler = HANDLERS.get(one.tag)
            if handler is None:
                self.read(one)
            else:
                handler(self, one)

    def skip(self, element: Element) -> None:
        """What says nothing to a reader."""

    def remark(self, text: str) -> None:
        self.book.remark(text, self.line)

    # Paragraphs.

    def read_paragraph(self, element: Element) -> None:
        if self.inline is not None:  # only in a file that no program has written
            self.read(element)
            return
        properties = children(child(element, "w:pPr"))
        self.style = self.book.styles.paragraph(value(properties.get(name("w:pStyle"))))
        self.look = self.style.look
        self.contents += self.style.is_contents
        inline = self.inline = Inline(self.carried)
        self.carried = []
        self.read(element)
        self.inline = None
        if self.contents or (self.fields and self.fields[-1].is_contents):
            self.book.contents.append("\n")
        self.contents -= self.style.is_contents
        if self._goes_on(properties):
            self.carried = inline.runs
            inline.runs = []
        self.finish(inline, properties)

    def _goes_on(self, properties: dict[str, Element]) -> bool:
        """Whether the end of the paragraph is deleted, or it is one large letter before the next."""
        mark = properties.get(name("w:rPr"))
        if child(mark, "w:del") is not None or child(mark, "w:moveFrom") is not None:
            self.book.change("deletion", self.line)
            return True
        drop_cap = value(properties.get(name("w:framePr")), name("w:dropCap"))
        return drop_cap not in ("", "none")

    def finish(self, inline: Inline, properties: dict[str, Element]) -> None:
        line = self.line
        if inline.hidden:
            self.remark(f"hidden text, not imported: {' '.join(''.join(inline.hidden).split())}")
        before = len(self.nodes)
        self.nodes += inline.before
        label = self.label(properties)
        text = lines.tidy_lines(inline.runs)
        level = level_of(properties.get(name("w:outlineLvl")))
        level = self.style.level if level is None or self.style.level == 0 else level
        if not any(text):
            if not label and _is_ruled(properties.get(name("w:pBdr"))):
                self.nodes.append(Divider((), line))
        elif level is not None and level < BODY_LEVEL:
            self.lists = []
            self.nodes.append(self.heading(text, line, level, label))
        elif label:
            self.nodes.append(self.item(text, line, label))
        elif self.book.is_exact:
            self.lists = []
            self.nodes.append(Paragraph(lines.joined(text), line))
        elif not self.continues(text, properties):
            self.lists = []
            self.nodes += lines.plain_nodes(text, line, self.book.numbers_typed)
        self.nodes += inline.after
        if len(self.nodes) > before or any(text):
            self.count()

    def heading(self, text: lines.Lines, line: int, level: int, label: Label | None) -> Node:
        mark = label.mark if label else ""
        if self.book.is_exact:
            return Heading(lines.joined(text, " "), line, mark, level=level)
        return lines.heading(text, line, level, mark)

    def item(self, text: lines.Lines, line: int, label: Label) -> Node:
        depth = self.depth(label)
        if self.book.is_exact:
            return ListItem(lines.joined(text), line, label.mark, depth=depth, number=label.number)
        return lines.item(text, line, label.mark, depth, label.number)

    def count(self) -> None:
        if not self.anchor:
            self.book.line += 1

    def place_plain(self, inline: Inline) -> None:
        """Text that stands outside any paragraph."""
        self.style = ParagraphStyle()
        self.finish(inline, {})

    # Lists.

    def label(self, properties: dict[str, Element]) -> Label | None:
        """The number or bullet before a paragraph, by itself or through its style."""
        numbers, style = properties.get(name("w:numPr")), self.style
        own = child(numbers, "w:numId")
        num_id = style.num_id if own is None else whole(value(own))
        if not num_id:
            return self._label_by_name() if own is None and num_id is None else None
        depth = child(numbers, "w:ilvl")
        if depth is not None:
            ilvl = whole(value(depth))
        elif style.ilvl is not None and own is None:
            ilvl = style.ilvl
        else:
            ilvl = self.book.numbering.level_of_style(num_id, style.key) or 0
        label = self.book.numbering.advance(num_id, ilvl)
        if label is None:
            return None
        indent = indent_of_all(properties)
        if indent is None and own is None:
            indent = style.indent
        return label if indent is None else _with_indent(label, indent)

    def _label_by_name(self) -> Label | None:
        """Files of other programs may have list styles without any numbering behind."""
        style = self.style
        if not style.list_kind:
            return None
        indent = 720 * (style.list_depth + 1)
        if style.list_kind == "bullet":
            return Label("•", None, -1, style.list_depth, indent)
        above = self.nodes[-1] if self.nodes else None
        number = (above.number or 0) + 1 if isinstance(above, ListItem) and self.lists else 1
        return Label(f"{number}.", number, -2, style.list_depth, indent)

    def depth(self, label: Label) -> int:
        while self.lists and _lies_deeper(self.lists[-1], label):
            self.lists.pop()
        if not self.lists or _lies_deeper(label, self.lists[-1]):
            self.lists.append(label)
        return len(self.lists) - 1

    def continues(self, text: lines.Lines, properties: dict[str, Element]) -> bool:
        """Add an indented paragraph below a list item to it, where its style says that it goes on."""
        above = self.nodes[-1] if self.nodes else None
        if not (self.style.goes_on and self.lists and isinstance(above, ListItem)):
            return False
        if all(run.bold for line in text for run in line):  # rather a heading
            return False
        indent = indent_of_all(properties)
        indent = self.style.indent if indent is None else indent
        if (indent or 0) + SAME_INDENT < self.lists[-1].indent:
            return False
        runs, marks = lines.emphasized(lines.joined(text))
        mark = f"{above.mark} {marks}".rstrip()
        self.nodes[-1] = ListItem(
            lines.joined([above.runs, runs]), above.line, mark, depth=above.depth, number=above.number
        )
        return True

    # Text.

    def read_run(self, element: Element) -> None:
        outer = self.look
        self.look = self.book.styles.run(self.style, child(element, "w:rPr"))
        self.read(element)
        self.look = outer

    def read_text(self, element: Element) -> None:
        self.say(element.text or "")

    def say(self, text: str) -> None:
        text = lines.clean(text)
        if not text.isascii() or symbols.is_symbol_font(self.look.font):
            text = symbols.read(text, self.look.font)
            if unknown := symbols.PRIVATE.findall(text):
                self.remark(
                    f"a sign of the font {self.look.font or 'in use'} that has no letter: {unknown[0]}"
                )
        self.add(text)

    def add(self, text: str, *, is_raised: bool = False) -> None:
        if self.contents or (self.fields and self.fields[-1].is_contents):
            self.book.contents_line = self.book.contents_line or self.line
            self.book.contents.append(text)
            return
        if self.inline is None:
            self.place_plain(Inline([Run(text)]))
            return
        look = self.look
        if look.hidden:
            self.inline.hidden.append(text)
            return
        href = self.link or (self.fields[-1].href if self.fields else "")
        raised = is_raised or bool(look.raised)
        run = Run(text, bool(look.bold), bool(look.italic), href, raised, bool(look.lowered))
        self.inline.runs.append(run)

    def read_break(self, element: Element) -> None:
        self.add(lines.BREAK)

    def read_space(self, element: Element) -> None:
        self.add(" ")

    def read_hyphen(self, element: Element) -> None:
        self.add("\u2011")

    def read_symbol(self, element: Element) -> None:
        code = value(element, name("w:char"))
        if not re.fullmatch(r"[0-9A-Fa-f]{1,4}", code) or 0xD800 <= int(code, 16) < 0xE000:
            return
        sign, outer = chr(int(code, 16)), self.look
        font = value(element, name("w:font")) or outer.font
        self.look = Look(outer.bold, outer.italic, outer.raised, outer.hidden, font)
        if sign.isprintable() or symbols.PRIVATE.match(sign):
            self.say(sign)
        self.look = outer

    def read_ruby(self, element: Element) -> None:
        """What stands above the line to say how a word is read, behind it in brackets."""
        for part in element.iterchildren(name("w:rubyBase")):
            self.read(part)
        for part in element.iterchildren(name("w:rt")):
            self.add("(")
            self.read(part)
            self.add(")")

    def read_equation(self, element: Element) -> None:
        text = " ".join(equations.read(element).split())
        if text:
            self.say(text)
            self.remark(f"an equation, read as a line of text: {text}")

    # Links and other fields.

    def read_link(self, element: Element) -> None:
        outer = self.link
        self.link = self.book.address(self._target(element), self.line) or outer
        self.read(element)
        self.link = outer

    def _target(self, element: Element) -> str:
        relation = self.relations.get(value(element, name("r:id")))
        if relation is None:
            return ""
        anchor = value(element, name("w:anchor")) or value(element, name("w:docLocation"))
        target = relation.target
        return f"{target}#{anchor}" if anchor and "#" not in target else target

    def read_simple_field(self, element: Element) -> None:
        outer = self.link
        self.link = self._link_in(value(element, name("w:instr"))) or outer
        self.read(element)
        self.link = outer

    def read_field_mark(self, element: Element) -> None:
        match value(element, name("w:fldCharType")):
            case "begin":
                above = self.fields[-1] if self.fields else Field("", False)
                self.fields.append(Field(above.href, above.is_contents))
            case "separate" if self.fields and not self.fields[-1].in_result:
                one = self.fields[-1]
                one.in_result = True
                code = "".join(one.code)
                one.href = self._link_in(code) or one.href
                one.is_contents = one.is_contents or code.strip().upper().startswith("TOC ")
            case "end" if self.fields:
                ended = self.fields.pop()
                code = "".join(ended.code)
                if not ended.in_result and WITHOUT_RESULT.match(code):
                    self.remark(f"a field that only Word can show, not imported: {code.strip()}")

    def read_field_code(self, element: Element) -> None:
        if self.fields and not self.fields[-1].in_result:
            self.fields[-1].code.append(element.text or "")

    def _link_in(self, code: str) -> str:
        """The address in a field such as: HYPERLINK "https://a.example/" \\l "place"."""
        match = LINK.match(code)
        if not match:
            return ""
        address = place = switch_before = ""
        for quoted, word in QUOTED.findall(match[1]):
            if word.startswith("\\"):
                switch_before = word
                continue
            if switch_before == "\\l":
                place = quoted or word
            elif switch_before in ("", "\\n", "\\m"):
                address = address or quoted or word
            switch_before = ""
        if address and place and "#" not in address:
            address = f"{address}#{place}"
        return self.book.address(address, self.line)

    # Tracked changes, comments, notes, content controls.

    def read_insertion(self, element: Element) -> None:
        self.book.change("insertion", self.line)
        self.read(element)

    def skip_deletion(self, element: Element) -> None:
        self.book.change("deletion", self.line)

    def read_moved(self, element: Element) -> None:
        self.book.change("move", self.line)
        self.read(element)

    def read_comment_mark(self, element: Element) -> None:
        self.book.comments.setdefault(value(element, name("w:id")), self.line)

    def read_note_mark(self, element: Element) -> None:
        if self.look.hidden:
            return
        kind = "footnotes" if element.tag == name("w:footnoteReference") else "endnotes"
        own_mark = ""
        if value(element, name("w:customMarkFollows")) in ("1", "true", "on"):
            following = element.getnext()
            is_text = following is not None and following.tag == name("w:t")
            own_mark = (following.text or "").strip()[:10] if is_text else ""
            own_mark = own_mark or "*"
        note = self.book.note(kind, value(element, name("w:id")), self.line, own_mark)
        if note and not own_mark:
            self.add(note.mark, is_raised=True)

    def read_control(self, element: Element) -> None:
        """A content control: its content, unless that only says what to fill in."""
        properties, content = child(element, "w:sdtPr"), child(element, "w:sdtContent")
        if content is None:
            return
        if switch(child(properties, "w:showingPlcHdr")):
            if text := words_of(content, PARAGRAPH, TEXTS, UNSEEN):
                self.remark(f"a field to fill in, left as it was: {text}")
            return
        gallery = value(child(properties, "w:docPartObj", "w:docPartGallery"))
        is_contents = gallery.lower() == "table of contents"
        self.contents += is_contents
        self.read(content)
        self.contents -= is_contents

    def read_choice(self, element: Element) -> None:
        """One of several forms of the same: the first, unless that holds nothing that we can read."""
        forms = list(element)
        filled = (one for one in forms if next(one.iter(*SEEN), None) is not None)
        if (chosen := next(filled, None)) is not None:
            self.read(chosen)

    # Pictures, text boxes, and what is no text.

    def read_drawing(self, element: Element) -> None:
        outer = self.alt
        properties = next(element.iter(name("wp:docPr")), None)
        self.alt = _alt(properties)
        self.read(element)
        self.alt = outer

    def read_picture(self, element: Element) -> None:
        outer = self.alt
        self.alt = _alt(child(element, "pic:nvPicPr", "pic:cNvPr")) or outer
        self.read(element)
        self.alt = outer

    def read_blip(self, element: Element) -> None:
        key = value(element, name("r:embed")) or value(element, name("r:link"))
        self.add_picture(self.relations.get(key), self.alt)

    def read_shape(self, element: Element) -> None:
        if value(element, name("o:hr")) in ("t", "true", "1"):
            self.add_node(Divider((), self.line))
            return
        outer = self.alt
        self.alt = " ".join(value(element, "alt").split()) or outer
        self.read(element)
        self.alt = outer

    def read_image_data(self, element: Element) -> None:
        keys = (name("r:id"), name("r:embed"), name("r:href"), name("o:relid"))
        key = next((found for one in keys if (found := value(element, one))), "")
        if key or value(element, "src"):
            outside = Relation("image", value(element, "src"), True) if not key else None
            self.add_picture(outside or self.relations.get(key), self.alt)

    def add_picture(self, relation: Relation | None, alt: str) -> None:
        if self.look.hidden:
            self.remark(f"a hidden picture, not imported: {alt}".rstrip(": "))
        elif file := self.book.picture(relation, alt, self.line):
            self.add_node(Picture(plain(lines.clean(alt)), self.line, name=file))

    def add_node(self, node: Node) -> None:
        """Beside the text of the paragraph: before it if it comes first, else behind."""
        if self.inline is None:
            self.nodes.append(node)
            self.count()
        elif any(run.text.strip() for run in self.inline.runs):
            self.inline.after.append(node)
        else:
            self.inline.before.append(node)

    def read_art(self, element: Element) -> None:
        self.say(value(element, "string"))

    def read_shape_text(self, element: Element) -> None:
        self.read(element)
        self.add(" ")

    def read_box(self, element: Element) -> None:
        """A text box: its nodes stand behind the paragraph that it hangs on."""
        inside = Story(self.book, self.part, self.line)
        nodes = inside.read_all(element)
        if self.inline is None:
            self.nodes += nodes
        else:
            self.inline.after += nodes

    def read_graphic(self, element: Element) -> None:
        """A chart or diagram, whose words are in a part of their own."""
        keys = (name("r:id"), name("r:dm"))
        relation = next((found for key in keys if (found := self.relations.get(value(element, key)))), None)
        root = self.book.package.xml(relation.target) if relation and not relation.is_external else None
        words = "" if root is None else words_of(root, name("a:p"), TEXTS, UNSEEN)
        self.remark(f"a chart or diagram, not imported: {words or self.alt}".rstrip(": "))

    def read_object(self, element: Element) -> None:
        self.remark("an embedded object, not imported")
        self.read(element)

    def skip_file(self, element: Element) -> None:
        relation = self.relations.get(value(element, name("r:id")))
        self.remark(f"an embedded file, not opened: {relation.target if relation else ''}".rstrip(": "))

    # Tables.

    def read_table(self, element: Element) -> None:
        outer = self.rows, self.nodes, self.inline, self.lists
        line = self.line
        self.rows, self.inline = [], None
        self.read(element)
        rows = [row for row in self.rows if any(cell.nodes for cell in row.cells)]
        self.rows, self.nodes, self.inline, _ = outer
        self.lists = []
        properties = child(element, "w:tblPr")
        nodes = tables.nodes_of(rows, line, tables.has_header_look(properties, self.book.styles))
        if self.inline is None:
            self.nodes += nodes
        else:
            self.inline.after += nodes

    def read_row(self, element: Element) -> None:
        properties = child(element, "w:trPr")
        if child(properties, "w:del") is not None:
            self.book.change("deletion", self.line)
            return
        if child(properties, "w:ins") is not None:
            self.book.change("insertion", self.line)
        self.rows.append(Row(is_header=bool(switch(child(properties, "w:tblHeader")))))
        if before := whole(value(child(properties, "w:gridBefore"))):
            self.rows[-1].cells.append(Cell([], before))
        self.read(element)

    def read_cell(self, element: Element) -> None:
        outer = self.nodes
        self.nodes, self.lists = [], []
        self.read(element)
        span = whole(value(child(element, "w:tcPr", "w:gridSpan")), 1)
        if not self.rows:
            self.rows.append(Row())
        self.rows[-1].cells.append(Cell(self.nodes, span))
        self.nodes, self.lists = outer, []


def indent_of_all(properties: dict[str, Element]) -> int | None:
    element = properties.get(name("w:ind"))
    return None if element is None else indent_of(element.getparent())


def _with_indent(label: Label, indent: int) -> Label:
    return Label(label.mark, label.number, label.list_key, label.ilvl, indent)


def _lies_deeper(one: Label, other: Label) -> bool:
    """In one list its levels tell, between lists only what the reader sees: how far a line is indented."""
    if one.list_key == other.list_key and one.ilvl != other.ilvl:
        return one.ilvl > other.ilvl
    return one.indent > other.indent + SAME_INDENT


def _is_ruled(borders: Element | None) -> bool:
    """Whether an empty paragraph is a line across the page: a border above or below, none at the sides."""
    if borders is None:
        return False
    drawn = {one.tag for one in borders if value(one) not in ("", "nil", "none")}
    return bool(drawn & {name("w:top"), name("w:bottom")}) and not drawn & {name("w:left"), name("w:right")}


def _alt(properties: Element | None) -> str:
    return " ".join((value(properties, "descr") or value(properties, "title")).split())


Handler = Callable[[Story, Element], None]
HANDLERS: dict[str, Handler] = {
    name(key): handler
    for keys, handler in (
        ("w:p", Story.read_paragraph),
        ("w:r", Story.read_run),
        ("w:t a:t", Story.read_text),
        ("w:br w:cr", Story.read_break),
        ("w:tab w:ptab", Story.read_space),
        ("w:noBreakHyphen", Story.read_hyphen),
        ("w:sym", Story.read_symbol),
        ("w:ruby", Story.read_ruby),
        ("m:oMath", Story.read_equation),
        ("w:hyperlink", Story.read_link),
        ("w:fldSimple", Story.read_simple_field),
        ("w:fldChar", Story.read_field_mark),
        ("w:instrText", Story.read_field_code),
        ("w:ins", Story.read_insertion),
        ("w:moveTo", Story.read_moved),
        ("w:del", Story.skip_deletion),
        ("w:commentReference", Story.read_comment_mark),
        ("w:footnoteReference w:endnoteReference", Story.read_note_mark),
        ("w:sdt", Story.read_control),
        ("mc:AlternateContent", Story.read_choice),
        ("w:drawing", Story.read_drawing),
        ("pic:pic", Story.read_picture),
        ("a:blip", Story.read_blip),
        ("v:shape v:rect v:roundrect v:oval v:line", Story.read_shape),
        ("v:imagedata", Story.read_image_data),
        ("v:textpath", Story.read_art),
        ("a:p", Story.read_shape_text),
        ("w:txbxContent", Story.read_box),
        ("c:chart dgm:relIds", Story.read_graphic),
        ("w:object", Story.read_object),
        ("w:altChunk w:subDoc", Story.skip_file),
        ("w:tbl", Story.read_table),
        ("w:tr", Story.read_row),
        ("w:tc", Story.read_cell),
        (
            "w:moveFrom w:pPr w:rPr w:tblPr w:tblPrEx w:tblGrid w:trPr w:tcPr w:sectPr w:sdtPr w:sdtEndPr"
            " w:smartTagPr w:customXmlPr w:fldData w:delText w:delInstrText m:oMathParaPr",
            Story.skip,
        ),
    )
    for key in keys.split()
}
