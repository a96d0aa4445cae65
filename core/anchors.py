"""The ids of headings. Pure."""

import re
from collections.abc import Iterable

from django.utils.text import slugify

# Ids that templates give to parts of the page around the body.
TAKEN = {
    "call-instead",
    "corrections",
    "corrections-heading",
    "error-summary",
    "invite",
    "main",
    "q",
    "quick-answer",
    "related-heading",
    "request",
    "request-heading",
    "review",
    "review-heading",
    "toc-heading",
}
# The lines of the list of sources and the places that point to them.
CITATION = re.compile(r"(citation|cited)-\d")


def anchors(headings: Iterable[str]) -> list[str]:
    """An id for each heading of a page: readable, in any script, and each only once."""
    used = set(TAKEN)
    found = []
    for heading in headings:
        base = slugify(heading, allow_unicode=True) or "section"
        if CITATION.match(base):
            base = f"section-{base}"
        anchor, copies = base, 1
        while anchor in used:
            copies += 1
            anchor = f"{base}-{copies}"
        used.add(anchor)
        found.append(anchor)
    return found
