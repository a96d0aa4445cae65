"""A web page and its pictures in one ZIP file, as Google Docs hands it over."""

import posixpath
import zipfile
import zlib
from collections.abc import Sequence
from io import BytesIO
from pathlib import PurePosixPath

from importer.errors import UnreadableDocument
from importer.nodes import Document, Remark
from importer.parsers import html, pictures
from importer.parsers.progress import Tell, untold
from importer.parsers.web.encoding import decode

MEGABYTE = 1024 * 1024
MOST_MEMBERS = 500
LARGEST_PAGE = 10 * MEGABYTE
LARGEST_TOTAL = 100 * MEGABYTE
HIGHEST_RATIO = 200
PAGES = (".html", ".htm")
LEFT_BY_SYSTEMS = ("__MACOSX/", ".DS_Store")


def parse(data: bytes, tell: Tell = untold) -> Document:
    """The page in a ZIP file. Names in it are only compared, never used as paths."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return _parse(archive, tell)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableDocument("is damaged or no ZIP file.") from error


def _parse(archive: zipfile.ZipFile, tell: Tell) -> Document:
    members = [
        member
        for member in archive.infolist()
        if not member.is_dir() and not member.filename.startswith(LEFT_BY_SYSTEMS)
    ]
    _refuse_bombs(members)
    page = _page(members)
    folder = posixpath.dirname(page.filename)
    files = {
        posixpath.relpath(member.filename, folder or "."): _read(archive, member, pictures.LARGEST)
        for member in members
        if _is_picture(member)
    }
    document = html.convert(decode(_read(archive, page, LARGEST_PAGE)), files, tell=tell)
    others = [member for member in members if member is not page and not _is_picture(member)]
    unopened = tuple(
        Remark(f"a file in the ZIP file, not opened: {member.filename}", 1)
        for member in others
        if not member.filename.lower().endswith((".css", ".js"))
    )
    return Document(document.nodes, document.files, (*document.remarks, *unopened))


def _refuse_bombs(members: Sequence[zipfile.ZipInfo]) -> None:
    total = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if len(members) > MOST_MEMBERS:
        raise UnreadableDocument(f"holds {len(members)} files. The limit is {MOST_MEMBERS}.")
    if total > LARGEST_TOTAL:
        raise UnreadableDocument(f"unpacks to more than {LARGEST_TOTAL // MEGABYTE} MB, the limit.")
    if total > MEGABYTE and total > packed * HIGHEST_RATIO:
        raise UnreadableDocument("unpacks to far more than any document would.")
    if any(member.flag_bits & 1 for member in members):
        raise UnreadableDocument("is locked with a password.")


def _page(members: Sequence[zipfile.ZipInfo]) -> zipfile.ZipInfo:
    """The one page; of several, the only one that lies at the top."""
    pages = [member for member in members if member.filename.lower().endswith(PAGES)]
    on_top = [page for page in pages if "/" not in page.filename]
    if not pages:
        raise UnreadableDocument("holds no web page (.html).")
    if len(pages) > 1 and len(on_top) != 1:
        raise UnreadableDocument("holds more than one web page. Send each by itself.")
    return pages[0] if len(pages) == 1 else on_top[0]


def _is_picture(member: zipfile.ZipInfo) -> bool:
    suffix = PurePosixPath(member.filename).suffix.lower()
    return suffix in (".png", ".jpg", ".jpeg", ".gif", ".webp")


def _read(archive: zipfile.ZipFile, member: zipfile.ZipInfo, largest: int) -> bytes:
    """What a member unpacks to, which may be more than it says."""
    try:
        with archive.open(member) as file:
            data = file.read(largest + 1)
    except RuntimeError as error:
        raise UnreadableDocument("is locked with a password.") from error
    if len(data) > largest:
        raise UnreadableDocument(f"holds a file larger than {largest // MEGABYTE} MB: {member.filename}.")
    return data
