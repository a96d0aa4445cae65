"""The skeleton of a document: which node is its title, which are headings, and how deep each lies.

The rules know texts; this module knows what stands before and after them.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from itertools import pairwise

from importer.nodes import (
    Aside,
    Block,
    Contents,
    Divider,
    Heading,
    ListItem,
    Node,
    Paragraph,
    Picture,
    Run,
    Runs,
    Table,
    text_of,
)
from importer.rules import forms, headings, keywords, labels, levels
from importer.rules.citations import find_address
from importer.rules.headings import Opens
from importer.rules.prose import is_prose, is_sentence
from importer.rules.words import bare, ends_like_a_sentence, without_page, words

# How many nodes from the top a title may stand.
LAST_TITLE = 40
NUMBERED_LISTS = (Opens.TAKEAWAYS, Opens.CITATIONS, Opens.FAQ)
PROSE = (None, Opens.QUICK_ANSWER, Opens.INTRODUCTION, Opens.BOTTOM_LINE)
FEWEST_FIELDS = 3
FEWEST_ENTRIES = 2
FEWEST_IN_SUBTITLE = 6
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
    in_mail = False
    for index, node in enumerate(nodes[:LAST_TITLE]):
        in_mail = in_mail or labels.is_greeting(node.text)
        is_of_mail = in_mail and (labels.is_greeting(node.text) or is_sentence(node.text))
        if not is_of_mail and not _is_about_document(nodes, index, announcing[index]):
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


def with_tables_apart(nodes: Sequence[Node]) -> list[Node]:
    """The nodes, with the lines of tables of keywords or questions; other tables get their caption."""
    found: list[Node] = []
    opens: Opens | None = None  # by the last line that opened a part
    for node in nodes:
        if (opened := headings.opens(node.text)) or isinstance(node, Heading):
            opens = opened
        lines = rows_of_brief(node) or columns_of_keywords(node)
        if not lines and opens is Opens.FAQ:
            lines = rows_of_questions(node)
        if lines:
            found += [replace(lines[0], mark=node.mark), *lines[1:]]
        elif found and isinstance(node, Table) and not node.caption and _is_caption(found[-1], "table"):
            found.append(_captioned_table(node, found.pop()))
        elif (
            _is_caption(node, "figure")
            and found
            and isinstance(above := found[-1], Picture)
            and not above.caption
        ):
            found[-1] = _captioned_picture(above, node)
        else:
            found.append(node)
    return found


def _is_caption(node: Node, of: str) -> bool:
    is_plain = isinstance(node, Paragraph) and not any(run.href for run in node.runs)
    return is_plain and headings.is_caption(node.text, of) and not find_address(node.text)


def _captioned_table(table: Table, caption: Node) -> Table:
    """A table with the paragraph above it, "Table 1. Doses by age", as its caption."""
    mark = f"{caption.mark} {table.mark}".strip()
    runs = (*caption.runs, Run("\n"), *table.runs)
    return replace(table, runs=runs, line=caption.line, mark=mark, caption=caption.text)


def _captioned_picture(picture: Picture, caption: Node) -> Picture:
    """A picture with the paragraph below it, "Figure 1. The inner ear", as its caption."""
    mark = f"{picture.mark} {caption.mark}".strip()
    runs = (*picture.runs, Run("\n"), *caption.runs) if picture.runs else caption.runs
    return replace(picture, runs=runs, mark=mark, caption=caption.text)


def rows_of_brief(node: Node) -> list[Node]:
    """The lines of a table of two columns that names keywords or details; what else it says stands beside."""
    if not isinstance(node, Table) or node.caption or any(len(row) != 2 for row in node.rows):
        return []
    lines: list[Node] = [Paragraph((*name, Run("\t"), *value), node.line) for name, value in node.rows]
    labelled = [is_labelled(line) for line in lines]
    if not sum(labelled) * 2 > len(lines):
        return []
    return [
        line if is_one or labels.label(labels.TITLE, line.text) else Aside(line.runs, line.line)
        for line, is_one in zip(lines, labelled, strict=True)
    ]


def columns_of_keywords(node: Node) -> list[Node]:
    """The columns of a table that by its first row hold keywords, as lines; other columns stand beside."""
    if not isinstance(node, Table) or node.caption or len(node.rows) < 2 or len(set(map(len, node.rows))) > 1:
        return []
    columns = [_column(cells, node.line) for cells in zip(*node.rows, strict=True)]
    heads = [text_of(head) for head in node.rows[0]]
    found = [headings.opens(head) is Opens.KEYWORDS for head in heads]
    if not any(found) or not all(
        is_one or keywords.is_figure(head) for head, is_one in zip(heads, found, strict=True)
    ):
        return []
    return [
        column if is_one else Aside(column.runs, column.line)
        for column, is_one in zip(columns, found, strict=True)
    ]


def _column(cells: Sequence[Runs], line: int) -> Paragraph:
    """A column as a line: its head, a tab, and its cells."""
    head, *below = cells
    return Paragraph((*head, Run("\t"), *[run for cell in below for run in (*cell, Run("\n"))][:-1]), line)


def rows_of_questions(node: Node) -> list[Node]:
    """The questions and answers of a table with one of each in every row, but for a row above them."""
    if not isinstance(node, Table) or node.caption or any(len(row) != 2 for row in node.rows):
        return []
    pairs = [(Paragraph(asked, node.line), Paragraph(answer, node.line)) for asked, answer in node.rows]
    has_head = not headings.is_question(pairs[0][0].text)
    if len(pairs) - has_head < 1 or not all(
        headings.is_question(asked.text) for asked, _ in pairs[has_head:]
    ):
        return []
    head = [Aside(line.runs, line.line) for line in pairs[0]] if has_head else []
    return [*head, *(line for pair in pairs[has_head:] for line in pair)]


def with_contents_aside(nodes: Sequence[Node]) -> list[Node]:
    """The nodes, with a table of contents that somebody typed beside the text.

    Its lines are those of headings to come; in a list below its heading some may be worded otherwise.
    """
    found = list(nodes)
    for index, node in enumerate(nodes[:LAST_TITLE]):
        if headings.is_contents(node.text):
            entries = _contents(nodes, index + 1)
            for place in (index, *entries) if entries else ():
                found[place] = Contents(nodes[place].runs, nodes[place].line, nodes[place].mark)
    return found


def _contents(nodes: Sequence[Node], start: int) -> Sequence[int]:
    """The places of the lines of a table of contents that begins at `start`."""
    texts = Counter(bare(node.text) for node in nodes[start:])
    end, known = start, 0
    while end < len(nodes):
        entry = bare(without_page(nodes[end].text))
        is_known = texts[entry] - (entry == bare(nodes[end].text)) > 0
        in_list = isinstance(nodes[end], ListItem) and (end == start or isinstance(nodes[end - 1], ListItem))
        if not (is_known or in_list):
            break
        if (
            is_known
            and not in_list
            and entry in {bare(without_page(nodes[one].text)) for one in range(start, end)}
        ):
            break
        end, known = end + 1, known + is_known
    return range(start, end) if known >= FEWEST_ENTRIES and known * 2 >= end - start else ()


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
    return _cut_at(node, [node.text.index("\n")])


def _cut_at(node: Node, places: Sequence[int]) -> list[Node]:
    """A node in pieces; its mark stays with the first."""
    pieces = [node.cut(start, stop) for start, stop in pairwise((0, *places, len(node.text)))]
    return [pieces[0], *(replace(piece, mark="") for piece in pieces[1:])]


def with_lines_apart(nodes: Sequence[Node]) -> list[Node]:
    """The nodes, with labelled or numbered lines apart that share a paragraph, and checked lines as items."""
    apart = [piece for node in nodes for piece in _labelled_lines(node)]
    boxes = ["", *map(_checkbox, apart), ""]
    return [
        _as_item(node, box) if box and (isinstance(node, ListItem) or box in (above, below)) else node
        for node, above, box, below in zip(apart, boxes, boxes[1:], boxes[2:], strict=False)
    ]


def _labelled_lines(node: Node) -> list[Node]:
    """The lines of a paragraph in which each says what it is, or has its number in square brackets."""
    if not isinstance(node, (Paragraph, ListItem)) or "\n" not in node.text:
        return [node]
    if marker := labels.label(labels.CALLOUT, node.text):
        lines = _lines_apart(node) if "\n" not in marker else [node]
        return [replace(lines[0].cut(len(marker)), mark=f"{node.mark} {marker.strip()}".strip()), *lines[1:]]
    starts = [0, *(match.end() for match in re.finditer("\n", node.text))]
    lines = [node.cut(start, stop) for start, stop in pairwise((*starts, len(node.text)))]
    first, *others = [labels.list_mark(line.text) for line in lines]
    first = node.marker if isinstance(node, ListItem) else first
    if first and others == _marks_behind(first, len(others)):
        return [_marked(piece) for piece in _cut_at(node, starts[1:])]
    if isinstance(node, ListItem):
        return [node]
    named = [
        is_labelled(line) or labels.is_byline(line.text) or bool(labels.label(labels.QUESTION, line.text))
        for line in lines
    ]
    if sum(named) < 2 or not named[0]:
        return [node]
    return _cut_at(node, [start for start, is_one in zip(starts, named, strict=True) if is_one and start])


def _marks_behind(mark: str, count: int) -> list[str]:
    """The marks of a list that follow a mark: the same bullet, or the next numbers."""
    number = re.search(r"\d+", mark)
    if number is None:
        return [mark] * count
    return [mark.replace(number[0], str(int(number[0]) + step)) for step in range(1, count + 1)]


def _marked(line: Node) -> Node:
    """A line that begins as items do as an item."""
    marker = labels.list_mark(line.text)
    if not marker:
        return line
    item, number = line.cut(len(marker)), re.search(r"\d+", marker)
    depth = line.depth if isinstance(line, ListItem) else 0
    mark = f"{marker} {line.mark}".rstrip()
    return ListItem(item.runs, line.line, mark, depth, int(number[0]) if number else None)


def _checkbox(node: Node) -> str:
    """The box or tick before a line; headings and what opens a part may have one too."""
    if isinstance(node, Heading) or not isinstance(node, (Paragraph, ListItem)) or headings.opens(node.text):
        return ""
    return labels.checkbox(node.text)


def _as_item(node: Node, box: str) -> ListItem:
    mark = f"{node.mark} {box.strip()}".strip()
    item = node.cut(len(box))
    return replace(item, mark=mark) if isinstance(item, ListItem) else ListItem(item.runs, node.line, mark)


def is_no_text(node: Node) -> bool:
    """Whether a line is of the file or site the article stood in, not of it: "[Image: x]", "© 2026"."""
    text = node.text
    return labels.is_placeholder(text) or labels.is_copyright(text) or labels.is_of_pages(text)


def announcing_all(nodes: Sequence[Node]) -> list[Node | None]:
    """For each node the line above it, or above the list that it is in."""
    found: list[Node | None] = []
    above: Node | None = None
    for node in nodes:
        is_further = above is not None and (
            (isinstance(node, ListItem) and isinstance(above, ListItem))
            or (keywords.is_phrase(node.text) and keywords.is_phrase(above.text))
        )
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
        index
        for index, node in enumerate(nodes)
        if isinstance(node, Heading)
        and index >= start
        and not (index == start > 0 and _is_marked_subtitle(nodes, index))
    )
    if any(headings.opens(nodes[index].text) is None for index in marked):
        return marked.union(_unmarked_headings(nodes, title, fields))
    worded = _without_subtitle(nodes, title, _headings_by_wording(nodes, start, fields))
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
    asked = _questions_of_faq(nodes, start)
    unknown = [index for index in found - asked if headings.opens(nodes[index].text) is None]
    return found if len(unknown) > 1 else frozenset()


def _questions_of_faq(nodes: Sequence[Node], start: int) -> set[int]:
    """The questions below a line that opens an FAQ, before another part is opened."""
    found: set[int] = set()
    opens: Opens | None = None
    for index, node in enumerate(nodes[start:], start):
        opens = headings.opens(node.text) or opens
        if opens is Opens.FAQ and headings.is_question(node.text):
            found.add(index)
    return found


def _headings_by_wording(nodes: Sequence[Node], start: int, fields: Set[int]) -> list[int]:
    """Where several lines in a row read like headings, the first and the last are; the others are a list."""
    found: list[int] = []
    row: list[int] = []
    listed = last_list_of_takeaways(nodes)
    for index, node in enumerate(nodes[start:], start):
        if isinstance(node, Divider) or is_labelled(node) or is_no_text(node):
            continue
        opens = headings.opens(node.text)
        is_section = opens is Opens.TAKEAWAYS and not may_list_takeaways(nodes, index, listed)
        if opens not in (None, Opens.BOTTOM_LINE) and not is_section:
            row = []
        elif index not in fields and _reads_like_heading(nodes, index):
            row.append(index)
        else:
            found += {*row[:1], *row[-1:]}
            row = []
    return found


def last_list_of_takeaways(nodes: Sequence[Node]) -> int:
    """The place of the last line that announces takeaways and has a list below it; -1 without any."""
    places = (
        index
        for index in range(len(nodes) - 2, -1, -1)
        if isinstance(nodes[index + 1], ListItem) and headings.opens(nodes[index].text) is Opens.TAKEAWAYS
    )
    return next(places, -1)


def may_list_takeaways(nodes: Sequence[Node], index: int, listed: int) -> bool:
    """Not with prose below it where a list of them is announced further down: "The takeaway for runners"."""
    below = _below(nodes, index)
    return index >= listed or not isinstance(below, Paragraph) or not is_sentence(below.text)


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
    """A short line directly below the title that is no sentence: "A guide from the neurology team".

    It may be marked as a heading, as the only one of its level and above all others.
    """
    if title is None:
        return None
    if _is_marked_subtitle(nodes, title + 1):
        return title + 1
    announcing = announcing_all(nodes)
    below = title + 1
    while below < len(nodes) and _is_about_document(nodes, below, announcing[below]):
        below += 1
    is_one = below < len(nodes) and headings.opens(nodes[below].text) is None
    return below if is_one and _reads_like_heading(nodes, below) else None


def _without_subtitle(nodes: Sequence[Node], title: int | None, found: Sequence[int]) -> Sequence[int]:
    """Headings without the line below the title, where the next two are in capitals and it is not."""
    subtitle = find_subtitle(nodes, title)
    others = [nodes[index].text for index in found if index != subtitle][:2]
    is_one = len(others) == 2 and all(map(headings.is_all_caps, others))
    if subtitle is None or not is_one or headings.is_all_caps(nodes[subtitle].text):
        return found
    return [index for index in found if index != subtitle]


def _is_marked_subtitle(nodes: Sequence[Node], index: int) -> bool:
    node = nodes[index] if index < len(nodes) else None
    if not isinstance(node, Heading) or node.level is None or headings.opens(node.text):
        return False
    others = [one.level or 0 for one in nodes[index + 1 :] if isinstance(one, Heading)]
    return (
        len(words(node.text)) >= FEWEST_IN_SUBTITLE
        and not headings.is_question(node.text)
        and len(others) > 1
        and min(others) > node.level
    )


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
    opens_sources = headings.opens(node.text) is Opens.CITATIONS
    has_text = not (isinstance(below, ListItem) and below.depth) and (
        opens_sources or not find_address(below.text)
    )
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


def find_levels(sections: Sequence[tuple[Node, Sequence[Node]]], contents: Sequence[Node] = ()) -> list[int]:
    """The level (2, 3 or 4) of each section heading, given with the nodes below it.

    Levels the document marks are kept; others are those its table of contents tells, or are inferred from
    how the headings are written.
    """
    listed = {bare(without_page(line.text)) for line in contents}
    outline = [
        levels.Outlined(as_heading(node).text, len(own), sum(len(words(one.text)) for one in own))
        for node, own in sections
    ]
    if not any(isinstance(node, Heading) for node, _ in sections):
        return levels.from_contents(outline, listed) or levels.from_wording(outline)
    marked = [node.level if isinstance(node, Heading) else None for node, _ in sections]
    weighted = {
        index
        for index, (node, _) in enumerate(sections)
        if not isinstance(node, Heading) and headings.is_weighted(node.runs)
    }
    return levels.from_marks(marked, weighted | levels.short_below(outline, marked))
