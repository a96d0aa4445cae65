"""Figures that are right and turned round: another direction, another rhythm, “to” for “by”."""

import re

from editorial.checks.figures.agreement import is_exact
from editorial.checks.figures.binding import after, before, beside, sentence_of
from editorial.checks.figures.cases import CHANCE, RELATED, Case
from editorial.checks.figures.numerals import value_of
from editorial.checks.figures.pieces import TIME
from editorial.checks.figures.places import Figure
from editorial.checks.figures.values import Kind

RISES = re.compile(
    r"\b(?:rais\w+|rises?|rose|risen|rising|increas\w+|grew|grows?|gain\w*|doubl\w+|tripl\w+|higher|more|longer|lengthen\w*|prolong\w*)\b",
    re.IGNORECASE,
)
FALLS = re.compile(
    r"\b(?:lower\w*|reduc\w+|decreas\w+|cuts?|cutting|(?:falls?|fell|fallen|falling)(?!\sasleep)|drop\w*|declin\w+|halv\w+|fewer|less"
    r"|shorter|shorten\w*|sooner|loses?|lost)\b",
    re.IGNORECASE,
)
# “It lowers falls by 23%”
NOUN = re.compile(
    r"\b(lower\w*|rais\w+|reduc\w+|increas\w+|prevent\w*|fewer|more|number\sof|risk\sof)\sfalls?\b",
    re.IGNORECASE,
)
LATER = re.compile(r"\slater\b", re.IGNORECASE)
# “Weight changed by -2 kg”
CHANGED = re.compile(r"\bchanged?\sby\s", re.IGNORECASE)
MINUS = re.compile(r"[-\N{MINUS SIGN}]")
NOT = re.compile(r"\b(?:not|no|never|neither|nor|without|\w+n['’]t)\b", re.IGNORECASE)
# A line that is drawn is no change: “more than 40%”.
LINE = re.compile(
    r"\b(?:more|less|higher|lower|longer|shorter|fewer)\s(?:than|or)\b|\bor\s\w+", re.IGNORECASE
)
BY_OR_TO = re.compile(
    r"(?<!\bup\s)\b(by|to)\s(?:about\s|around\s|nearly\s|almost\s|some\s|only\s|an?\s)*$", re.IGNORECASE
)
TIMES_A_DAY = re.compile(
    r"(?:\sof\s\w+)?\s(?:by\smouth\s)?(?:(?P<times>once|twice|(?:two|three|four|[234])\stimes)\s(?:daily|(?:a|per|each|every)\sday)"
    r"|(?:daily|every\s(?:day|morning|evening|night))\b|every\s(?P<hours>4|6|8|12|24|four|six|eight|twelve)\shours)",
    re.IGNORECASE,
)
# So many are seldom the same by chance.
LARGE = 100
NEAR = 60
CHANGES = (Kind.PERCENT, Kind.COUNT, Kind.RATIO, Kind.DOSE, Kind.DURATION, Kind.SCORE, Kind.MEASURE)


def turned(case: Case) -> Figure | None:
    """The figure of the body of which the summary says that it rose where it fell, or “to” for “by”."""
    if case.quantity.kind not in CHANGES or not case.same:
        return None
    same = [one for one in case.likely if case.is_about(one, RELATED, shared=1, near=1)]
    for told in (_direction, _by_or_to):
        mine = told(case, case.claim)
        theirs = [told(case, one) for one in same]
        if mine and theirs and all(one and one != mine for one in theirs):
            return case.likest(same)
    return None


def out_of_rhythm(case: Case) -> Figure | None:
    """The figure of the body that is told for another time: “150 minutes a day” and “a week”."""
    rhythm = _rhythm(case, case.claim)
    is_often = case.quantity.noun == TIME
    same = [
        one
        for one in case.same
        if (is_often and one.quantity.noun == TIME)
        or case.is_about(one, RELATED, shared=1, near=1)
        or (case.quantity.low >= LARGE and case.is_about(one, CHANCE, shared=1, near=0))
    ]
    if rhythm and same and all(_rhythm(case, one) not in ("", rhythm) for one in same):
        return case.likest(same)
    return None


def out_of_dose(case: Case) -> Figure | None:
    """The dose of the body that is taken another number of times a day."""
    if case.quantity.kind != Kind.DOSE:
        return None
    often = _times_a_day(case.claim)
    same = [one for one in case.same if is_exact(case.quantity, one.quantity)]
    if often and same and all(_times_a_day(one) not in ("", often) for one in same):
        return case.likest(same)
    return None


def _times_a_day(figure: Figure) -> str:
    """ "2" for “40 mg twice daily” and “every 12 hours”; "" where it is not told."""
    found = TIMES_A_DAY.match(figure.text, figure.quantity.stop)
    if not found:
        return ""
    if hours := found["hours"]:
        return str(24 // int(value_of(hours) or 24))
    times = (found["times"] or "once").casefold().removesuffix(" times")
    return {"once": "1", "twice": "2"}.get(times) or str(value_of(times))


def _rhythm(case: Case, figure: Figure) -> str:
    """Its own, or the one that all of its kind share: “2.1% and 3.1% a year”."""
    kind = figure.quantity.kind
    told = {one.quantity.per for one in beside(case.figures, figure) if one.quantity.kind == kind} - {""}
    return figure.quantity.per or (told.pop() if len(told) == 1 else "")


def _direction(case: Case, figure: Figure) -> str:
    """Whether something rose or fell by a figure; "" where neither or both are told."""
    words = f"{before(case.figures, figure)[-NEAR:]} {after(case.figures, figure)[:NEAR]}"
    words = NOUN.sub(r"\1", LINE.sub(" ", words))
    if NOT.search(words):
        return ""
    is_later = figure.quantity.kind == Kind.DURATION and LATER.match(figure.text, figure.quantity.stop)
    if CHANGED.search(words):
        return "fell" if MINUS.match(figure.number) else "rose"
    rises, falls = bool(is_later or RISES.search(words)), FALLS.search(words) is not None
    return "" if rises == falls else "rose" if rises else "fell"


def _by_or_to(case: Case, figure: Figure) -> str:
    quantity = figure.quantity
    found = BY_OR_TO.search(figure.text[max(quantity.sentence[0], quantity.start - NEAR) : quantity.start])
    sentence = sentence_of(figure)
    is_change = RISES.search(sentence) or FALLS.search(sentence)
    return found[1].casefold() if found and is_change and not quantity.is_range else ""
