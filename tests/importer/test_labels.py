"""Labels in square brackets, in any document."""

import pytest

from importer import mapper
from importer.nodes import Block, Node, Paragraph, Picture, Table, plain
from importer.parsers import docx, html, markdown, text
from importer.reading import Reading
from importer.rules import blocks, sources
from importer.rules.blocks import Label, cites, label_of, with_blocks
from importer.stream import to_stream
from tests.importer.word_files import p, word_file


@pytest.mark.parametrize(
    ("written", "label"),
    [
        ("[Callout: caution] Before you stop", Label("callout", "caution", 19)),
        ("[callout]", Label("callout", "", 9)),
        ("[Study result: 26 of 100 people] felt better", Label("study result", "26 of 100 people", 33)),
        ("[FAQ] What patients ask", Label("faq", "", 6)),
        ("[Text] [FAQ] x", Label("text", "", 7)),
        ("[Callout]x", None),
        ("a [Callout]", None),
        ("[Callouts] x", None),
        ("[Image: a hill]", Label("image", "a hill", 15)),
        ("[1] x", None),
    ],
)
def test_labels(written: str, label: Label | None) -> None:
    assert label_of(written) == label


@pytest.mark.parametrize(
    ("line", "numbers"),
    [
        ("Sources: [1, 3]", (1, 3)),
        ("Source: [12]", (12,)),
        ("Sources: [1,3]", (1, 3)),
        ("Sources: 1", ()),
        ("Sources: [1] and more", ()),
        ("Sources: []", ()),
    ],
)
def test_numbers_of_sources(line: str, numbers: tuple[int, ...]) -> None:
    assert cites(line) == numbers


def nodes(*lines: str) -> list[Node]:
    return [Paragraph(plain(line), number) for number, line in enumerate(lines, 1)]


@pytest.mark.parametrize(
    ("lines", "kind", "values", "body"),
    [
        (
            ["[Callout: get help now] Call 911", "Now.", "[End of callout]"],
            "callout",
            {"kind": "emergency", "heading": "Call 911"},
            ["Now."],
        ),
        (["[callout] Note", "[end of callout]"], "callout", {"kind": "information", "heading": "Note"}, []),
        (
            [
                "[Study result: 26 of 100] felt better",
                "After six weeks.",
                "Source: [2]",
                "[End of study result]",
            ],
            "study_result",
            {"n": "26", "of": "100", "outcome": "felt better"},
            ["After six weeks."],
        ),
        (
            ["[Off-label note] Ketamine", "Condition: depression", "[End of off-label note]"],
            "off_label_note",
            {"treatment": "Ketamine", "condition": "depression"},
            [],
        ),
        (
            ["[Quote] Ask.", "[Text] [Quote] all.", "Attribution: A nurse", "[End of quote]"],
            "quote",
            {"attribution": "A nurse"},
            ["Ask.", "[Quote] all."],
        ),
        (
            ["[Appointment] Talk to us", "We call.", "Button: Ask", "[End of appointment]"],
            "appointment",
            {"heading": "Talk to us", "button_label": "Ask"},
            ["We call."],
        ),
    ],
)
def test_blocks(lines: list[str], kind: str, values: dict[str, str], body: list[str]) -> None:
    (found,) = with_blocks(nodes(*lines))
    assert isinstance(found, Block)
    assert (found.kind, dict(found.values), [node.text for node in found.body]) == (kind, values, body)


@pytest.mark.parametrize(
    "lines",
    [
        ["[Callout: caution] No end", "Text."],
        ["[Callout: loud] Which kind?", "Text.", "[End of callout]"],
        ["[Callout] One", "[Quote] in another", "[End of quote] x", "[End of callout]"],
        ["[Callout] One", "[End of quote]"],
        ["[Study result] of how many?", "[End of study result]"],
        ["[End of callout]"],
        ["[Table] without one", "Text."],
        ["[Image: a hill]", "Text."],
    ],
)
def test_a_label_that_is_not_complete_is_ordinary_text(lines: list[str]) -> None:
    assert with_blocks(nodes(*lines)) == nodes(*lines)


