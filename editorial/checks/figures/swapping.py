"""Figures that are right and stand with the words, the time or the people of another."""

import re
from collections.abc import Callable, Iterator
from itertools import product

from editorial.checks.figures.agreement import agree, comparable, is_exact, is_rounded, overlap
from editorial.checks.figures.binding import (
    after,
    apart,
    before,
    beside,
    between,
    companions,
    group,
    is_plain_age,
    lead,
    near,
    phrase,
    sentence_of,
    tied,
)
from editorial.checks.figures.cases import (
    FAR_LESS,
    FEW_WORDS,
    RESULTS,
    SAME_THING,
    SMALL,
    Case,
    are_neighbours,
)
from editorial.checks.figures.contexts import content, stem
from editorial.checks.figures.places import Figure
from editorial.checks.figures.values import Comparator, Kind, Quantity

# As many characters behind a figure say what it is a figure of.
NEAR = 48
# “Did not respond”: the word that is denied, with up to three before it.
DENIED = re.compile(
    r"\b(?:not|never|no|without|failed\sto|fail\sto|free\sof|\w+n['’]t)\s((?:[\w-]+\s?){1,3})", re.IGNORECASE
)
# “It frees 29% from pain” may deny any of its words.
FREES = re.compile(r"\b(?:frees|freed|rids?|spares?|spared)\b", re.IGNORECASE)
OR = re.compile(r"\sor\s(?:after\s|within\s)?$")
OTHERWISE = re.compile(r"\s(?:otherwise|in\sthe\srest|of\sthe\s(?:others|rest))\b", re.IGNORECASE)
NOTHING = re.compile(r"\b(?:nothing|none|no\sone|nobody)\b", re.IGNORECASE)


def mistaken(case: Case) -> Figure | None:
    """The figure that the body has for what the summary says of this one."""
    if case.quantity.kind != Kind.PERCENT:
        return swapped(case) or borrowed(case)
    return swapped(case) or borrowed(case) or renamed(case) or misplaced(case)


def swapped(case: Case) -> Figure | None:
    """Two figures of a sentence that have changed places: 15% and 26% for 26% response and 15% remission."""
    mates = [one for one in case.figures.beside(case.claim) if _are_mates(case.claim, one)]
    pairs = (
        (mate, other)
        for mate, other in product(mates, case.figures.body if mates else ())
        if is_exact(mate.quantity, other.quantity)
    )
    for (mate, other), same in product(pairs, case.same):
        if _are_mates(same, other, is_near=True) and (
            _are_crossed(_apart(case, case.claim, mate), _apart(case, same, other))
            or (
                case.quantity.kind in RESULTS
                and _are_mostly_crossed(_clauses(case, case.claim, mate), _clauses(case, same, other))
            )
        ):
            return other
    return None


def _are_mates(one: Figure, other: Figure, *, is_near: bool = False) -> bool:
    """Whether both stand in one sentence and measure alike; or in two, one behind the other."""
    first, second = one.quantity, other.quantity
    return (
        one.path == other.path
        and (first.sentence == second.sentence or (is_near and are_neighbours(one, other)))
        and (_alike(first, second) if is_near else (first.kind, first.unit) == (second.kind, second.unit))
        and (first.kind != Kind.COUNT or first.noun == second.noun or _are_led_by_one_noun(first, second))
        and first.low != second.low
        and first.is_stated
        and second.is_stated
    )


def _are_led_by_one_noun(one: Quantity, other: Quantity) -> bool:
    """“142 people on one drug and 251 on placebo”."""
    return not (one.noun and other.noun) and min(one.low, other.low) > SMALL


def _alike(one: Quantity, other: Quantity) -> bool:
    return one.unit == other.unit and (one.kind == other.kind or comparable(one, other))


Words = tuple[frozenset[str], frozenset[str]]


def _apart(case: Case, one: Figure, other: Figure) -> Words:
    return apart(phrase(case.figures, one), phrase(case.figures, other))


def _clauses(case: Case, one: Figure, other: Figure) -> Words:
    """What each says, from the figure before it on, and the other does not."""
    first, second = (
        content(f"{between(case.figures, each)} {after(case.figures, each)}") for each in (one, other)
    )
    return first - second, second - first


def _are_crossed(claimed: Words, told: Words) -> bool:
    (one, two), (first, second) = claimed, told
    return bool(one & second and two & first) and not (one & first or two & second)


