"""The ids of headings. Pure."""

from collections.abc import Iterable

from django.utils.text import slugify

# Ids that templates give to parts of the page around the body.
TAKEN = {
    "call-instead",
    "error-summary",
    "invite",
    "main",
    "q",
    "quick-answer",
    "related-heading",
    "request",
    "request-heading",
    "toc-heading",
}


def anchors(headings: Iterable[str]) -> list[str]:
    """An id for each heading of a page: readable, in any script, and each only once."""
    used = set(TAKEN)
    found = []
    for heading in headings:
        base = slugify(heading, allow_unicode=True) or "section"
        if base.startswith("citation-"):  # the lines of the list of sources are named so
            base = f"section-{base}"
        anchor, copies = base, 1
        while anchor in used:
            copies += 1
            anchor = f"{base}-{copies}"
        used.add(anchor)
        found.append(anchor)
    return found
