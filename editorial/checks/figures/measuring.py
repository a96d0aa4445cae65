"""Figures that measure or count something else than in the body."""

import re
from collections.abc import Iterator

from editorial.checks.figures import lists
from editorial.checks.figures.cases import RELATED, SAME_THING, SMALL, Case, finding
from editorial.checks.figures.contexts import content, stem
from editorial.checks.figures.nouns import counts_people, differ, is_anybody, narrowing, takes_in
from editorial.checks.figures.places import Figure
from editorial.checks.figures.units import Unit
from editorial.checks.figures.values import Kind, Quantity
from editorial.findings import Finding, Severity

UNIT_MISSING = "figure-unit-missing"
DENOMINATOR = "figure-denominator"
# How much likelier the place with another unit must be meant than one with the same.
CLEARLY = 1.2
LAST_WORD = re.compile(r"\b(?:within|after|for|lasts?|takes?|every)\s$", re.IGNORECASE)
_WHOM = r"\sof\s(?:[\w-]+\s){0,3}?[a-z]+\s"
GROUP = re.compile(rf"{_WHOM}(?:with|who\shave|living\swith|on|taking)\s(?P<what>[a-z-]+)", re.IGNORECASE)
PREDICATE = re.compile(
    rf"{_WHOM}(?:have|has|had|live\swith|lived\swith|are\son|take|took)\s(?P<what>[a-z-]+)", re.IGNORECASE
)


def unit_missing(case: Case) -> Iterator[Finding]:
    """The same number has a unit in one place, and none or one of something else in the other.

    “0.5 over 40 minutes” in a takeaway, “0.5 mg/kg over 40 minutes” in the body. A row of numbers is found
    wherever it stands: “vital signs at 10, 20 and 30”.
    """
    other = _twin(case)
    if other is None or _is_contradicted(case, other):
        return
    mine, theirs = case.quantity.unit, other.quantity.unit
    says = (
        f"The body says “{other.number}”, with the unit “{theirs.name}”"
        if theirs
        else "The body gives no unit"
    )
    here = f"here it is “{mine.name}”" if mine else "here the unit is missing"
    yield finding(UNIT_MISSING, Severity.WARNING, f"{says}; {here}. Write the right unit.", case.claim, other)


def of_other_unit(case: Case) -> Figure | None:
    """The figure of the body with the same number and another unit of its kind: 25 mg for 25 g."""
    other = _twin(case)
    return other if other and _is_contradicted(case, other) else None


def _is_contradicted(case: Case, other: Figure) -> bool:
    """Times are of so many things that more than their number has to be the same."""
    mine, theirs = case.quantity.unit, other.quantity.unit
    if mine is None or theirs is None or mine.dimension != theirs.dimension:
        return False
    if case.names_other_drug(other):
        return False
    return case.quantity.kind != Kind.DURATION or case.is_rivalled_by(other)


def _twin(case: Case) -> Figure | None:
    """The figure of the body with the same number that must be meant, though its unit is another."""
    others = [one for one in case.figures.body if _is_twin(case, one)]
    if not others:
        return None
    other = case.likest(others)
    most = max(map(case.likeness, case.same), default=0.0)
    if most > case.likeness(other):
        return None
    is_hardly_likelier = case.same and case.likeness(other) < CLEARLY * most
    return None if case.quantity.unit and is_hardly_likelier else other


def _is_twin(case: Case, other: Figure) -> bool:
    """Whether both have the same number and another unit, where the same unit must be meant."""
    one, two = case.quantity, other.quantity
    if (
        (one.low, one.high) != (two.low, two.high)
        or one.unit == two.unit
        or one.high == 1
        or not two.is_stated
    ):
        return False
    if one.noun or one.kind in (Kind.RATIO, Kind.INTERVAL, Kind.P_VALUE, Kind.AGE):
        return False
    if two.unit and not one.unit and _is_told_plainly(case, two.unit):
        return False
    if two.kind == Kind.AGE or lists.in_a_row(case.claim.text, one.start):
        return False
    if one.unit and two.unit:
        least = SAME_THING if case.same else RELATED
        shared = 1 if not case.same and _is_led_alike(case.claim, other) else 2
        if case.claim.may_be_new and len(case.figures.distinct(one.words & two.words)) < shared:
            return False
        return _are_mixed_up(one.unit, two.unit) and case.is_about(other, least, shared=shared, near=1)
    if one.unit:
        return two.is_bare and not _names(other, one.unit) and case.is_related(other)
    is_open = one.is_bare or case.claim.number[0].isdigit()
    return (
        is_open and two.unit is not None and not _names(case.claim, two.unit) and bool(one.words & two.words)
    )


