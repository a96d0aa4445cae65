"""How deep headings lie: as the document marks it, else as their wording suggests."""

import re
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass
from itertools import takewhile

from importer.rules.headings import is_all_caps, is_question, is_title_case
from importer.rules.words import bare, numbering, words

LONGEST_SHORT_HEADING = 3
FEWEST_BELOW = 2
LONGEST_LEAD = 2
LONGEST_END = 2
LONGEST_LEAD_WORDS = 25
# "Week 1: Rest", "Weeks Two to Six", "Step III"
ENUMERATED = re.compile(
    r"(?P<unit>hour|day|week|month|year|step|stage|phase|type|grade|level|tier|option|myth|tip)s? "
    r"(?:\d|one|two|three|four|five|six|seven|eight|nine|ten|i{1,3}\b|i?v\b)"
)
ASKING = {"what", "who", "when", "where", "why", "how"}
SEVERAL = {
    "types", "kinds", "forms", "options", "alternatives", "methods", "approaches", "techniques", "ways",
    "choices", "treatments", "therapies", "stages", "phases",
}  # fmt: skip
COMMON_SECTIONS = {
    "symptoms", "causes", "diagnosis", "treatment", "prevention", "outlook", "prognosis", "complications",
    "risk factors", "recovery", "costs", "cost", "risks", "side effects", "aftercare", "overview", "safety",
    "insurance", "results", "preparation", "follow-up",
}  # fmt: skip
CLOSING_HEADINGS = {
    "conclusion", "conclusions", "in conclusion", "final thoughts", "closing thoughts", "final words",
    "the bottom line", "bottom line", "next steps", "your next step", "the next step", "summary",
    "in summary", "contact us", "get started", "get help", "moving forward", "looking ahead", "wrapping up",
    "disclaimer", "medical disclaimer", "introduction",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outlined:
    """A heading as the rules for levels see it: its text, and how many nodes and words it has of its own."""

    text: str
    own_nodes: int
    own_words: int = 0


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
    for upper in (is_all_caps, _is_numbered_once, _has_no_colon, _has_colon):
        if _tells_levels(outline, upper):
            return [2 if upper(one.text) or _is_closing(one.text) else 3 for one in outline]
    for upper in (is_question, _is_in_title_case):
        if below := _below_others(outline, upper):
            return [3 if index in below else 2 for index in range(len(outline))]
    below = _enumerated(outline)
    return [3 if index in below else level for index, level in enumerate(_from_length(outline))]


def _tells_levels(outline: Sequence[Outlined], upper: Callable[[str], bool]) -> bool:
    """A style tells levels when the first heading has it and others lack it, before another that has it."""
    marked = [index for index, one in enumerate(outline) if upper(one.text)]
    between = outline[: marked[-1]] if marked else []
    lower = [one for one in between if not upper(one.text) and not _is_closing(one.text)]
    return len(marked) >= 2 and marked[0] == 0 and bool(lower)


def _below_others(outline: Sequence[Outlined], upper: Callable[[str], bool]) -> set[int]:
    """The places of headings without a style, where they lie in rows below some of those that have it.

    Headings of one level may differ in these styles, so each row is of two or more, stands between headings
    that have the style, and below one with little text of its own; most headings have it.
    """
    rows: list[list[int]] = []
    last = max((index for index, one in enumerate(outline) if upper(one.text)), default=0)
    if not outline or not upper(outline[0].text) or len(outline) - last > LONGEST_END:
        return set()
    start = 0
    while start < last:
        row = list(takewhile(lambda index: not upper(outline[index].text), range(start + 1, last)))
        if row:
            above, part = outline[start], [outline[index] for index in row]
            is_below = upper(above.text) and above.own_nodes <= LONGEST_LEAD and len(row) >= FEWEST_BELOW
            longest = len(words(above.text)) - 1
            if not is_below or not all(one.own_nodes and len(words(one.text)) <= longest for one in part):
                return set()
            rows.append(row)
        start += len(row) + 1
    found = {index for row in rows for index in row}
    return found if len(rows) > 1 or len(found) * 2 <= len(outline) else set()


def _enumerated(outline: Sequence[Outlined]) -> set[int]:
    """The places of "Week 1", "Week 2" in a row, below another heading; unless most headings are such."""
    units = [match["unit"] if (match := ENUMERATED.match(bare(one.text))) else "" for one in outline]
    found = {
        index
        for index, unit in enumerate(units)
        if unit and unit in (*units[max(index - 1, 0) : index], *units[index + 1 : index + 2])
    }
    return found if 0 not in found and len(found) * 2 <= len(outline) else set()


def _from_length(outline: Sequence[Outlined]) -> list[int]:
    """Short headings in a row are subsections of the heading above them.

    That is a long one with a few words of its own and two or more below it, or one without any text.
    Where the first happens at the end, and once only or below more than a paragraph, the document has
    sections of uneven length instead.
    """
    levels = [2] * len(outline)
    runs = _short_runs(outline)
    if runs and runs[-1].stop == len(outline):
        above = outline[runs[-1].start - 1]
        if above.own_nodes > 1 or (above.own_nodes and len(runs) == 1):
            runs.pop()
    for index in (index for run in runs for index in run):
        levels[index] = 3
    return levels


def _short_runs(outline: Sequence[Outlined]) -> list[range]:
    runs: list[range] = []
    start = 0
    while start < len(outline):
        above = outline[start]
        end = start + 1
        has_lead = above.own_nodes <= LONGEST_LEAD
        if has_lead and not (above.own_nodes and _is_short(above.text) and not _leads(outline, start)):
            while end < len(outline) and _may_lie_below(outline[end], above) and not _leads(outline, end):
                end += 1
        is_open = end - start > 3 and not _announces_several(above)
        if is_open and _outgrows(outline[end - 1], outline[start + 1 : end - 1]):
            end -= 1
        if end - start > 2 or not above.own_nodes:
            runs.append(range(start + 1, end))
        start = end
    return runs


def _outgrows(one: Outlined, others: Sequence[Outlined]) -> bool:
    """Whether the last heading of a row has more words, and more below it, than every other."""
    return all(
        len(words(one.text)) > len(words(other.text)) and one.own_nodes > other.own_nodes for other in others
    )


def _leads(outline: Sequence[Outlined], index: int) -> bool:
    """Whether a short heading with a paragraph of its own has the next ones below it, and begins a new row.

    It announces several things, "Types of injection", or says less than each of these; or it is worded unlike
    those around it: "Preparing your home" among nouns, "Treatment" behind a section with enough text.
    """
    one, above = outline[index], outline[max(index - 2, 0) : index]
    below = outline[index + 1 : index + 1 + FEWEST_BELOW]
    length = len(words(one.text))
    if one.own_nodes != 1 or len(below) < FEWEST_BELOW or not all(_is_short(other.text) for other in below):
        return False
    says_less = 0 < one.own_words <= LONGEST_LEAD_WORDS and all(
        len(words(other.text)) <= length and one.own_words * 3 <= other.own_words * 2 for other in below
    )
    if length > 1 and (says_less or _announces_several(one)):
        return COMMON_SECTIONS.isdisjoint(bare(other.text) for other in below)
    if _names_section(one):
        follows_section = bool(above) and above[-1].own_nodes > 1 and not _is_short(above[-1].text)
        return follows_section and not any(map(_names_section, below))
    is_alone = _is_in_ing(one.text) and not any(_is_in_ing(other.text) for other in (*above, *below))
    return is_alone and length == LONGEST_SHORT_HEADING


def _names_section(one: Outlined) -> bool:
    """Whether a heading is worded as short sections often are: "What to bring", "Treatment"."""
    return _first_word(one.text) in ASKING or bare(one.text) in COMMON_SECTIONS


def _announces_several(one: Outlined) -> bool:
    return not SEVERAL.isdisjoint(bare(one.text).split())


def _is_in_ing(text: str) -> bool:
    return _first_word(text).endswith("ing") and _first_word(text) != "during"


def _first_word(text: str) -> str:
    return bare(text).partition(" ")[0]


def _may_lie_below(one: Outlined, above: Outlined) -> bool:
    """Whether a heading is short and has text, without which others would lie below it."""
    return one.own_nodes > 0 and _is_short(one.text) and not _echoes(one, above)


def _echoes(one: Outlined, other: Outlined) -> bool:
    """Headings that end alike, or ask alike, stand side by side: "Before the visit", "After the visit".

    "Stool tests" may lie below "Choosing between tests", though.
    """
    words_of_one, words_of_other = bare(one.text).split(), bare(other.text).split()
    asks_alike = words_of_one[:1] == words_of_other[:1] and not ASKING.isdisjoint(words_of_one[:1])
    ends_alike = words_of_one[-1:] == words_of_other[-1:] and _is_in_ing(one.text) == _is_in_ing(other.text)
    return ends_alike or asks_alike


def _is_short(text: str) -> bool:
    return len(words(text)) <= LONGEST_SHORT_HEADING and not is_question(text) and not _is_closing(text)


def _is_closing(text: str) -> bool:
    return bare(text) in CLOSING_HEADINGS


def _is_numbered_once(text: str) -> bool:
    return sum(map(str.isdigit, numbering(text))) in (1, 2) and not re.match(r"\d+\.\d", text)


def _has_no_colon(text: str) -> bool:
    return not text.endswith(":")


def _has_colon(text: str) -> bool:
    return text.endswith(":")


def _is_in_title_case(text: str) -> bool:
    """Whether a heading has capitals throughout, or is no statement of more than one word."""
    return is_title_case(text) or is_question(text) or len(words(text)) == 1
