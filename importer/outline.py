"""The skeleton of a document: which node is its title, which are headings, and how deep each lies.

The rules know texts; this module knows what stands before and after them.
"""

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from itertools import pairwise

from importer.nodes import Block, Divider, Heading, ListItem, Node, Paragraph, Picture, Run, Table
from importer.rules import forms, headings, keywords, labels, levels
from importer.rules.citations import find_address
from importer.rules.headings import Opens
from importer.rules.prose import is_prose, is_sentence
from importer.rules.words import ends_like_a_sentence, words

# How many nodes from the top a title may stand.
LAST_TITLE = 40
NUMBERED_LISTS = (Opens.TAKEAWAYS, Opens.CITATIONS, Opens.FAQ)
PROSE = (None, Opens.QUICK_ANSWER, Opens.INTRODUCTION, Opens.BOTTOM_LINE)
FEWEST_FIELDS = 3
LONGEST_NUMBERED = 20


def find_title(nodes: Sequence[Node]) -> int | None:
    """The only heading of the first level; else the first line that is not about the document or prose.

    The article has begun above such a heading where that first line has prose below it.
    """
    first = _first_line(nodes)
    top = [index for index, node in enumerate(nodes) if isinstance(node, Heading) and node.level == 1]
    if len(top) == 1 and top[0] < LAST_TITLE and (first is None or not _has_prose(nodes, first, top[0])):
        return top[0]
    return first


def _first_line(nodes: Sequence[Node]) -> int | None:
    """The first line that is not about the document, where it may be a title."""
    announcing = announcing_all(nodes[:LAST_TITLE])
    for index, node in enumerate(nodes[:LAST_TITLE]):
        if not _is_about_document(nodes, index, announcing[index]):
            return index if _may_be_title(node, nodes[index + 1 : index + 2]) else None
    return None


def _has_prose(nodes: Sequence[Node], start: int, stop: int) -> bool:
    """Whether an article stands between two places: its paragraphs, not an invitation to book."""
    between = range(start + 1, stop)
    announcing = announcing_all(nodes[:stop])
    return is_prose(
        [
            nodes[index].text
            for index in between
            if isinstance(nodes[index], Paragraph)
            and not _is_about_document(nodes, index, announcing[index])
            and not forms.is_call_to_action(nodes[index].text)
        ]
    )


def _is_about_document(nodes: Sequence[Node], index: int, announced_by: Node | None) -> bool:
    """Dividers, keywords, bylines and details for search engines may stand above a title."""
    node = nodes[index]
    return (
        isinstance(node, (Divider, Picture, Block))
        or _opens_detail(node)
        or (announced_by is not None and _opens_detail(announced_by))
        or (keywords.is_keyword_line(node.text) and index + 1 < len(nodes))
        or is_labelled(node)
        or is_no_text(node)
        or labels.is_byline(node.text)
    )


def _opens_detail(node: Node) -> bool:
    return headings.opens(node.text) is Opens.KEYWORDS or labels.is_detail_alone(node.text)


def is_labelled(node: Node) -> bool:
    """Whether a line holds keywords or a detail, and says so."""
    return bool(keywords.keyword_label(node.text) or labels.detail(node.text))


def rows_of_brief(node: Node) -> list[Node]:
    """The lines of a table in which every row names a detail or keywords; of all else the node itself."""
    if not isinstance(node, Table) or node.caption or any(len(row) != 2 for row in node.rows):
        return [node]
    lines = [Paragraph((*name, Run("\t"), *value), node.line) for name, value in node.rows]
    if not lines or not all(map(is_labelled, lines)):
        return [node]
    return [replace(lines[0], mark=node.mark), *lines[1:]]


def with_headings_apart(nodes: Sequence[Node]) -> list[Node]:
    """The nodes, with each bold first line that reads as a heading apart from the text in its paragraph.

    That is how some write all their headings, so there are two or more, and the document marks none.
    """
    found = {index for index in _prose_places(nodes, 0) if _begins_with_heading(nodes[index])}
    is_marked = any(isinstance(node, Heading) and (node.level or 2) > 1 for node in nodes)
    if is_marked or len(found) < 2:
        return list(nodes)
    return [
        part
        for index, node in enumerate(nodes)
        for part in (_lines_apart(node) if index in found else [node])
    ]


def _begins_with_heading(node: Node) -> bool:
    if not isinstance(node, Paragraph) or "\n" not in node.text:
        return False
    first, rest = _lines_apart(node)
    return (
        headings.is_weighted(first.runs)
        and headings.looks_like_heading(first.text)
        and not first.text.endswith(("?", ":"))
        and not is_labelled(first)
        and not any(run.bold for run in rest.runs[:1])
        and is_sentence(rest.text)
        and not find_address(rest.text)
    )


def _lines_apart(node: Node) -> list[Node]:
    """The first line of a node and all others."""
    end = node.text.index("\n")
    return [node.cut(0, end), replace(node.cut(end), mark="")]


def is_no_text(node: Node) -> bool:
    """Whether a line is of the file or site the article stood in, not of it: "[Image: x]", "© 2026"."""
    return labels.is_placeholder(node.text) or labels.is_copyright(node.text)


