"""Nodes as a Word document, in styles that Word itself has."""

import struct
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from io import BytesIO

from docx import Document as new_document
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Emu, Inches, Pt, RGBColor
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run as WordRun

from importer.nodes import Heading, ListItem, Node, Picture, Run, Runs, Table, cut, plain, text_of
from importer.parsers.pictures import LARGEST, MOST
from importer.rules.blocks import END, LABEL

INK, BRAND, FAINT = RGBColor(0x1C, 0x2A, 0x2E), RGBColor(0x0B, 0x5A, 0x60), RGBColor(0x5F, 0x6E, 0x72)
SIZES = {1: 22, 2: 16, 3: 13, 4: 12}
WIDEST = Inches(6)
HIGHEST = Inches(7)
INDENT = 360  # twentieths of a point, for each level of a list
BULLETS = "•◦▪"
DEEPEST = 9
# What python-docx raises for a picture that it does not know or that is not as its kind has it.
NOT_IN_WORD = (
    InvalidImageStreamError,
    UnexpectedEndOfFileError,
    UnrecognizedImageError,
    ArithmeticError,
    LookupError,
    ValueError,
    struct.error,
)

Read = Callable[[str], bytes | None]


def write(nodes: Iterable[Node], *, title: str, author: str, made: datetime, read: Read) -> bytes:
    """The document. `read` gives the data of a picture by its address, or None where they cannot be had."""
    writer = _Writer(title, author, made, read)
    for node in nodes:
        writer.add(node)
    return writer.data()


class _Writer:
    def __init__(self, title: str, author: str, made: datetime, read: Read) -> None:
        self.document = new_document()
        self.read = read
        self.pictures = 0
        self.numbers: list[int] = []  # the numbering of each list that encloses the current item
        properties = self.document.core_properties
        properties.title, properties.author, properties.last_modified_by = title[:255], author[:255], ""
        properties.comments = properties.keywords = ""
        properties.created = properties.modified = made
        _set_styles(self.document)
        self.bullets = _add_abstract(self.document, "bullet")
        self.ordered = _add_abstract(self.document, "decimal")

    def data(self) -> bytes:
        buffer = BytesIO()
        self.document.save(buffer)
        return buffer.getvalue()

    def add(self, node: Node) -> None:
        if not isinstance(node, ListItem):
            self.numbers = []
        match node:
            case Heading():
                self.add_text(node.runs, f"Heading {node.level or 2}")
            case ListItem():
                self.add_item(node)
            case Table():
                self.add_table(node)
            case Picture():
                self.add_picture(node)
            case _:
                self.add_text(node.runs, "Caption" if _is_caption(node) else "Normal")

    def add_text(self, runs: Runs, style: str) -> WordParagraph:
        """A paragraph; labels in it stand back behind its own words."""
        paragraph = self.document.add_paragraph(style=style)
        text = text_of(runs)
        match = END.fullmatch(text) or LABEL.match(text)
        taken = len(match[0].rstrip()) if match else 0
        if taken:
            paragraph.add_run(text[:taken], style="Label")
        if rest := runs if not taken else _from(runs, taken):
            _add_runs(paragraph, rest)
        return paragraph

    def add_item(self, node: ListItem) -> None:
        depth = min(node.depth, DEEPEST - 1)
        is_new = depth >= len(self.numbers) or node.number == 1
        del self.numbers[depth + 1 :]
        while len(self.numbers) <= depth:
            self.numbers.append(self.bullets)
        if node.number is None:
            self.numbers[depth] = self.bullets
        elif is_new:
            self.numbers[depth] = _add_numbering(self.document, self.ordered, depth)
        paragraph = self.document.add_paragraph(style="List Bullet" if node.number is None else "List Number")
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = depth
        properties.get_or_add_numId().val = self.numbers[depth]
        _add_runs(paragraph, node.runs)

    def add_table(self, node: Table) -> None:
        width = max(map(len, node.rows), default=1)
        table = self.document.add_table(0, width, style="Table Grid")
        for index, row in enumerate(node.rows):
            cells = table.add_row().cells
            for cell, runs in zip(cells, row, strict=False):
                paragraph = cell.paragraphs[0]
                paragraph.paragraph_format.space_after = Pt(2)
                _add_runs(paragraph, tuple(Run(run.text, bold=not index) for run in runs))
        if node.has_header and node.rows:
            table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        self.document.add_paragraph()

    def add_picture(self, node: Picture) -> None:
        """The picture itself; where Word knows no such pictures, its address and its text alternative."""
        data = self.read(node.name) if self.pictures < MOST else None
        if data and len(data) <= LARGEST and self._drawn(data, node.alt):
            self.pictures += 1
            return
        address = f"Picture: {node.name}"
        self.add_text(plain(f"{address}\n{node.alt}" if node.alt else address), "Normal")

    def _drawn(self, data: bytes, alt: str) -> bool:
        paragraph = self.document.add_paragraph()
        try:
            picture = paragraph.add_run().add_picture(BytesIO(data))
        except NOT_IN_WORD:
            paragraph._p.getparent().remove(paragraph._p)
            return False
        scale = min(1, WIDEST / (picture.width or 1), HIGHEST / (picture.height or 1))
        picture.width, picture.height = Emu(int(picture.width * scale)), Emu(int(picture.height * scale))
        picture._inline.docPr.set("descr", alt)
        return True


