"""Whether an edit mends no more than spelling and layout. Pure, and strict: when in doubt, it does not."""

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from editorial.lexicon import Lexicon, shipped
from editorial.medical_review.content import Change

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# Figures and what gives them their meaning: \u00d7 multiplies, \u2212 is a minus sign.
SIGN = re.compile(r"[\d<>≤≥≠=±\u00d7÷%‰°µ^$€£/]+|(?<=\d)[.,](?=\d)|(?<!\w)[-\u2212]\s*(?=\d)")
COMPARED = re.compile(r"(.{3,})(?:e?r|e?st)")
LONG = 8  # letters; a word as long as this may have two of them wrong
MOST_WORDS = 8
# Parts of words that differ by little and mean the opposite.
OPPOSITES = [("hyper", "hypo"), ("inter", "intra"), ("macro", "micro"), ("ante", "anti"), ("over", "under")]


def is_spelling_only(before: str, after: str, lexicon: Lexicon | None = None) -> bool:
    """Whether each word that differs is nearly the same word, and none of them carries the meaning.

    Figures and signs must be the same, and so must drugs and what the lexicon calls weighty words: “not”,
    “may”, “less”. Punctuation, capitals, doubled words and the space within a word count as spelling.
    """
    lexicon = lexicon or shipped()
    if SIGN.findall(before) != SIGN.findall(after):
        return False
    pairs = list(_differing(_words(before), _words(after)))
    changed = [word for old, new in pairs for word in (*old, *new)]
    return (
        all(_is_near(old, new) for old, new in pairs)
        and len(changed) <= 2 * MOST_WORDS
        and not any(_is_weighty(word, lexicon) for word in changed)
    )


def is_minor(edits: Iterable[Change], lexicon: Lexicon | None = None) -> bool:
    """Whether all of it is spelling: no passage is new, gone or moved."""
    return all(
        edit.before and edit.after and is_spelling_only(edit.before, edit.after, lexicon) for edit in edits
    )


def _words(text: str) -> list[str]:
    """The words in small letters, doubled ones once."""
    words = [word.casefold().replace("’", "'") for word in WORD.findall(text)]
    return [word for position, word in enumerate(words) if words[position - 1 : position] != [word]]


def _differing(before: list[str], after: list[str]) -> Iterator[tuple[list[str], list[str]]]:
    """The words that differ, one by one where as many stand in the place of as many."""
    matcher = SequenceMatcher(a=before, b=after, autojunk=False)
    for kind, start, stop, new_start, new_stop in matcher.get_opcodes():
        old, new = before[start:stop], after[new_start:new_stop]
        if kind == "replace" and len(old) == len(new):
            yield from (([was], [now]) for was, now in zip(old, new, strict=True))
        elif kind != "equal":
            yield old, new


def _is_near(old: list[str], new: list[str]) -> bool:
    was, now = "".join(old), "".join(new)
    if not was or not now or abs(len(old) - len(new)) > 1:
        return False
    if was.replace("-", "") == now.replace("-", ""):
        return True
    if min(len(was), len(now)) <= 3:
        return sorted(was) == sorted(now)
    if was[0] != now[0] or _are_opposites(was, now) or _are_compared(was, now):
        return False
    return _distance(was, now) <= (2 if min(len(was), len(now)) >= LONG else 1)


def _are_opposites(was: str, now: str) -> bool:
    return any(
        (one in was and other in now) or (other in was and one in now)
        for one, other in OPPOSITES
        if not (one in was and one in now)
    )


def _are_compared(was: str, now: str) -> bool:
    """Whether one is the comparative of the other: “safe” and “safer”."""
    short, long = sorted((was, now), key=len)
    found = COMPARED.fullmatch(long)
    return bool(found) and len(long) > len(short) and long.startswith(short.rstrip("e"))


def _is_weighty(word: str, lexicon: Lexicon) -> bool:
    return word.endswith("n't") or any(
        True for kind in ("weighty_word", "drug") for _ in lexicon.find(kind, word)
    )


def _distance(a: str, b: str) -> int:
    """How many letters were added, left out, changed or exchanged with their neighbour."""
    rows = [list(range(len(b) + 1))]
    for i, letter in enumerate(a, 1):
        row = [i]
        for j, other in enumerate(b, 1):
            best = min(row[j - 1] + 1, rows[i - 1][j] + 1, rows[i - 1][j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == b[j - 2] and a[i - 2] == other:
                best = min(best, rows[i - 2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]
