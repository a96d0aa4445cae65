"""Real documents, broken as files break: each is read or refused, at once and without loss.

FUZZ_EXAMPLES=5000 looks further than the examples that are always the same.
"""

import os
import re
import time
from collections import Counter
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from importer import mapper
from importer.checkable import checkable
from importer.errors import UnreadableDocument
from importer.nodes import Document
from importer.parsers import parse
from importer.parsers.html import UNSEEN
from importer.parsers.web.encoding import decode
from importer.parsers.web.tree import ENDS_OF_PAGE
from importer.parsers.word.names import name
from importer.stream import to_stream
from tests.importer.test_documents import CORPUS, SAMPLES
from tests.importer.test_nothing_is_lost import outcome, visible
from tests.importer.test_pasted import PASTED

FILES = [*CORPUS, *PASTED, *(path for path in sorted(SAMPLES.glob("*.*")) if path.suffix != ".json")]
EXAMPLES = os.environ.get("FUZZ_EXAMPLES")
fuzz = settings(
    max_examples=int(EXAMPLES or 25),
    derandomize=not EXAMPLES,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
LONGEST = 10  # seconds
TAG = re.compile(rb"<[^<>]*>")
LINE = re.compile(rb"[^\n]*\n")
Change = Callable[[bytes], bytes]


def files(*suffixes: str) -> st.SearchStrategy[Path]:
    return st.sampled_from([path for path in FILES if path.suffix in suffixes])


places = st.floats(0, 1)
noise = st.binary(min_size=1, max_size=8) | st.sampled_from(
    [
        b"<",
        b">",
        b"&",
        b'"',
        b"\0",
        b"\xff",
        b"<p>",
        b"</",
        b"<!--",
        b"]]>",
        b"<![CDATA[",
        b"|",
        b"`",
        b"[^1]:",
    ]
)


def cut_out(start: float, share: float) -> Change:
    return lambda data: data[: int(start * len(data))] + data[int((start + share) * len(data)) :]


def double(start: float, share: float) -> Change:
    return lambda data: data[: int((start + share) * len(data))] + data[int(start * len(data)) :]


def put_in(place: float, what: bytes) -> Change:
    return lambda data: data[: int(place * len(data))] + what + data[int(place * len(data)) :]


def flip(place: float, bits: int) -> Change:
    def change(data: bytes) -> bytes:
        at = int(place * (len(data) - 1))
        return data[:at] + bytes([data[at] ^ bits]) + data[at + 1 :] if data else data

    return change


def change_pieces(pattern: re.Pattern[bytes], place: float, other: float, what: str) -> Change:
    """Drop, double or swap what a pattern finds: a tag, a line."""

    def change(data: bytes) -> bytes:
        spans = [match.span() for match in pattern.finditer(data)]
        if not spans:
            return data
        one, two = sorted(spans[int(share * (len(spans) - 1))] for share in (place, other))
        head, first, between, second, tail = (
            data[: one[0]],
            data[slice(*one)],
            data[one[1] : max(one[1], two[0])],
            data[slice(*two)] if two != one else b"",
            data[two[1] :],
        )
        match what:
            case "drop":
                return head + between + second + tail
            case "double":
                return head + first * 2 + between + second + tail
            case "many":
                return head + first * 300 + between + second + tail
        return head + second + between + first + tail

    return change


kinds = st.sampled_from(["drop", "double", "swap", "many"])
byte_changes = st.one_of(
    st.builds(cut_out, places, st.floats(0, 0.3)),
    st.builds(double, places, st.floats(0, 0.3)),
    st.builds(put_in, places, noise),
    st.builds(flip, places, st.integers(1, 255)),
)
tag_changes = st.builds(change_pieces, st.just(TAG), places, places, kinds)
line_changes = st.builds(
    change_pieces,
    st.just(re.compile(rb"[^\n]*\n")),
    places,
    places,
    st.sampled_from(["double", "swap", "many"]),
)


def changed(data: bytes, changes: list[Change]) -> bytes:
    for change in changes:
        data = change(data)
    return data


def read(path: Path, data: bytes) -> tuple[Document | None, Counter[str]]:
    """What is read of a file, unless it is refused, and all that its reading tells."""
    began = time.process_time()
    try:
        document = parse(path.name, data)
        reading = mapper.read(document)
    except UnreadableDocument:
        return None, Counter()
    finally:
        assert time.process_time() - began < LONGEST
    reading.to_json()
    checkable(reading)
    to_stream(reading)
    told = outcome(reading) + visible(*(remark.text for remark in reading.remarks))
    nodes = visible(*(node.text + node.mark for node in document.nodes))
    assert not nodes - told
    return document, told


def lost(written: Counter[str], told: Counter[str]) -> Counter[str]:
    return Counter({sign: count for sign, count in (written - told).items() if sign.isalnum()})


@fuzz
@given(st.sampled_from(FILES), st.lists(byte_changes, min_size=1, max_size=6))
def test_broken_bytes(path: Path, changes: list[Change]) -> None:
    read(path, changed(path.read_bytes(), changes))


@fuzz
@given(files(".txt"), st.lists(line_changes, min_size=1, max_size=6))
def test_lines_of_text(path: Path, changes: list[Change]) -> None:
    data = changed(path.read_bytes(), changes)
    _, told = read(path, data)
    assert not lost(visible(data.decode()), told)


@fuzz
@given(files(".md"), st.lists(line_changes, min_size=1, max_size=6))
def test_lines_of_markdown(path: Path, changes: list[Change]) -> None:
    read(path, changed(path.read_bytes(), changes))


@fuzz
@given(files(".html", ".htm"), st.lists(tag_changes, min_size=1, max_size=6))
def test_tags_of_pages(path: Path, changes: list[Change]) -> None:
    data = changed(path.read_bytes(), changes)
    document, told = read(path, data)
    if document is None or any(remark.text.endswith("…") for remark in document.remarks):
        return  # a long quotation is cut
    page = ENDS_OF_PAGE.sub("", decode(data))
    root = etree.HTML(page.encode(), etree.HTMLParser(encoding="utf-8", huge_tree=True))
    etree.strip_elements(root, *UNSEEN, etree.Comment, etree.ProcessingInstruction, with_tail=False)
    assert not lost(visible(*root.itertext()), told)


def repacked(data: bytes, part: float, changes: list[Change]) -> bytes:
    """A zip file with one of its texts changed."""
    packed = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(packed, "w", ZIP_DEFLATED) as new:
        parts = sorted(old.namelist(), key=lambda one: one != "word/document.xml")
        chosen = parts[int(part * (len(parts) - 1))]
        for one in old.namelist():
            content = old.read(one)
            new.writestr(one, changed(content, changes) if one == chosen else content)
    return packed.getvalue()


# The text of a document is broken half of the time, one of its other parts else.
parts = st.just(0.0) | places
xml_changes = st.lists(tag_changes | byte_changes, min_size=1, max_size=4)


@fuzz
@given(files(".docx"), parts, xml_changes)
def test_parts_of_word_files(path: Path, part: float, changes: list[Change]) -> None:
    data = repacked(path.read_bytes(), part, changes)
    document, told = read(path, data)
    if document is None or any(remark.text.endswith("…") for remark in document.remarks):
        return
    with ZipFile(BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    gone = (name("w:del"), name("w:moveFrom"), name("mc:Fallback"), name("w:pPr"), name("w:rPr"))
    texts = (
        text.text or ""
        for text in root.iter(name("w:t"))
        if not any(above.tag in gone for above in text.iterancestors())
    )
    assert not lost(visible(*texts), told)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_nothing_of_the_files_themselves_is_lost(path: Path) -> None:
    document, _ = read(path, path.read_bytes())
    assert document is not None
