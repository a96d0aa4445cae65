"""What may stand in an answer: text that the office can see as the patient typed it. Pure."""

import re
import unicodedata

# Marks that come with copied text and say nothing: soft hyphen, zero-width space, direction marks, tags.
IDLE = re.compile("[\u00ad\u061c\u180e\u200b\u200e\u200f\u2060-\u2064\ufeff\U000e0000-\U000e007f]")
# Marks that turn the direction of the text around them, so that it reads differently from what it says.
BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
# Control characters other than tab and line ends, undecodable bytes, and code points that are no characters.
UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffd-\uffff]")
LINE_ENDS = re.compile("\r\n|[\r\u2028\u2029]")
# More marks on one letter than any writing needs: they run over the lines around them.
PILE = re.compile("[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{6,}")
# Letters that show nothing: Hangul fillers, the empty braille pattern.
BLANK = re.compile("[\u115f\u1160\u3164\uffa0\u2800\ufe00-\ufe0f]")


def has_unreadable(text: str) -> bool:
    return bool(UNREADABLE.search(text) or PILE.search(text))


def has_bidi(text: str) -> bool:
    return bool(BIDI.search(text))


def tidy(text: str) -> str:
    """The text in one spelling (NFC, plain line ends), without hidden marks; empty if nothing can be seen."""
    text = LINE_ENDS.sub("\n", unicodedata.normalize("NFC", text)).replace("\t", " ")
    text = PILE.sub("", UNREADABLE.sub("", BIDI.sub("", IDLE.sub("", text)))).strip()
    return text if any(_is_visible(character) for character in text) else ""


def one_line(text: str) -> str:
    """The text without line ends, for an answer that has one line: no header or log could be made of it."""
    return " ".join(text.split("\n"))


def _is_visible(character: str) -> bool:
    """Spaces, controls and marks on nothing are not."""
    return unicodedata.category(character)[0] not in "ZCM" and not BLANK.match(character)
