"""The zip file that a Word document is: its parts, how they relate, and the limits on both.

Parts are read from memory one by one, none is written to disk, and nothing outside the file is opened.
"""

import posixpath
import re
import struct
import zlib
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from lxml import etree

from importer.errors import UnreadableDocument
from importer.parsers.word.names import Element, name, value

MEGABYTE = 1024 * 1024
MOST_MEMBERS = 5_000
LARGEST_TOTAL = 200 * MEGABYTE
LARGEST_XML = 40 * MEGABYTE
MOST_TAGS = 700_000  # some thousand pages
DEEPEST = 100
# XML of much repetition shrinks to a fiftieth; only a bomb of some size to less than this.
HIGHEST_RATIO, SMALL = 300, MEGABYTE

SAVE_AGAIN = "Open it in Word and save it again as a Word document (.docx)."
NOT_WORD = "is not a Word document but"
MAIN_TYPE = re.compile(
    r"application/(?:vnd\.openxmlformats-officedocument\.wordprocessingml\.(?:document|template)"
    r"|vnd\.ms-word\.(?:document|template)\.macroEnabled)\.main\+xml",
    re.I,
)
OTHER_TYPES = {
    "spreadsheetml": "an Excel workbook",
    "ms-excel": "an Excel workbook",
    "presentationml": "a PowerPoint presentation",
    "ms-powerpoint": "a PowerPoint presentation",
}
# The ISO version of the format names its elements differently; nothing else that matters here.
STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/(\w+)")
TRANSITIONAL = rb"http://schemas.openxmlformats.org/\1/2006/\2"
BROKEN_ZIP = (
    BadZipFile,
    zlib.error,
    struct.error,
    OSError,
    EOFError,
    ValueError,
    OverflowError,
    RuntimeError,
)


@dataclass(frozen=True, slots=True)
class Relation:
    kind: str  # the last step of its type: "image", "hyperlink"
    target: str  # the name of a part, or an address
    is_external: bool


class Package:
    def __init__(self, data: bytes) -> None:
        _refuse_other_files(data)
        try:
            self._zip = ZipFile(BytesIO(data))
        except BROKEN_ZIP as error:
            raise UnreadableDocument(f"is damaged: it is no whole zip file. {SAVE_AGAIN}") from error
        self._members = {info.filename.lower(): info for info in self._zip.infolist()}
        self._left = LARGEST_TOTAL
        self._relations: dict[str, dict[str, Relation]] = {}
        self._refuse_bomb()
        self._refuse_other_packages()
        self.main = self._main_part()

    def _refuse_bomb(self) -> None:
        members = self._members.values()
        if len(self._zip.infolist()) > MOST_MEMBERS:
            raise UnreadableDocument(f"holds more than {MOST_MEMBERS:,} files, too many for a document.")
        if sum(one.file_size for one in members) > LARGEST_TOTAL:
            raise UnreadableDocument(f"unpacks to more than {LARGEST_TOTAL // MEGABYTE} MB, the limit.")
        if any(_is_bomb(one) for one in members):
            raise UnreadableDocument("unpacks to several hundred times its size, as no document does.")
        if any(one.flag_bits & 1 for one in members):
            raise UnreadableDocument("is protected by a password. Remove the password and send it again.")

    def _refuse_other_packages(self) -> None:
        if "[content_types].xml" in self._members:
            return
        if self._read("mimetype")[:50].startswith(b"application/vnd.oasis.opendocument"):
            raise UnreadableDocument(f"{NOT_WORD} an OpenDocument file. Save it as a Word document (.docx).")
        if "index/document.iwa" in self._members or "index.zip" in self._members:
            raise UnreadableDocument(f"{NOT_WORD} a Pages document. Export it to Word (.docx).")
        raise UnreadableDocument(f"{NOT_WORD} another kind of zip file. {SAVE_AGAIN}")

    def _main_part(self) -> str:
        relations = self.relations("").values()
        main = next((one.target for one in relations if one.kind == "officeDocument"), "word/document.xml")
        if main.lower() not in self._members:
            raise UnreadableDocument(f"is damaged: the part with its text is missing. {SAVE_AGAIN}")
        content_type = self.content_type(main)
        if not MAIN_TYPE.fullmatch(content_type):
            kind = next((kind for key, kind in OTHER_TYPES.items() if key in content_type), "something else")
            raise UnreadableDocument(f"{NOT_WORD} {kind}. {SAVE_AGAIN}")
        return main

    @property
    def has_macros(self) -> bool:
        return any(path.endswith("vbaproject.bin") for path in self._members)

    def content_type(self, part: str) -> str:
        types = self.xml("[Content_Types].xml")
        for entry in types if types is not None else ():
            if entry.tag == name("ct:Override") and value(entry, "PartName").lower() == f"/{part}".lower():
                return value(entry, "ContentType")
        return ""

    def relations(self, part: str) -> dict[str, Relation]:
        """What a part refers to, by the key that it uses; for "" what the package is."""
        if part not in self._relations:
            folder, file = posixpath.split(part)
            root = self.xml(posixpath.join(folder, "_rels", f"{file}.rels"))
            entries = [] if root is None else list(root)
            self._relations[part] = {value(one, "Id"): _relation(one, folder) for one in entries}
        return self._relations[part]

    def xml(self, part: str) -> Element | None:
        """The root of a part; None when there is no such part."""
        info = self._members.get(part.lower())
        if info is None:
            return None
        if info.file_size > LARGEST_XML:
            raise _too_long()
        return parse_xml(part, self._read(part, LARGEST_XML))

    def bytes_of(self, part: str) -> bytes | None:
        return self._read(part) if part.lower() in self._members else None

    def _read(self, part: str, limit: int = LARGEST_TOTAL) -> bytes:
        """At most what the limits leave, whatever size the zip file gives for it."""
        info = self._members.get(part.lower())
        if info is None:
            return b""
        limit = min(limit, self._left)
        try:
            if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
                raise BadZipFile
            with self._zip.open(info) as file:
                data = file.read(limit + 1)
        except BROKEN_ZIP as error:
            raise UnreadableDocument(f"is damaged: {part} cannot be unpacked. {SAVE_AGAIN}") from error
        if len(data) > limit:
            raise _too_long()
        self._left -= len(data)
        return data


