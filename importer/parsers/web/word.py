"""What Word says in the styles of the page it puts on the clipboard, and nowhere else."""

import re
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

MARKER = re.compile(r"\bmso-list:\s*ignore\b", re.I)  # the bullet or number, typed out
COMMENTS = re.compile(r"\bmso-element:\s*comment-list\b", re.I)
NOTES = re.compile(r"\bmso-element:\s*(?:foot|end)note-list\b", re.I)
LIST = re.compile(r"\bmso-list:\s*l\d+\s+level([1-9])\b", re.I)
HEADING = re.compile(r"\bmso-outline-level:\s*([1-6])\b", re.I)
NOTE_MARKS = frozenset({"MsoFootnoteReference", "MsoEndnoteReference"})
LONGEST_MARKER = 12
NUMBER = re.compile(r"\(?(?:\d+\.)*(\d{1,4})[.):]?")
LETTERS = re.compile(r"\(?[a-z]{1,5}[.)]", re.I)


def depth_of(style: str) -> int:
    """The level of a paragraph in a list, from 1; 0 where it is in none."""
    match = LIST.search(style)
    return int(match[1]) if match else 0


def heading_level(style: str) -> int:
    """The level of a heading, 0 where a paragraph is none."""
    match = HEADING.search(style)
    return int(match[1]) if match else 0


def is_above_notes(line: Element) -> bool:
    """Whether a line across the page only divides the text from its notes."""
    above = line.getparent()
    return above is not None and NOTES.search(above.get("style", "")) is not None


def is_note_mark(classes: str) -> bool:
    return not NOTE_MARKS.isdisjoint(classes.split())


@dataclass(slots=True)
class Counts:
    """How far the lists have counted, by their depth."""

    last: dict[int, int] = field(default_factory=dict)

    def number(self, marker: str, depth: int) -> int | None:
        """The number that a marker says, where it is one; letters are counted."""
        self.last = {level: count for level, count in self.last.items() if level <= depth}
        if match := NUMBER.fullmatch(marker):
            self.last[depth] = int(match[1])
        elif LETTERS.fullmatch(marker):
            is_first = marker.strip("().").lower() in ("a", "i")
            self.last[depth] = 1 if is_first else self.last.get(depth, 0) + 1
        else:
            return None
        return self.last[depth]
