"""An article page as the nodes of a document that reads back as the same page.

What the headings and the text do not say by themselves is said by labels (`importer/rules/blocks.py`).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape, unescape
from typing import Any
from urllib.parse import quote, urljoin

from django.conf import settings
from wagtail.images.models import AbstractImage
from wagtail.rich_text import RichText, expand_db_html

from blog.models import ArticlePage
from core.blocks.text import NO_HEADING
from editorial.models import Source
from editorial.rich_text import replace_markers
from importer.exact import KEYWORDS, LABELLED, STANDARD
from importer.nodes import EXACT_LINE, Heading, ListItem, Node, Paragraph, Picture, Run, Runs, Table, plain
from importer.parsers import html
from importer.parsers.characters import CONTROL, INVISIBLE
from importer.parsers.word.lines import joined, tidy_lines
from importer.rules import blocks, sources

Value = Any

HREF = re.compile(r'(<a [^>]*?href=")([^"]*)"')
UNSAFE = re.compile(r"%(?![0-9A-Fa-f]{2})")
SAFE = ";/?:@&=+$,-_.!~*'()#%"
BLANK_LINE = re.compile(r"\n\s*\n")
NO_CHARACTER = re.compile("[\ud800-\udfff\ufffe\uffff]")
DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Written:
    """The nodes of a page, and the images its pictures show, by their addresses."""

    title: str
    author: str
    nodes: tuple[Node, ...]
    images: Mapping[str, AbstractImage]


def from_page(page: ArticlePage) -> Written:
    writer = _Writer(page)
    author = words(page.author.full_name) if page.author else ""
    return Written(words(page.title), author, tuple(writer.write()), writer.images)


def words(text: str | None) -> str:
    """A text on one line, without what no document keeps."""
    return " ".join(cleaned(text).split())


def lines(text: str | None) -> str:
    """A text whose line breaks count."""
    return "\n".join(filter(None, map(words, cleaned(text).splitlines())))


def cleaned(text: str | None) -> str:
    """A text without the characters that no document keeps."""
    text = NO_CHARACTER.sub("", INVISIBLE.sub("", text or ""))
    return CONTROL.sub(" ", text)


def address(href: str, base: str) -> str:
    """An address in full, with every character that some format cannot hold encoded."""
    return quote(UNSAFE.sub("%25", urljoin(base, href.strip())), safe=SAFE)


def rich_text(source: str, base: str) -> list[Node]:
    """The paragraphs, headings and list items of rich text."""
    source = expand_db_html(cleaned(source))
    source = HREF.sub(lambda match: f'{match[1]}{escape(address(unescape(match[2]), base))}"', source)
    if not source.strip():
        return []
    nodes = html.convert(f"<p>{EXACT_LINE}</p>{source}").nodes[1:]
    return list(_numbered(nodes))


def _numbered(nodes: Iterable[Node]) -> Iterator[Node]:
    """The nodes with list items as a reader counts them, headings all of one level."""
    counts: list[int] = []
    for node in nodes:
        if isinstance(node, ListItem):
            depth = min(node.depth, len(counts), DEEPEST)
            del counts[depth + 1 :]
            counts += [0] * (depth + 1 - len(counts))
            counts[depth] = counts[depth] + 1 if node.number is not None else 0
            number = counts[depth] or None
            mark = f"{number}." if number else "•"
            yield replace(node, runs=_broken(node.runs, "\n"), depth=depth, number=number, mark=mark)
            continue
        counts = []
        if isinstance(node, Heading):
            yield Heading(_broken(node.runs, " "), node.line, level=4)
        elif node.text:
            yield Paragraph(_broken(node.runs, "\n"), node.line)


def _broken(runs: Runs, gap: str) -> Runs:
    """The runs with one `gap` for each line break; no letter stands both above the line and below it."""
    clear = (replace(run, subscript=run.subscript and not run.superscript) for run in runs)
    return joined(tidy_lines(clear), gap)


def paragraph(text: str) -> Paragraph:
    return Paragraph(plain(text), 0)


def heading(text: str, level: int) -> Heading:
    return Heading(plain(text), 0, level=level)


def labelled(name: str, text: str = "", more: str = "") -> Paragraph:
    return paragraph(f"{blocks.written(name, more)} {text}".rstrip())


def headed(name: str, text: str) -> Heading:
    """The heading of a part, with a label unless its wording alone says enough."""
    is_standard = text in STANDARD and STANDARD[text] is LABELLED[name.lower()]
    return heading(text if is_standard else f"{blocks.written(name)} {text}".rstrip(), 2)


def body(nodes: Iterable[Node], kind: blocks.Kind | None = None) -> Iterator[Node]:
    """Running text in which nothing is taken for a label."""
    for node in nodes:
        if not isinstance(node, ListItem) and blocks.is_label(node.text, kind):
            yield replace(node, runs=(*plain(f"{blocks.written(blocks.TEXT)} "), *node.runs))
        else:
            yield node


def paragraphs(text: str | None) -> list[Node]:
    """Plain text in paragraphs, which blank lines divide."""
    parts = map(lines, BLANK_LINE.split(cleaned(text).replace("\r\n", "\n").replace("\r", "\n")))
    return [paragraph(part) for part in parts if part]


def reference(source: Source, listed: Sequence[int]) -> str:
    """A source in lines that say what they are, so that nothing has to be guessed."""
    fields = {
        "type": source.get_type_display() if source.type != Source.Type.WEB_PAGE else "",
        "accessed": source.accessed.isoformat() if source.accessed else "",
        "year": str(source.year or ""),
        "study_design": source.get_study_design_display(),
        "n": "" if source.n is None else str(source.n),
        "status": source.get_status_display() if source.status else "",
        "listed": ", ".join(map(str, listed)),
    } | {
        name: words(getattr(source, name))
        for name in (
            "authors",
            "container",
            "locator",
            "publisher",
            "doi",
            "pmid",
            "url",
            "archived_url",
            "status_note",
            "key",
        )
    }
    return sources.written(words(source.title), fields)


class _Writer:
    def __init__(self, page: ArticlePage) -> None:
        self.page = page
        self.base = page.full_url or f"{page.root_url or settings.WAGTAILADMIN_BASE_URL}/"
        self.numbering = page.numbering
        self.numbers = {entry.source.pk: entry.number for entry in self.numbering.entries}
        self.images: dict[str, AbstractImage] = {}
        self.is_interrupted = False  # whether plain text goes on behind a table, a picture or a block
        self.is_in_faq = False

    def write(self) -> Iterator[Node]:
        page = self.page
        yield paragraph(EXACT_LINE)
        if page.author:
            yield paragraph(f"Author: {words(page.author.full_name)}")
        if description := lines(page.search_description):
            yield paragraph(f"Meta description: {description}")
        if found := list(filter(None, map(words, page.search_keywords.splitlines()))):
            yield paragraph(KEYWORDS)
            yield from (ListItem(plain(one), 0, "•") for one in found)
        yield heading(words(page.title), 1)
        yield from body(self.rich(page.introduction))
        for child in page.body:
            nodes = list(self.block(child.block_type, child.value))
            yield from nodes
            if nodes:
                self.is_interrupted = child.block_type in (*blocks.BLOCKS, "image", "table")
                self.is_in_faq = child.block_type == "faq"
        if self.numbering.entries and not any(child.block_type == "citations" for child in page.body):
            yield heading("[Sources] Sources cited above", 2)
            yield from self.references(())

    def block(self, name: str, value: Value) -> Iterator[Node]:
        match name:
            case "quick_answer":
                yield headed("Quick answer", words(value["heading"]))
                yield from body(self.rich(value["text"]))
            case "section":
                yield from self.section(value)
            case "faq":
                yield headed("FAQ", words(value["heading"]))
                for item in value["items"]:
                    yield from self.question(item)
            case "takeaways":
                yield headed("Takeaways", words(value["heading"]))
                for item in value["items"]:
                    yield from self.takeaway(item)
            case "citations":
                yield headed("Citations", words(value["heading"]))
                yield from self.references(value["also_listed"])
            case "image":
                yield from self.image(value)
            case "table":
                yield from _table(value)
            case _:
                yield from self.labelled(name, value)

    def rich(self, value: RichText | str | None) -> list[Node]:
        source = value.source if isinstance(value, RichText) else value or ""
        return rich_text(replace_markers(cleaned(source), self.marker), self.base)

    def marker(self, keys: Iterable[int]) -> str:
        """What stands for a marker: the numbers of its sources, raised."""
        found = [str(self.numbers[key]) for key in map(self.numbering.key, keys) if key in self.numbers]
        name = "source" if len(found) == 1 else "sources"
        return f"<sup>[{name} {', '.join(found)}]</sup>" if found else ""

    def section(self, value: Value) -> Iterator[Node]:
        """A section; one without a heading needs a label only where nothing interrupts the text before it."""
        title, text = words(value["heading"]), list(body(self.rich(value["body"])))
        if value["level"] == NO_HEADING and not title:
            if text and not self.is_interrupted:
                yield labelled("Section")
        else:
            level = 3 if value["level"] == "h3" else 2
            is_clear = title and not blocks.is_label(title) and not (level == 3 and self.is_in_faq)
            is_clear = is_clear and not (level == 2 and title in STANDARD)
            yield heading(title if is_clear else f"[Section] {title}".rstrip(), level)
        yield from text

    def question(self, item: Value) -> Iterator[Node]:
        question = words(item["question"])
        is_clear = question and not blocks.is_label(question)
        yield heading(question if is_clear else f"[Question] {question}".rstrip(), 3)
        yield from body(self.rich(item["answer"]))

    def takeaway(self, item: Value) -> Iterator[Node]:
        yield ListItem((Run(words(item["claim"]) or "…", bold=True),), 0, "•")
        for node in body(self.rich(item["detail"])):
            yield Paragraph((Run(f"{node.marker} "), *node.runs), 0) if isinstance(node, ListItem) else node
        yield from self.cites(item["sources"])

    def cites(self, sources: Iterable[Source | None]) -> Iterator[Node]:
        numbers = [self.numbers[source.pk] for source in sources if source]
        if numbers:
            name = "Source" if len(numbers) == 1 else "Sources"
            yield paragraph(f"{name}: [{', '.join(map(str, numbers))}]")

    def references(self, also_listed: Iterable[Source | None]) -> Iterator[Node]:
        """The numbered list. Its items say whether they are also listed, unless that is clear."""
        listed = [source for source in also_listed if source]
        is_told = listed != [entry.source for entry in self.numbering.entries if not entry.places]
        for entry in self.numbering.entries:
            places = [at for at, source in enumerate(listed, 1) if source == entry.source] if is_told else []
            text = reference(entry.source, places)
            yield ListItem(plain(text), 0, f"{entry.number}.", number=entry.number)

    def image(self, value: Value) -> Iterator[Node]:
        image, caption = value["image"], words(value["caption"])
        if image is None:
            return
        source = address(image.file.url, self.base)
        self.images[source] = image
        is_decorative = bool(image.decorative)
        alt = "" if is_decorative else words(image.contextual_alt_text)
        yield labelled(blocks.IMAGE, caption, blocks.DECORATIVE if is_decorative else "")
        yield Picture(plain(alt), 0, name=source)

    def labelled(self, name: str, value: Value) -> Iterator[Node]:
        """A block between its labels, its fields in front of its text where they go on from the label."""
        kind = blocks.BLOCKS[name]
        text = value[kind.body]
        inside = paragraphs(text) if kind.is_plain else self.rich(text)
        fields = [
            paragraph(f"{label}: {words(value[field])}")
            for label, field in kind.fields.items()
            if words(value[field])
        ]
        yield labelled(kind.name, words(value[kind.heading]) if kind.heading else "", _more(name, value))
        yield from () if kind.is_plain else fields
        yield from body(inside, kind)
        yield from fields if kind.is_plain else ()
        if name == "study_result":
            yield from self.cites([value["source"]])
        yield paragraph(blocks.ending(kind))


def _more(name: str, value: Value) -> str:
    """What a label says besides its name."""
    if name == "callout":
        return blocks.CALLOUTS[value["kind"]]
    if name == "study_result":
        n, of = ("?" if value[one] is None else value[one] for one in ("n", "of"))
        return f"{n} of {of} people"
    return ""


def _table(value: Value) -> Iterator[Node]:
    table = value["table"]
    if not table or not table.columns:
        return
    grid = [[column["heading"] for column in table.columns]]
    grid += [[cell.value for cell in row] for row in table.rows] or [[""] * len(table.columns)]
    rows = tuple(tuple(map(plain, _row(list(map(words, row))))) for row in grid)
    has_row_headers = value["first_column_is_header"]
    yield labelled(blocks.TABLE, words(value.caption), "" if has_row_headers else blocks.WITHOUT_ROW_HEADERS)
    yield Table((), 0, rows=rows, has_header=True)


def _row(cells: list[str]) -> list[str]:
    """The cells of a row that stays one in every format: with words in it, and more than a single cell."""
    escaped = [f"[{blocks.TEXT}] {cell}" if _is_special(cell) else cell for cell in cells]
    if not any(escaped):
        escaped[0] = blocks.EMPTY
    return escaped if len(escaped) > 1 else [*escaped, blocks.EMPTY]


def _is_special(cell: str) -> bool:
    label = blocks.label_of(cell)
    return cell == blocks.EMPTY or (label is not None and label.name == blocks.TEXT.lower())
