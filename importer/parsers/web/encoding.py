"""From the bytes of a web page to its text."""

import codecs
import re

from importer.errors import UnreadableDocument
from importer.parsers.characters import clean

CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{1,40})", re.I)
CHARSETS = re.compile(
    r"utf-8|ascii|cp125\d|iso8859-\d+|koi8-[ru]|mac-roman|shift_jis|euc_(?:jp|kr)|gb\w+|big5"
)


def decode(data: bytes) -> str:
    """The text of a page, in the encoding it names, else UTF-8, else that of Windows."""
    if data.startswith((b"PK\x03\x04", b"%PDF-", b"\xd0\xcf\x11\xe0", b"{\\rtf")):
        raise UnreadableDocument("is no web page but another kind of file.")
    for mark, name in ((codecs.BOM_UTF8, "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return _decode(data, name)
    if b"\0" in data:
        raise UnreadableDocument("is no web page but another kind of file.")
    named = CHARSET.search(data, 0, 4096)
    if named:
        return _decode(data, _codec(named[1].decode()))
    try:
        return clean(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _decode(data, "cp1252")


def _codec(name: str) -> str:
    try:
        codec = codecs.lookup(name).name
    except LookupError:
        codec = ""
    if codec in ("iso8859-1", "ascii"):
        return "cp1252"  # as browsers do
    if codec.startswith("utf-16"):
        return "utf-8"  # a name written in ASCII disproves it
    if not CHARSETS.fullmatch(codec):
        raise UnreadableDocument(
            f"says it is in the encoding {name}, which is not known. Save it again in UTF-8."
        )
    return codec


def _decode(data: bytes, codec: str) -> str:
    try:
        return clean(data.decode(codec))
    except UnicodeDecodeError as error:
        if codec == "cp1252":  # five bytes have no meaning there
            return clean(data.decode(codec, errors="replace"))
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableDocument(
            f"is not in {codec.upper().removesuffix('-SIG')}: line {line} holds a character that "
            f"cannot be read (byte {error.start + 1}). Save it again in UTF-8."
        ) from error
