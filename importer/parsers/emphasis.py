"""Stars and underscores around words, and "[words](address)", which many writers type in plain text."""

import re
from dataclasses import replace

from importer.nodes import Run, Runs

# They touch the words inside and stand free of those outside: "5*3*2" and "snake_case" stay as they are.
EMPHASIS = re.compile(
    r"(?<![^\s(\[\"“‘'–—])(\*{1,3}|_{1,3})(?![\s*_])([^*_\n]+?)(?<!\s)\1(?![^\s.,:;!?)\]\"”’'–—])"
)
# An address may hold brackets in pairs. "![...](...)" is a picture, "[3](below)" no link.
LINK = re.compile(
    r"(?<!!)(?P<mark>\*{1,3}|_{1,3}|)\[(?P<text>[^\[\]\n]+)\]"
    r"\((?P<href>(?:https?://|mailto:|tel:)(?:[^\s()]|\([^\s()]*\))+)\)(?P=mark)"
)


def read_emphasis(text: str) -> tuple[Runs, str]:
    """The text in runs without the marks, and the marks; an address is kept with its run."""
    runs: list[Run] = []
    marks = ""
    position = 0
    for match in LINK.finditer(text):
        emphasis = match["mark"]
        for part, around, href in (
            (text[position : match.start()], "", ""),
            (f"{emphasis}{match['text']}{emphasis}", "[]()", match["href"]),
        ):
            read, read_marks = _read_emphasis(part)
            runs += (replace(run, href=href) for run in read)
            marks += read_marks + around
        position = match.end()
    read, read_marks = _read_emphasis(text[position:])
    return (*runs, *read), marks + read_marks


def _read_emphasis(text: str) -> tuple[Runs, str]:
    runs: list[Run] = []
    marks = ""
    position = 0
    for match in EMPHASIS.finditer(text):
        mark = match[1]
        runs += _plain(text[position : match.start()])
        runs.append(Run(match[2], bold=len(mark) > 1, italic=len(mark) % 2 == 1))
        marks += mark * 2
        position = match.end()
    return (*runs, *_plain(text[position:])), marks


def _plain(text: str) -> list[Run]:
    return [Run(text)] if text else []
