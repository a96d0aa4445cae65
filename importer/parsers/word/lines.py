"""From the runs of a Word paragraph to nodes. Pure: knows nothing of the file."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from importer.nodes import (
    Divider,
    Heading,
    ListItem,
    Node,
    Paragraph,
    Picture,
    Run,
    Runs,
    Table,
    cut,
    plain,
    text_of,
)
from importer.parsers.characters import CONTROL, INVISIBLE, SOFT_BREAK
from importer.parsers.emphasis import read_emphasis
from importer.parsers.text import DIVIDER, HASHES, MARKER

BREAK = "\n"
SPACES = re.compile(r"\s+")

Lines = Sequence[Runs]


def clean(text: str) -> str:
    """A stretch of text without what has no width; of its white space only line breaks keep a meaning."""
    text = text.replace("\r", " ").replace("\n", " ")
    if text.isascii() and text.isprintable():
        return text
    text = SOFT_BREAK.sub(BREAK, INVISIBLE.sub("", text))
    return CONTROL.sub(" ", text)


def tidy_lines(runs: Iterable[Run]) -> list[Runs]:
    """The runs of each line, with single spaces and none at either end."""
    lines: list[list[Run]] = [[]]
    for run in runs:
        first, *others = run.text.split(BREAK)
        lines[-1].append(_like(run, first))
        lines += ([_like(run, text)] for text in others)
    return [_tidy(line) for line in lines]


def _like(run: Run, text: str) -> Run:
    return Run(text, run.bold, run.italic, run.href, run.superscript, run.subscript)


def _look(run: Run) -> tuple[bool, bool, str, bool, bool]:
    return run.bold, run.italic, run.href, run.superscript, run.subscript


def _tidy(line: Iterable[Run]) -> Runs:
    tidied: list[Run] = []
    ends_in_space = True
    for _, group in groupby((run for run in line if run.text), _look):
        alike = list(group)
        text = SPACES.sub(" ", "".join(run.text for run in alike))
        if ends_in_space:
            text = text.removeprefix(" ")
        if text:
            tidied.append(_like(alike[0], text))
            ends_in_space = text.endswith(" ")
    while tidied and ends_in_space:
        last = tidied.pop()
        if text := last.text.removesuffix(" "):
            tidied.append(_like(last, text))
            break
        ends_in_space = bool(tidied) and tidied[-1].text.endswith(" ")
    return tuple(tidied)


def joined(lines: Iterable[Runs], between: str = BREAK) -> Runs:
    """Lines as one text. What stands between them looks like what stands before."""
    runs: list[Run] = []
    for line in filter(None, lines):
        if runs:
            runs.append(_like(runs[-1], between) if not runs[-1].href else Run(between))
        runs += line
    return tuple(
        _like(alike[0], "".join(run.text for run in alike))
        for alike in (list(group) for _, group in groupby(runs, _look))
    )


def heading(lines: Lines, line: int, level: int, mark: str = "") -> Heading:
    """A heading in one line. That it is bold says nothing more."""
    light = (replace(run, bold=False) for run in joined(lines, " "))
    runs, marks = emphasized(joined([tuple(light)]))
    return Heading(runs, line, " ".join(filter(None, [mark, marks])), level=level)


def item(lines: Lines, line: int, mark: str, depth: int = 0, number: int | None = None) -> ListItem:
    runs, marks = emphasized(joined(lines))
    return ListItem(runs, line, f"{mark} {marks}".rstrip(), depth=depth, number=number)


def plain_nodes(lines: Lines, line: int, counted: set[int]) -> Iterator[Node]:
    """The nodes of a paragraph that has no style and no number of its own.

    Two line breaks in a row end a paragraph. Bullets, numbers and marks of headings that the writer typed
    are read as in plain text; `counted` holds the numbers typed so far.
    """
    for is_text, group in groupby(lines, bool):
        if is_text:
            for part in _parts(list(group)):
                yield _plain_node(part, line, counted)


def _parts(lines: list[Runs]) -> Iterator[list[Runs]]:
    """The lines of each node: a list typed with line breaks has one for each marker."""
    starts = [index for index, line in enumerate(lines) if MARKER.match(text_of(line))]
    if not starts or (len(starts) == 1 and starts[0]):
        yield lines
        return
    for start, stop in zip([0, *starts], [*starts, len(lines)], strict=True):
        if stop > start:
            yield lines[start:stop]


def _plain_node(lines: list[Runs], line: int, counted: set[int]) -> Node:
    first = text_of(lines[0])
    if len(lines) == 1 and DIVIDER.fullmatch(first):
        return Divider((), line, first)
    if len(lines) == 1 and (hashes := HASHES.match(first)):
        level = len(hashes[1] or "") or int(hashes[2] or hashes[3])
        return heading([cut(lines[0], hashes.end())], line, level, hashes[0].strip())
    marker = MARKER.match(first)
    number = int(marker[2] or marker[3] or 0) if marker else 0
    if marker and (not number or number - 1 in counted):
        counted.add(number)
        return item([cut(lines[0], marker.end()), *lines[1:]], line, marker[1], number=number or None)
    runs, marks = emphasized(joined(lines))
    return Paragraph(runs, line, marks)


def emphasized(runs: Runs) -> tuple[Runs, str]:
    """The runs with emphasis and links that were typed as in Markdown, and the marks of it."""
    if not any("*" in run.text or "_" in run.text or "](" in run.text for run in runs):
        return runs, ""
    read: list[Run] = []
    marks = ""
    for run in runs:
        is_linked_twice = run.href and "](" in run.text
        pieces, found = ((run,), "") if is_linked_twice else read_emphasis(run.text)
        marks += found
        read += (
            Run(
                one.text,
                run.bold or one.bold,
                run.italic or one.italic,
                run.href or one.href,
                run.superscript,
                run.subscript,
            )
            for one in pieces
        )
    return tuple(read), marks


def flat(nodes: Iterable[Node]) -> tuple[Runs, str]:
    """Nodes as the text of one, a table cell or a note, and the marks that are no part of it.

    Bullets, numbers and dividers are part of it.
    """
    lines: list[Runs] = []
    marks: list[str] = []
    for node in nodes:
        match node:
            case Picture():
                continue
            case Table():
                lines += (cell for row in node.rows for cell in row)
                marks.append(node.mark)
            case ListItem():
                lines.append((Run(f"{node.marker} "), *node.runs))
                marks.append(node.mark[len(node.marker) :])
            case Divider():
                lines.append(plain(node.mark))
            case _:
                lines.append(node.runs)
                marks.append(node.mark)
    return joined(lines), " ".join(filter(None, map(str.strip, marks)))
