"""Word documents (.docx), whichever program has written them.

What a reader of the document sees becomes nodes; what is left out is remarked. Some of it is a decision:

- Footnotes and endnotes are counted together, as the text refers to them. The number stands superscript in
  the text; the notes stand at the end as numbered list items with the mark "[^1]".
- A table that only lays out the page (one row, one column, or headings in it) is read as the text in it.
- Tracked changes are accepted; comments, hidden text, headers, footers and tables of contents are remarks.
- `line` counts the paragraphs that say something, also those in tables.
"""

from collections.abc import Iterator
from dataclasses import replace

from importer.errors import UnreadableDocument
from importer.nodes import EXACT, Document, Heading, ListItem, Node, Picture, Remark
from importer.parsers.progress import Tell, untold
from importer.parsers.word import lines
from importer.parsers.word.book import Book, Note, words_of
from importer.parsers.word.names import Element, child, name, value
from importer.parsers.word.numbering import Numbering
from importer.parsers.word.package import SAVE_AGAIN, Package
from importer.parsers.word.story import PARAGRAPH, TEXTS, UNSEEN, Story
from importer.parsers.word.styles import TITLE_LEVEL, Styles


def parse(data: bytes, tell: Tell = untold) -> Document:
    package = Package(data)
    book = _open(package)
    body = _body(package)
    words = (words_of(one, PARAGRAPH, TEXTS, UNSEEN) for one in body.iterchildren(PARAGRAPH))
    book.is_exact = EXACT.fullmatch(next(filter(None, words), "")) is not None
    nodes = Story(book, package.main).read_all(body, tell)
    nodes += _notes(book)
    remarks = tuple(sorted([*book.remarks, *_remarks(book)], key=lambda remark: remark.line))
    if not nodes:
        reason = f" Left out: {remarks[0].text}." if remarks else ""
        raise UnreadableDocument(f"holds no text that a reader would see.{reason}")
    return Document(tuple(_with_title(nodes)), book.files, remarks)


def _open(package: Package) -> Book:
    parts = {relation.kind: relation.target for relation in package.relations(package.main).values()}
    styles, numbering = (
        package.xml(parts[kind]) if kind in parts else None for kind in ("styles", "numbering")
    )
    return Book(package, Styles(styles), Numbering(numbering))


def _body(package: Package) -> Element:
    root = package.xml(package.main)
    body = child(root, "w:body")
    if root is None or root.tag != name("w:document") or body is None:
        raise UnreadableDocument(f"is damaged: {package.main} holds no document. {SAVE_AGAIN}")
    return body


def _with_title(nodes: list[Node]) -> list[Node]:
    """Where a style marks the title, it alone has the first level."""
    levels = {node.level for node in nodes if isinstance(node, Heading)}
    if TITLE_LEVEL not in levels:
        return nodes
    deeper = 1 if 1 in levels else 0
    return [
        replace(node, level=1 if node.level == TITLE_LEVEL else (node.level or 1) + deeper)
        if isinstance(node, Heading)
        else node
        for node in nodes
    ]


def _notes(book: Book) -> list[Node]:
    parts: dict[str, dict[str, Element]] = {}
    nodes: list[Node] = []
    for note in book.notes:
        if note.part not in parts:
            root = book.package.xml(note.part)
            parts[note.part] = {value(one, name("w:id")): one for one in (() if root is None else root)}
        element = parts[note.part].get(note.key)
        if element is not None:
            nodes += _note(book, note, element)
    return nodes


def _note(book: Book, note: Note, element: Element) -> Iterator[Node]:
    nodes = Story(book, note.part, note.line).read_all(element)
    runs, marks = lines.flat(nodes)
    if runs:
        mark = f"[^{note.number}]" if note.number else note.mark
        yield ListItem(runs, note.line, f"{mark} {marks}".rstrip(), number=note.number)
    yield from (node for node in nodes if isinstance(node, Picture))


def _remarks(book: Book) -> Iterator[Remark]:
    """What the document as a whole holds beside its text."""
    yield from _changes(book)
    yield from _comments(book)
    for kind in ("header", "footer"):
        yield from _surroundings(book, kind)
    if contents := "; ".join(filter(None, map(str.strip, "".join(book.contents).split("\n")))):
        yield Remark(f"a table of contents, not imported: {contents}", book.contents_line)
    if book.package.has_macros:
        yield Remark("macros, neither run nor imported", 1)


def _changes(book: Book) -> Iterator[Remark]:
    count = book.changes.total()
    if count:
        kinds = ", ".join(
            f"{number} {kind}{'s' * (number > 1)}" for kind, number in sorted(book.changes.items())
        )
        yield Remark(f"{count} tracked change{'s' * (count > 1)}, accepted: {kinds}", book.first_change)


def _comments(book: Book) -> Iterator[Remark]:
    for part in book.related("comments"):
        root = book.package.xml(part)
        for comment in () if root is None else root.iterchildren(name("w:comment")):
            if text := words_of(comment, PARAGRAPH, TEXTS, UNSEEN):
                line = book.comments.get(value(comment, name("w:id")), 1)
                yield Remark(f"a comment, not imported: {text}", line)


def _surroundings(book: Book, kind: str) -> Iterator[Remark]:
    roots = [root for part in book.related(kind) if (root := book.package.xml(part)) is not None]
    texts = [words_of(root, PARAGRAPH, TEXTS, UNSEEN) for root in roots]
    for text in dict.fromkeys(filter(None, texts)):
        yield Remark(f"a {kind}, not imported: {text}", 1)
