"""Citation markers in a text: "[3]", "[1, 2]", "[4-6]", a raised "3" or "¹²"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from importer.nodes import Run, Runs, text_of

RAISED = {"¹": "1", "²": "2", "³": "3", "⁰": "0"} | {
    chr(0x2070 + digit): str(digit) for digit in range(4, 10)
}
NUMBERS = r"\d{1,3}(?: ?[,;–-] ?\d{1,3})*"
IN_BRACKETS = re.compile(rf"\[\^?({NUMBERS})\](?!\()")
RAISED_CHARACTERS = re.compile(rf"[{''.join(RAISED)}]+(?:[,⁻˒ ⸴]+[{''.join(RAISED)}]+)*")
EXACT = re.compile(rf"\[sources? ({NUMBERS})\]")
RAISED_RUN = re.compile(rf"[\[(]?\^?({NUMBERS})[\])]?")
# What a raised digit is no marker behind, but a power: "kg/m²", "10³", "cm2".
POWER = re.compile(r"(?:\d|(?:^|[^A-Za-z])(?:[kcmµ]?m|ft|in|yd|kg/m|mi))$")
LONGEST_RANGE = 30


@dataclass(frozen=True, slots=True)
class Marker:
    """Where it stands in the text, and the numbers that it names."""

    start: int
    stop: int
    numbers: tuple[int, ...]
    is_raised: bool = True


def find(runs: Runs, *, is_exact: bool = False) -> list[Marker]:
    """The markers of a paragraph in reading order; in an exported article only a raised "[source 3]"."""
    if is_exact:
        return [
            Marker(start + match.start(), start + match.end(), numbers_of(match[1]))
            for start, raised in _raised(runs)
            for match in EXACT.finditer(raised)
        ]
    text = text_of(runs)
    found = [
        Marker(match.start(), match.end(), numbers_of(match[1]), is_raised="^" in match[0])
        for match in IN_BRACKETS.finditer(text)
    ]
    for match in RAISED_CHARACTERS.finditer(text):
        plain = "".join(RAISED.get(one, ",") for one in match[0])
        found.append(Marker(match.start(), match.end(), numbers_of(plain)))
    for start, raised in _raised(runs):
        if number := RAISED_RUN.fullmatch(raised.strip()):
            found.append(Marker(start, start + len(raised), numbers_of(number[1])))
    found = [one for one in found if one.numbers and not _is_power(text, one)]
    found.sort(key=lambda one: (one.start, -one.stop))
    return [one for place, one in enumerate(found) if not place or one.start >= found[place - 1].stop]


def _raised(runs: Runs) -> Iterator[tuple[int, str]]:
    """What is raised, with its place in the text; runs side by side are one."""
    position, start, raised = 0, 0, ""
    for run in (*runs, Run("")):
        if run.superscript:
            start = start if raised else position
            raised += run.text
        elif raised:
            yield start, raised
            raised = ""
        position += len(run.text)


def _is_power(text: str, marker: Marker) -> bool:
    return (
        text[marker.start] != "[" and POWER.search(text[max(marker.start - 8, 0) : marker.start]) is not None
    )


def numbers_of(text: str) -> tuple[int, ...]:
    """ "1, 4-6" are 1, 4, 5 and 6; nothing where a range is none."""
    numbers: list[int] = []
    for part in re.split(r" ?[,;]+ ?", text.strip(" ,;")):
        first, _, last = part.replace("–", "-").partition("-")
        start, stop = int(first or 0), int(last or first or 0)
        if not 0 < start <= stop <= start + LONGEST_RANGE:
            return ()
        numbers += range(start, stop + 1)
    return tuple(dict.fromkeys(numbers))
