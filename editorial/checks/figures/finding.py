"""Which texts state a figure: a quantity somebody must have measured or counted."""

import re

# Digits that are a name, a date, a telephone number or a place in a list.
NO_FIGURES = re.compile(
    r"""
      https?://\S+ | \b10\.\d{4,9}/\S+                               # addresses
    | \[[\d,;\s–-]+\]                                                # citation markers
    | \(?\b\d{3}\)?[-.\s]\d{3}[-.]\d{4}\b                            # telephone numbers
    | \b(?:911|988|211|741741|24/7|CPT\s\d+)\b
    | \b\d{1,2}(?::\d\d)?\s?(?:a\.?m\b|p\.?m\b)\.?                   # times of day
    | \b\d+(?:\s?(?:to|or|[-–])\s?\d+)?[\s-]?(?:min|minutes?|hours?)\b   # how long a visit takes
    | \b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s\d{1,2}\b
    | \b(?:19|20)\d\d(?:[-–/]\d{2,4})?s?\b(?!\s?(?:%|mg|mcg|ml))     # years
    | \b[a-z][\w.]*-\d+\w*                                           # PHQ-9, COVID-19
    | \b[a-z]+\d+\w*                                                 # B12
    | \b\d+-(?-i:[A-Z])\w*                                           # 5-HT
    | \b(?:type|step|stage|phase|part|chapter|level|tier|section|table|figure|question|tip|no\.)\s\d+\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
SMALL = "one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|fifty|a hundred|a thousand"
FIGURE = re.compile(
    rf"""
      \d[\d,.]*
    | \b(?:{SMALL})\s(?:in|out\sof)\s(?:every\s)?(?:{SMALL})\b
    | \b(?:half|(?:an?|one|two|three)[\s-](?:third|quarter|fifth)s?)\sof\b
    | \b(?:twice|(?:{SMALL})\stimes)\s(?:as|more|less|the)\b
    | \b(?:{SMALL}|thirty|forty|sixty|seventy|eighty|ninety)\s(?:percent|per\scent)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)


def find_figure(text: str) -> re.Match[str] | None:
    """The first figure of a text: in '26% felt better' and 'one in four', not in 'PHQ-9, since 2024'."""
    return FIGURE.search(NO_FIGURES.sub(lambda match: " " * len(match[0]), text))
