"""Citation keys: what a writer types to name a source, as in [@rush2006]. Pure."""

import re
import unicodedata
from collections.abc import Callable

from editorial.citations import INITIALS, letters, people

SHAPE = r"[a-z][a-z0-9_-]*"
LONGEST = 40
LONGEST_NAME = 24
NOT_TOLD = {"a", "an", "the", "on", "of", "for", "in", "and", "to", "what", "is", "are", "your"}


def suggested(authors: str, year: int | None, title: str) -> str:
    """'rush2006'; without a year 'nimhdepression', with the first word of the title that says something."""
    names = people(authors)
    who = _name(names[0]) if names else ""
    when = str(year) if year else ""
    parts = [who, when] if who and when else [who, _first_word(title), when]
    key = "".join(parts)[:LONGEST]
    return key if re.fullmatch(SHAPE, key) else f"source{key}"[:LONGEST]


def free(key: str, is_taken: Callable[[str], bool]) -> str:
    """The key, else the first of 'rush2006a', 'rush2006b', ... that nothing has."""
    candidate, position = key, 0
    while is_taken(candidate):
        position += 1
        suffix = letters(position)
        candidate = f"{key[: LONGEST - len(suffix)]}{suffix}"
    return candidate


def _name(author: str) -> str:
    """A person's family name; the initials of an institution with many words, else its first word."""
    surname = INITIALS.sub("", author)
    capitals = re.findall(r"\b[A-Z](?=[a-z])", author)
    if surname == author and len(capitals) > 2 and "," not in author:
        return "".join(capitals).lower()
    words = (_folded(word) for word in ([surname] if surname != author else author.split()))
    return next(filter(None, words), "")[:LONGEST_NAME]


def _first_word(title: str) -> str:
    words = [_folded(word) for word in title.split()]
    told = [word for word in words if word and word not in NOT_TOLD]
    return next(iter(told or filter(None, words)), "")[:LONGEST_NAME]


def _folded(text: str) -> str:
    """Lower-case letters and digits, without accents."""
    plain = unicodedata.normalize("NFKD", text.lower())
    return re.sub(r"[^a-z0-9]", "", plain)