def _is_led_alike(one: Figure, other: Figure) -> bool:
    """“It eases within two” days and hours."""
    leads = [LAST_WORD.search(figure.text[: figure.quantity.start]) for figure in (one, other)]
    return all(leads) and len({lead[0].casefold() for lead in leads if lead}) == 1


def _is_told_plainly(case: Case, unit: Unit) -> bool:
    is_goal = unit.dimension == "pressure" and bool(case.quantity.comparator)
    return is_goal or unit.is_level


def _are_mixed_up(one: Unit, other: Unit) -> bool:
    bases = {one.dimension.partition("/")[0], other.dimension.partition("/")[0]}
    return len(bases) == 1 or bases == {"mass", "volume"} or bases <= {"share", "percentage points", "points"}


def _names(figure: Figure, unit: Unit) -> bool:
    """Whether the sentence has the unit in another place, as in “the hot years last about seven”."""
    start, stop = figure.quantity.sentence
    return unit.name != "%" and unit.name in figure.text[start:stop]


def denominator(case: Case) -> Iterator[Finding]:
    """The figure is the same, of other people or things.

    “0.2% of users” in a takeaway, “0.2% of deaths” in the body.
    """
    quantity = case.quantity
    if not case.same or quantity.kind not in (Kind.PERCENT, Kind.COUNT):
        return
    if not quantity.noun and not quantity.each:
        return
    if quantity.kind == Kind.COUNT and quantity.low <= SMALL:
        return
    other = case.likest(case.same)
    if all(_counts_others(case, one) for one in case.same if case.likeness(one) >= case.likeness(other) / 2):
        yield finding(
            DENOMINATOR,
            Severity.WARNING,
            f"“{case.claim.number}” is of other people or things here than in the body."
            " Say of whom or of what it is, as the body does.",
            case.claim,
            other,
        )


def _counts_others(case: Case, one: Figure) -> bool:
    """Things have too many names to tell counts of them apart, unless one side counts people."""
    quantity, other = case.quantity, one.quantity
    if quantity.each or other.each:
        return _is_per_other(quantity, other)
    if _narrows(case.claim, one) or _narrows(one, case.claim) or _is_narrowed(case, one):
        return True
    if not quantity.noun:
        return False
    if quantity.kind == Kind.COUNT:
        return bool(other.noun) and counts_people(quantity.noun) != counts_people(other.noun)
    is_plain = not (quantity.fraction or other.fraction or other.comparator)
    theirs = (other.noun,) if other.noun else other.implied if is_plain else ()
    if not theirs or (not other.noun and not counts_people(quantity.noun) and quantity.noun in other.words):
        return False
    if not other.noun and takes_in(quantity.noun, other.own):
        return False
    return all(_is_other(case, noun, one) for noun in theirs)


def _is_per_other(one: Quantity, other: Quantity) -> bool:
    """“Per transfer” or “of transfers”, and “per retrieval”."""
    mine, theirs = one.each or one.noun, other.each or other.noun
    if not mine or not theirs or counts_people(mine) or counts_people(theirs):
        return False
    return mine not in other.words and theirs not in one.words


def _narrows(one: Figure, other: Figure) -> bool:
    """“22.8% of adults with diabetes” against “22.8% of adults have diabetes”."""
    group, told = (
        pattern.match(figure.text, figure.quantity.stop)
        for pattern, figure in ((GROUP, one), (PREDICATE, other))
    )
    return bool(group and told and stem(group["what"].casefold()) == stem(told["what"].casefold()))


def _is_narrowed(case: Case, one: Figure) -> bool:
    """“10% of infertile women” where the body has it of “women of reproductive age”."""
    mine, theirs = case.quantity, one.quantity
    if not mine.noun or mine.noun != theirs.noun or not counts_people(mine.noun):
        return False
    narrower = narrowing(case.claim.text, mine.stop) - theirs.words - case.figures.topic
    wider = narrowing(one.text, theirs.stop, behind=True) - mine.words
    return bool(narrower and wider) and narrower.isdisjoint(content(one.text))


def _is_other(case: Case, noun: str, one: Figure) -> bool:
    quantity = case.quantity
    if not differ(quantity.noun, quantity.noun_detail, noun, one.quantity.noun_detail):
        return False
    if is_anybody(noun) and case.is_known(quantity.noun, one):
        return False
    return not (is_anybody(quantity.noun) and noun in quantity.own)
