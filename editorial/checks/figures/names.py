"""Digits that measure nothing: a name, a date, a telephone number, a price, a place in a list."""

import re

MONTHS = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
# What may follow four digits that are no year.
MEASURED = r"(?=\s?(?:%|percent|mg|mcg|[µμ]g|m[lL]\b|iu\b|units?\b|calories|kcal|steps\b))"
COUNTED = r"(?!\s?(?:%|percent|mg|mcg|(?:minute|hour|day|week|month|year)s?\b))"
PEOPLE = r"\s(?:people|patients|adults|participants|women|men|children|veterans)\b"
LABELS = """
    type|step|stage|phase|part|chapter|level|tier|section|table|figure|question|tip|grade|class|category|group|item|
    page|version|appendix|cycle|schedule|title|rule|article|volume|room|suite|floor|box|line|number|nos?\\.|study|option
"""
NAMES = re.compile(
    rf"""(?<!\w)(?:
      https?://\S+ | 10\.\d{{4,9}}/\S+ | \S+@\S+                      # addresses
    | \[[\d,;\s–-]+\]                                                   # citation markers
    | ^\s*\d{{1,2}}[.)](?=\s)                                           # numbers of a list
    | (?:\+?1[-.\s])?\(?\d{{3}}\)?[-.\s]\d{{3}}[-.]\d{{4}}\b        # telephone numbers
    | 1-\d{{3}}-[\w-]+ | text\s\S+\sto\s\d{{5,6}}\b
    | (?:911|988|211)\b(?!{PEOPLE}|[.,]\d)(?!{MEASURED})
    | (?:741741|24/7|50[/-]50|20/\d\d+|401\(k\)|(?:CPT|HCPCS|ICD)[\s-]\w+)(?!\w)
    | 24\shours\sa\sday\b | (?:7|seven)\sdays\sa\sweek\b
    | (?-i:[A-Z]{{2}})\s\d{{5}}\b
    | \d+\s(?-i:(?:[NSEW]\.?\s)?[A-Z]\w+\s(?:St|Street|Ave|Avenue|Blvd|Road|Rd|Lane|Suite)\b)
    | (?:[$€£]|\bUSD\s?)\s?\d[\d,.]*(?:\s?(?:to|[-–])\s?[$€£]?\d[\d,.]*)?(?:\s(?:thousand|million|billion))?
    | \d[\d,.]*\s(?:dollars?|cents?|euros?|pounds\ssterling)\b           # prices are no findings
    | \d{{1,2}}(?::\d\d)?\s?(?:a\.?m\b|p\.?m\b|o['’]clock)\.? | \d{{1,2}}:\d\d\b   # times of day
    | {MONTHS}\s\d{{1,2}}(?:st|nd|rd|th)?\b(?!\s?%) | \d{{1,2}}\s(?=(?-i:[A-Z])){MONTHS}(?=\W|$)
    | \d{{1,2}}/\d{{1,2}}/\d{{2,4}}\b | \d{{4}}-\d\d-\d\d\b
    | (?:19|20)\d\d(?:[-–/]\d{{2,4}})?s?\b(?!{MEASURED})              # years
    | \d+(?:st|nd|rd|th|s)\b                                          # 5th, in your 40s
    | \d+(?:-\d+){{2,}}\b                                             # 4-7-8
    | [a-z][\w.]*-\d+(?:\.\d+)?\b(?!\s?(?:%|mg))\w*                   # PHQ-9, COVID-19
    | [a-z]+\d+\w*                                                    # B12
    | \d+-(?-i:[A-Z])\w*                                              # 5-HT
    | \d+(?-i:[A-Z])(?![\w/])(?<!L)(?<!g)                             # 3D
    | (?:{LABELS})\s(?:\d+[a-z]?|one|two|three|four|i{{1,3}}|iv)\b{COUNTED}
    | \#\d+
    | half\sthe\s(?:battle|fun|story) | one\s(?:day|step)\b
    )""",
    re.IGNORECASE | re.VERBOSE | re.MULTILINE,
)
HINT = re.compile(r"\d|\b(?:one|two|three|four|seven|half)\b", re.IGNORECASE)


def masked(text: str) -> str:
    """The text with names blanked out, as long as it was."""
    if not HINT.search(text):
        return text
    return NAMES.sub(lambda match: " " * len(match[0]), text)
