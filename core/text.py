"""Plain text out of rich text."""

import re
from html import unescape

from django.utils.html import strip_tags

BLOCK_END = re.compile(r"</(?:p|li|h[1-6]|ul|ol)>|<br\s*/?>", re.IGNORECASE)
SENTENCE_END = re.compile(r"(?<!\b[A-Z])(?<!\bDr)[.!?][”\"')]?(?=\s)")
SPACES = re.compile(r"\s+")


def plain(html: str) -> str:
    """The words of an HTML fragment on one line, with entities resolved."""
    return SPACES.sub(" ", unescape(strip_tags(BLOCK_END.sub(" ", html)))).strip()


def word_count(text: str) -> int:
    return len(text.split())


def brief(text: str, limit: int) -> str:
    """The sentences at the start that fit into `limit` characters, else the words that do and an ellipsis."""
    if len(text) <= limit:
        return text
    ends = [match.end() for match in SENTENCE_END.finditer(text, 0, limit + 1) if match.end() <= limit]
    if ends:
        return text[: ends[-1]]
    return f"{text[:limit].rsplit(' ', 1)[0][: limit - 1]}…"
