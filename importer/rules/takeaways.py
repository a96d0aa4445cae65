"""Takeaways: a claim and the detail that carries it."""

import re

from importer.nodes import Runs
from importer.rules.words import first_sentence_end, words

LONGEST_LABEL = 10
SEPARATOR = re.compile(r"\s*(?::\s|\s[–—-]\s)\s*(?=[\"“‘'(]?[A-Z0-9])")
BEHIND_BOLD = re.compile(r"\s*[:–—-]\s+(?=\S)")


def claim_end(runs: Runs) -> tuple[int, int]:
    """Where the claim of a takeaway ends and where its detail begins, as places in the text.

    The writer's own break comes first (a new line, or bold before plain), then "Claim: Detail" and
    "Claim - Detail", then the first sentence. A takeaway of one sentence is a claim without detail.
    """
    text = "".join(run.text for run in runs)
    if "\n" in text:
        return text.index("\n"), text.index("\n") + 1
    if bold := _bold_length(runs):
        separator = BEHIND_BOLD.match(text, bold)
        return bold, separator.end() if separator else bold
    sentence = first_sentence_end(text)
    match = SEPARATOR.search(text, 0, sentence)
    if match and 1 <= len(words(text[: match.start()])) <= LONGEST_LABEL:
        return match.start(), match.end()
    return sentence, sentence


def _bold_length(runs: Runs) -> int:
    """How much of the text is bold before the first plain run; 0 when none or all of it is."""
    length = 0
    for run in runs:
        if not run.bold and run.text.strip():
            return length
        length += len(run.text)
    return 0
