"""Which words are English, by the lists of spelling checkers: they know “dysphagia” and “dysphasia”.

Words are given in small letters; a possessive is its word.
"""

import gzip
from functools import cache
from pathlib import Path


def is_english(word: str) -> bool:
    """Whether it is a word, be it a rare one."""
    return is_common(word) or _is_in("rare", word)


def is_common(word: str) -> bool:
    """Whether writers for patients may use it. Among the rare words nearly any mistake finds a neighbour."""
    return _is_in("common", word)


def _is_in(name: str, word: str) -> bool:
    bare = word.removesuffix("'s")
    return f"\n{bare}\n" in _words(name)


@cache
def _words(name: str) -> str:
    """All words of a list, one to a line: as a set they would take ten times the memory."""
    return gzip.decompress(Path(__file__).with_name(f"{name}.txt.gz").read_bytes()).decode()
