"""What the checks share: quoting, and comparing names without case and accents."""

import re
from unicodedata import combining, normalize

AROUND = 60


def quote(text: str, start: int, stop: int) -> str:
    """The words from `start` to `stop` with some around them, cut between words."""
    before, after = text[:start], text[stop:]
    if len(before) > AROUND:
        before = "…" + before[-AROUND:].partition(" ")[2]
    if len(after) > AROUND:
        after = after[:AROUND].rpartition(" ")[0] + "…"
    return f"{before}{text[start:stop]}{after}".strip()


def shortened(text: str) -> str:
    """The beginning of a text, as a quote."""
    return quote(text, 0, min(len(text), 2 * AROUND))


def folded(text: str) -> str:
    """For comparing: lower case, no accents, straight apostrophes."""
    letters = normalize("NFKD", text.replace("’", "'"))
    return "".join(char for char in letters if not combining(char)).casefold()


def words(text: str) -> list[str]:
    """The words of a text, folded, without punctuation around them."""
    return re.findall(r"[^\W_]+(?:[-'][^\W_]+)*", folded(text))
