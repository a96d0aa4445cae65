"""Running text, and whether a piece of it that found no place is missing from the article."""

import re

from importer.rules import forms, labels
from importer.rules.words import ends_like_a_sentence, is_one_sentence, words

SHORTEST_SENTENCE = 5
LONG_ENOUGH = 8  # words that a heading, a slogan or a caption with a full stop rarely has
DISCLAIMER = re.compile(
    r"\b(?:disclaimer|(?:is|are) for (?:general )?information|(?:informational|educational) purposes"
    r"|(?:replace|substitute for|constitute|intended as|not) (?:the |professional |any |medical )*advice)\b",
    re.I,
)


def is_sentence(text: str) -> bool:
    """Whether a line ends as prose does, or holds more than one sentence."""
    return bool(words(text)) and (ends_like_a_sentence(text) or not is_one_sentence(text))


def is_prose(texts: list[str]) -> bool:
    """Whether lines hold more than a slogan: two with sentences, or a long one."""
    sentences = [text for text in texts if is_sentence(text)]
    return len(sentences) > 1 or any(len(words(text)) >= LONG_ENOUGH for text in sentences)


def is_disclaimer(text: str) -> bool:
    """Whether a text says that it is no advice."""
    return DISCLAIMER.search(text) is not None


def belongs_to_article(text: str) -> bool:
    """Whether a text without a place is the article's own, and not about it or of the site around it."""
    return (
        is_sentence(text)
        and len(words(text)) >= SHORTEST_SENTENCE
        and not labels.is_byline(text)
        and not labels.is_placeholder(text)
        and not labels.is_copyright(text)
        and not labels.is_form_note(text)
        and not labels.is_teaser(text)
        and not forms.is_call_to_action(text)
        and not is_disclaimer(text)
    )
