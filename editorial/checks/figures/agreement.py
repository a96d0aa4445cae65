"""Whether a figure of a summary says what a figure of the body says. Pure.

It does when it is the same, the same rounded or converted, or when it follows from it: 26% is about 1 in 4.
"""

from decimal import ROUND_HALF_UP, Decimal

from editorial.checks.figures.units import UNITS, Unit
from editorial.checks.figures.values import Comparator, Kind, Quantity

HUNDRED = Decimal(100)
# One in eleven has more decimals than a number can be rounded to.
MOST_PLACES = 12
HALF_OF_TEN = Decimal(5)
POINTS = UNITS["percentage points"]
# How far a rounded figure may be from the one it was rounded from: 1.5 to 2, but not 0.5 to 1.
ROUNDING = Decimal("0.34")
HARDLY = Decimal("0.01")
FAR_OFF = Decimal("1.6")
BACKWARDS = Decimal("0.05")
ABOUT = Decimal("0.06")
FRACTION = Decimal("0.085")
ABOUT_FRACTION = Decimal("0.125")
LOOSE = {"months": Decimal("0.1"), "years": Decimal("0.03")}
SYSTEMS = Decimal("0.015")
BEYOND = Decimal("1.3")
FAR_BELOW = Decimal(10)
FEW_PERCENT = 5
FEW_PARTS = 5
WORLDS = 100
NEAR_RATIO = Decimal("0.07")
EXACT = {Kind.DOSE, Kind.AGE, Kind.P_VALUE, Kind.MEASURE, Kind.PRICE}
PRESSURE = {Kind.MEASURE, Kind.COUNT, Kind.SCORE}
PLAIN = {Kind.COUNT, Kind.SCORE, Kind.AGE, Kind.RATIO}


def agree(claim: Quantity, evidence: Quantity) -> bool:
    """Whether the evidence bears out the claim, leaving aside “below” and “at least” at the same number."""
    if not comparable(claim, evidence):
        return follows(claim, evidence)
    if (claim.fraction and claim.is_range) or (evidence.fraction and evidence.is_range):
        return claim.unit == evidence.unit and _is_among(claim, evidence)
    is_plain = claim.unit == evidence.unit and not (claim.is_range or evidence.is_range)
    if claim.comparator and is_plain and limit(claim) == limit(evidence):
        return True
    if claim.is_range and evidence.is_range:
        return _same(claim, evidence, claim.low, evidence.low) and _same(
            claim, evidence, claim.high, evidence.high
        )
    if claim.is_range:
        return False
    if evidence.is_point and claim.unit == evidence.unit and claim.low == _lasting(evidence):
        return True
    is_above = claim.comparator in (Comparator.ABOVE, Comparator.AT_LEAST)
    ends = {evidence.low, evidence.high} - (
        {evidence.high if is_above else evidence.low}
        if claim.comparator and evidence.is_range and claim.kind == Kind.PERCENT
        else set()
    )
    if any(_same(claim, evidence, claim.low, end) for end in ends):
        return True
    low, high = (_converted(evidence, value, claim) for value in (evidence.low, evidence.high))
    if evidence.is_range and claim.is_about and low <= claim.low <= high:
        return True
    is_one_form = bool(claim.fraction) <= bool(evidence.fraction)
    if claim.comparator and claim.comparator == evidence.comparator and is_one_form:
        return False
    return _is_beyond(claim, low if claim.comparator in (Comparator.ABOVE, Comparator.AT_LEAST) else high)


def _is_among(one: Quantity, other: Quantity) -> bool:
    """“Seven or eight of ten” are from 65% to 85%."""
    return one.low - HALF_OF_TEN <= other.low and other.high <= one.high + HALF_OF_TEN


def _lasting(stretch: Quantity) -> Decimal:
    """Weeks 7 through 9 are three."""
    return stretch.high - stretch.low + 1 if stretch.is_range else stretch.low


def is_exact(claim: Quantity, evidence: Quantity) -> bool:
    """Whether the two agree in plain numbers, without rounding or fractions."""
    return claim.fraction == evidence.fraction and (claim.low, claim.high) == (
        _converted(evidence, evidence.low, claim),
        _converted(evidence, evidence.high, claim),
    )


