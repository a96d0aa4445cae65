"""What counts as read rightly."""

from pathlib import Path
from typing import Any

import pytest

from importer import mapper
from importer.parsers import parse, text
from tests.bench.importer import Score, accounted_for, line, score
from tests.importer.test_documents import CORPUS

EMPTY: dict[str, Any] = {
    "title": "",
    "keywords": [],
    "introduction": [],
    "quick_answer": None,
    "sections": [],
    "faq": [],
    "takeaways": [],
    "citations": [],
}


def section(heading: str, *paragraphs: str, level: int = 2) -> dict[str, Any]:
    return {"level": level, "heading": heading, "paragraphs": list(paragraphs), "subsections": []}


def cited(title: str, publisher: str | None = None, url: str | None = None) -> dict[str, Any]:
    return {"citations": [{"title": title, "publisher": publisher, "url": url}]}


def asked(question: str, answer: str) -> dict[str, Any]:
    return {"faq": [{"question": question, "answer": answer}]}


@pytest.mark.parametrize(
    ("found", "wanted", "expected"),
    [
        ({}, {}, Score(0, 0, 0)),
        ({"title": "A"}, {"title": "A"}, Score(1, 1, 1)),
        ({"title": "A"}, {"title": "B"}, Score(1, 1, 0)),
        ({}, {"title": "A"}, Score(0, 1, 0)),
        ({"keywords": ["a", "b", "c"]}, {"keywords": ["c", "a"]}, Score(3, 2, 2)),
        ({"introduction": ["a"]}, {"introduction": ["a", "a"]}, Score(1, 2, 1)),
        ({"introduction": ["a"]}, {"quick_answer": {"heading": "", "paragraphs": ["a"]}}, Score(1, 1, 0)),
        ({"sections": [section("A", "x")]}, {"sections": [section("A", "x")]}, Score(2, 2, 2)),
        ({"sections": [section("A", "x")]}, {"sections": [section("B", "x")]}, Score(2, 2, 0)),
        ({"sections": [section("A", "x", level=3)]}, {"sections": [section("A", "x")]}, Score(2, 2, 1)),
        (
            {"sections": [section("A"), section("B", "x")]},
            {"sections": [section("A") | {"subsections": [section("B", "x", level=3)]}]},
            Score(3, 3, 2),
        ),
        (asked("Why?", "So."), asked("Why?", "So. And so."), Score(2, 2, 1)),
        (asked("Why not?", "So."), asked("Why?", "So."), Score(2, 2, 0)),
        (
            {"takeaways": [{"claim": "Rest. Daily.", "detail": None}]},
            {"takeaways": [{"claim": "Rest.", "detail": "Daily."}]},
            Score(1, 2, 0),
        ),
        (cited("A", "CDC", "https://a.example"), cited("A", "CDC", "https://a.example"), Score(3, 3, 3)),
        (cited("A – CDC", None, "https://a.example"), cited("A", "CDC", "https://a.example"), Score(2, 3, 1)),
        (cited("A", "CDC"), cited("B", "CDC"), Score(2, 2, 0)),
    ],
)
def test_score(found: dict[str, Any], wanted: dict[str, Any], expected: Score) -> None:
    assert score(EMPTY | found, EMPTY | wanted) == expected


@pytest.mark.parametrize(
    ("given", "precision", "recall", "f1"),
    [
        (Score(0, 0, 0), 1, 1, 1),
        (Score(0, 4, 0), 1, 0, 0),
        (Score(4, 0, 0), 0, 1, 0),
        (Score(4, 2, 2), 0.5, 1, 2 / 3),
        (Score(2, 2, 2) + Score(2, 0, 0), 0.5, 1, 2 / 3),
    ],
)
def test_shares(given: Score, precision: float, recall: float, f1: float) -> None:
    assert (given.precision, given.recall, given.f1) == pytest.approx((precision, recall, f1))


def test_text_is_accounted_for() -> None:
    document = text.parse(b"A Title\n\nSome text of it.\n")
    reading = mapper.read(document)
    assert accounted_for(document, reading) == (19, 19)
    reading.introduction = []
    reading.title = "A T"
    assert accounted_for(document, reading) == (2, 19)


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_no_text_of_the_corpus_is_lost(path: Path) -> None:
    document = parse(path.name, path.read_bytes())
    told, written = accounted_for(document, mapper.read(document))
    assert told == written


def test_line() -> None:
    shown = line("a.docx", Score(4, 2, 2), 0.5).split()
    assert shown == ["a.docx", "0.500", "1.000", "0.667", "50.00%"]
