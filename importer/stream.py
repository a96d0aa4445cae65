"""From a reading to what an article page stores. Pure: rich text as HTML, blocks as plain data."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import Any

from core.blocks.text import NO_HEADING
from core.rich_text import clean
from editorial.rich_text import marker
from importer.nodes import (
    EXHIBITS,
    LINKS,
    Block,
    Heading,
    ListItem,
    Node,
    Paragraph,
    Picture,
    Run,
    Runs,
    Table,
    padded,
    plain,
    text_of,
)
from importer.reading import Reading, Section
from importer.rules.blocks import BLOCKS, BUTTON

Value = dict[str, Any]
Sources = Sequence[int | None]
Keys = Callable[[Iterable[int]], Sequence[int]]


def to_stream(
    reading: Reading, sources: Sources = (), images: Mapping[str, int] | None = None
) -> list[Value]:
    """The body of the article in reading order, below its introduction.

    `sources` are the keys of those its citations name, None for one that could not be stored; `images` are
    those of its pictures by their names. Rich text holds no tables and pictures: a section goes on behind
    them without a heading. In a quick answer, an answer or a takeaway they follow the whole block.
    """
    stream = _Stream(reading, sources, images or {})
    return list(stream.in_reading_order() if reading.order is None else stream.as_ordered(reading.order))


def introduction(reading: Reading, sources: Sources = (), images: Mapping[str, int] | None = None) -> str:
    """The introduction up to its first table or picture; the body goes on with the rest."""
    return _Stream(reading, sources, images or {}).interrupted(reading.introduction)[0]


def keeping_ids(body: Sequence[Value], before: Iterable[Mapping[str, Any]]) -> list[Value]:
    """The blocks, each with the id of the one it replaces: the next of its type with the same heading."""
    ids: dict[tuple[str, str], list[str]] = {}
    for block in before:
        ids.setdefault(_name(block), []).append(block.get("id") or "")
    return [
        {**block, "id": ids[name].pop(0)} if ids.get(name := _name(block)) else dict(block) for block in body
    ]


def replaced(body: Iterable[Value], before: Iterable[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """Type and heading of the blocks that have no counterpart in the body that replaces them."""
    left = Counter(map(_name, before)) - Counter(map(_name, body))
    return [name for name in dict.fromkeys(map(_name, before)) if name in left]


def _name(block: Mapping[str, Any]) -> tuple[str, str]:
    return block["type"], str(block["value"].get("heading") or "")


@dataclass(frozen=True, slots=True)
class _Stream:
    reading: Reading
    sources: Sources
    images: Mapping[str, int]

    def in_reading_order(self) -> Iterator[Value]:
        reading = self.reading
        answer = reading.quick_answer
        yield from self.part("quick_answer")
        yield from self.interrupted(reading.introduction)[1]
        yield from self.exhibits(answer.body if answer else ())
        for section in reading.sections:
            yield from self.section(section)
            for below in section.subsections:
                yield from self.section(below)
        yield from self.part("faq")
        yield from self.exhibits(node for one in reading.faq for node in one.answer)
        yield from self.part("takeaways")
        yield from self.exhibits(node for one in reading.takeaways for node in one.detail)
        if any(self.sources):
            yield from self.part("citations")

    def as_ordered(self, order: Iterable[Section | str]) -> Iterator[Value]:
        """The blocks of an exported article, each where it stood."""
        for one in order:
            yield from self.section(one) if isinstance(one, Section) else self.part(one)

    def part(self, name: str) -> Iterator[Value]:
        """One of the blocks of which an article has one at most, if the reading has it."""
        reading = self.reading
        match name:
            case "quick_answer" if answer := reading.quick_answer:
                yield _block(name, heading=answer.heading or "Quick answer", text=self.html(answer.body))
            case "faq" if reading.faq:
                yield _block(
                    name,
                    heading=reading.faq_heading or "Frequently asked questions",
                    items=[
                        {"question": one.question, "answer": self.html(one.answer)} for one in reading.faq
                    ],
                )
            case "takeaways" if reading.takeaways:
                yield _block(
                    name,
                    heading=reading.takeaways_heading or "Key takeaways",
                    items=[
                        {
                            "claim": one.claim,
                            "detail": clean(
                                "".join(_paragraph(node, self.keys) for node in _prose(one.detail))
                            ),
                            "sources": self.keys(one.cites),
                        }
                        for one in reading.takeaways
                    ],
                )
            case "citations":
                heading = reading.citations_heading or "Citations"
                yield _block(name, heading=heading, also_listed=self.listed())

    def section(self, section: Section) -> Iterator[Value]:
        """A section; one without a heading only where it has text of its own before any table or picture."""
        text, more = self.interrupted(section.body)
        if section.level or text:
            level = f"h{section.level}" if section.level else NO_HEADING
            yield _block("section", heading=section.heading, level=level, body=text)
        yield from more

    def interrupted(self, nodes: Iterable[Node]) -> tuple[str, list[Value]]:
        """The text up to the first table or picture, and the blocks that go on from there."""
        groups = [(is_prose, list(group)) for is_prose, group in groupby(self.shown(nodes), _is_prose)]
        text = self.html(groups.pop(0)[1]) if groups and groups[0][0] else ""
        blocks: list[Value] = []
        for is_prose, group in groups:
            if is_prose:
                blocks.append(_block("section", heading="", level=NO_HEADING, body=self.html(group)))
            else:
                blocks += self.exhibits(group)
        return text, blocks

    def exhibits(self, nodes: Iterable[Node]) -> Iterator[Value]:
        for node in nodes:
            if isinstance(node, Table):
                yield _table(node)
            elif isinstance(node, Picture) and node.name in self.images:
                alt = "" if node.is_decorative else node.alt
                image = {"image": self.images[node.name], "alt_text": alt, "decorative": node.is_decorative}
                yield _block("image", image=image, caption=node.caption)
            elif isinstance(node, Block):
                yield _block(node.kind, **self.labelled(node))

    def labelled(self, node: Block) -> Value:
        """The value of a block that labels set apart."""
        values: Value = dict(node.values)
        kind = BLOCKS[node.kind]
        values[kind.body] = "\n\n".join(map(_words, node.body)) if kind.is_plain else self.html(node.body)
        match node.kind:
            case "study_result":
                values |= {name: _number(str(values[name])) for name in ("n", "of")}
                values["source"] = next(iter(self.keys(node.cites)), None)
            case "quote":
                values.setdefault("attribution", "")
            case "appointment":
                values.setdefault("button_label", BUTTON)
        return values

    def shown(self, nodes: Iterable[Node]) -> Iterator[Node]:
        """The nodes; of a picture for which there is no image its caption."""
        for node in nodes:
            if not isinstance(node, Picture) or node.name in self.images:
                yield node
            elif node.caption:
                yield Paragraph(plain(node.caption), node.line)

    def html(self, nodes: Iterable[Node]) -> str:
        return to_html(self.shown(nodes), self.keys)

    def keys(self, numbers: Iterable[int]) -> list[int]:
        """The sources behind the numbers of citations."""
        found = (self.sources[number - 1] for number in numbers if 0 < number <= len(self.sources))
        return [key for key in found if key is not None]

    def listed(self) -> list[int]:
        """The sources that the citations list beside those of the text: as it says, else those not cited."""
        citations = self.reading.citations
        places = sorted(
            (place, key)
            for one, key in zip(citations, self.sources, strict=False)
            if key
            for place in one.listed
        )
        if places:
            return [key for _, key in places]
        cited = {number for one in self.reading.takeaways for number in one.cites}
        cited |= {number for node in self.reading.blocks() for number in node.cites}
        cited |= {number for run in self.reading.runs() for number in run.cites}
        numbers = (number for number in range(1, len(self.sources) + 1) if number not in cited)
        return list(dict.fromkeys(self.keys(numbers)))


def _table(node: Table) -> Value:
    """Cells hold plain text. Without header cells the headings stay empty, and publishing asks for them."""
    rows = padded([[" ".join(text_of(cell).split()) for cell in row] for row in node.rows], "")
    headings, body = (rows[0], rows[1:]) if node.has_header else ([""] * max(map(len, rows), default=0), rows)
    table = {
        "caption": node.caption,
        "columns": [{"type": "text", "heading": heading} for heading in headings],
        "rows": [{"values": list(row)} for row in body],
    }
    if node.has_row_headers:
        return _block("table", table=table)
    return _block("table", table=table, first_column_is_header=False)


def _words(node: Node) -> str:
    """A paragraph in plain words, with the bullet or number of a list item."""
    return f"{node.marker} {node.text}" if isinstance(node, ListItem) else node.text


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() else None


def _is_prose(node: Node) -> bool:
    return not isinstance(node, EXHIBITS)


def _prose(nodes: Iterable[Node]) -> Iterator[Node]:
    return filter(_is_prose, nodes)


def _block(name: str, **value: object) -> Value:
    return {"type": name, "value": value}


def _no_keys(numbers: Iterable[int]) -> list[int]:
    return []


def to_html(nodes: Iterable[Node], keys: Keys = _no_keys) -> str:
    """Rich text as Wagtail stores it. `keys` gives the sources behind the numbers of citations."""
    html = ""
    for is_list, group in groupby(_prose(nodes), lambda node: isinstance(node, ListItem)):
        if is_list:
            html += "".join(_lists([node for node in group if isinstance(node, ListItem)], keys))
        else:
            html += "".join(_paragraph(node, keys) for node in group)
    return clean(html)


def _paragraph(node: Node, keys: Keys) -> str:
    tag = "h4" if isinstance(node, Heading) else "p"
    return f"<{tag}>{inline(node.runs, keys)}</{tag}>"


def _lists(items: Sequence[ListItem], keys: Keys) -> Iterator[str]:
    """Lists, each item with the deeper ones that follow it. Rich text cannot count from anything but 1."""
    for is_ordered, group in groupby(_families(items), lambda family: family[0].number is not None):
        families = list(group)
        if is_ordered and [family[0].number for family in families] != list(range(1, len(families) + 1)):
            for parent, *children in families:
                yield f"<p>{escape(parent.marker)} {inline(parent.runs, keys)}</p>"
                yield from _lists(children, keys)
            continue
        tag = "ol" if is_ordered else "ul"
        rows = (
            f"<li>{inline(parent.runs, keys)}{''.join(_lists(below, keys))}</li>"
            for parent, *below in families
        )
        yield f"<{tag}>{''.join(rows)}</{tag}>"


def _families(items: Sequence[ListItem]) -> list[list[ListItem]]:
    """Each item of the outer list with those nested in it."""
    families: list[list[ListItem]] = []
    for item in items:
        if families and item.depth > families[-1][0].depth:
            families[-1].append(item)
        else:
            families.append([item])
    return families


def inline(runs: Runs, keys: Keys = _no_keys) -> str:
    """The runs of one paragraph as rich text."""
    return "".join(_run(run, keys) for run in runs)


def _run(run: Run, keys: Keys) -> str:
    if run.cites and len(sources := keys(run.cites)) == len(run.cites):
        return marker(sources)
    html = escape(run.text, quote=False).replace("\n", "<br/>")
    if run.bold:
        html = f"<b>{html}</b>"
    if run.italic:
        html = f"<i>{html}</i>"
    if run.superscript:
        html = f"<sup>{html}</sup>"
    if run.subscript:
        html = f"<sub>{html}</sub>"
    if run.href.lower().startswith(LINKS):
        html = f'<a href="{escape(run.href)}">{html}</a>'
    return html
