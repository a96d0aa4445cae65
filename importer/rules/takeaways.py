"""Takeaways: a claim and the detail that carries it."""

import re
from collections.abc import Sequence
from itertools import pairwise

from importer.nodes import Runs, text_of
from importer.rules.words import first_sentence_end, is_one_sentence, words

LONGEST_LABEL = 10
LONGEST_CLAIM = 12
FEWEST_PAIRS = 2
SEPARATOR = re.compile(r"\s*(?::\s|\s[–—-]\s)\s*(?=[\"“‘'(]?[A-Z0-9])")
DASH = re.compile(r"\s+[–—-]\s+(?=\S)")
BEHIND_BOLD = re.compile(r"\s*[:–—-]\s+(?=\S)")


def is_dashed(runs: Runs) -> bool:
    """Whether a takeaway may be "claim – detail", which it is where all are."""
    return _separated(text_of(runs), DASH) is not None


def alternate(texts: Sequence[str], lines: Sequence[int]) -> bool:
    """Whether paragraphs are a claim and its detail in turn.

    Each pair stands on lines of its own, or all claims are short, and shorter than any detail.
    """
    pairs = list(zip(texts[::2], texts[1::2], strict=False))
    if len(texts) % 2 or len(pairs) < FEWEST_PAIRS:
        return False
    steps = [below - above for above, below in pairwise(lines)]
    if set(steps[::2]) == {1} and 1 not in steps[1::2]:
        return True
    longest = max(len(words(claim)) for claim, _ in pairs)
    shortest = min(len(words(detail)) for _, detail in pairs)
    return (
        longest <= LONGEST_CLAIM and longest < shortest and all(is_one_sentence(claim) for claim, _ in pairs)
    )


def claim_end(runs: Runs, *, is_dashed: bool = False) -> tuple[int, int]:
    """Where the claim of a takeaway ends and where its detail begins, as places in the text.

    The writer's own break comes first (a new line, or bold before plain), then "Claim: Detail" and
    "Claim - Detail", then the first sentence. A takeaway of one sentence is a claim without detail.
    Where all takeaways have a dash, what stands behind it may begin in lower case.
    """
    text = text_of(runs)
    if "\n" in text:
        return text.index("\n"), text.index("\n") + 1
    if bold := bold_length(runs):
        claim = len(text[:bold].rstrip(" :–—-"))
        separator = BEHIND_BOLD.match(text, claim)
        return (claim, max(separator.end(), bold)) if separator else (bold, bold)
    if match := _separated(text, SEPARATOR) or (_separated(text, DASH) if is_dashed else None):
        return match.start(), match.end()
    sentence = first_sentence_end(text)
    return sentence, sentence


def _separated(text: str, separator: re.Pattern[str]) -> re.Match[str] | None:
    """Where a separator stands in the first sentence, behind the few words of a claim."""
    match = separator.search(text, 0, first_sentence_end(text))
    return match if match and 1 <= len(words(text[: match.start()])) <= LONGEST_LABEL else None


def bold_length(runs: Runs) -> int:
    """How much of the text is bold before the first plain run; 0 when none or all of it is."""
    length = 0
    for run in runs:
        if not run.bold and run.text.strip():
            return length
        length += len(run.text)
    return 0
