"""Plain text: where paragraphs, items and headings begin and end; and files that are no text."""

from pathlib import Path

import pytest

from importer import parsers
from importer.errors import UnreadableDocument
from importer.nodes import Divider, Heading, ListItem, Node, Paragraph, Run
from importer.parsers import text
from importer.parsers.emphasis import read_emphasis

WRAPPED = """\
The first paragraph is wrapped by hand at about sixty
characters, as mail programs do, and so its line ends say
nothing. This is its last line.
The second paragraph starts on the very next line because
the one before it ended early. Nobody left a blank line.
"""


def kinds(source: str) -> list[tuple[type[Node], str]]:
    return [(type(node), node.text) for node in text.parse(source.encode()).nodes]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("One.\n\nTwo.", [(Paragraph, "One."), (Paragraph, "Two.")]),
        ("Heading\nA paragraph.", [(Paragraph, "Heading"), (Paragraph, "A paragraph.")]),
        ("  Many\t spaces\u00a0here ", [(Paragraph, "Many spaces here")]),
        ("\ufeffNo mark\u200b of\u00ad\u200e order", [(Paragraph, "No mark of order")]),
        ("- a\n- b", [(ListItem, "a"), (ListItem, "b")]),
        ("- a\n  more", [(ListItem, "a\nmore")]),
        ("- a\n\n  more", [(ListItem, "a\nmore")]),
        ("- a\nnot more", [(ListItem, "a"), (Paragraph, "not more")]),
        ("1. a\n2) b\n(3) c\n[4] d", [(ListItem, "a"), (ListItem, "b"), (ListItem, "c"), (ListItem, "d")]),
        ("24. May was warm", [(Paragraph, "24. May was warm")]),
        ("-5 degrees", [(Paragraph, "-5 degrees")]),
        ("o\tWord writes\no\tbullets so", [(ListItem, "Word writes"), (ListItem, "bullets so")]),
        ("Title\n=====\nText", [(Heading, "Title"), (Paragraph, "Text")]),
        ("## Marked\nText", [(Heading, "Marked"), (Paragraph, "Text")]),
        ("H2: Marked\n[H3] So\n(H4) Too", [(Heading, "Marked"), (Heading, "So"), (Heading, "Too")]),
        ("H2-blockers help", [(Paragraph, "H2-blockers help")]),
        ("a) first\nb) second", [(ListItem, "first"), (ListItem, "second")]),
        ("One.\n\n-----\n\nTwo.", [(Paragraph, "One."), (Divider, ""), (Paragraph, "Two.")]),
        ("* * *", [(Divider, "")]),
        ("> So she said.\n>\n> - once", [(Paragraph, "So she said."), (Divider, ""), (ListItem, "once")]),
        (
            "The writer says that it went on and on,\n> and so it did",
            [(Paragraph, "The writer says that it went on and on,"), (Paragraph, "and so it did")],
        ),
        ("> > Twice", [(Paragraph, "Twice")]),
        ("> 50 mg is too much", [(Paragraph, "> 50 mg is too much")]),
        ("a>b", [(Paragraph, "a>b")]),
        ("Food\tIron\n\nLiver \t much", [(Paragraph, "Food\tIron"), (Paragraph, "Liver\tmuch")]),
        ("Food\tIron\nNone", [(Paragraph, "Food Iron"), (Paragraph, "None")]),
        ("\tOne two\n\tthree", [(Paragraph, "One two"), (Paragraph, "three")]),
        ("one\x0btwo\x0cthree", [(Paragraph, "one"), (Paragraph, "two"), (Paragraph, "three")]),
    ],
)
def test_nodes(source: str, expected: list[tuple[type[Node], str]]) -> None:
    assert kinds(source) == expected


def test_wrapped_lines_are_joined() -> None:
    nodes = text.parse(WRAPPED.encode()).nodes
    assert [node.line for node in nodes] == [1, 4]
    assert nodes[0].text.endswith("say nothing. This is its last line.")


@pytest.mark.parametrize(
    ("above", "below", "expected"),
    [
        ("this use is called off-", "label, and it is common", "off-label, and"),
        ("after the first 12-", "week course of it", "12-week course"),
        ("both short-", "and long-term effects", "short- and long-term"),
        ("from mid- ", "to late-stage disease", "mid- to late-stage"),
        ("one or two –", "rarely three – visits", "two – rarely"),
        ("they wait, then -", "a little later - they go", "then - a little"),
    ],
)
def test_words_that_break_at_the_end_of_a_line(above: str, below: str, expected: str) -> None:
    start = "Most of what people ask about it is whether "
    (node,) = text.parse(f"{start}{above}\n{below}.".encode()).nodes
    assert expected in node.text
    (item,) = text.parse(f"- {start}{above}\n  {below}.".encode()).nodes
    assert expected in item.text


