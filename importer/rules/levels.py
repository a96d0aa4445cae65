"""How deep headings lie: as the document marks it, else as their wording suggests."""

import re
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass
from itertools import takewhile

from importer.rules.headings import is_all_caps, is_question
from importer.rules.words import bare, numbering, words

LONGEST_SHORT_HEADING = 3
ASKING = {"what", "who", "when", "where", "why", "how"}
CLOSING_HEADINGS = {
    "conclusion", "conclusions", "in conclusion", "final thoughts", "closing thoughts", "final words",
    "the bottom line", "bottom line", "next steps", "your next step", "the next step", "summary",
    "in summary", "contact us", "get started", "get help", "moving forward", "looking ahead", "wrapping up",
    "disclaimer", "medical disclaimer", "introduction",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outlined:
    """A heading as the rules for levels see it: its text and how many nodes lie between it and the next."""

    text: str
    own_nodes: int


def from_marks(marked: Sequence[int | None], below: Set[int] = frozenset()) -> list[int]:
    """The document's own levels as 2, 3 and 4, whatever it begins with or skips.

    None lies more than one deeper than the heading before it. A heading without a level is a section, or one
    below the last heading that has one, if its place is in `below`.
    """
    depths = {
        level: depth for depth, level in enumerate(sorted({m for m in marked if m is not None}), start=2)
    }
    levels: list[int] = []
    above = 1  # the level of the last heading that has one
    for index, mark in enumerate(marked):
        level = min(depths[mark], 4) if mark is not None else min(above + 1, 4) if index in below else 2
        levels.append(min(level, levels[-1] + 1 if levels else 2))
        above = above if mark is None else levels[-1]
    return levels


def short_below(outline: Sequence[Outlined], marked: Sequence[int | None]) -> set[int]:
    """The places of short headings in a row without a level, below one that has a level and little text."""
    found: set[int] = set()
    for start in (index for index, mark in enumerate(marked) if mark is not None):
        unmarked = list(takewhile(lambda index: marked[index] is None, range(start + 1, len(marked))))
        part = [outline[index] for index in (start, *unmarked)]
        found.update(start + index for run in _short_runs(part)[:1] if run.start == 1 for index in run)
    return found


def from_contents(outline: Sequence[Outlined], listed: Set[str]) -> list[int]:
    """The levels that follow from which headings a table of contents lists; none where it does not tell."""
    is_listed = [bare(one.text) in listed for one in outline]
    if not outline or not is_listed[0] or sum(is_listed) < 2:
        return []
    return [2 if upper or _is_closing(one.text) else 3 for one, upper in zip(outline, is_listed, strict=True)]


def from_wording(outline: Sequence[Outlined]) -> list[int]:
    """The levels of headings that the document does not mark, from how they are written."""
    for upper in (is_all_caps, _is_numbered_once, _has_no_colon):
        if _tells_levels(outline, upper):
            return [2 if upper(one.text) or _is_closing(one.text) else 3 for one in outline]
    return _from_length(outline)


def _tells_levels(outline: Sequence[Outlined], upper: Callable[[str], bool]) -> bool:
    """A style tells levels when the first heading has it and others lack it, before another that has it."""
    marked = [index for index, one in enumerate(outline) if upper(one.text)]
    between = outline[: marked[-1]] if marked else []
    lower = [one for one in between if not upper(one.text) and not _is_closing(one.text)]
    return len(marked) >= 2 and marked[0] == 0 and bool(lower)


def _from_length(outline: Sequence[Outlined]) -> list[int]:
    """Short headings in a row are subsections of the heading above them.

    That is a long one with a few words of its own and two or more below it, or one without any text.
    Where the first happens once only, at the end, the document has sections of uneven length instead.
    """
    levels = [2] * len(outline)
    runs = _short_runs(outline)
    if len(runs) == 1 and runs[0].stop == len(outline) and outline[runs[0].start - 1].own_nodes:
        return levels
    for index in (index for run in runs for index in run):
        levels[index] = 3
    return levels


def _short_runs(outline: Sequence[Outlined]) -> list[range]:
    runs: list[range] = []
    start = 0
    while start < len(outline):
        above = outline[start]
        end = start + 1
        if above.own_nodes <= 2 and not (above.own_nodes and _is_short(above.text)):
            while end < len(outline) and _may_lie_below(outline[end], above):
                end += 1
        if end - start > 2 or not above.own_nodes:
            runs.append(range(start + 1, end))
        start = end
    return runs


def _may_lie_below(one: Outlined, above: Outlined) -> bool:
    """Whether a heading is short and has text, without which others would lie below it."""
    return one.own_nodes > 0 and _is_short(one.text) and not _echoes(one, above)


def _echoes(one: Outlined, other: Outlined) -> bool:
    """Headings that end alike, or ask alike, stand side by side: "Before the visit", "After the visit"."""
    words_of_one, words_of_other = bare(one.text).split(), bare(other.text).split()
    asks_alike = words_of_one[:1] == words_of_other[:1] and not ASKING.isdisjoint(words_of_one[:1])
    return words_of_one[-1:] == words_of_other[-1:] or asks_alike


def _is_short(text: str) -> bool:
    return len(words(text)) <= LONGEST_SHORT_HEADING and not is_question(text) and not _is_closing(text)


def _is_closing(text: str) -> bool:
    return bare(text) in CLOSING_HEADINGS


def _is_numbered_once(text: str) -> bool:
    return sum(map(str.isdigit, numbering(text))) in (1, 2) and not re.match(r"\d+\.\d", text)


def _has_no_colon(text: str) -> bool:
    return not text.endswith(":")
