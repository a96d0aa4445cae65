"""Stars and underscores around words, which many writers type for bold and italics in plain text."""

import re

from importer.nodes import Run, Runs

# They touch the words inside and stand free of those outside: "5*3*2" and "snake_case" stay as they are.
EMPHASIS = re.compile(
    r"(?<![^\s(\[\"“‘'–—])(\*{1,3}|_{1,3})(?![\s*_])([^*_\n]+?)(?<!\s)\1(?![^\s.,:;!?)\]\"”’'–—])"
)


def read_emphasis(text: str) -> tuple[Runs, str]:
    """The text in runs without the marks, and the marks."""
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
