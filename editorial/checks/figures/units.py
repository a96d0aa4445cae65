"""Units, in every spelling that writers use."""

import re
from dataclasses import dataclass
from decimal import Decimal

D = Decimal
ONE = D(1)


@dataclass(frozen=True, slots=True)
class Unit:
    """Quantities of one dimension can be compared: `factor` leads to what they have in common.

    `is_loose` marks a unit whose length differs: a month has four weeks, more or less.
    """

    name: str
    dimension: str
    factor: Decimal = ONE
    is_loose: bool = False

    @property
    def is_level(self) -> bool:
        """Whether it measures what is in the blood, told in plain numbers as well: “an LDL below 70”."""
        return self.dimension.endswith(("/dL", "/L", "/mL"))


# (name, dimension, factor, spellings). Spellings match in any case, those in parentheses as they stand.
_UNITS = [
    ("percentage points", "percentage points", D(1), r"percentage[\s-]points?|percent[\s-]points?"),
    ("%", "share", D(1), r"%|percent\b|per\scent\b|pct\b"),
    ("seconds", "time", D(1) / 60, r"seconds?|secs?\b"),
    ("minutes", "time", D(1), r"minutes?|mins?\b"),
    ("hours", "time", D(60), r"hours?|hrs?\b|(?-i:h)\b"),
    ("days", "time", D(1440), r"days?"),
    ("weeks", "time", D(10080), r"weeks?|wks?\b"),
    ("months", "time", D("43830"), r"months?|mos\b"),
    ("years", "time", D("525960"), r"years?|yrs?\b"),
    ("mcg", "mass", D("0.001"), r"mcg|[µμ]g|ug|micrograms?"),
    ("mg", "mass", D(1), r"mg|milligrams?"),
    ("g", "mass", D(1000), r"(?-i:g)\b|grams?"),
    ("kg", "mass", D(10**6), r"kgs?\b|kilograms?|kilos?\b"),
    ("ounces", "mass", D("28349.5"), r"oz\b|ounces?"),
    ("pounds", "mass", D("453592"), r"lbs?\b|pounds?"),
    ("mL", "volume", D(1), r"ml|cc\b|milliliters?|millilitres?"),
    ("dL", "volume", D(100), r"dl\b|deciliters?"),
    ("L", "volume", D(1000), r"(?-i:L)\b|liters?|litres?"),
    ("teaspoons", "volume", D(5), r"teaspoons?|teaspoonfuls?|tsps?\b"),
    ("tablespoons", "volume", D(15), r"tablespoons?|tablespoonfuls?|tbsps?\b"),
    ("mmol", "amount", D(1), r"mmol|millimoles?"),
    ("IU", "activity", D(1), r"iu\b|units?|international\sunits?"),
    ("mEq", "equivalents", D(1), r"meq"),
    ("mmHg", "pressure", D(1), r"mm\s?hg|millimeters?\sof\smercury"),
    ("mm", "length", D(1), r"mm\b|millimeters?|millimetres?"),
    ("cm", "length", D(10), r"cm\b|centimeters?|centimetres?"),
    ("inches", "length", D("25.4"), r"inch(?:es)?"),
    ("feet", "length", D("304.8"), r"feet|foot|ft\b"),
    ("miles", "distance", D("1.60934"), r"miles?"),
    ("km", "distance", D(1), r"km\b|kilometers?|kilometres?"),
    ("bpm", "rate", D(1), r"bpm\b|beats\s(?:per|a)\sminute"),
    ("kcal", "energy", D(1), r"kcal|calories|calorie"),
    ("°F", "fahrenheit", D(1), r"°\s?F|degrees\s(?:F\b|fahrenheit)"),
    ("°C", "celsius", D(1), r"°\s?C|degrees\s(?:C\b|celsius)"),
    ("degrees", "angle", D(1), r"degrees?|°"),
    ("Hz", "frequency", D(1), r"hz\b|hertz"),
    ("J", "joules", D(1), r"(?-i:J)\b|joules?"),
    ("Gy", "gray", D(1), r"(?-i:Gy)\b"),
    ("points", "points", D(1), r"points?"),
    ("$", "money", D(1), r"dollars?|(?-i:USD)\b"),
]
LOOSE = {"months", "years"}
UNITS = {name: Unit(name, dimension, factor, name in LOOSE) for name, dimension, factor, _ in _UNITS}
_BASE = "|".join(f"(?P<u{place}>{spellings})" for place, (*_, spellings) in enumerate(_UNITS))
# Doses per day are doses; doses per kilogram are something else.
_PER_NAMES = {
    "kg": "kg", "kilogram": "kg", "ml": "mL", "milliliter": "mL", "dl": "dL", "deciliter": "dL", "liter": "L",
    "l": "L", "m2": "m²", "m²": "m²",
    "minute": "minute", "min": "minute", "hour": "hour", "hr": "hour", "h": "hour",
}  # fmt: skip
_PER = rf"(?:\s?/\s?|\sper\s)(?P<per>{'|'.join(_PER_NAMES)})(?![a-z])"
UNIT = re.compile(rf"(?:{_BASE})(?![a-z])(?:{_PER})?(?:/min\b|/1\.73\s?m²)?", re.IGNORECASE)


def unit_at(text: str, position: int) -> tuple[Unit, int] | None:
    """The unit that begins at a position and where it ends."""
    match = UNIT.match(text, position)
    if not match:
        return None
    group = next(name for name in match.groupdict() if name != "per" and match[name] is not None)
    unit = UNITS[_UNITS[int(group[1:])][0]]
    if match["per"]:
        per = _PER_NAMES[match["per"].casefold()]
        unit = Unit(f"{unit.name}/{per}", f"{unit.dimension}/{per}", unit.factor)
    return unit, match.end()
