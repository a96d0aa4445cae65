"""Citation markers in rich text: how they are stored, found and replaced. Pure.

A marker is one or more links of the type `source` with nothing between them. Each holds the key of a
source and a character that stands for no text; numbers are never stored.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence

from core.text import OBJECT, plain

QUOTED_WORDS = 6

LINK = re.compile(r'<a\b(?=[^>]*\slinktype="source")([^>]*)>.*?</a>', re.DOTALL)
KEY = re.compile(r"[0-9]{1,18}")
ID = re.compile(rf'\sid="({KEY.pattern})"')
MARKER = re.compile(rf"(\s*)((?:{LINK.pattern})+)", re.DOTALL)


def marker(sources: Sequence[int]) -> str:
    """One marker that points to these sources, as rich text stores it."""
    return "".join(f'<a linktype="source" id="{key}">{OBJECT}</a>' for key in dict.fromkeys(sources))


def markers_in(html: str) -> list[list[int]]:
    """The sources of each marker, in reading order and each once."""
    return [_keys(match) for match in MARKER.finditer(html)]


def sources_in(html: str) -> list[int]:
    """The sources that the text points to, in reading order, each as often as a marker does."""
    return [key for keys in markers_in(html) for key in keys]


def replace_markers(html: str, write: Callable[[list[int]], str]) -> str:
    """The text with what `write` makes of the sources of each marker, close to the word before it.

    A sign that has lost its marker is left out.
    """

    def replaced(match: re.Match[str]) -> str:
        is_glued = html[match.end() : match.end() + 1].isalnum()
        return write(_keys(match)) + (match[1] if is_glued else "")

    return MARKER.sub(replaced, html).replace(OBJECT, "")


def repointed(html: str, keys: Mapping[int, int]) -> str:
    """The text with other sources behind its markers: those that `keys` gives for them."""

    def replaced(match: re.Match[str]) -> str:
        found = _keys(match)
        if keys.keys().isdisjoint(found):
            return match[0]
        return match[1] + marker([keys.get(key, key) for key in found])

    return MARKER.sub(replaced, html)


def words_before(html: str, keys: Collection[int]) -> list[str]:
    """The last words before each marker that points to one of these sources."""
    matches = [match for match in MARKER.finditer(html) if not set(keys).isdisjoint(_keys(match))]
    return [" ".join(plain(html[: match.start()]).split()[-QUOTED_WORDS:]) for match in matches]


def without_markers(html: str) -> str:
    return replace_markers(html, lambda keys: "")


def _keys(match: re.Match[str]) -> list[int]:
    found = (ID.search(attributes) for attributes in LINK.findall(match[2]))
    return list(dict.fromkeys(int(key[1]) for key in found if key))
