"""What programs and browsers put on the clipboard is read like any other page.

The samples hold the same short article, as each program writes it.
"""

from pathlib import Path

import pytest

from importer.nodes import Heading, ListItem, Node, Paragraph, Table, plain, runs_in
from importer.parsers import html, parse
from importer.parsers.web import word

PASTED = sorted((Path(__file__).parent / "pasted").glob("*.html"))
HEADS = {"word", "word-online", "google-docs", "libreoffice", "notion", "web-page"}
WITH_NOTES = {"word", "libreoffice"}


def read(name: str) -> list[Node]:
    path = next(path for path in PASTED if path.stem == name)
    return list(parse(path.name, path.read_bytes()).nodes)


def shape(node: Node) -> tuple[object, ...]:
    match node:
        case Heading():
            return node.level, node.text
        case ListItem():
            return "item", node.depth, node.number, node.text
        case Table():
            return "table", node.has_header, node.text
    return (node.text,)


TEXT = "Grief keeps many people awake, and that is normal."


@pytest.mark.parametrize("name", [path.stem for path in PASTED])
def test_headings_lists_and_tables(name: str) -> None:
    title, first, heading, *others = read(name)
    if name in HEADS:
        assert (shape(title), shape(heading)) == ((1, "Sleep After a Loss"), (2, "What Helps"))
    else:
        assert (shape(title), shape(heading)) == (("Sleep After a Loss",), ("What Helps",))
    mark = "[1]" if name in ("word", "web-page") else "1"
    assert shape(first) == (f"{TEXT}{mark} See the guide.",)
    assert list(map(shape, others[:7])) == [
        ("item", 0, None, "Light in the morning"),
        ("item", 1, None, "A walk before nine"),
        ("item", 0, None, "A fixed hour to get up"),
        ("Then, in this order:",),
        ("item", 0, 1, "Write it down"),
        ("item", 0, 2, "Call us"),
        ("table", True, "Week\tHours\n1\t5"),
    ]
    rest = list(map(shape, others[7:]))
    if name in WITH_NOTES:
        assert rest == [("item", 0, 1, "Ng A. Grief and sleep. 2021. https://doi.org/10.1000/grief.")]
        assert others[-1].mark == "[^1]"
    elif name != "gmail":  # which quotes the mail that was answered
        assert not rest


@pytest.mark.parametrize("name", [path.stem for path in PASTED])
def test_looks_and_links(name: str) -> None:
    nodes = read(name)
    runs = [run for node in nodes if not isinstance(node, Table) for run in runs_in(node)]
    assert {run.text for run in runs if run.superscript} in ({"1"}, {"[1]"})
    bold = [run.text for run in runs if run.bold and run.text not in ("What Helps", "[1]")]
    assert bold == ["many people", "that is normal", "morning"]
    assert [run.text for run in runs if run.italic] == ["that is normal"]
    (link,) = [run for run in runs if run.text == "the guide"]
    assert link.href.partition("?")[0] == "https://sleep.example/guide"


@pytest.mark.parametrize("name", [path.stem for path in PASTED])
def test_nothing_is_remarked(name: str) -> None:
    path = next(path for path in PASTED if path.stem == name)
    assert parse(path.name, path.read_bytes()).remarks == ()


IGNORED = "<span style='mso-list:Ignore'>{}<span style='font:7.0pt \"Times New Roman\"'>&nbsp; </span></span>"


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (
            f"<p style='mso-list:l0 level1 lfo1'>{IGNORED.format('a)')}One"
            f"<p style='mso-list:l0 level1 lfo1'>{IGNORED.format('b)')}Two",
            [ListItem(plain("One"), 1, "a)", number=1), ListItem(plain("Two"), 1, "b)", number=2)],
        ),
        (
            f"<p style='margin:0;MSO-LIST: l3 level3 lfo1'>{IGNORED.format('§')}One",
            [ListItem(plain("One"), 1, "§", depth=2)],
        ),
        ("<p style='mso-list:l0 level1 lfo1'>One", [ListItem(plain("One"), 1, "•")]),
        (
            f"<h2 style='mso-list:l0 level1 lfo1'>{IGNORED.format('1.')}One</h2>",
            [Heading(plain("One"), 1, "1.", level=2)],
        ),
        (f"<p class=MsoNormal>{IGNORED.format('1.')}One", [ListItem(plain("One"), 1, "1.", number=1)]),
        (
            f"<p style='mso-list:l0 level1 lfo1'>{IGNORED.format('1.')}<o:p></o:p></p><p>One",
            [Paragraph(plain("One"), 1)],
        ),
        ("<p class=MsoTitle>One", [Heading(plain("One"), 1, level=1)]),
        ("<p style='mso-outline-level:3'>One", [Heading(plain("One"), 1, level=3)]),
        ("<p>One<span style='mso-hide:all'>x</span>", [Paragraph(plain("One"), 1)]),
        (
            "<p>One<div style='mso-element:comment-list'><p>Sure?</div>",
            [Paragraph(plain("One"), 1)],
        ),
    ],
)
def test_what_only_word_says(page: str, expected: list[Node]) -> None:
    assert list(html.parse(page.encode()).nodes) == expected


@pytest.mark.parametrize(
    ("markers", "numbers"),
    [
        (["1.", "2.", "3."], [1, 2, 3]),
        (["(1)", "2)", "1.2.3."], [1, 2, 3]),
        (["·", "o", "§", "–"], [None] * 4),
        (["a.", "b.", "c)", "a."], [1, 2, 3, 1]),
        (["i.", "ii.", "iii.", "iv."], [1, 2, 3, 4]),
    ],
)
def test_markers_of_word(markers: list[str], numbers: list[int | None]) -> None:
    counts = word.Counts()
    assert [counts.number(marker, 0) for marker in markers] == numbers


def test_an_inner_list_counts_anew() -> None:
    counts = word.Counts()
    read = [counts.number(marker, depth) for marker, depth in [("a.", 0), ("b.", 1), ("b.", 0), ("c.", 1)]]
    assert read == [1, 1, 2, 1]
