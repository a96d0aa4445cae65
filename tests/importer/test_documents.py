"""Whole documents, in the habits of different writers, and the exact reading of each."""

import json
from pathlib import Path

import pytest

from importer import mapper
from importer.parsers import parse
from importer.reading import Json

DOCUMENTS = sorted(Path(__file__).with_name("documents").glob("*.txt"))
PAGES = sorted(
    path
    for path in Path(__file__).with_name("documents").iterdir()
    if path.suffix in (".html", ".htm", ".md", ".zip")
)
WORD_FILES = sorted(Path(__file__).with_name("documents").glob("*.docx"))
CORPUS = [*DOCUMENTS, *PAGES, *WORD_FILES]
# Documents whose reading an editor still has to correct, and in what. `make bench` says how much.
KNOWN_GAPS = {
    "translated": "nothing but meaning tells where a row of short subsections ends and short sections begin",
}
SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "articles"
SAMPLE = SAMPLES / "iv-ketamine-for-depression.txt"


def read(data: bytes, name: str = "a.txt") -> Json:
    return mapper.read(parse(name, data)).to_json()


def expected(document: Path) -> Json:
    reading: Json = json.loads(document.with_suffix(".json").read_text("utf-8"))
    return reading


@pytest.mark.parametrize("document", CORPUS, ids=lambda document: document.stem)
def test_reading(document: Path) -> None:
    reading, wanted = read(document.read_bytes(), document.name), expected(document)
    if document.stem in KNOWN_GAPS:
        assert reading != wanted, "read as wanted by now: take it out of KNOWN_GAPS"
    else:
        assert reading == wanted


@pytest.mark.parametrize(
    ("old", "new"),
    [("\n", "\r\n"), ("\n", "\r"), ("\n", " \n"), (" of ", "\u00a0of "), ("\n\n", "\n\n\n\n")],
    ids=["crlf", "cr", "trailing spaces", "no-break spaces", "more blank lines"],
)
@pytest.mark.parametrize(
    "document", [one for one in DOCUMENTS if one.stem not in KNOWN_GAPS], ids=lambda document: document.stem
)
def test_what_an_editor_does_to_a_file_does_not_change_the_reading(
    document: Path, old: str, new: str
) -> None:
    changed = b"\xef\xbb\xbf" + document.read_text("utf-8").replace(old, new).encode()
    reading, wanted = read(changed), expected(document)
    if old == "\n\n":  # only the places in the source have moved
        for one in reading, wanted:
            one["not_placed"] = [{"text": piece["text"]} for piece in one["not_placed"]]  # type: ignore[attr-defined]
    assert reading == wanted


@pytest.mark.shared
def test_real_article() -> None:
    wanted = SAMPLE.with_suffix(".expected.json").read_text("utf-8")
    assert json.dumps(read(SAMPLE.read_bytes())) == json.dumps(json.loads(wanted))


@pytest.mark.shared
@pytest.mark.parametrize("suffix", [".google-docs.html", ".md"])
def test_real_article_in_other_formats(suffix: str) -> None:
    """Their endings leave out the form and the teasers."""
    wanted = json.loads(SAMPLE.with_suffix(".expected.json").read_text("utf-8"))
    reading = read(SAMPLE.with_suffix(suffix).read_bytes(), f"a{suffix}")
    assert reading == {**wanted, "other_articles": [], "form": None}
