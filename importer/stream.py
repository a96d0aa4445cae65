"""From a reading to what an article page stores. Pure: rich text as HTML, blocks as plain data."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby

from importer.nodes import Heading, ListItem, Node, Run, Runs
from importer.reading import Reading, Section

Block = dict[str, object]

SAFE_LINKS = ("http://", "https://", "mailto:", "tel:")


def to_stream(reading: Reading, sources: Sequence[int] = ()) -> list[Block]:
    """The body of the article in reading order. `sources` are the keys of those its citations name."""
    return list(_blocks(reading, sources))


def _blocks(reading: Reading, sources: Sequence[int]) -> Iterator[Block]:
    if answer := reading.quick_answer:
        yield _block("quick_answer", heading=answer.heading or "Quick answer", text=to_html(answer.body))
    for section in reading.sections:
        yield from _sections(section)
    if reading.faq:
        yield _block(
            "faq",
            heading=reading.faq_heading or "Frequently asked questions",
            items=[{"question": one.question, "answer": to_html(one.answer)} for one in reading.faq],
        )
    if reading.takeaways:
        yield _block(
            "takeaways",
            heading=reading.takeaways_heading or "Key takeaways",
            items=[
                {"claim": one.claim, "detail": "".join(map(_paragraph, one.detail)), "sources": []}
                for one in reading.takeaways
            ],
        )
    if sources:
        yield _block(
            "citations",
            heading=reading.citations_heading or "Citations",
            also_listed=list(dict.fromkeys(sources)),
        )


def _sections(section: Section) -> Iterator[Block]:
    yield _block("section", heading=section.heading, level=f"h{section.level}", body=to_html(section.body))
    for subsection in section.subsections:
        yield from _sections(subsection)


def _block(name: str, **value: object) -> Block:
    return {"type": name, "value": value}


def to_html(nodes: Iterable[Node]) -> str:
    """Rich text as Wagtail stores it."""
    html = ""
    for is_list, group in groupby(nodes, lambda node: isinstance(node, ListItem)):
        if is_list:
            html += "".join(_lists([node for node in group if isinstance(node, ListItem)]))
        else:
            html += "".join(map(_paragraph, group))
    return html


def _paragraph(node: Node) -> str:
    tag = "h4" if isinstance(node, Heading) else "p"
    return f"<{tag}>{_inline(node.runs)}</{tag}>"


def _lists(items: Sequence[ListItem]) -> Iterator[str]:
    """Lists, each item with the deeper ones that follow it. Rich text cannot count from anything but 1."""
    for is_ordered, group in groupby(_families(items), lambda family: family[0].number is not None):
        families = list(group)
        if is_ordered and [family[0].number for family in families] != list(range(1, len(families) + 1)):
            for parent, *children in families:
                yield f"<p>{escape(parent.marker)} {_inline(parent.runs)}</p>"
                yield from _lists(children)
            continue
        tag = "ol" if is_ordered else "ul"
        rows = (f"<li>{_inline(parent.runs)}{''.join(_lists(below))}</li>" for parent, *below in families)
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


def _inline(runs: Runs) -> str:
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    html = escape(run.text, quote=False).replace("\n", "<br/>")
    if run.bold:
        html = f"<b>{html}</b>"
    if run.italic:
        html = f"<i>{html}</i>"
    if run.href.lower().startswith(SAFE_LINKS):
        html = f'<a href="{escape(run.href)}">{html}</a>'
    return html
