"""Citations as they are typed, [@rush2006] or [1, 3-5], and the markers that they stand for. Pure."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from editorial import keys
from editorial.rich_text import marker

NUMBERS = r"\d{1,3}(?:\s?[-–]\s?\d{1,3})?"
ITEM = rf"(?:@{keys.SHAPE}|{NUMBERS})"
TYPED = re.compile(rf"\s*(\[\s?{ITEM}(?:\s?[;,]\s?{ITEM})*\s?\])", re.IGNORECASE)
# What is no text: tags, and links from end to end.
NO_TEXT = re.compile(r"(<a\b.*?</a>|<[^>]*>)", re.DOTALL | re.IGNORECASE)


class Library(NamedTuple):
    """The sources behind what is typed: by their keys, and by their numbers in the list the writer sees."""

    by_key: Mapping[str, int]
    by_number: Mapping[int, int]


class Converted(NamedTuple):
    """`left` is what stays as it was typed because nothing has this key or number."""

    html: str
    left: tuple[str, ...]


def typed_in(text: str) -> list[str]:
    """The citations typed in a text or rich text: '[@rush2006; @nimh2024]'."""
    return [found for piece in _pieces(text) for found in TYPED.findall(piece)]


def keys_in(typed: str) -> set[str]:
    return {item[1:] for item in _items(typed) if item.startswith("@")}


def with_markers(html: str, library: Library) -> Converted:
    """The rich text with a marker for each typed citation of which every source is known."""
    left: list[str] = []

    def replaced(match: re.Match[str]) -> str:
        sources = [_sources(item, library) for item in _items(match[1])]
        if not all(sources):
            left.append(match[1])
            return match[0]
        return marker([source for found in sources for source in found])

    pieces = NO_TEXT.split(html)
    pieces[::2] = [TYPED.sub(replaced, piece) for piece in pieces[::2]]
    return Converted("".join(pieces), tuple(left))


def _pieces(html: str) -> Iterator[str]:
    yield from NO_TEXT.split(html)[::2]


def _items(typed: str) -> list[str]:
    return [item.strip().lower() for item in re.split("[;,]", typed.strip("[]"))]


def _sources(item: str, library: Library) -> list[int]:
    """The sources of a key, a number or a range; none if one of them is unknown."""
    if item.startswith("@"):
        return [library.by_key[item[1:]]] if item[1:] in library.by_key else []
    first, *last = map(int, re.findall(r"\d+", item))
    numbers = range(first, (last[0] if last else first) + 1)
    known = all(number in library.by_number for number in numbers)
    return [library.by_number[number] for number in numbers] if known else []
