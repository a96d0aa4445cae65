"""Files that are made to keep a reader busy are refused in words, or read, long before they do."""

import resource
from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from importer import reader
from importer.errors import UnreadableDocument
from tests.importer.word_files import p, row, table, word_file

MOST_SECONDS = 10  # of the processor
LIMITS = reader.Limits(seconds=300)  # on a machine that is busy
TOO_MANY_PARAGRAPHS = "has more than 40,000 paragraphs, the limit. Split it."


def zipped(name: str, data: bytes) -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return packed.getvalue()


BOMBS: dict[str, tuple[Callable[[], bytes], str]] = {
    "lines.txt": (lambda: b"a\n" * 2_500_000, "has more than 100,000 lines, the limit. Split it."),
    "paragraphs.txt": (lambda: b"a\n\n" * 45_000, TOO_MANY_PARAGRAPHS),
    "keywords.txt": (lambda: b"Keywords: " + b"a, " * 300_000, ""),
    "text.txt": (lambda: b"word " * 1_000_000, "has more than 2,000,000 characters of text"),
    "tags.html": (lambda: b"<" * 20_000_000, "is made of more than 100,000 elements"),
    "elements.html": (lambda: b"<b>a</b>" * 150_000, "is made of more than 100,000 elements"),
    "paragraphs.html": (lambda: b"<p>a" * 45_000, TOO_MANY_PARAGRAPHS),
    "deep.html": (lambda: b"<i>" * 100_000 + b"a", "nests its elements too deeply"),
    "nested.html": (lambda: b"<ul><li>a" * 100 + b"<li>a" * 20_000, ""),
    "open.html": (lambda: b"<p><span>a" * 120 + b"<section>a" * 100 + b"<p>a" * 20_000, ""),
    "text.html": (lambda: b"<p>" + b"*a " * 6_000_000, "has more than 2,000,000 characters of text"),
    "cells.html": (
        lambda: b"<table>" + b"<tr><td colspan=40>a" * 30_000,
        "has more than 200,000 cells in tables",
    ),
    "looks.html": (lambda: b"<style>" + b".a{b:c}" * 500_000 + b"</style>a", ""),
    "entities.html": (lambda: b"&amp;" * 3_000_000, "has more than 2,000,000 characters of text"),
    "page.zip": (
        lambda: zipped("a.html", b"<p>" * 3_000_000),
        "unpacks to far more than any document would.",
    ),
    "marks.md": (lambda: b"**a** " * 55_000, ""),
    "lines.md": (lambda: b"- a\n" * 60_000, "has more than 650,000 characters or 50,000 lines"),
    "deep.md": (lambda: b">" * 640_000 + b"a", "nests its lists or quotations too deeply."),
    "brackets.md": (lambda: b"[" * 640_000, "holds a paragraph with more than 2000 opening brackets."),
    "paragraphs.docx": (lambda: word_file(p("a") * 58_000), TOO_MANY_PARAGRAPHS),
    "tables.docx": (lambda: word_file(table(row("a", "b"), row("c", "d")) * 3_000), ""),
    "elements.docx": (lambda: word_file("<w:p/>" * 690_000), "unpacks to several hundred times its size"),
}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs(name: str) -> None:
    make, message = BOMBS[name]
    data = make()
    began = resource.getrusage(resource.RUSAGE_CHILDREN)
    if message:
        with pytest.raises(UnreadableDocument) as refusal:
            reader.read(name, data, limits=LIMITS)
        assert str(refusal.value).startswith(f"{name} {message}")
    else:
        assert reader.read(name, data, limits=LIMITS).nodes
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert ended.ru_utime + ended.ru_stime - began.ru_utime - began.ru_stime < MOST_SECONDS
