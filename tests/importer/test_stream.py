"""From a reading to blocks and rich text."""

import pytest

from importer.nodes import Heading, ListItem, Node, Paragraph, Picture, Run, Table, plain
from importer.reading import Citation, Question, QuickAnswer, Reading, Section, Takeaway
from importer.report import remarks
from importer.stream import introduction, to_html, to_stream


def paragraph(text: str) -> Node:
    return Paragraph(plain(text), 1)


def bullet(text: str, depth: int = 0) -> Node:
    return ListItem(plain(text), 1, "•", depth=depth)


def numbered(text: str, number: int, depth: int = 0) -> Node:
    return ListItem(plain(text), 1, f"{number}.", depth=depth, number=number)


@pytest.mark.parametrize(
    ("nodes", "html"),
    [
        ([], ""),
        ([paragraph("a < b & c")], "<p>a &lt; b &amp; c</p>"),
        ([paragraph("a\nb")], "<p>a<br/>b</p>"),
        ([bullet("a"), bullet("b")], "<ul><li>a</li><li>b</li></ul>"),
        ([paragraph("a"), bullet("b"), paragraph("c")], "<p>a</p><ul><li>b</li></ul><p>c</p>"),
        ([numbered("a", 1), numbered("b", 2)], "<ol><li>a</li><li>b</li></ol>"),
        ([numbered("a", 3), numbered("b", 4)], "<p>3. a</p><p>4. b</p>"),
        (
            [bullet("a"), numbered("b", 1, 1), bullet("c", 2), numbered("d", 2, 1), bullet("e")],
            "<ul><li>a<ol><li>b<ul><li>c</li></ul></li><li>d</li></ol></li><li>e</li></ul>",
        ),
        ([bullet("a"), numbered("b", 1)], "<ul><li>a</li></ul><ol><li>b</li></ol>"),
        ([Heading(plain("a"), 1, level=4)], "<h4>a</h4>"),
        (
            [
                Paragraph(
                    (Run("a", bold=True), Run(" b", italic=True), Run("c", href="https://e.example/?a&b")), 1
                )
            ],
            '<p><b>a</b><i> b</i><a href="https://e.example/?a&amp;b">c</a></p>',
        ),
        ([Paragraph((Run("a", href="javascript:alert(1)"),), 1)], "<p>a</p>"),
        ([Paragraph((Run("a"), Run("[1]", superscript=True)), 1)], "<p>a<sup>[1]</sup></p>"),
        (
            [Paragraph((Run("<script>", bold=True, href='HTTP://x.example/">'),), 1)],
            '<p><a href="HTTP://x.example/&quot;&gt;"><b>&lt;script&gt;</b></a></p>',
        ),
        ([paragraph("a"), Table(plain("x"), 1, rows=((plain("x"),),)), Picture((), 1, name="p")], "<p>a</p>"),
    ],
)
def test_rich_text(nodes: list[Node], html: str) -> None:
    assert to_html(nodes) == html


def test_blocks_stand_in_reading_order() -> None:
    reading = Reading(
        title="T",
        quick_answer=QuickAnswer("TL;DR", [paragraph("Short.")]),
        sections=[Section(2, "One", [paragraph("1")], [Section(3, "Below", [paragraph("2")])])],
        faq=[Question("Why?", [paragraph("So.")])],
        takeaways=[Takeaway("Claim.", [paragraph("Detail.")]), Takeaway("Alone.")],
        takeaways_heading="What to remember",
        citations=[Citation("A", None, None)],
    )
    assert to_stream(reading, [7, 8, 7]) == [
        {"type": "quick_answer", "value": {"heading": "TL;DR", "text": "<p>Short.</p>"}},
        {"type": "section", "value": {"heading": "One", "level": "h2", "body": "<p>1</p>"}},
        {"type": "section", "value": {"heading": "Below", "level": "h3", "body": "<p>2</p>"}},
        {
            "type": "faq",
            "value": {
                "heading": "Frequently asked questions",
                "items": [{"question": "Why?", "answer": "<p>So.</p>"}],
            },
        },
        {
            "type": "takeaways",
            "value": {
                "heading": "What to remember",
                "items": [
                    {"claim": "Claim.", "detail": "<p>Detail.</p>", "sources": []},
                    {"claim": "Alone.", "detail": "", "sources": []},
                ],
            },
        },
        {
            "type": "citations",
            "value": {
                "heading": "Citations",
                "also_listed": [7, 8],
            },
        },
    ]


def test_an_empty_reading_has_no_blocks() -> None:
    assert to_stream(Reading()) == []


def test_tables_and_pictures_stand_where_they_stood() -> None:
    rows = ((plain("Day"), plain("Hours")), (plain("Monday"), ()))
    table = Table(plain("x"), 1, rows=rows, has_header=True, caption="A week")
    bare = Table(plain("x"), 1, rows=rows)
    picture = Picture(plain("A hill\nC"), 1, name="1-a.png", caption="C")
    missing = Picture((), 1)
    body = [paragraph("1"), missing, paragraph("2"), table, picture, paragraph("3"), bare]
    reading = Reading(
        introduction=[missing, paragraph("a"), picture, paragraph("b")],
        quick_answer=QuickAnswer("TL;DR", [paragraph("Short."), picture]),
        sections=[Section(2, "One", body)],
    )
    image = {
        "type": "image",
        "value": {"image": {"image": 5, "alt_text": "A hill", "decorative": False}, "caption": "C"},
    }
    assert introduction(reading, images={"1-a.png": 5}) == "<p>a</p>"
    assert to_stream(reading, images={"1-a.png": 5}) == [
        {"type": "quick_answer", "value": {"heading": "TL;DR", "text": "<p>Short.</p>"}},
        image,
        {"type": "section", "value": {"heading": "", "level": "none", "body": "<p>b</p>"}},
        image,
        {"type": "section", "value": {"heading": "One", "level": "h2", "body": "<p>1</p><p>2</p>"}},
        {
            "type": "table",
            "value": {
                "table": {
                    "caption": "A week",
                    "columns": [{"type": "text", "heading": "Day"}, {"type": "text", "heading": "Hours"}],
                    "rows": [{"values": ["Monday", ""]}],
                }
            },
        },
        image,
        {"type": "section", "value": {"heading": "", "level": "none", "body": "<p>3</p>"}},
        {
            "type": "table",
            "value": {
                "table": {
                    "caption": "",
                    "columns": [{"type": "text", "heading": ""}, {"type": "text", "heading": ""}],
                    "rows": [{"values": ["Day", "Hours"]}, {"values": ["Monday", ""]}],
                }
            },
        },
    ]


def test_what_a_block_cannot_hold_in_its_place_is_told() -> None:
    picture = Picture(plain("A hill"), 7, name="a.png")
    inside = Reading(quick_answer=QuickAnswer("TL;DR", [picture, paragraph("Short.")]))
    behind = Reading(quick_answer=QuickAnswer("TL;DR", [paragraph("Short."), picture]))
    assert list(remarks(inside)) == ["line 7, a picture (“A hill”) stands behind the text of “TL;DR”"]
    assert list(remarks(behind)) == []


def test_a_caption_stays_where_its_picture_cannot() -> None:
    picture = Picture(plain("A hill\nSeen from the north."), 1, name="a.png", caption="Seen from the north.")
    reading = Reading(sections=[Section(2, "One", [paragraph("1"), picture, paragraph("2")])])
    assert to_stream(reading) == [
        {
            "type": "section",
            "value": {
                "heading": "One",
                "level": "h2",
                "body": "<p>1</p><p>Seen from the north.</p><p>2</p>",
            },
        }
    ]
