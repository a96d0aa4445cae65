"""Plain text out of rich text."""

import re
from html import unescape

from django.utils.html import strip_tags

# Unicode's object replacement character: it stands in a text for what is no text, such as a citation.
OBJECT = "\ufffc"

BLOCK_END = re.compile(r"</(?:p|li|h[1-6]|ul|ol)>|<br\s*/?>", re.IGNORECASE)
SENTENCE_END = re.compile(r"(?<!\b[A-Z])(?<!\bDr)[.!?][”\"')]?(?=\s)")
SPACES = re.compile(r"\s+")
OBJECT_WITH_SPACE = re.compile(rf"\s*{OBJECT}(?!\w)|{OBJECT}")


def plain(html: str) -> str:
    """The words of an HTML fragment on one line, with entities resolved; citation markers leave no trace."""
    text = unescape(strip_tags(BLOCK_END.sub(" ", html)))
    return SPACES.sub(" ", OBJECT_WITH_SPACE.sub("", text)).strip()


def lines(html: str) -> str:
    """The words of an HTML fragment, each paragraph, heading and item of a list on a line of its own."""
    return "\n".join(filter(None, map(plain, BLOCK_END.split(html))))


def word_count(text: str) -> int:
    return len(text.split())


def brief(text: str, limit: int) -> str:
    """The sentences at the start that fit into `limit` characters; the first one, if not even that does.

    A sentence is never cut: half of one can say the opposite of the whole.
    """
    ends = [*(match.end() for match in SENTENCE_END.finditer(text)), len(text)]
    return text[: max((end for end in ends if end <= limit), default=ends[0])]


def missing_stop(text: str) -> str:
    """The full stop that makes a sentence of the text, or nothing where it ends like one already."""
    return "." if text and not text.endswith((".", "?", "!", "…")) else ""


def as_sentence(text: str) -> str:
    """The text with a full stop, unless it ends like a sentence already."""
    return text + missing_stop(text)
