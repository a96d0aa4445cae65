"""What a reference of the list is called, where it was not taken apart."""

import re

from editorial.checks.article import Reference

PARTICLE = r"(?:(?:van|von|der|den|de|la|le|di|da|del|dos|el|ter|ten)\s){0,3}"
SURNAME = rf"{PARTICLE}[A-ZÀ-Þ][\w'’-]+(?:\s{PARTICLE}[A-ZÀ-Þ][\w'’-]+)?"
# “Smith AB, Lee C, et al. ” or “Smith, A. B., & Lee, C. (2020). ”: who wrote it.
BYLINE = re.compile(
    rf"(?:(?:{SURNAME},?\s(?:[A-Z](?:\.|\b)[\s-]?|[A-Z](?=[A-Z])){{1,3}}|et\sal\b)[,;&.\s]*(?:and\s)?)+"
    r"(?:\((?:19|20)\d\d[a-z]?\)\.?\s)?"
)
# Where a title ends: not in “vs. drugs”, “U.S. adults”.
END = re.compile(r"(?<=[\w\d)”])[.?!]\s+(?=[A-Z“])")
SHORT = re.compile(r"\b(?:vs|St|Dr|No|[A-Z])$")


def bare_title(reference: Reference) -> str:
    """The title without the authors before it and the journal behind it."""
    text = reference.title
    if not reference.authors and (authors := BYLINE.match(text)):
        text = text[authors.end() :]
    ends = (match.start() for match in END.finditer(text) if not SHORT.search(text[: match.start()]))
    return text[: next(ends, len(text))].strip(" .") or reference.title