def _are_mostly_crossed(claimed: Words, told: Words) -> bool:
    """Whether each says what the other is told to say, whatever else stands in their clauses."""
    (one, two), (first, second) = claimed, told
    straight = len(one & first) + len(two & second)
    return bool(one & second and two & first) and len(one & second) + len(two & first) > 2 * straight


def borrowed(case: Case) -> Figure | None:
    """The figure whose words the claim has: “41% needed a second course” for 41% a cream, 26% a course."""
    claimed = _claimed(case)
    claimed = (claimed - case.figures.topic) or claimed
    found = None
    most = max(map(case.likeness, case.same), default=0.0)
    for same in case.same if claimed else ():
        if case.likeness(same) < FAR_LESS * most:
            continue
        owner = next((one for one in _mates_of(case, same) if _has_words_of(case, claimed, same, one)), None)
        if owner is None:
            return None
        found = found or owner
    return found


def _claimed(case: Case) -> frozenset[str]:
    """The words that a figure stands with; for a bare answer those of its question."""
    words = phrase(case.figures, case.claim)[:NEAR]
    if DENIED.search(words) or NOTHING.search(words):
        return frozenset()
    return content(words) or (
        case.quantity.words - case.quantity.own if case.claim.may_be_new else frozenset()
    )


def _mates_of(case: Case, figure: Figure) -> Iterator[Figure]:
    """The figures beside it, of which the claim says nothing."""
    claims = case.figures.of_sentence(case.claim)
    for one in beside(case.figures, figure):
        if _are_mates(figure, one) and not any(
            agree(claim.quantity, one.quantity) and not _is_rest(claim) for claim in claims
        ):
            yield one


def _is_rest(claim: Figure) -> bool:
    """“And 48% otherwise”: of nobody in particular."""
    return OTHERWISE.match(claim.text, claim.quantity.stop) is not None


def _has_words_of(case: Case, claimed: frozenset[str], same: Figure, mate: Figure) -> bool:
    own, theirs = _apart(case, same, mate)
    # “You wear it for six weeks and lift nothing for twelve”: the second has a beginning of its own.
    has_own = group(case.figures, same) or len(content(between(case.figures, same))) >= FEW_WORDS
    start = "" if has_own else lead(case.figures, same)
    around = content(f"{start} {near(case.figures, same)}")
    is_told = bool(content(phrase(case.figures, same)) or group(case.figures, same))
    shared = content(before(case.figures, case.claim)) & content(phrase(case.figures, same)) - theirs
    if _share_an_end(same, mate) or len(shared) >= FEW_WORDS:
        return False
    return is_told and bool(claimed & (theirs - around)) and not claimed & own


def _share_an_end(one: Figure, other: Figure) -> bool:
    """“After five years of tablets or three years of drips we look again”: the end is said of both."""
    return other.quantity.start > one.quantity.stop and bool(
        OR.search(one.text, one.quantity.stop, other.quantity.start)
    )


def renamed(case: Case) -> Figure | None:
    """The figure of the outcome or drug that the claim names: “69% in remission” for 69% who responded."""
    return _renamed(case, _outcomes) or _renamed(case, _effects) or _renamed(case, _drugs)


def _renamed(case: Case, names: Callable[[Case, Figure], set[str]]) -> Figure | None:
    claimed = names(case, case.claim)
    if len(claimed) != 1 or not case.same:
        return None
    told = [names(case, one) for one in case.same]
    if not all(told) or any(claimed & named for named in told):
        return None
    same = case.likest(case.same)
    others = (one for one in case.figures.body if one.path == same.path and one.quantity.is_stated)
    return next(
        (
            one
            for one in others
            if one.quantity.kind == Kind.PERCENT
            and names(case, one) == claimed
            and not agree(case.quantity, one.quantity)
        ),
        None,
    )


def _outcomes(case: Case, figure: Figure) -> set[str]:
    """The outcomes that stand with a figure, or else in its sentence."""
    lexicon = case.figures.lexicon
    around = near(case.figures, figure)
    told = {found.term.name for found in lexicon.find("outcome", around)}
    is_alone = sum(one.quantity.kind == Kind.PERCENT for one in beside(case.figures, figure)) == 1
    return told or {
        found.term.name for found in lexicon.find("outcome", sentence_of(figure) if is_alone else "")
    }


def _effects(case: Case, figure: Figure) -> set[str]:
    """The effects that stand with a figure."""
    words = near(case.figures, figure)
    return {found.term.name for found in case.figures.lexicon.find("effect", words)}


def _drugs(case: Case, figure: Figure) -> set[str]:
    """The drugs that stand with a figure, behind it or between it and the one before."""
    figures = case.figures
    return figures.drugs(after(figures, figure)) or figures.drugs(between(figures, figure))


