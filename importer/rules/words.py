"""What the other rules share: words, sentences, and comparing without case, numbers and punctuation."""

import re
from unicodedata import category

NUMBERING = re.compile(r"(?:(?:\d{1,2}[.)])+\d{0,2}|\(\d{1,2}\)|[IVX]{1,4}\.)\s+")
SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*(?=\s+[\"“‘'(\[]?[A-Z0-9])|\n")
ABBREVIATION = re.compile(
    r"(?:\b(?:dr|mr|mrs|ms|prof|st|vs|etc|al|e\.g|i\.e|approx|no|fig|inc|dept|jan|feb|mar|apr|aug|sept|oct|nov|dec)"
    r"|\b[A-Z](?:\.[A-Z])*)\.$",
    re.IGNORECASE,
)
PAGE = re.compile(r"(?<![\s.…_])[\s.…_]{1,200}\d{1,3}$")
CLOSING = "\"”’')]"
SYMBOLS = {"So", "Sk", "Cf", "Mn", "Me"}  # emoji, and what they are put together of


def words(text: str) -> list[str]:
    return [word for word in text.split() if any(character.isalnum() for character in word)]


def numbering(text: str) -> str:
    """The number a writer typed before a heading, such as "2." or "1.3 "."""
    return numbering_with_space(text).strip()


def numbering_with_space(text: str) -> str:
    """That number and the space behind it, as they are cut off."""
    match = NUMBERING.match(text)
    return match[0] if match else ""


def bare(text: str) -> str:
    """For comparing with known wordings: lower case, no number, emoji or punctuation around it."""
    text = without_symbols(text.replace("’", "'").replace("–", "-"))
    if match := NUMBERING.match(text):
        text = text[match.end() :]
    return re.sub(r"\s*&\s*", " and ", " ".join(text.split())).casefold().strip(" .:;!?*_-—\"'“”")


def without_page(text: str) -> str:
    """A line of a table of contents without the page it names: "The visit ..... 3", "The visit\\t3"."""
    return PAGE.sub("", text)


def without_symbols(text: str) -> str:
    """A text without the emoji that some put before their headings."""
    if text.isascii():
        return text
    return "".join(character for character in text if category(character) not in SYMBOLS).strip()


def first_sentence_end(text: str) -> int:
    """Where the second sentence begins; the length of the text when there is one sentence only."""
    for match in SENTENCE_END.finditer(text):
        if match[0] == "\n" or not ABBREVIATION.search(text[max(match.start() - 12, 0) : match.start() + 1]):
            return match.end()
    return len(text)


def is_one_sentence(text: str) -> bool:
    return not text[first_sentence_end(text) :].strip()


def ends_like_a_sentence(text: str) -> bool:
    return text.rstrip(CLOSING).endswith((".", "!", ";", ",", "…"))
