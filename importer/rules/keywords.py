"""The line of search keywords that writers put above an article."""

import re

from importer.rules.words import words

LABEL = re.compile(
    r"(?:(?:seo|search|focus|target|primary)\s+)?"
    r"(?:key\s?words?|search terms|tags)(?:\s+phrases?)?\s*[:–—-]\s*",
    re.I,
)
LONGEST_LINE = 3000
SEPARATOR = re.compile(r"\s*[,;|\n]\s*")


def keyword_label(text: str) -> str:
    """The label before labelled keywords, empty when there is none."""
    match = LABEL.match(text)
    return match[0] if match else ""


def is_keyword_line(text: str) -> bool:
    """A bare list of four or more search phrases, with no sentence in it."""
    if len(text) > LONGEST_LINE:
        return False
    phrases, _ = split_keywords(text)
    return (
        len(phrases) >= 4
        and not re.search(r"[.?!:]\s|[?!:]$", text)
        and all(1 <= len(words(phrase)) <= 7 for phrase in phrases)
        and not any(re.match(r"(?:and|or|but)\b", phrase, re.I) for phrase in phrases)
    )


def split_keywords(text: str) -> tuple[list[str], list[str]]:
    """The phrases, and what stood between them."""
    phrases = [phrase for phrase in SEPARATOR.split(text) if phrase]
    separators = SEPARATOR.findall(text)
    if phrases and phrases[-1].endswith("."):
        phrases[-1] = phrases[-1][:-1]
        separators.append(".")
    return [phrase for phrase in phrases if phrase], separators
