"""From bytes to text: encodings, control characters and characters of no width."""

import re

from importer.errors import UnreadableDocument

CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
SOFT_BREAK = re.compile("[\v\f\x85\u2028\u2029]")
# Of no width: spaces, soft hyphens and marks of direction.
INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")


def decode(data: bytes) -> str:
    """The text of a file without what has no width; raises UnreadableDocument when it is none."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableDocument("is saved as UTF-16. Save it again in UTF-8.")
    if b"\0" in data or data.startswith((b"PK\x03\x04", b"%PDF-", b"\xd0\xcf\x11\xe0", b"{\\rtf")):
        raise UnreadableDocument("is not plain text but another kind of file. Save it again as text.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableDocument(
            f"is not in UTF-8: line {line} holds a character that cannot be read "
            f"(byte {error.start + 1}). Save it again in UTF-8."
        ) from error
    return clean(text)


def clean(text: str) -> str:
    """The text without what has no width, control characters as spaces."""
    text = INVISIBLE.sub("", text)
    if not text.strip():
        raise UnreadableDocument("is empty.")
    text, controls = CONTROL.subn(" ", text)
    if controls > len(text) / 50:
        raise UnreadableDocument("is not plain text but another kind of file. Save it again as text.")
    return text
