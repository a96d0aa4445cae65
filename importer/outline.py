"""The skeleton of a document: which node is its title, which are headings, and how deep each lies.

The rules know texts; this module knows what stands before and after them.
"""

from collections.abc import Sequence

from importer.nodes import Divider, Heading, ListItem, Node, Paragraph, Run
from importer.rules import headings, keywords, labels, levels
from importer.rules.headings import Opens

# How many nodes from the top a title may stand.
LAST_TITLE = 8


def find_title(nodes: Sequence[Node]) -> int | None:
    """The only heading of the first level; else the first line that is not about the document or prose."""
    top = [index for index, node in enumerate(nodes) if isinstance(node, Heading) and node.level == 1]
    if len(top) == 1 and top[0] < LAST_TITLE:
        return top[0]
    above: Node | None = None
    for index, node in enumerate(nodes[:LAST_TITLE]):
        if not _is_about_document(node, above, is_last=index == len(nodes) - 1):
            return index if _may_be_title(node, nodes[index + 1 : index + 2]) else None
        above = node
    return None


def _is_about_document(node: Node, above: Node | None, *, is_last: bool) -> bool:
    """Dividers, keywords and bylines may stand above a title."""
    opens_keywords = headings.opens(node.text) is Opens.KEYWORDS
    is_keywords = keywords.is_keyword_line(node.text) and not is_last
    below_keywords = above is not None and headings.opens(above.text) is Opens.KEYWORDS
    is_labelled = bool(keywords.keyword_label(node.text)) or labels.is_byline(node.text)
    return isinstance(node, Divider) or opens_keywords or is_keywords or below_keywords or is_labelled


def _may_be_title(node: Node, below: Sequence[Node]) -> bool:
    opens = headings.opens(node.text)
    if opens in (Opens.QUICK_ANSWER, Opens.INTRODUCTION) or isinstance(node, ListItem):
        return False
    if opens is Opens.TAKEAWAYS and any(isinstance(one, ListItem) for one in below):
        return False
    return isinstance(node, Heading) or headings.looks_like_title(node.text)


def find_headings(nodes: Sequence[Node], title: int | None) -> frozenset[int]:
    """The headings below the title: those the document marks, else those that read like one."""
    start = 0 if title is None else title + 1
    marked = frozenset(
        index for index, node in enumerate(nodes) if isinstance(node, Heading) and index >= start
    )
    return marked or frozenset((*_headings_by_wording(nodes, start), *_headings_by_number(nodes, start)))


def _headings_by_wording(nodes: Sequence[Node], start: int) -> list[int]:
    """Where several lines in a row read like headings, the first and the last are; the others are a list."""
    found: list[int] = []
    row: list[int] = []
    for index, node in enumerate(nodes[start:], start):
        if isinstance(node, Divider):
            continue
        if headings.opens(node.text):
            row = []
        elif _reads_like_heading(node, nodes[index + 1] if index + 1 < len(nodes) else None):
            row.append(index)
        else:
            found += {*row[:1], *row[-1:]}
            row = []
    return found


def _reads_like_heading(node: Node, below: Node | None) -> bool:
    return (
        isinstance(node, Paragraph)
        and headings.looks_like_heading(node.text)
        and not labels.is_byline(node.text)
        and not (isinstance(below, ListItem) and headings.leads_into_a_list(node.text))
    )


def _headings_by_number(nodes: Sequence[Node], start: int) -> list[int]:
    """Two or more short numbered items that stand alone, each with text of its own below it."""
    alone = [
        index
        for index in range(start, len(nodes) - 1)
        if _is_numbered(item := nodes[index])
        and headings.looks_like_heading(item.text)
        and not (index and _is_numbered(nodes[index - 1]))
        and not _is_numbered(below := nodes[index + 1])
        and not (isinstance(below, ListItem) and below.depth)
    ]
    return alone if len(alone) > 1 else []


def _is_numbered(node: Node) -> bool:
    return isinstance(node, ListItem) and node.number is not None and not node.depth


def as_heading(node: Node) -> Heading:
    """A heading that was read as something else; a number that looked like a list marker is its own again."""
    if isinstance(node, Heading):
        return node
    if isinstance(node, ListItem):
        return Heading(
            (Run(f"{node.marker} "), *node.runs), node.line, node.mark[len(node.marker) :].lstrip()
        )
    return Heading(node.runs, node.line, node.mark)


def find_levels(sections: Sequence[tuple[Node, int]]) -> list[int]:
    """The level (2, 3 or 4) of each section heading, given with the number of nodes below it.

    Levels the document marks are kept; others are inferred from how the headings are written.
    """
    if any(isinstance(node, Heading) for node, _ in sections):
        return levels.from_marks([node.level if isinstance(node, Heading) else None for node, _ in sections])
    return levels.from_wording([levels.Outlined(as_heading(node).text, own) for node, own in sections])