def _is_caption(node: Node) -> bool:
    match = LABEL.match(node.text)
    return match is not None and match["name"].lower() in ("table", "image")


def _from(runs: Runs, start: int) -> Runs:
    """The runs from a place on, with the space that stands there."""
    rest = cut(runs, start)
    return (Run(" "), *rest) if rest else ()


def _add_runs(paragraph: WordParagraph, runs: Runs) -> None:
    for run in runs:
        if run.href:
            _add_link(paragraph, run)
        else:
            _format(paragraph.add_run(run.text), run)


def _format(written: WordRun, run: Run) -> None:
    written.bold, written.italic = run.bold or None, run.italic or None
    if run.superscript or run.subscript:
        written.font.superscript = run.superscript
        written.font.subscript = run.subscript and not run.superscript


def _add_link(paragraph: WordParagraph, run: Run) -> None:
    key = paragraph.part.relate_to(run.href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), key)
    written = paragraph.add_run(run.text, style="Hyperlink")
    _format(written, run)
    link.append(written._r)
    paragraph._p.append(link)


def _set_styles(document: Document) -> None:
    styles = document.styles
    normal = styles["Normal"]
    normal.font.name, normal.font.size, normal.font.color.rgb = "Calibri", Pt(11), INK
    normal.paragraph_format.space_after = Pt(8)
    normal.paragraph_format.line_spacing = 1.2
    for level, size in SIZES.items():
        style = styles[f"Heading {level}"]
        style.font.size, style.font.color.rgb = Pt(size), BRAND
        style.font.bold, style.font.italic = level < 4, False  # in the small ones bold words must stand out
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(size), Pt(4)
        _plain_font(style.element)
    styles["Caption"].paragraph_format.keep_with_next = True
    styles["Caption"].font.bold, styles["Caption"].font.italic = False, False
    styles["Caption"].font.color.rgb, styles["Caption"].font.size = INK, Pt(10)
    link = styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb, link.font.underline = BRAND, True
    label = styles.add_style("Label", WD_STYLE_TYPE.CHARACTER)
    label.font.color.rgb, label.font.size = FAINT, Pt(9)


def _plain_font(style: object) -> None:
    """Without the font of a theme, which would overrule the one of the text."""
    fonts = style.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")  # type: ignore[attr-defined]
    if fonts is not None:
        fonts.getparent().remove(fonts)


def _add_abstract(document: Document, form: str) -> int:
    """A list of nine levels, each further in than the one above it; for bullets also its one use."""
    root = document.part.numbering_part.element
    keys = [int(one.get(qn("w:abstractNumId"))) for one in root.iterchildren(qn("w:abstractNum"))]
    key = max(keys, default=-1) + 1
    abstract = _element("w:abstractNum", {"w:abstractNumId": str(key)})
    abstract.append(_element("w:multiLevelType", {"w:val": "hybridMultilevel"}))
    for depth in range(DEEPEST):
        level = _element("w:lvl", {"w:ilvl": str(depth)})
        text = BULLETS[depth % len(BULLETS)] if form == "bullet" else f"%{depth + 1}."
        for name, value in (("w:start", "1"), ("w:numFmt", form), ("w:lvlText", text), ("w:lvlJc", "left")):
            level.append(_element(name, {"w:val": value}))
        indent = {"w:left": str(INDENT * (depth + 1)), "w:hanging": str(INDENT)}
        properties = _element("w:pPr", {})
        properties.append(_element("w:ind", indent))
        level.append(properties)
        abstract.append(level)
    first_use = root.find(qn("w:num"))
    root.insert(len(root) if first_use is None else root.index(first_use), abstract)
    return int(root.add_num(key).numId) if form == "bullet" else key


def _add_numbering(document: Document, abstract: int, depth: int) -> int:
    """A use of a numbered list that counts from 1 again."""
    number = document.part.numbering_part.element.add_num(abstract)
    number.add_lvlOverride(depth).add_startOverride(1)
    return int(number.numId)


def _element(name: str, attributes: Mapping[str, str]) -> BaseOxmlElement:
    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(key), value)
    return element
