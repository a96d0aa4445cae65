"""The words around a number that say how it is meant: below, at least, about, adjusted."""

import re
from collections.abc import Iterator
from functools import lru_cache

from editorial.checks.figures.units import Unit
from editorial.checks.figures.values import Comparator, Qualifier

AROUND = 48
BEFORE = re.compile(
    r"""(?:
      (?P<AT_MOST> ≤ | <= | \b(?:at\smost | maximum\sof | not\sexceed(?:ing)?
                 | (?:no|not)\s(?:more|greater|higher|longer|later|older)\sthan))
    | (?P<AT_LEAST> ≥ | >= | \b(?:at\sleast | (?:no|not)\s(?:less|fewer|lower|younger)\sthan | minimum\sof))
    | (?P<BELOW> < | \b(?:(?:less|fewer|lower|rarer|younger|shorter|smaller)\sthan | under | below
                 | before(?=\s(?:age|the\sage|turning)\b)))
    | (?P<ABOVE> > | \b(?:(?:more|greater|higher|older|longer|larger)\sthan | over | above | in\sexcess\sof
                 | exceed(?:s|ed|ing)?))
    )\s?(?:(?:about|the\sage\sof|age|turning|every|a|an)\s)*$""",
    re.IGNORECASE | re.VERBOSE,
)
AFTER = re.compile(
    r"""\+ | \s?(?:years?\s(?:of\sage|old)?\s?)?(?:(?P<noun>\s?[a-z]+)\s)?,?\s?(?:or|and)\s(?!\w+\sthan\b)(?:
      (?P<more>more|greater|higher|above|over|older|longer|better|up|beyond)
    | (?P<less>less|fewer|lower|below|under|younger|shorter)
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
ENDS = re.compile(r"[.,;:)]|$|\s(?:in|on|of|by|at|from|for|mean)")
# “Given over 40 minutes” is no comparison, “lasting over 40 minutes” is one.
DURING = re.compile(
    r"(?<!\bfor\s)(?<!\blasting\s)(?<!\blast\s)(?<!\bwell\s)(?<!\bjust\s)\bover\s(?:about\s)?$", re.IGNORECASE
)
ABOUT = re.compile(
    r"""(?:\b(?:about|around|roughly|approximately|approx\.|nearly|almost|close\sto|some|an?\sestimated
      | just\s(?:over|under|above|below)|an?\s(?:little|bit)\s\w+(?:\sthan)?|more\sor\sless|typically|usually
      | on\saverage|an?\saverage\sof)|[~≈±])\s?(?:\b(?:an?|the|every|at\sleast)\s)*$""",
    re.IGNORECASE | re.VERBOSE,
)
UP_TO = re.compile(r"\b(?:up\sto|as\s(?:many|much|high|long)\sas)\s(?:about\s|an?\s|the\s)*$", re.IGNORECASE)
ADJUSTED = re.compile(
    r"\b(?:adjust(?:ed|ing|ment)\b|controll(?:ed|ing)\sfor|account(?:ed|ing)\sfor|multivaria|a(?-i:RR|OR|HR)\b)",
    re.IGNORECASE,
)
RELATIVE = re.compile(r"\brelative\b(?!\s(?:to\b|risk\b(?!\sreduction)))", re.IGNORECASE)


# “Adults from 19 on”
FROM_ON = re.compile(r"\bfrom\s(?:age\s|the\sage\sof\s)?$", re.IGNORECASE)
ON = re.compile(r"\son(?:wards?)?\b", re.IGNORECASE)


def comparator(sentence: str, start: int, stop: int, unit: Unit | None) -> Comparator:
    """What stands before the number, “below 5”, or after it, “5 or less”."""
    before = sentence[max(0, start - AROUND) : start]
    is_during = unit is not None and unit.dimension == "time" and DURING.search(before)
    if not is_during and (match := BEFORE.search(before)):
        return Comparator[match.lastgroup or "NONE"]
    if FROM_ON.search(before) and ON.match(sentence, stop):
        return Comparator.AT_LEAST
    if match := AFTER.match(sentence, stop):
        if match[0] == "+":
            return Comparator.AT_LEAST
        if not match["noun"] or ENDS.match(sentence, match.end()):
            return Comparator.AT_LEAST if match["more"] else Comparator.AT_MOST
    return Comparator.NONE


def qualifiers(sentence: str, start: int, stop: int) -> Iterator[Qualifier]:
    before = sentence[max(0, start - AROUND) : start]
    if ABOUT.search(before) or sentence.startswith(" or so", stop):
        yield Qualifier.ABOUT
    if UP_TO.search(before):
        yield Qualifier.UP_TO
    if _is_adjusted(sentence):
        yield Qualifier.ADJUSTED
    if RELATIVE.search(before) or RELATIVE.search(sentence[stop : stop + AROUND]):
        yield Qualifier.RELATIVE


@lru_cache(maxsize=64)
def _is_adjusted(sentence: str) -> bool:
    return ADJUSTED.search(sentence) is not None
