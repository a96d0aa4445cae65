"""Which texts state a figure: a quantity somebody must have measured or counted."""

import re

from editorial.checks.figures.names import masked

# How long a visit takes is no finding of anybody.
VISITS = re.compile(r"\b\d+(?:\s?(?:to|or|[-–])\s?\d+)?[\s-]?(?:min|minutes?|hours?)\b", re.IGNORECASE)
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
    return FIGURE.search(VISITS.sub(lambda match: " " * len(match[0]), masked(text)))