def is_rounded(claim: Quantity, evidence: Quantity) -> bool:
    """Whether the two are the same number, or the same rounded: 49.2% and 49.22%, 37% and 37 of 100."""
    return claim.unit == evidence.unit and all(
        found == value or rounded(found, value.normalize()) == value
        for value, found in ((claim.low, evidence.low), (claim.high, evidence.high))
    )


def _is_beyond(claim: Quantity, value: Decimal) -> bool:
    """“More than 200” of 215, “over half” of 58%."""
    if claim.comparator in (Comparator.ABOVE, Comparator.AT_LEAST):
        return claim.low <= value <= claim.low * BEYOND
    if claim.comparator in (Comparator.BELOW, Comparator.AT_MOST):
        far = FAR_BELOW if claim.kind == Kind.PERCENT and claim.low <= FEW_PERCENT else 2
        return claim.low / far <= value <= claim.low
    return False


def comparable(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities measure in the same way, so that one number can be held against the other."""
    if one.unit and other.unit:
        dimensions = {one.unit.dimension, other.unit.dimension}
        return len(dimensions) == 1 or dimensions == {"age", "time"}
    if {one.kind, other.kind} & {Kind.INTERVAL, Kind.P_VALUE}:
        return one.kind == other.kind
    if unit := one.unit or other.unit:
        if unit.is_level and {one.kind, other.kind} & PLAIN:
            return True
        if Kind.MEASURE in (one.kind, other.kind) and unit == UNITS["mmHg"]:
            return {one.kind, other.kind} <= PRESSURE
        return {one.kind, other.kind} <= PLAIN and Kind.RATIO not in (one.kind, other.kind)
    is_same_kind = (one.kind == Kind.RATIO) == (other.kind == Kind.RATIO)
    return is_same_kind or (_may_be_ratio(one) and _may_be_ratio(other))


def _may_be_ratio(quantity: Quantity) -> bool:
    """“In smokers it was 1.6”, where the sentence before names the ratio."""
    return quantity.kind == Kind.RATIO or (quantity.is_bare and quantity.low != int(quantity.low))


def is_of_like_size(one: Quantity, other: Quantity) -> bool:
    value = _converted(other, other.high, one)
    return one.high <= 5 * value and value <= 5 * one.high


def are_worlds_apart(one: Quantity, other: Quantity) -> bool:
    """1 in 130,000 and three of four: two shares that nobody takes for each other."""
    least, most = sorted((one.high, other.high))
    return one.kind == other.kind == Kind.PERCENT and most > WORLDS * least


def overlap(one: Quantity, other: Quantity) -> bool:
    """Whether one value lies within the range of the other."""
    return (
        one.is_range != other.is_range
        and one.unit == other.unit
        and one.low <= other.high
        and other.low <= one.high
    )


def _converted(evidence: Quantity, value: Decimal, claim: Quantity) -> Decimal:
    if claim.unit and evidence.unit:
        return value * evidence.unit.factor / claim.unit.factor
    return value


def limit(quantity: Quantity) -> tuple[Comparator, Decimal]:
    """“Below 5” is “at most 4” where only whole numbers count."""
    is_whole = quantity.kind in (Kind.COUNT, Kind.SCORE) and quantity.low == int(quantity.low)
    if is_whole and quantity.comparator == Comparator.BELOW:
        return Comparator.AT_MOST, quantity.low - 1
    if is_whole and quantity.comparator == Comparator.ABOVE:
        return Comparator.AT_LEAST, quantity.low + 1
    return quantity.comparator, quantity.low


def _same(claim: Quantity, evidence: Quantity, value: Decimal, found: Decimal) -> bool:
    converted = _converted(evidence, found, claim)
    if claim.comparator and not evidence.comparator and converted != value:
        return False
    if claim.fraction or evidence.fraction:
        return _same_share(claim, evidence, value, found)
    if converted == value:
        return True
    if converted > value * FAR_OFF or value > converted * FAR_OFF:
        return False
    tolerance = _tolerance(claim.unit, evidence.unit)
    if tolerance and _off(converted, value) <= tolerance:
        return True
    is_exact_kind = claim.kind in EXACT and claim.unit == evidence.unit and not claim.is_about
    allowed = HARDLY if is_exact_kind else ROUNDING if claim.unit == evidence.unit else BACKWARDS
    if rounded(converted, value) == value and _off(converted, value) <= allowed:
        return True
    if claim.kind == Kind.PERCENT and rounded(value, found) == found and _off(found, value) <= BACKWARDS:
        return True
    return is_approximate(claim) and is_near(claim, value, converted)


def is_approximate(claim: Quantity) -> bool:
    return claim.is_about or (claim.kind == Kind.COUNT and claim.low >= 1000 and claim.low % 100 == 0)


def is_near(claim: Quantity, value: Decimal, found: Decimal) -> bool:
    """Whether “about” covers the difference."""
    if claim.kind == Kind.PERCENT and value >= 10 and value % 5 == 0:
        return abs(found - value) <= Decimal("2.5")
    if claim.kind == Kind.PERCENT and value >= 10:
        return abs(found - value) <= 1
    return _off(found, value) <= ABOUT


def _same_share(claim: Quantity, evidence: Quantity, value: Decimal, found: Decimal) -> bool:
    """A quarter is 26%, by the grain of a fourth: 26% of four is one, rounded."""
    if claim.fraction and evidence.fraction:
        return (
            _off(found, value) <= Decimal("0.05")
            and _fits(*claim.fraction, found)
            and _fits(*evidence.fraction, value)
        )
    fraction, percent = (claim.fraction, found) if claim.fraction else (evidence.fraction, value)
    assert fraction  # noqa: S101
    if fraction[1] >= 50 and fraction[0] > 1:
        exact = HUNDRED * fraction[0] / fraction[1]
        return rounded(exact, percent) == percent or rounded(percent, Decimal(1)) == rounded(
            exact, Decimal(1)
        )
    return _fits(*fraction, percent, claim.is_about and bool(claim.fraction))


def _fits(part: Decimal, whole: Decimal, percent: Decimal, is_about: bool = False) -> bool:
    exact = HUNDRED * part / whole
    tolerance = ABOUT_FRACTION if is_about else FRACTION
    return rounded(percent * whole / HUNDRED, Decimal(1)) == part and _off(percent, exact) <= tolerance


def _tolerance(one: Unit | None, other: Unit | None) -> Decimal:
    if not one or not other or one.name == other.name:
        return Decimal(0)
    if one.is_loose != other.is_loose:
        return LOOSE[one.name if one.is_loose else other.name]
    return SYSTEMS if one.dimension in ("mass", "length", "distance") else Decimal("0.001")


def rounded(value: Decimal, like: Decimal) -> Decimal:
    """The value with as many decimals as another, half up."""
    places = min(max(0, -int(like.as_tuple().exponent)), MOST_PLACES)
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _off(one: Decimal, other: Decimal) -> Decimal:
    largest = max(abs(one), abs(other))
    return abs(one - other) / largest if largest else Decimal(0)


def _is_plain_ratio(quantity: Quantity) -> bool:
    """“Half as frequent”, and no hazard ratio of 0.5."""
    return quantity.kind == Kind.RATIO and quantity.low < 1 and not quantity.measure


def follows(claim: Quantity, evidence: Quantity) -> bool:
    """Whether a percentage follows from a ratio: 72% more for 1.72, 25% less for 0.75."""
    if _is_plain_ratio(claim) and evidence.kind == Kind.PERCENT and not evidence.is_range:
        return any(_is_ratio(claim, part / HUNDRED) for part in (evidence.low, HUNDRED - evidence.low))
    if claim.kind != Kind.PERCENT or evidence.kind != Kind.RATIO or claim.is_range:
        return False
    change = abs(evidence.low - 1) * HUNDRED
    return _same_percent(claim, change)


def computed(claim: Quantity, one: Quantity, other: Quantity) -> bool:
    """Whether two figures of one sentence give the third.

    66 of 143 are 46%, five a week for six weeks are 30, from 49% to 39% are 10 percentage points.
    """
    if claim.is_range:
        return _product(claim, one, other)
    if _completes(claim, one, other) or _completes(claim, other, one):
        return True
    small, large = sorted((one, other), key=lambda quantity: quantity.low)
    is_plain = one.unit is None and other.unit is None and Kind.RATIO not in (one.kind, other.kind)
    if claim.kind == Kind.PERCENT and is_plain and 0 < small.low < large.low:
        percent = HUNDRED * small.low / large.low
        return (
            _is_part(claim, percent) if claim.comparator and claim.fraction else _same_percent(claim, percent)
        )
    if claim.kind == one.kind == other.kind == Kind.PRICE and claim.low == one.low + other.low:
        return True
    if claim.kind == Kind.SCORE and one.kind == other.kind == Kind.SCORE:
        return claim.low == large.low - small.low
    is_plain_part = claim.fraction is not None and claim.fraction[1] <= FEW_PARTS and not claim.noun
    if is_plain_part and one.unit == other.unit and 0 < small.low < large.low:
        return _is_part(claim, HUNDRED * small.low / large.low)
    if _is_plain_ratio(claim) and one.unit == other.unit and 0 < small.low < large.low:
        return _is_ratio(claim, small.low / large.low)
    if claim.kind == Kind.RATIO and one.unit == other.unit == UNITS["%"] and small.low > 0:
        return rounded(large.low / small.low, claim.low) == claim.low
    if claim.kind == one.kind == other.kind == Kind.DURATION and not (one.is_range or other.is_range):
        return _is_between(claim, one, other)
    if claim.unit == POINTS and one.unit == other.unit == UNITS["%"]:
        return _same_percent(claim, large.low - small.low)
    return _product(claim, one, other)


def _is_ratio(claim: Quantity, ratio: Decimal) -> bool:
    """“Half as frequent” for 0.4% and 0.9%, or for 55% less."""
    return abs(ratio - claim.low) <= NEAR_RATIO


def _is_between(claim: Quantity, one: Quantity, other: Quantity) -> bool:
    """“About 15 weeks later” for 200 days and 93 days."""
    between = abs(_converted(one, one.low, claim) - _converted(other, other.low, claim))
    return between == claim.low or (claim.is_about and is_near(claim, claim.low, between))


def _is_part(claim: Quantity, percent: Decimal) -> bool:
    """“Less than half the rate” of 4 and 9 per 1,000."""
    if claim.comparator in (Comparator.BELOW, Comparator.AT_MOST):
        return claim.low / FAR_OFF <= percent <= claim.low
    if claim.comparator in (Comparator.ABOVE, Comparator.AT_LEAST):
        return claim.low <= percent <= claim.low * BEYOND
    return _same_percent(claim, percent)


def _completes(claim: Quantity, rate: Quantity, part: Quantity) -> bool:
    """“4.3 per 1,000 in treatment and 9.5 out of it” tells of how many once: 9.5 per 1,000."""
    if not claim.fraction or not rate.fraction or claim.fraction[1] != rate.fraction[1]:
        return False
    is_plain = part.kind == Kind.COUNT and not part.noun and not part.is_range
    return is_plain and part.low == claim.fraction[0]


def _same_percent(claim: Quantity, percent: Decimal) -> bool:
    if claim.fraction:
        return _fits(*claim.fraction, percent, claim.is_about)
    return rounded(percent, claim.low) == claim.low or (claim.is_about and is_near(claim, claim.low, percent))


def _product(claim: Quantity, one: Quantity, other: Quantity) -> bool:
    """Sessions a week times weeks are sessions."""
    rate, time = (one, other) if one.per and one.kind == Kind.COUNT else (other, one)
    if claim.kind != Kind.COUNT or not rate.per or time.kind != Kind.DURATION or not time.unit:
        return False
    if time.unit.name.rstrip("s") != rate.per:
        return False
    return (claim.low, claim.high) == (rate.low * time.low, rate.high * time.high)