@pytest.mark.parametrize(
    ("source", "runs", "marks"),
    [
        ("**Focus keyword:** sleep", [Run("Focus keyword:", bold=True), Run(" sleep")], "****"),
        ("It is *not* one.", [Run("It is "), Run("not", italic=True), Run(" one.")], "**"),
        ("__All of it__", [Run("All of it", bold=True)], "____"),
        ("***Both***", [Run("Both", bold=True, italic=True)], "******"),
        ("(_aside_)", [Run("("), Run("aside", italic=True), Run(")")], "__"),
        ("5*3*2 and snake_case_word", [Run("5*3*2 and snake_case_word")], ""),
        ("It helps some*. *Not approved.", [Run("It helps some*. *Not approved.")], ""),
        ("Name: ____ Phone: ____", [Run("Name: ____ Phone: ____")], ""),
        (
            "See [the *leaflet*](https://a.example/_x_(y)), **[now](tel:911)**.",
            [
                Run("See "),
                Run("the ", href="https://a.example/_x_(y)"),
                Run("leaflet", italic=True, href="https://a.example/_x_(y)"),
                Run(", "),
                Run("now", bold=True, href="tel:911"),
                Run("."),
            ],
            "**[]()****[]()",
        ),
        (
            "As shown [3](below) ![a](https://a.example)",
            [Run("As shown [3](below) ![a](https://a.example)")],
            "",
        ),
        ("https://a.example/_x_/*y*", [Run("https://a.example/_x_/*y*")], ""),
    ],
)
def test_stars_and_underscores(source: str, runs: list[Run], marks: str) -> None:
    assert read_emphasis(source) == (tuple(runs), marks)


def test_every_node_may_be_emphasised() -> None:
    source = "**Title**\n=====\n\n## *One*\n\n2. x\n\n1. **two**\n\n_three_"
    nodes = text.parse(source.encode()).nodes
    assert [node.text for node in nodes] == ["Title", "One", "2. x", "two", "three"]
    assert [node.mark for node in nodes] == ["=====****", "##**", "", "1. ****", "__"]


def test_lists_know_their_depth_and_numbers() -> None:
    nodes = text.parse(b"1. a\n   - b\n     - c\n   - d\n2. e\n").nodes
    items = [node for node in nodes if isinstance(node, ListItem)]
    assert [(item.text, item.depth, item.number) for item in items] == [
        ("a", 0, 1),
        ("b", 1, None),
        ("c", 2, None),
        ("d", 1, None),
        ("e", 0, 2),
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_as_editors_count_them(end: str) -> None:
    nodes = text.parse(end.join(["One.", "", "Two.\x0bThree."]).encode()).nodes
    assert [node.line for node in nodes] == [1, 3, 3]


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.txt", b"", "a.txt is empty"),
        ("a.txt", b" \r\n\t\xef\xbb\xbf", "a.txt is empty"),
        ("a.txt", b"\xef\xbb\xbf\n", "a.txt is empty"),
        ("a.txt", b"PK\x03\x04 a zip", "another kind of file"),
        ("a.txt", b"%PDF-1.7", "another kind of file"),
        ("a.txt", b"text\0text", "another kind of file"),
        ("a.txt", b"\x01\x02\x03\x04 a", "another kind of file"),
        ("a.txt", "Hé".encode("utf-16"), "UTF-16"),
        ("a.txt", "One\ntwo é".encode("latin-1"), "not in UTF-8: line 2"),
        ("a.TXT", b"x" * 11, "larger than 10 bytes"),
        ("a.pdf", b"text", "Known formats: .txt"),
        ("a", b"text", "Known formats: .txt"),
    ],
)
def test_unreadable(name: str, data: bytes, message: str) -> None:
    limits = {".txt": 10} if "larger" in message else None
    with pytest.raises(UnreadableDocument) as refused:
        parsers.parse(name, data, limits)
    assert message in str(refused.value)


def test_files_that_are_not_there(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match="is a folder"):
        parsers.read_file(tmp_path)
    with pytest.raises(UnreadableDocument, match="no file"):
        parsers.read_file(tmp_path / "a.txt")


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    with file.open("wb") as sparse:
        sparse.truncate(1 << 40)
    with pytest.raises(UnreadableDocument, match="larger than 5 MB"):
        parsers.read_file(file)
