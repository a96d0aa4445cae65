"""Numbers in a row that nobody says the unit of."""

import re
from collections.abc import Iterator

from editorial.checks.article import Passage
from editorial.checks.figures.contexts import sentences
from editorial.checks.figures.names import masked
from editorial.checks.figures.units import UNIT
from editorial.checks.words import quote
from editorial.findings import Finding, Severity

NUMBER = r"\d{1,4}(?:\.\d+)?"
IN_A_ROW = re.compile(
    rf"\b(?:at|after|every|of|by|to|for)\s(?P<numbers>{NUMBER}(?:,\s{NUMBER})+,?\s(?:and|or)\s{NUMBER})"
    r"(?=[.,;:)]|\s(?:with|and|or|but|before|after|while|then|plus|when|as)\b|$)"
)
# What is told in plain numbers.
UNITLESS = re.compile(
    r"\b(?:scor|scale|cut-?off|ages?\b|aged\b|grade|type|number|phase|step|rating|level|index|bmi\b|inr\b|ratio|line|tier)",
    re.IGNORECASE,
)
AROUND = 40


def without_unit(passage: Passage, code: str) -> Iterator[Finding]:
    """Three numbers or more without a unit: “pulse is taken at 10, 20, 30 and 40”."""
    if not IN_A_ROW.search(passage.text):
        return
    names = masked(passage.text)
    for start, stop in sentences(passage.text):
        for match in IN_A_ROW.finditer(names, start, stop):
            before = passage.text[max(start, match.start() - AROUND) : match.start()]
            if not UNITLESS.search(passage.text, start, stop) and not any(
                found.end() - found.start() > 3 for found in UNIT.finditer(before)
            ):
                yield Finding(
                    code,
                    Severity.WARNING,
                    f"The numbers {match['numbers']} have no unit."
                    " Say what they count: minutes, milligrams, points.",
                    passage.path,
                    (quote(passage.text, match.start("numbers"), match.end("numbers")),),
                    match["numbers"],
                )


def in_a_row(text: str, position: int) -> bool:
    """Whether the number at a position stands in such a row."""
    return any(match.start() <= position < match.end() for match in IN_A_ROW.finditer(text))