def test_tables_and_pictures_have_labels_for_what_they_do_not_show() -> None:
    rows = ((plain("a"), plain("[Empty]")), (plain("[Text] [Empty]"), plain("[Empty]")))
    table, image = with_blocks(
        [
            *nodes("[Table: no row headings] Doses"),
            Table(plain("x"), 2, rows=rows, has_header=True),
            *nodes("[Image: decorative] A hill"),
            Picture((), 3, name="x.png"),
        ]
    )
    assert isinstance(table, Table)
    assert isinstance(image, Picture)
    assert (table.caption, table.has_row_headers) == ("Doses", False)
    assert table.rows == ((plain("a"),), (plain("[Empty]"),))
    assert (image.caption, image.alt, image.is_decorative) == ("A hill", "", True)


LINES = [
    "Coming off a medicine",
    "It takes weeks. Ask first.",
    "What to expect",
    "Most people sleep badly at first.",
    "[Callout: caution] Do not stop at once",
    "Your doctor makes a plan with you.",
    "[End of callout]",
    "It passes within a month.",
    "[Section] References",
    "Bring letters of other doctors along.",
]


def as_text() -> Reading:
    return mapper.read(text.parse("\n\n".join(LINES).encode()))


def as_markdown() -> Reading:
    marked = [f"# {LINES[0]}", LINES[1], f"## {LINES[2]}", *LINES[3:8], f"## {LINES[8]}", LINES[9]]
    return mapper.read(markdown.parse("\n\n".join(marked).encode()))


def as_page() -> Reading:
    return mapper.read(html.parse("".join(f"<p>{line}</p>" for line in LINES).encode()))


def as_word() -> Reading:
    return mapper.read(docx.parse(word_file("".join(map(p, LINES)))))


@pytest.mark.parametrize(
    "reading", [as_text(), as_markdown(), as_page(), as_word()], ids=["text", "md", "html", "docx"]
)
def test_writers_may_type_labels_in_any_document(reading: Reading) -> None:
    assert [
        (one["type"], one["value"].get("heading"), one["value"].get("level")) for one in to_stream(reading)
    ] == [
        ("section", "What to expect", "h2"),
        ("callout", "Do not stop at once", None),
        ("section", "", "none"),
        ("section", "References", "h2"),
    ]
    assert reading.not_placed == []
    assert reading.to_json()["blocks"] == [
        {
            "type": "callout",
            "kind": "caution",
            "heading": "Do not stop at once",
            "paragraphs": ["Your doctor makes a plan with you."],
        }
    ]


def test_a_block_behind_the_references_is_a_part_of_its_own() -> None:
    reading = mapper.read(
        text.parse(
            b"Title\n\nText of it.\n\nReferences\n\n1. A study. https://a.example/\n\n"
            b"[Appointment] Talk to us\n\nWe call.\n\n[End of appointment]\n"
        )
    )
    assert [one["type"] for one in to_stream(reading, [7])] == ["appointment", "citations"]
    assert [one.url for one in reading.citations] == ["https://a.example/"]


@pytest.mark.parametrize(
    ("written", "title", "fields"),
    [
        ("A study", "A study", {}),
        ("A study\nYear: 2024\nDOI: 10.1000/x", "A study", {"year": "2024", "doi": "10.1000/x"}),
        ("Year: 2024\nIn: Nature", "Year: 2024", {"container": "Nature"}),
    ],
)
def test_references_that_name_their_fields(written: str, title: str, fields: dict[str, str]) -> None:
    found = sources.read(written)
    assert found
    assert (found.title, found.fields) == (title, fields)
    assert sources.written(title, fields) == written


@pytest.mark.parametrize(
    "written", ["A study\nof something", "A study\nYear:2024", "A study\nYear: 1\nYear: 2"]
)
def test_references_that_do_not(written: str) -> None:
    assert sources.read(written) is None


def test_every_kind_of_block_has_an_end() -> None:
    assert all(blocks.END.fullmatch(blocks.ending(kind)) for kind in blocks.BLOCKS.values())
