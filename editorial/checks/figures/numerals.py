"""Numbers as writers spell them: 228,668, two and a half, twenty-six."""

import re
from decimal import Decimal

SMALL = {
    word: number
    for number, word in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
    )
}
TENS = {
    word: 10 * number
    for number, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
LARGE = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
PARTS = {"half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "tenth": 10}
SIGNS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}

DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?|\.\d+"
_SIMPLE = rf"(?:(?:{'|'.join(TENS)})(?:[-\s](?:{'|'.join(list(SMALL)[1:10])}))?|{'|'.join(reversed(SMALL))})"
_LARGE = rf"(?:{'|'.join(LARGE)})"
WORDS = (
    rf"(?:half\sa\sdozen|(?:an?|{_SIMPLE})(?:\s{_LARGE})+(?:\s(?:and\s)?{_SIMPLE})?(?:\shundred)?(?!\s?{_LARGE})"
    rf"|{_SIMPLE})"
)
NUMERAL = (
    rf"(?:(?:{DIGITS})(?:\s?[½¼¾]|\s(?:thousand|million|billion)\b)?|[½¼¾]|\b{WORDS}\b)(?:\sand\sa\shalf\b)?"
)


def value_of(numeral: str) -> Decimal:
    """What a text that matches `NUMERAL` says."""
    words = re.sub(r"\band\b", " ", numeral.casefold().replace(",", "")).split()
    if words[:3] == ["half", "a", "dozen"]:
        return Decimal(6)
    total = current = Decimal(0)
    for word in (part for word in words for part in re.findall(r"\d*\.?\d+|[½¼¾]|[a-z]+", word)):
        if word in LARGE:
            current = max(current, Decimal(1)) * LARGE[word]
            if LARGE[word] >= 1000:
                total, current = total + current, Decimal(0)
        elif word == "half":
            current += SIGNS["½"]
        elif word not in ("a", "an"):
            current += SIGNS.get(word) or Decimal(SMALL.get(word, TENS.get(word, 0)) or _digits(word))
    return total + current


def _digits(word: str) -> Decimal:
    return Decimal(word) if word[-1:].isdigit() else Decimal(0)
