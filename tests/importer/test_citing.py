"""Markers of a document point to its citations."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editorial.rich_text import marker
from importer import mapper
from importer.checkable import checkable
from importer.parsers import html, markdown, text
from importer.reading import Reading
from importer.stream import introduction, to_stream

pytestmark = pytest.mark.embedded

ARTICLE = """\
# Sleep and mood

Sleep lifts mood [2]. It did so in two trials [1, 2], and in none [7].

## Quick answer

Sleep more.[1]

## Why

The body clock needs it[^clock]; 30 kg/m² is another matter.

## Key takeaways

- **Sleep lifts mood.[1]** Seven hours are enough [2].

## References

1. Sleep and mood – NIMH https://www.nimh.nih.gov/sleep
2. Light – NHLBI https://www.nhlbi.nih.gov/light

[^clock]: The clock – CDC https://www.cdc.gov/clock
"""


def read(source: str = ARTICLE) -> Reading:
    return mapper.read(markdown.parse(source.encode()))


def test_markers_become_those_of_the_library() -> None:
    reading = read()
    assert introduction(reading, [11, 12, 13]) == (
        f"<p>Sleep lifts mood {marker([12])}. "
        f"It did so in two trials {marker([11, 12])}, and in none [7].</p>"
    )
    quick_answer, section, takeaways, citations = to_stream(reading, [11, 12, 13])
    assert quick_answer["value"]["text"] == f"<p>Sleep more.{marker([11])}</p>"
    assert section["value"]["body"] == (
        f"<p>The body clock needs it{marker([13])}; 30 kg/m² is another matter.</p>"
    )
    assert takeaways["value"]["items"] == [
        {
            "claim": "Sleep lifts mood.",
            "detail": f"<p>Seven hours are enough {marker([12])}.</p>",
            "sources": [11],
        }
    ]
    assert citations["value"]["also_listed"] == []  # the text points to all of them


def test_the_words_of_the_document_stay() -> None:
    assert read().to_json()["introduction"] == [
        "Sleep lifts mood [2]. It did so in two trials [1, 2], and in none [7]."
    ]


def test_a_marker_that_no_citation_has_is_told() -> None:
    told = [remark.text for remark in read().remarks]
    assert "a marker that no citation has: [7]" in told
    assert len(told) == 1


def test_without_citations_brackets_are_text() -> None:
    reading = read("# Sleep\n\nSleep lifts mood [2].\n")
    assert introduction(reading) == "<p>Sleep lifts mood [2].</p>"
    assert reading.remarks == []


def test_a_citation_that_cannot_be_stored_leaves_its_marker_as_text() -> None:
    assert f"mood {marker([12])}. It" in introduction(read(), [None, 12, 13])
    assert "trials <sup>[1, 2]</sup>, and" in introduction(read(), [None, 12, 13])


@pytest.mark.parametrize(
    ("references", "place"),
    [
        ("<ol><li>One – NIMH</li><li>Two – CDC</li></ol>", 2),
        ("<ol start=2><li>Two – CDC</li><li>Three – NIMH</li></ol>", 1),
        ("<ul><li>One – NIMH</li><li>Two – CDC</li></ul>", 2),
    ],
)
def test_a_number_is_the_one_in_the_list_else_the_place(references: str, place: int) -> None:
    page = f"<h1>Sleep</h1><p>It helps.<sup>2</sup></p><h2>References</h2>{references}"
    reading = mapper.read(html.parse(page.encode()))
    assert [run.cites for run in reading.introduction[0].runs if run.cites] == [(place,)]


def test_the_checks_know_what_is_cited() -> None:
    article = checkable(read())
    assert article.introduction
    assert article.introduction.text.startswith("Sleep lifts mood  [2].")
    assert article.takeaways[0].sources == (1,)


words = st.lists(st.sampled_from(["sleep", "[1]", "[2,1].", "¹", "mood.", "[9]", "m²", "[x]"]), max_size=9)


@settings(max_examples=40, deadline=None)
@given(words.map(" ".join))
def test_no_word_is_lost(line: str) -> None:
    source = f"Sleep\n\nIt helps {line} so.\n\nReferences\n\n1. One – NIMH\n2. Two – CDC\n"
    reading = mapper.read(text.parse(source.encode()))
    assert "".join(node.text for node in reading.introduction).split() == f"It helps {line} so.".split()
