"""From a reading to what an article page stores. Pure: rich text as HTML, blocks as plain data."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import groupby
from typing import Any

from core.blocks.text import NO_HEADING
from importer.nodes import LINKS, Heading, ListItem, Node, Picture, Run, Runs, Table, text_of
from importer.reading import Reading, Section

Block = dict[str, Any]


def to_stream(
    reading: Reading, sources: Sequence[int] = (), images: Mapping[str, int] | None = None
) -> list[Block]:
    """The body of the article in reading order, below its introduction.

    `sources` are the keys of those its citations name, `images` those of its pictures by their names.
    Rich text holds no tables and pictures: a section goes on behind them without a heading. In a quick
    answer, an answer or a takeaway they follow the whole block.
    """
    return list(_blocks(reading, sources, images or {}))


def introduction(reading: Reading, images: Mapping[str, int] | None = None) -> str:
    """The introduction up to its first table or picture; the body goes on with the rest."""
    return _interrupted(reading.introduction, images or {})[0]


def keeping_ids(body: Sequence[Block], before: Iterable[Mapping[str, Any]]) -> list[Block]:
    """The blocks, each with the id of the one it replaces: the next of its type with the same heading."""
    ids: dict[tuple[str, str], list[str]] = {}
    for block in before:
        ids.setdefault(_name(block), []).append(block.get("id") or "")
    return [
        {**block, "id": ids[name].pop(0)} if ids.get(name := _name(block)) else dict(block) for block in body
    ]


def replaced(body: Iterable[Block], before: Iterable[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """Type and heading of the blocks that have no counterpart in the body that replaces them."""
    left = Counter(map(_name, before)) - Counter(map(_name, body))
    return [name for name in dict.fromkeys(map(_name, before)) if name in left]


def _name(block: Mapping[str, Any]) -> tuple[str, str]:
    return block["type"], str(block["value"].get("heading") or "")


def _blocks(reading: Reading, sources: Sequence[int], images: Mapping[str, int]) -> Iterator[Block]:
    if answer := reading.quick_answer:
        yield _block("quick_answer", heading=answer.heading or "Quick answer", text=to_html(answer.body))
    yield from _interrupted(reading.introduction, images)[1]
    yield from _exhibits(reading.quick_answer.body if reading.quick_answer else (), images)
    for section in reading.sections:
        yield from _sections(section, images)
    if reading.faq:
        yield _block(
            "faq",
            heading=reading.faq_heading or "Frequently asked questions",
            items=[{"question": one.question, "answer": to_html(one.answer)} for one in reading.faq],
        )
        yield from _exhibits((node for one in reading.faq for node in one.answer), images)
    if reading.takeaways:
        yield _block(
            "takeaways",
            heading=reading.takeaways_heading or "Key takeaways",
            items=[
                {"claim": one.claim, "detail": "".join(map(_paragraph, _prose(one.detail))), "sources": []}
                for one in reading.takeaways
            ],
        )
        yield from _exhibits((node for one in reading.takeaways for node in one.detail), images)
    if sources:
        yield _block(
            "citations",
            heading=reading.citations_heading or "Citations",
            also_listed=list(dict.fromkeys(sources)),
        )


def _sections(section: Section, images: Mapping[str, int]) -> Iterator[Block]:
    text, more = _interrupted(section.body, images)
    yield _block("section", heading=section.heading, level=f"h{section.level}", body=text)
    yield from more
    for subsection in section.subsections:
        yield from _sections(subsection, images)


def _interrupted(nodes: Iterable[Node], images: Mapping[str, int]) -> tuple[str, list[Block]]:
    """The text up to the first table or picture, and the blocks that go on from there."""
    shown = [node for node in nodes if not isinstance(node, Picture) or node.name in images]
    groups = [(is_prose, list(group)) for is_prose, group in groupby(shown, _is_prose)]
    text = to_html(groups.pop(0)[1]) if groups and groups[0][0] else ""
    blocks: list[Block] = []
    for is_prose, group in groups:
        if is_prose:
            blocks.append(_block("section", heading="", level=NO_HEADING, body=to_html(group)))
        else:
            blocks += _exhibits(group, images)
    return text, blocks


def _exhibits(nodes: Iterable[Node], images: Mapping[str, int]) -> Iterator[Block]:
    for node in nodes:
        if isinstance(node, Table):
            yield _table(node)
        elif isinstance(node, Picture) and node.name in images:
            image = {"image": images[node.name], "alt_text": node.alt, "decorative": False}
            yield _block("image", image=image, caption=node.caption)


def _table(node: Table) -> Block:
    """Cells hold plain text. Without header cells the headings stay empty, and publishing asks for them."""
    rows = [[" ".join(text_of(cell).split()) for cell in row] for row in node.rows]
    width = max(map(len, rows), default=0)
    rows = [[*row, *[""] * (width - len(row))] for row in rows]
    headings, body = (rows[0], rows[1:]) if node.has_header else ([""] * width, rows)
    table = {
        "caption": node.caption,
        "columns": [{"type": "text", "heading": heading} for heading in headings],
        "rows": [{"values": row} for row in body],
    }
    return _block("table", table=table)


def _is_prose(node: Node) -> bool:
    return not isinstance(node, (Table, Picture))


def _prose(nodes: Iterable[Node]) -> Iterator[Node]:
    return filter(_is_prose, nodes)


def _block(name: str, **value: object) -> Block:
    return {"type": name, "value": value}


def to_html(nodes: Iterable[Node]) -> str:
    """Rich text as Wagtail stores it."""
    html = ""
    for is_list, group in groupby(_prose(nodes), lambda node: isinstance(node, ListItem)):
        if is_list:
            html += "".join(_lists([node for node in group if isinstance(node, ListItem)]))
        else:
            html += "".join(map(_paragraph, group))
    return html


def _paragraph(node: Node) -> str:
    tag = "h4" if isinstance(node, Heading) else "p"
    return f"<{tag}>{inline(node.runs)}</{tag}>"


def _lists(items: Sequence[ListItem]) -> Iterator[str]:
    """Lists, each item with the deeper ones that follow it. Rich text cannot count from anything but 1."""
    for is_ordered, group in groupby(_families(items), lambda family: family[0].number is not None):
        families = list(group)
        if is_ordered and [family[0].number for family in families] != list(range(1, len(families) + 1)):
            for parent, *children in families:
                yield f"<p>{escape(parent.marker)} {inline(parent.runs)}</p>"
                yield from _lists(children)
            continue
        tag = "ol" if is_ordered else "ul"
        rows = (f"<li>{inline(parent.runs)}{''.join(_lists(below))}</li>" for parent, *below in families)
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


def inline(runs: Runs) -> str:
    """The runs of one paragraph as rich text."""
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    html = escape(run.text, quote=False).replace("\n", "<br/>")
    if run.bold:
        html = f"<b>{html}</b>"
    if run.italic:
        html = f"<i>{html}</i>"
    if run.superscript:
        html = f"<sup>{html}</sup>"
    if run.href.lower().startswith(LINKS):
        html = f'<a href="{escape(run.href)}">{html}</a>'
    return html