def misplaced(case: Case) -> Figure | None:
    """The figure of the time or age that the claim names: “72% at week 24”, which is that of week 12."""
    for time in tied(case.figures, case.claim):
        kind = _kind(time.quantity)
        alike = [one for one in (time.quantity, *companions(case.figures, case.claim)) if _kind(one) == kind]
        told = [
            [one for one in companions(case.figures, same) if _kind(one) == kind]
            for same in case.same
            if is_rounded(case.quantity, same.quantity)
        ]
        if not told:
            continue
        if any(_fit(mine, one) for mine in alike for group in told for one in group):
            if other := _of_very_time(case, time):
                return other
            continue
        for other in case.figures.body:
            if (
                other.quantity.kind == case.quantity.kind
                and other.quantity.is_stated
                and not agree(case.quantity, other.quantity)
                and (all(told) or kind == Kind.AGE)
                and (all(told) or case.likeness(other) > max(map(case.likeness, case.same)))
                and any(
                    _kind(one) == kind and _fit(time.quantity, one) for one in companions(case.figures, other)
                )
            ):
                return other
        if kind == Kind.DURATION and _is_other_time(case, time.quantity, told):
            return case.likest(case.same)
        if all(told) and _draws_other_line(time.quantity, [one for group in told for one in group]):
            return case.likest(case.same)
    return None


def _of_very_time(case: Case, time: Figure) -> Figure | None:
    """The figure of year ten, where that of the claim is of years six to ten."""
    same = [(one, _times(case, one)) for one in case.likely]
    if not all(times and all(each.is_range for each in times) for _, times in same):
        return None
    return next(
        (
            other
            for one, _ in same
            for other in beside(case.figures, one)
            if _alike(case.quantity, other.quantity)
            and not agree(case.quantity, other.quantity)
            and not time.quantity.is_range
            and any(is_exact(time.quantity, each) for each in _times(case, other))
        ),
        None,
    )


def _times(case: Case, figure: Figure) -> list[Quantity]:
    return [one for one in companions(case.figures, figure) if one.kind == Kind.DURATION]


def _kind(quantity: Quantity) -> Kind:
    return Kind.AGE if is_plain_age(quantity) else quantity.kind


def _fit(one: Quantity, other: Quantity) -> bool:
    for line, stretch in ((one, other), (other, one)):
        if line.comparator in (Comparator.BELOW, Comparator.AT_MOST) and stretch.is_range:
            return stretch.high <= line.low
        if line.comparator in (Comparator.ABOVE, Comparator.AT_LEAST) and stretch.is_range:
            return stretch.low >= line.low
    return agree(one, other) or agree(other, one) or overlap(one, other)


def _is_other_time(case: Case, time: Quantity, told: list[list[Quantity]]) -> bool:
    """“89% after 15 years”, where the body has it after 10 and at no other time."""
    is_point = time.is_stated and not time.is_range and not time.comparator
    are_points = all(len(group) == 1 and group[0].is_stated and not group[0].is_range for group in told)
    return is_point and are_points and case.likeness(case.likest(case.same)) >= SAME_THING


def _draws_other_line(one: Quantity, told: list[Quantity]) -> bool:
    """“Under 38” for “under 35”, “within a month” for “within a week”."""
    if one.kind != Kind.DURATION:
        return bool(one.comparator) and all(other.comparator == one.comparator for other in told)
    return len(told) == 1 and one.low == told[0].low == 1 and one.unit != told[0].unit


def denied(case: Case) -> Figure | None:
    """The same share, of those who did where the summary says who did not."""
    if case.quantity.kind != Kind.PERCENT or not case.same:
        return None
    if any(FREES.search(sentence_of(one)) for one in (case.claim, *case.same)):
        return None
    mine = _said(case, case.claim)
    theirs = [_said(case, one) for one in case.same]
    if all(_is_opposite(mine, one) for one in theirs):
        return case.likest(case.same)
    return None


def _said(case: Case, figure: Figure) -> Words:
    """The words that stand with a figure, and those of them that are denied."""
    words = near(case.figures, figure)
    denied = frozenset(
        stem(word) for match in DENIED.finditer(words) for word in match[1].casefold().split()
    ) & content(words)
    return content(words), denied


def _is_opposite(one: Words, other: Words) -> bool:
    (first, denied), (second, refused) = one, other
    return bool((denied - refused) & second and not refused) or bool(
        (refused - denied) & first and not denied
    )
