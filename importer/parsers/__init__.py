"""One module per format. Each turns bytes into the neutral document and knows nothing of articles.

A new format is a new module and a line in `FORMATS`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from importer.errors import UnreadableDocument
from importer.nodes import Document, Node, Table
from importer.parsers import archive, docx, html, markdown, text
from importer.parsers.progress import Tell, untold

MEGABYTE = 1024 * 1024
# A thousand pages have no more.
MOST_NODES = 40_000
MOST_TEXT = 2_000_000
MOST_CELLS = 200_000


@dataclass(frozen=True, slots=True)
class Format:
    name: str
    parse: Callable[[bytes, Tell], Document]
    max_bytes: int


FORMATS: dict[str, Format] = {
    ".txt": Format("plain text", text.parse, 5 * MEGABYTE),
    ".docx": Format("Word", docx.parse, 30 * MEGABYTE),
    ".md": Format("Markdown", markdown.parse, 20 * MEGABYTE),
    ".markdown": Format("Markdown", markdown.parse, 20 * MEGABYTE),
    ".html": Format("web page", html.parse, 20 * MEGABYTE),
    ".htm": Format("web page", html.parse, 20 * MEGABYTE),
    ".zip": Format("web page with its pictures", archive.parse, 50 * MEGABYTE),
}


def read_file(path: Path, max_bytes: Mapping[str, int] | None = None) -> Document:
    """The document in a file, read in this process: for files that are trusted."""
    return parse(path.name, load(path, max_bytes), max_bytes)


def load(path: Path, max_bytes: Mapping[str, int] | None = None) -> bytes:
    """The bytes of a file that may be a document. `max_bytes` overrides the size limit per suffix."""
    if path.is_dir():
        raise UnreadableDocument(f"{path} is a folder. Name a single file.")
    if not path.is_file():
        raise UnreadableDocument(f"There is no file {path}.")
    limit = _limit(path.name, max_bytes)
    try:
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except OSError as error:
        raise UnreadableDocument(f"{path} cannot be opened: {error.strerror}.") from error
    check_size(path.name, len(data), max_bytes)
    return data


def check_size(name: str, size: int, max_bytes: Mapping[str, int] | None = None) -> None:
    """Raises UnreadableDocument where a file is too large for its format, or is in none that is known."""
    limit = _limit(name, max_bytes)
    if size > limit:
        raise UnreadableDocument(f"{name} is larger than {_size(limit)}, the limit for {_format(name).name}.")


def parse(
    name: str, data: bytes, max_bytes: Mapping[str, int] | None = None, tell: Tell = untold
) -> Document:
    """The document in `data`; the suffix of `name` says which format it is in."""
    check_size(name, len(data), max_bytes)
    try:
        document = _format(name).parse(data, tell)
        _refuse_length(document)
        return document
    except UnreadableDocument as error:
        raise UnreadableDocument(f"{name} {error}") from error


def _refuse_length(document: Document) -> None:
    for most, what, count in (
        (MOST_NODES, "paragraphs", len(document.nodes)),
        (MOST_TEXT, "characters of text", sum(len(node.text) for node in document.nodes)),
        (MOST_CELLS, "cells in tables", sum(map(_cells, document.nodes))),
    ):
        if count > most:
            raise UnreadableDocument(f"has more than {most:,} {what}, the limit. Split it.")


def _cells(node: Node) -> int:
    return sum(map(len, node.rows)) if isinstance(node, Table) else 0


def _limit(name: str, max_bytes: Mapping[str, int] | None) -> int:
    return (max_bytes or {}).get(Path(name).suffix.lower(), _format(name).max_bytes)


def _format(name: str) -> Format:
    suffix = Path(name).suffix.lower()
    if suffix not in FORMATS:
        known = ", ".join(f"{suffix} ({known.name})" for suffix, known in FORMATS.items())
        raise UnreadableDocument(f"{name} is not in a format that can be imported. Known formats: {known}.")
    return FORMATS[suffix]


def _size(count: int) -> str:
    return f"{count / MEGABYTE:g} MB" if count >= MEGABYTE else f"{count} bytes"
