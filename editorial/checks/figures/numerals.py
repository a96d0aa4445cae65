"""Numbers as writers spell them: 228,668, two and a half, twenty-six."""

import re
from decimal import Decimal

ONES = """
    zero one two three four five six seven eight nine ten
    eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen
"""
TIMES_TEN = "twenty thirty forty fifty sixty seventy eighty ninety"
SMALL = {word: number for number, word in enumerate(ONES.split())}
TENS = {word: 10 * number for number, word in enumerate(TIMES_TEN.split(), 2)}
LARGE = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
PARTS = {"half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "tenth": 10}
SIGNS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}

PART = re.compile(r"\d*\.?\d+|[½¼¾]|[a-z]+")
DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?|\.\d+"
_TENS = rf"(?:{'|'.join(TENS)})(?:[-\s](?:{'|'.join(list(SMALL)[1:10])}))?"
_SIMPLE = rf"(?:{_TENS}|{'|'.join(reversed(SMALL))})"
_LARGE = rf"(?:{'|'.join(LARGE)})"
WORDS = (
    rf"(?:half\sa\sdozen|(?:an?|{_SIMPLE})(?:\s{_LARGE})+(?:\s(?:and\s)?{_SIMPLE})?(?!\s?{_LARGE})|{_SIMPLE})"
)
_DIGITAL = rf"(?:{DIGITS})(?:\s?[½¼¾]|\s(?:thousand|million|billion)\b)?"
NUMERAL = rf"(?:{_DIGITAL}|[½¼¾]|\b{WORDS}\b)(?:\sand\sa\shalf\b)?"


def value_of(numeral: str) -> Decimal:
    """What a text that matches `NUMERAL` says."""
    parts = PART.findall(numeral.casefold().replace(",", ""))
    if parts == ["half", "a", "dozen"]:
        return Decimal(6)
    total = current = Decimal(0)
    for word in parts:
        if word in LARGE:
            current = max(current, Decimal(1)) * LARGE[word]
            if LARGE[word] >= 1000:
                total, current = total + current, Decimal(0)
        elif word == "half":
            current += SIGNS["½"]
        elif word[-1].isdecimal():
            current += Decimal(word)
        else:
            current += SIGNS.get(word) or SMALL.get(word) or TENS.get(word, 0)
    return total + current