def parse_xml(part: str, data: bytes) -> Element:
    """The root element. No entity is expanded, no address opened, nothing is parsed that is too much."""
    if b"<!DOCTYPE" in data.replace(b"\0", b""):
        raise UnreadableDocument(f"is not safe to read: {part} defines its own XML, as Word never does.")
    if data.count(b"<") > MOST_TAGS:
        raise _too_long()
    if b"purl.oclc.org/ooxml" in data:
        data = STRICT.sub(TRANSITIONAL, data)
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as error:
        raise UnreadableDocument(f"is damaged: {part} cannot be read. {SAVE_AGAIN}") from error
    if root is None or root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableDocument(f"is damaged: {part} cannot be read. {SAVE_AGAIN}")
    if root.xpath(f"boolean({'/*' * (DEEPEST + 1)})"):
        raise UnreadableDocument(f"nests its parts more than {DEEPEST} deep, as no document does.")
    return root


def _refuse_other_files(data: bytes) -> None:
    if not data.strip():
        raise UnreadableDocument("is empty.")
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise UnreadableDocument("is protected by a password. Remove the password and send it again.")
        raise UnreadableDocument("is in the old format of Word (.doc). Save it as a Word document (.docx).")
    if data.startswith(b"{\\rtf"):
        raise UnreadableDocument("is in the format RTF. Save it as a Word document (.docx).")
    if not data.startswith(b"PK"):
        raise UnreadableDocument(f"{NOT_WORD} another kind of file. {SAVE_AGAIN}")
    # Each member has such a mark in the directory, which the zip module reads whole.
    if data.count(b"PK\x01\x02") > MOST_MEMBERS:
        raise UnreadableDocument(f"holds more than {MOST_MEMBERS:,} files, too many for a document.")


def _is_bomb(info: ZipInfo) -> bool:
    return info.file_size > SMALL and info.file_size > HIGHEST_RATIO * max(info.compress_size, 1)


def _too_long() -> UnreadableDocument:
    return UnreadableDocument("is too long to be an article. Split it and import the parts.")


def _relation(element: Element, folder: str) -> Relation:
    target = value(element, "Target")
    is_external = value(element, "TargetMode") == "External"
    if not is_external and not target.startswith("#"):
        target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return Relation(value(element, "Type").rpartition("/")[2], target, is_external)
