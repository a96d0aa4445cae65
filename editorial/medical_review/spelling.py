"""Whether an edit mends no more than spelling and layout. Pure, and strict: when in doubt, it does not."""

import re
from collections.abc import Callable, Iterator, Set
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from editorial.lexicon import Lexicon, straight
from editorial.medical_review.content import Content, changes
from editorial.medical_review.english import is_common, is_english

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# Addresses; figures and what gives them their meaning: \u00d7 multiplies, \u2212 is a minus sign.
SIGN = re.compile(r"\w+:\S+|[\d<>≤≥≠=±\u00d7÷%‰°µ^$€£/]+|(?<=\d)[.,](?=\d)|(?<!\w)[-\u2212]\s*(?=\d)")
SENTENCE = re.compile(r"(.+?)([.;:?!]+(?=\s|$)|$)")
COMMA = re.compile(r"([\w'-]*)\s*[,()\u2013\u2014]\s*(?=([\w'-]*))")
FORM_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*\*?")
# A hyphen behind so short a beginning makes another word: “re-treat”, “un-ionized”.
PREFIX = 2
MOST_WORDS = 8


def is_minor(before: Content, after: Content, lexicon: Lexicon) -> bool:
    """Whether all that differs is spelling: no passage is new, gone or moved."""
    known = {word for _, text in before for word in _words(text)}
    left = {word for _, text in after for word in _words(text)}
    return all(
        edit.before and edit.after and is_spelling_only(edit.before, edit.after, lexicon, known, left)
        for edit in changes(before, after)
    )


def is_spelling_only(
    before: str,
    after: str,
    lexicon: Lexicon,
    known: Set[str] = frozenset(),
    left: Set[str] = frozenset(),
) -> bool:
    """Whether each word that differs was no word, differs in one letter, and is one now.

    From one word to another is a change of meaning. A word is what the lexicon, in any kind, or the lists of
    English words have. So is what stands elsewhere in the article: `known` are the words that were approved,
    which one may be mended into, and a name into nothing else; `left` those that stand there now, which none
    may be mended away from.

    Figures and signs must be the same, and so must drugs and what the lexicon calls weighty words: “not”,
    “may”, “less”. Sentences must end where they did, and a comma beside a weighty word stay: “No, it helps”.
    Other punctuation, hyphens, capitals and doubled words count as spelling.
    """
    was, now = _sentences(before), _sentences(after)
    if (
        SIGN.findall(before) != SIGN.findall(after)
        or [sentence.stop for sentence in was] != [sentence.stop for sentence in now]
        or _weighty_commas(before, lexicon) != _weighty_commas(after, lexicon)
    ):
        return False
    pairs = [
        pair
        for one, other in zip(was, now, strict=True)
        for pair in _differing(_words(one.text), _words(other.text))
    ]
    names = {name for sentence in was for name in _names(sentence.text)}
    changed = [word for old, new in pairs for word in (*old, *new)]
    return (
        len(changed) <= 2 * MOST_WORDS
        and not any(_is_weighty(word, lexicon) for word in changed)
        and all(
            _is_hyphen(old, new)
            or (
                _is_near(old, new)
                and not all(_is_word(word, is_english, lexicon) or word in left for word in old)
                and all(word in known or _is_word(word, is_common, lexicon) for word in new)
                and (set(new) <= known or names.isdisjoint(old))
            )
            for old, new in pairs
        )
    )


class Sentence(NamedTuple):
    text: str
    stop: str


def _sentences(text: str) -> list[Sentence]:
    """The sentences with what ends each; a full stop at the end of a line may be left out."""
    return [
        Sentence(sentence, stop[:1])
        for line in text.splitlines()
        for sentence, stop in SENTENCE.findall(line.strip().rstrip(" ."))
    ]


def _weighty_commas(text: str, lexicon: Lexicon) -> list[tuple[str, str]]:
    """The commas, brackets and dashes with the weighty words beside each; those without are left out."""
    beside = (
        tuple(word if word and _is_weighty(word, lexicon) else "" for word in pair)
        for pair in COMMA.findall(text.replace("’", "'").casefold())
    )
    return [(left, right) for left, right in beside if left or right]


def _words(text: str) -> list[str]:
    """The words in small letters, doubled ones once; those in capitals alone, WHO, as they are."""
    words = [
        word if word.isupper() and len(word) > 1 else word.casefold()
        for word in WORD.findall(text.replace("’", "'"))
    ]
    return [word for position, word in enumerate(words) if words[position - 1 : position] != [word]]


def _names(sentence: str) -> set[str]:
    """What is written with a capital behind the first word."""
    words = WORD.findall(sentence.replace("’", "'"))
    return {word.casefold() for word in words[1:] if word[0].isupper()}


def _differing(before: list[str], after: list[str]) -> Iterator[tuple[list[str], list[str]]]:
    """The words that differ, one by one where as many stand in the place of as many."""
    matcher = SequenceMatcher(a=before, b=after, autojunk=False)
    for kind, start, stop, new_start, new_stop in matcher.get_opcodes():
        old, new = before[start:stop], after[new_start:new_stop]
        if kind == "replace" and len(old) == len(new):
            yield from (([was], [now]) for was, now in zip(old, new, strict=True))
        elif kind != "equal":
            yield old, new


def _is_hyphen(old: list[str], new: list[str]) -> bool:
    """Whether a hyphen within one word was added or taken out, and no more."""
    if not len(old) == len(new) == 1 or old[0].replace("-", "") != new[0].replace("-", ""):
        return False
    return all(len(word.partition("-")[0]) > PREFIX for word in (*old, *new))


def _is_near(old: list[str], new: list[str]) -> bool:
    """Whether one letter was added, left out, changed or exchanged with its neighbour, or a space was.

    Of words as short as three letters only the order may change, and none may begin with another letter.
    """
    was, now = "".join(old), "".join(new)
    if not was or not now or abs(len(old) - len(new)) > 1:
        return False
    if was == now:
        return True
    if min(len(was), len(now)) <= 3:
        return sorted(was) == sorted(now)
    return was[0] == now[0] and _is_one_off(was, now)


def _is_one_off(was: str, now: str) -> bool:
    if len(was) == len(now):
        places = [place for place in range(len(was)) if was[place] != now[place]]
        first, last = places[0], places[-1]
        is_swap = last == first + 1 and was[first : last + 1] == now[first : last + 1][::-1]
        return len(places) == 1 or is_swap
    short, long = sorted((was, now), key=len)
    return any(long[:place] + long[place + 1 :] == short for place in range(len(long)))


def _is_word(word: str, is_listed: Callable[[str], bool], lexicon: Lexicon) -> bool:
    """Whether it means something, so that another one in its place means something else."""
    names, stems = _vocabulary(lexicon)
    return all(
        is_listed(part) or part in names or part.startswith(stems) for part in word.casefold().split("-")
    )


@lru_cache(maxsize=2)
def _vocabulary(lexicon: Lexicon) -> tuple[frozenset[str], tuple[str, ...]]:
    """The words of all forms of all terms, and what is left of those that stand for any ending."""
    forms = (form for term in lexicon.terms for form in (term.name, *term.forms, *term.fits))
    words = {word.casefold() for form in forms for word in FORM_WORD.findall(straight(form))}
    return (
        frozenset(word for word in words if not word.endswith("*")),
        tuple(word.rstrip("*") for word in words if word.endswith("*")),
    )


def _is_weighty(word: str, lexicon: Lexicon) -> bool:
    return word.endswith("n't") or any(
        True for kind in ("weighty_word", "drug") for _ in lexicon.find(kind, word)
    )
