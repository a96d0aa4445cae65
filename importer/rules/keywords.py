"""The search keywords that writers put above an article: labelled, or a bare list."""

import re

from importer.rules.words import is_one_sentence, words

KINDS = r"(?:(?:[\w/&’'-]{1,20}\s+){0,3}key[\s-]?(?:words?|phrases?)|(?:\w+\s+)?(?:search terms|tags))"
ADDITIONS = (
    r"(?:\s+(?:phrases?|list|ideas|clusters?|set|group|targets?|to (?:target|include)|\d{1,2}))?"
    r"(?:\s*\([^()\n]{1,40}\))?"
)
LABEL = re.compile(rf"{KINDS}{ADDITIONS}(?:\s*[:–—=]\s*|\s+-+\s+|\t)", re.I)
# What a table of keywords tells beside each of them.
FIGURE = re.compile(
    r"(?:keyword )?(?:type|intent|search intent|(?:monthly )?(?:search )?volume|kd|difficulty|priority"
    r"|position|rank(?:ing)?|notes?|use|usage|count|frequency|density|placement|cpc|competition|url|page)s?",
    re.I,
)
LONGEST_LINE = 3000
LONGEST_PHRASE = 10
SEPARATOR = re.compile(r"\s*[,;|\n•·]\s*|\s+/\s+")


def keyword_label(text: str) -> str:
    """The label before labelled keywords, empty when there is none.

    Any kind of keyword has one: "Secondary keywords - ", "Long-tail keyword (new): ". Prose has none.
    """
    match = LABEL.match(text)
    return match[0] if match and are_phrases(text[match.end() :]) else ""


def is_figure(text: str) -> bool:
    """Whether a column of a table of keywords says something about them: "Search volume", "Intent"."""
    return FIGURE.fullmatch(text.strip()) is not None


def are_phrases(text: str) -> bool:
    """Whether a text may be search phrases: every piece of it is short and no two are sentences."""
    phrases, _ = split_keywords(text)
    return bool(phrases) and all(
        len(words(phrase)) <= LONGEST_PHRASE and is_one_sentence(phrase) for phrase in phrases
    )


def may_stand_below(heading: str, text: str) -> bool:
    """Whether a line holds what the heading above it announces: "Keywords" several, "Focus keyword" one."""
    phrases, _ = split_keywords(text)
    if is_phrase(text):
        return True
    return are_phrases(text) and (len(phrases) > 1 or not heading.rstrip(" :").lower().endswith("s"))


def is_phrase(text: str) -> bool:
    """Whether a line is a search phrase on its own, as searched for: in lower case, without a stop."""
    return text[:1].islower() and text[-1:].isalnum() and 1 <= len(words(text)) <= 7 and "\n" not in text


def is_keyword_line(text: str) -> bool:
    """A bare list of four or more search phrases, with no sentence in it."""
    if len(text) > LONGEST_LINE:
        return False
    phrases, _ = split_keywords(text)
    return (
        len(phrases) >= 4
        and not re.search(r"[.?!:]\s|[?!:]$|\s/\s|[•·]", text)
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