def announcing_all(nodes: Sequence[Node]) -> list[Node | None]:
    """For each node the line above it, or above the list that it is in."""
    found: list[Node | None] = []
    above: Node | None = None
    for node in nodes:
        is_further = isinstance(node, ListItem) and isinstance(above, ListItem)
        found.append(found[-1] if is_further else above)
        above = node
    return found


def find_form_fields(nodes: Sequence[Node]) -> frozenset[int]:
    """Three or more labels of form fields in a row; in a list, one of them must look like nothing else."""
    found: list[int] = []
    row: list[int] = []
    for index, node in enumerate((*nodes, None)):
        if isinstance(node, Divider):
            continue
        if node is not None and forms.count_fields(node.text):
            row.append(index)
            continue
        if _is_form([nodes[one] for one in row]):
            found += row
        row = []
    return frozenset(found)


def _is_form(row: Sequence[Node]) -> bool:
    if sum(forms.count_fields(node.text) for node in row) < FEWEST_FIELDS:
        return False
    if any(forms.is_marked_field(node.text) for node in row):
        return True
    in_list = any(isinstance(node, ListItem) for node in row)
    return not in_list and any(forms.is_contact_field(node.text) for node in row)


def _may_be_title(node: Node, below: Sequence[Node]) -> bool:
    opens = headings.opens(node.text)
    if opens in (Opens.QUICK_ANSWER, Opens.INTRODUCTION) or isinstance(node, ListItem):
        return False
    if opens is Opens.TAKEAWAYS and any(isinstance(one, ListItem) for one in below):
        return False
    return isinstance(node, Heading) or headings.looks_like_title(node.text)


def find_headings(nodes: Sequence[Node], title: int | None, fields: Set[int]) -> frozenset[int]:
    """The headings below the title: those the document marks, else those that read like one.

    Where marks are only on headings such as "Quick Answer" and "References", the sections have others. Where
    they are on some sections, so have those whose unmarked heading stands alone above its text.
    """
    start = 0 if title is None else title + 1
    marked = frozenset(
        index for index, node in enumerate(nodes) if isinstance(node, Heading) and index >= start
    )
    if any(headings.opens(nodes[index].text) is None for index in marked):
        return marked.union(_unmarked_headings(nodes, title, fields))
    worded = _headings_by_wording(nodes, start, fields)
    if weighted := _headings_by_weight(nodes, start, fields):
        worded = [*weighted, *(index for index in worded if index + 1 in fields)]
    return marked.union(worded, _headings_by_number(nodes, start))


def _headings_by_weight(nodes: Sequence[Node], start: int, fields: Set[int]) -> frozenset[int]:
    """Short paragraphs that are bold from end to end, where there are two or more besides known ones."""
    found = frozenset(
        index
        for index, node in enumerate(nodes[start:], start)
        if index not in fields
        and isinstance(node, Paragraph)
        and headings.is_weighted(node.runs)
        and not is_labelled(node)
        and not labels.is_byline(node.text)
        and not labels.label(labels.QUESTION, node.text)
        and not forms.is_call_to_action(node.text)
    )
    unknown = [index for index in found if headings.opens(nodes[index].text) is None]
    return found if len(unknown) > 1 else frozenset()


def _headings_by_wording(nodes: Sequence[Node], start: int, fields: Set[int]) -> list[int]:
    """Where several lines in a row read like headings, the first and the last are; the others are a list."""
    found: list[int] = []
    row: list[int] = []
    for index, node in enumerate(nodes[start:], start):
        if isinstance(node, Divider) or is_labelled(node) or is_no_text(node):
            continue
        if headings.opens(node.text) not in (None, Opens.BOTTOM_LINE):
            row = []
        elif index not in fields and _reads_like_heading(nodes, index):
            row.append(index)
        else:
            found += {*row[:1], *row[-1:]}
            row = []
    return found


def _reads_like_heading(nodes: Sequence[Node], index: int) -> bool:
    node, below = nodes[index], next(iter(nodes[index + 1 : index + 2]), None)
    return (
        isinstance(node, Paragraph)
        and not node.mark.endswith(">")  # quoted
        and headings.looks_like_heading(node.text)
        and not labels.is_byline(node.text)
        and not (isinstance(below, ListItem) and headings.leads_into_a_list(node.text))
    )


def find_subtitle(nodes: Sequence[Node], title: int | None) -> int | None:
    """A short line directly below the title that is no sentence: "A guide from the neurology team"."""
    if title is None:
        return None
    announcing = announcing_all(nodes)
    below = title + 1
    while below < len(nodes) and _is_about_document(nodes, below, announcing[below]):
        below += 1
    is_one = below < len(nodes) and headings.opens(nodes[below].text) is None
    return below if is_one and _reads_like_heading(nodes, below) else None


