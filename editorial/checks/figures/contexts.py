"""What a figure is about: the words of its sentence, and how much two sentences have in common."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from math import log

from editorial.checks.figures.numerals import LARGE, PARTS, SMALL, TENS

STEM = 6
SENTENCE_END = re.compile(
    r"[.!?…](?<!\bvs\.)(?<!\bal\.)(?<!\b[A-Z]\.)(?<!\bDr\.)(?<!\be\.g\.)(?<!\bi\.e\.)(?<!\bapprox\.)"
    r"(?<!\bNo\.)(?<!\bca\.)"
    r"[”\"’')\]]*(?=\s)|\n"
)
ENDING = re.compile(r"(?<=...)(?:'s|ing|ies|ied|ed|es|e|s|y)$")
WORD = re.compile(r"[^\W\d_](?:[\w'-]*[^\W_])?")
EMPTY_WORDS = """
    a about above after against all almost also among an and any approximately are around as at be because
    been before being below between both but by can compared could did do does during each either every few
    fewer for from get had has have having he her his how i if in into is it its just least less like
    likely many may might more most much nearly no not of off often on once one only or other our out over
    own per percent percentage roughly she should since so some such than that the their them then there
    these they this those through time times to twice under until up us use used usual usually very versus
    vs was we well were what when where which while who whose will with within without would you your case
    cases people patients patient participants person individuals study studies trial day days hour hours
    minute minutes week weeks month months year years mg mcg kg ml dl mmhg
    longer sooner later earlier greater
"""
# What an ending does not tell: the same thing under another word.
IRREGULAR_WORDS = """
    fell:fall fallen:fall rose:rise risen:rise died:death die:death dies:death dying:death dead:death
    born:birth slept:sleep lost:lose felt:feel began:begin begun:begin grew:grow grown:grow kept:keep
    bled:bleed ate:eat eaten:eat drank:drink drunk:drink drove:drive driven:drive broke:break broken:break
    wore:wear worn:wear teeth:tooth feet:foot woman:women man:men child:children stood:stand went:go gone:go
"""
IRREGULAR = dict(pair.split(":") for pair in IRREGULAR_WORDS.split())
EMPTY = {*EMPTY_WORDS.split(), *SMALL, *TENS, *LARGE, *PARTS}


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """A word without its ending, roughly: what stays is the same in “responded” and “response”."""
    return ENDING.sub("", IRREGULAR.get(word, word))[:STEM]


@lru_cache(maxsize=1024)
def content(text: str) -> frozenset[str]:
    """The stems of the words that say what a text is about."""
    return frozenset(word for _, word in placed(text))


def placed(text: str) -> list[tuple[int, str]]:
    """The same, each with where it stands."""
    return [
        (match.start(), stem(word))
        for match in WORD.finditer(text)
        if (word := match[0].casefold()) not in EMPTY
    ]


def sentences(text: str) -> list[tuple[int, int]]:
    """Where each sentence begins and ends."""
    ends = [match.end() for match in SENTENCE_END.finditer(text)]
    return [(start, stop) for start, stop in zip([0, *ends], [*ends, len(text)], strict=True) if start < stop]


class Weights:
    """The rarer a word is in an article, the more it says that two sentences share it."""

    def __init__(self, contexts: Iterable[frozenset[str]]) -> None:
        all_contexts = list(contexts)
        counts = Counter(word for context in all_contexts for word in context)
        size = 1 + len(all_contexts)
        self._of = {word: log(1 + size / count) for word, count in counts.items()}
        self._unknown = log(1 + size)

    def of(self, words: Iterable[str]) -> float:
        return sum(self._of.get(word, self._unknown) for word in words)