def _unmarked_headings(nodes: Sequence[Node], title: int | None, fields: Set[int]) -> list[int]:
    """Headings among the prose of a document that marks others: sentences follow, or a list where some do."""
    start = 0 if title is None else title + 1
    places = set(_prose_places(nodes, start)) - {find_subtitle(nodes, title)}
    found = [
        index
        for index in _headings_by_wording(nodes, start, fields)
        if index in places and not nodes[index].text.endswith(":")
    ]
    with_prose = [index for index in found if _has_sentences_below(nodes, index)]
    with_list = [index for index in found if isinstance(_below(nodes, index), ListItem)]
    return with_prose + with_list if with_prose else []


def _prose_places(nodes: Sequence[Node], start: int) -> Iterator[int]:
    """Where the introduction, the quick answer and the sections lie; not the first line of a quick answer."""
    opens: Opens | None = None
    for index, node in enumerate(nodes[start:], start):
        named = headings.opens(node.text)
        if named or isinstance(node, Heading):
            opens = named
        elif opens in PROSE and not (opens and headings.opens(nodes[index - 1].text)):
            yield index


def _has_sentences_below(nodes: Sequence[Node], index: int) -> bool:
    """Whether prose comes next, and no reference or line of a form."""
    below = _below(nodes, index)
    return (
        isinstance(below, Paragraph)
        and is_sentence(below.text)
        and not find_address(below.text)
        and not labels.is_form_note(below.text)
        and not forms.is_call_to_action(below.text)
    )


def _below(nodes: Sequence[Node], index: int) -> Node | None:
    return nodes[index + 1] if index + 1 < len(nodes) else None


def _headings_by_number(nodes: Sequence[Node], start: int) -> list[int]:
    """Short numbered items that stand alone, each with text of its own below it."""
    runs: list[list[int]] = []
    above = 0
    for index in range(start, len(nodes) - 1):
        if number := _number_alone(nodes, index):
            if not runs or number <= above:
                runs.append([])
            runs[-1].append(index)
            above = number
    accepted = [index for run in runs for index in _headings_of_run(nodes, run)]
    return accepted + [gap for pair in pairwise(accepted) for gap in _fill_gap(nodes, *pair)]


def _fill_gap(nodes: Sequence[Node], above: int, below: int) -> list[int]:
    """The numbers between those of two headings are headings too, even with a nested list right below them.

    They are all there is: with any other number between the two, it is a list of the section.
    """
    between = [index for index in range(above + 1, below) if _number(nodes[index])]
    missing = list(range(_number(nodes[above]) + 1, _number(nodes[below])))
    is_gap = bool(missing) and [_number(nodes[index]) for index in between] == missing
    return between if is_gap and all(_is_short(nodes[index]) for index in between) else []


def _is_short(node: Node) -> bool:
    return (
        "\n" not in node.text
        and len(node.text) <= headings.TOO_LONG
        and len(words(node.text)) <= LONGEST_NUMBERED
    )


def _headings_of_run(nodes: Sequence[Node], run: Sequence[int]) -> Sequence[int]:
    """Those of a run of numbered items that are headings.

    Takeaways and references are numbered in the same way. A single one has prose below it, and below a
    line such as "Do this:" steps are headings only where they are worded like some.
    """
    first = run[0]
    if any(headings.opens(node.text) in NUMBERED_LISTS for node in nodes[max(first - 2, 0) : first]):
        return []
    worded = [index for index in run if headings.looks_like_heading(nodes[index].text)]
    is_led_into = first > 0 and nodes[first - 1].text.endswith(":")
    if len(run) == 1:
        return worded if ends_like_a_sentence(nodes[first + 1].text) and not is_led_into else []
    if is_led_into:
        return worded if len(worded) > 1 else []
    return run


def _number_alone(nodes: Sequence[Node], index: int) -> int:
    """The number of a short item that neither continues a list nor is continued by one; else 0."""
    node, below = nodes[index], nodes[index + 1]
    number = _number(node)
    is_in_list = (index > 0 and _number(nodes[index - 1]) == number - 1 > 0) or _number(below) == number + 1
    has_text = not (isinstance(below, ListItem) and below.depth) and not find_address(below.text)
    return number if number and not is_in_list and has_text and _is_short(node) else 0


def _number(node: Node) -> int:
    return (node.number or 0) if isinstance(node, ListItem) and not node.depth else 0


def as_heading(node: Node) -> Heading:
    """A heading that was read as something else; a number that looked like a list marker is its own again."""
    if isinstance(node, Heading):
        return node
    if isinstance(node, ListItem):
        marks = node.mark[len(node.marker) :].lstrip()
        return Heading((Run(f"{node.marker} "), *node.runs), node.line, marks)
    return Heading(node.runs, node.line, node.mark)


def find_levels(sections: Sequence[tuple[Node, int]]) -> list[int]:
    """The level (2, 3 or 4) of each section heading, given with the number of nodes below it.

    Levels the document marks are kept; others are inferred from how the headings are written.
    """
    if any(isinstance(node, Heading) for node, _ in sections):
        return levels.from_marks([node.level if isinstance(node, Heading) else None for node, _ in sections])
    return levels.from_wording([levels.Outlined(as_heading(node).text, own) for node, own in sections])
