"""Word documents: what becomes of every kind of thing in them, what is left out, and files that are none."""

import copy
import json
import random
import time
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZIP_STORED, ZipFile

import docx as python_docx
import pytest
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from importer import mapper, parsers
from importer.errors import UnreadableDocument
from importer.nodes import Divider, Document, Heading, ListItem, Node, Paragraph, Picture, Run, Table, runs_in
from importer.parsers import docx
from importer.parsers.word.names import name
from importer.parsers.word.numbering import written
from tests.importer.test_documents import SAMPLE
from tests.importer.test_nothing_is_lost import KNOWN, outcome, sentences, visible
from tests.importer.word_files import (
    DECLARED,
    HEAD,
    OFFICE,
    PNG,
    WORD,
    cell,
    drawing,
    field,
    level,
    li,
    members,
    numbering,
    p,
    pack,
    r,
    relationships,
    row,
    style,
    table,
    word_file,
)

BULLETS = level(0, "bullet", "\uf0b7", '<w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr>') + level(
    1, "bullet", "o"
)
NUMBERS = level(0, "decimal", "%1.") + level(1, "lowerLetter", "%2)") + level(2, "lowerRoman", "%1.%2.%3")
LISTS = numbering(BULLETS, NUMBERS)
HEADINGS = style("Heading1", "heading 1", '<w:outlineLvl w:val="0"/>', "<w:b/>") + style(
    "Heading2", "heading 2", '<w:outlineLvl w:val="1"/>'
)


def parse(body: str, **parts: object) -> Document:
    return docx.parse(word_file(body, **parts))


def kinds(body: str, **parts: object) -> list[tuple[type[Node], str]]:
    return [(type(node), node.text) for node in parse(body, **parts).nodes]


def remarks(body: str, **parts: object) -> list[str]:
    return [remark.text for remark in parse(p("Some text.") + body, **parts).remarks]


# Headings.


@pytest.mark.parametrize(
    ("styles", "paragraph", "level"),
    [
        (HEADINGS, p("A", "Heading1"), 1),
        (HEADINGS, p("A", "Heading2"), 2),
        (style("berschrift3", "heading 3"), p("A", "berschrift3"), 3),
        (style("Ueb", "Überschrift 2"), p("A", "Ueb"), 2),
        (style("T1", "Titre 1"), p("A", "T1"), 1),
        (HEADINGS + style("Clinic", "Clinic head", base="Heading2"), p("A", "Clinic"), 2),
        (HEADINGS + style("B", "B", base="A") + style("A", "A", base="B"), p("A", "B"), None),
        (HEADINGS + style("Off", "Off", '<w:outlineLvl w:val="9"/>', base="Heading2"), p("A", "Off"), None),
        ("", p("A", properties='<w:outlineLvl w:val="2"/>'), 3),
        ("", p("A", "Heading4"), 4),
        (style("Title", "Title"), p("A", "Title"), 1),
        (style("Titel", "Titel", '<w:outlineLvl w:val="0"/>'), p("A", "Titel"), 1),
        (style("H", "Heading"), p("A", "H"), 1),
        (style("H", "Heading") + style("S", "Subtitle", base="H"), p("A", "S"), None),
        (style("H", "Heading") + style("C", "Caption two", base="H"), p("A", "C"), None),
        ("", p(r("A", "<w:b/>")), None),
    ],
)
def test_headings(styles: str, paragraph: str, level: int | None) -> None:
    (node,) = parse(paragraph, styles=styles).nodes
    assert (node.level if isinstance(node, Heading) else None) == level


def test_the_title_alone_has_the_first_level() -> None:
    body = p("T", "Title") + p("A", "Heading1") + p("B", "Heading2") + p("C", "Heading1")
    nodes = parse(body, styles=HEADINGS + style("Title")).nodes
    assert [node.level for node in nodes if isinstance(node, Heading)] == [1, 2, 3, 2]


def test_a_heading_is_one_line_and_not_bold() -> None:
    body = p(r("One") + "<w:r><w:br/></w:r>" + r("two", "<w:i/>"), "Heading1")
    assert parse(body, styles=HEADINGS).nodes == (
        Heading((Run("One "), Run("two", italic=True)), 1, level=1),
    )


def test_bold_paragraphs_are_left_to_the_rules() -> None:
    assert parse(p(r("A heading?", "<w:b/>"))).nodes == (Paragraph((Run("A heading?", bold=True),), 1),)


# Runs.

LOOKS = (
    style("Lead", look="<w:b/>")
    + style("Calm", base="Lead", look='<w:b w:val="0"/>')
    + style("Loud", kind="character", look="<w:b/><w:i/>")
    + style("Up", kind="character", look='<w:vertAlign w:val="superscript"/>')
)


@pytest.mark.parametrize(
    ("paragraph", "run"),
    [
        (p(r("x", "<w:b/>")), Run("x", bold=True)),
        (p(r("x", '<w:b w:val="1"/><w:i w:val="on"/>')), Run("x", bold=True, italic=True)),
        (p(r("x", '<w:b w:val="0"/><w:i w:val="false"/>')), Run("x")),
        (p(r("x", '<w:rStyle w:val="Loud"/>')), Run("x", bold=True, italic=True)),
        (p(r("x", '<w:rStyle w:val="Loud"/><w:i w:val="0"/>')), Run("x", bold=True)),
        (p("x", "Lead"), Run("x", bold=True)),
        (p("x", "Calm"), Run("x")),
        (p(r("x", '<w:b w:val="0"/>'), "Lead"), Run("x")),
        (p(r("x", '<w:rStyle w:val="Loud"/>'), "Lead"), Run("x", italic=True)),  # one cancels the other
        (p(r("x", '<w:rStyle w:val="Strong"/>')), Run("x", bold=True)),
        (p(r("x", '<w:vertAlign w:val="superscript"/>')), Run("x", superscript=True)),
        (p(r("x", '<w:vertAlign w:val="subscript"/>')), Run("x", subscript=True)),
        (p(r("x", '<w:rStyle w:val="Up"/>')), Run("x", superscript=True)),
    ],
)
def test_looks(paragraph: str, run: Run) -> None:
    assert parse(paragraph, styles=LOOKS).nodes[0].runs == (run,)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (r("  two  ") + r(" spaces "), "two spaces"),
        (r("no\u00a0break\u2003wide"), "no break wide"),
        (r("a\nb\tc"), "a b c"),
        ("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:cr/><w:t>c</w:t></w:r>", "a\nb\nc"),
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>", "a b"),
        ('<w:r><w:br w:type="page"/><w:t>a</w:t><w:lastRenderedPageBreak/><w:t>b</w:t></w:r>', "ab"),
        ("<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:softHyphen/><w:t>c</w:t></w:r>", "a\u2011bc"),
        (r("soft\u00adhyphen\u200b"), "softhyphen"),
        (r("“It’s” – ‘so’…"), "“It’s” – ‘so’…"),
        (r("yes ") + '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "yes ✓"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>' + r("50"), "≥50"),
        (r("\uf0b3", '<w:rFonts w:ascii="Symbol"/>') + r("a", '<w:rFonts w:ascii="Symbol"/>'), "≥\u03b1"),
        ('<w:r><w:sym w:font="Arial" w:char="00E9"/></w:r>', "é"),
        ("<w:smartTag>" + r("Paris") + "</w:smartTag>", "Paris"),
        ("<w:customXml><w:unknown>" + r("deep") + "</w:unknown></w:customXml>", "deep"),
        ("<w:sdt><w:sdtPr/><w:sdtContent>" + r("control") + "</w:sdtContent></w:sdt>", "control"),
        (
            "<w:r><w:ruby><w:rubyPr/><w:rt>" + r("kan") + "</w:rt><w:rubyBase>" + r("漢") + "</w:rubyBase>"
            "</w:ruby></w:r>",
            "漢(kan)",
        ),
        (
            "<m:oMath><m:r><m:t>x=</m:t></m:r><m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num>"
            "<m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>",
            "x=(a+b)/2",
        ),
        (
            "<m:oMath><m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath>",
            "x^2",
        ),
        (
            "<m:oMath><m:d><m:e><m:r><m:t>a</m:t></m:r></m:e></m:d><m:rad><m:e><m:r><m:t>2</m:t></m:r></m:e></m:rad></m:oMath>",
            "(a)√(2)",
        ),
        (field("PAGE", r("7")), "7"),
        ('<w:fldSimple w:instr="DATE">' + r("May 4") + "</w:fldSimple>", "May 4"),
        (
            "<w:ins>"
            + r("added ")
            + "<w:del>"
            + r("no")
            + "</w:del></w:ins><w:moveTo>"
            + r("moved")
            + "</w:moveTo>",
            "added moved",
        ),
        (
            "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:moveFrom>"
            + r("old")
            + "</w:moveFrom>"
            + r("kept"),
            "kept",
        ),
        ('<w:r><w:pict><v:shape><v:textpath string="Word art"/></v:shape></w:pict></w:r>', "Word art"),
        (r("5*3*2 **typed** snake_case"), "5*3*2 typed snake_case"),
    ],
)
def test_text(content: str, text: str) -> None:
    assert "".join(node.text for node in parse(p(content)).nodes) == text


def test_runs_of_one_look_are_one_run() -> None:
    body = p(r("a ") + r("b") + r(" c ", "<w:b/>") + r(" d"))
    assert parse(body).nodes[0].runs == (Run("a b"), Run(" c ", bold=True), Run("d"))


def test_two_line_breaks_end_a_paragraph() -> None:
    content = "<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:br/><w:br/><w:t>c</w:t></w:r>"
    assert kinds(p(content)) == [(Paragraph, "a\nb"), (Paragraph, "c")]


def test_a_drop_cap_and_a_deleted_end_join_paragraphs() -> None:
    drop = p("O", properties='<w:framePr w:dropCap="drop"/>') + p("nce upon a time")
    deleted = p("half ", properties="<w:rPr><w:del/></w:rPr>") + p("and half")
    assert kinds(drop + deleted) == [(Paragraph, "Once upon a time"), (Paragraph, "half and half")]
    assert kinds(p("open", properties="<w:rPr><w:del/></w:rPr>")) == [(Paragraph, "open")]


# Links.


@pytest.mark.parametrize(
    ("content", "href"),
    [
        ('<w:hyperlink r:id="k">' + r("x") + "</w:hyperlink>", "https://a.example/?b=c"),
        ('<w:hyperlink r:id="k" w:anchor="part">' + r("x") + "</w:hyperlink>", "https://a.example/?b=c#part"),
        ('<w:hyperlink w:anchor="part">' + r("x") + "</w:hyperlink>", ""),
        ('<w:hyperlink r:id="google">' + r("x") + "</w:hyperlink>", "https://b.example/d"),
        ('<w:hyperlink r:id="file">' + r("x") + "</w:hyperlink>", ""),
        ('<w:hyperlink r:id="none">' + r("x") + "</w:hyperlink>", ""),
        (
            '<w:fldSimple w:instr="HYPERLINK &quot;https://f.example/&quot;">' + r("x") + "</w:fldSimple>",
            "https://f.example/",
        ),
        (field(' HYPERLINK "https://f.example/a" \\o "tip" ', r("x")), "https://f.example/a"),
        (field('HYPERLINK https://f.example/a \\l "s"', r("x")), "https://f.example/a#s"),
        (field('HYPERLINK \\l "bookmark"', r("x")), ""),
        (field('HYPERLINK "https://f.example/"', field("REF b", r("x"))), "https://f.example/"),
        (field('HYPERLINK "mailto:a@b.example"', r("x")), "mailto:a@b.example"),
        ("<w:ins><w:hyperlink r:id='k'>" + r("x") + "</w:hyperlink></w:ins>", "https://a.example/?b=c"),
    ],
)
def test_links(content: str, href: str) -> None:
    links = {
        "k": "https://a.example/?b=c",
        "google": "https://www.google.com/url?q=https://b.example/d&amp;sa=D&amp;source=editors",
        "file": "file:///C:/secret.docx",
    }
    first, second = parse(p(content) + p("after"), links=links).nodes
    assert first.runs == (Run("x", href=href),)
    assert second.runs == (Run("after"),)


def test_a_link_that_leads_nowhere_is_remarked() -> None:
    body = p('<w:hyperlink r:id="f">' + r("x") + "</w:hyperlink>")
    assert remarks(body, links={"f": "file:///C:/a.docx"}) == [
        "a link that leads nowhere on the web, kept as words: file:///C:/a.docx"
    ]


# Lists.


def items(body: str, **parts: object) -> list[tuple[str, int | None, int, str]]:
    nodes = parse(body, **parts).nodes
    return [(node.mark, node.number, node.depth, node.text) for node in nodes if isinstance(node, ListItem)]


RESTART = (
    '<w:num w:numId="9"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
    "</w:lvlOverride></w:num>"
)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            li("a") + li("b", depth=1) + li("c"),
            [("•", None, 0, "a"), ("◦", None, 1, "b"), ("•", None, 0, "c")],
        ),
        (li("a", 2) + li("b", 2), [("1.", 1, 0, "a"), ("2.", 2, 0, "b")]),
        (
            li("a", 2) + li("b", 2, 1) + li("c", 2, 2) + li("d", 2) + li("e", 2, 1),
            [
                ("1.", 1, 0, "a"),
                ("a)", 1, 1, "b"),
                ("1.a.i", 1, 2, "c"),
                ("2.", 2, 0, "d"),
                ("a)", 1, 1, "e"),
            ],
        ),
        (li("a", 2) + p("between") + li("b", 2), [("1.", 1, 0, "a"), ("2.", 2, 0, "b")]),
        (li("a", 2) + li("b", 9) + li("c", 9), [("1.", 1, 0, "a"), ("1.", 1, 0, "b"), ("2.", 2, 0, "c")]),
        (li("a", 2) + li("", 2) + li("b", 2), [("1.", 1, 0, "a"), ("3.", 3, 0, "b")]),
        (li("a", 1, 1) + li("b", 1, 1), [("◦", None, 0, "a"), ("◦", None, 0, "b")]),
        (li("a", 2) + li("b", 1), [("1.", 1, 0, "a"), ("•", None, 0, "b")]),
        (
            li("a", 2) + li("b", 1, properties='<w:ind w:left="1440"/>'),
            [("1.", 1, 0, "a"), ("•", None, 1, "b")],
        ),
        (li("a", 77), [("•", None, 0, "a")]),
        (li("a", 2) + p("more", "ListParagraph") + li("b", 2), [("1.", 1, 0, "a\nmore"), ("2.", 2, 0, "b")]),
        (
            li("a", 2) + p(r("A heading", "<w:b/>"), "ListParagraph") + li("b", 2),
            [("1.", 1, 0, "a"), ("2.", 2, 0, "b")],
        ),
        (
            p("a", "Steps") + p("b", "Steps2") + p("c", "Steps"),
            [("1", 1, 0, "a"), ("1.1", 1, 1, "b"), ("2", 2, 0, "c")],
        ),
        (p("no", "Steps", '<w:numPr><w:numId w:val="0"/></w:numPr>'), []),
        (
            p("a", "LB") + p("b", "LN") + p("c", "LN"),
            [("•", None, 0, "a"), ("1.", 1, 0, "b"), ("2.", 2, 0, "c")],
        ),
        (li("no number shown", 4), []),
    ],
)
def test_lists(body: str, expected: list[tuple[str, int | None, int, str]]) -> None:
    linked = level(0, "decimal", "%1", '<w:pStyle w:val="Steps"/>') + level(
        1, "decimal", "%1.%2", '<w:pStyle w:val="Steps2"/>'
    )
    steps = '<w:numPr><w:numId w:val="3"/></w:numPr>'
    styles = (
        style("Steps", properties=steps)
        + style("Steps2", properties=steps)
        + style("ListParagraph", "List Paragraph", '<w:ind w:left="720"/>')
        + style("LB", "List Bullet")
        + style("LN", "List Number")
    )
    lists = numbering(BULLETS, NUMBERS, linked, level(0, "none", ""), uses=RESTART)
    assert items(body, styles=styles, numbering=lists) == expected


@pytest.mark.parametrize(
    ("number", "form", "expected"),
    [
        (3, "decimal", "3"),
        (3, "decimalZero", "03"),
        (28, "lowerLetter", "bb"),
        (2, "upperLetter", "B"),
        (1994, "upperRoman", "MCMXCIV"),
        (9, "lowerRoman", "ix"),
        (22, "ordinal", "22nd"),
        (13, "ordinal", "13th"),
        (10**9, "lowerLetter", "1000000000"),
        (0, "upperRoman", "0"),
        (5, "chineseCounting", "5"),
    ],
)
def test_numbers(number: int, form: str, expected: str) -> None:
    assert written(number, form) == expected


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (["- a", "• b"], [(ListItem, "a"), (ListItem, "b")]),
        (["1. a", "2) b"], [(ListItem, "a"), (ListItem, "b")]),
        (["24. May was warm"], [(Paragraph, "24. May was warm")]),
        (["-----"], [(Divider, "")]),
        (["## Marked"], [(Heading, "Marked")]),
    ],
)
def test_what_is_typed_as_in_plain_text(
    paragraphs: list[str], expected: list[tuple[type[Node], str]]
) -> None:
    assert kinds("".join(map(p, paragraphs))) == expected


def test_a_list_typed_with_line_breaks() -> None:
    content = "<w:r><w:t>Bring:</w:t><w:br/><w:t>- a card</w:t><w:br/><w:t>- a list</w:t></w:r>"
    assert kinds(p(content)) == [(Paragraph, "Bring:"), (ListItem, "a card"), (ListItem, "a list")]


# Tables.


def table_of(body: str, **parts: object) -> Table:
    (node,) = parse(body, **parts).nodes
    assert isinstance(node, Table)
    return node


def cells(node: Table) -> list[list[str]]:
    return [["".join(run.text for run in runs) for runs in line] for line in node.rows]


TWO_ROWS = (row("a", "b"), row("c", "d"))
SPAN = '<w:gridSpan w:val="2"/>'


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (table(*TWO_ROWS), [["a", "b"], ["c", "d"]]),
        (table(row(cell("a", SPAN)), row("c", "d")), [["a", ""], ["c", "d"]]),
        (
            table(row(cell("a", '<w:vMerge w:val="restart"/>'), "b"), row(cell(p(""), "<w:vMerge/>"), "d")),
            [["a", "b"], ["", "d"]],
        ),
        (table(row("a", "b"), row("c", properties='<w:gridBefore w:val="1"/>')), [["a", "b"], ["", "c"]]),
        (table(row("a", "b"), row("c")), [["a", "b"], ["c", ""]]),
        (table(row("a", "b"), row(cell(p("c") + p("d")), cell(li("e")))), [["a", "b"], ["c\nd", "• e"]]),
        (table(row("a", "b"), row(cell(table(*TWO_ROWS) + p("")), "x")), [["a", "b"], ["a\nb\nc\nd", "x"]]),
        (table(row("a", "b"), row("gone", properties="<w:del/>"), row("c", "d")), [["a", "b"], ["c", "d"]]),
        (
            table("<w:sdt><w:sdtContent>" + row("a", "b") + "</w:sdtContent></w:sdt>", row("c", "d")),
            [["a", "b"], ["c", "d"]],
        ),
        (
            table(row(cell("a", '<w:gridSpan w:val="999999999"/>')), row("b", "c")),
            [["a"] + [""] * 62, ["b", "c"] + [""] * 61],
        ),
    ],
)
def test_tables(body: str, expected: list[list[str]]) -> None:
    node = table_of(body, numbering=LISTS)
    assert cells(node) == expected
    assert node.text == "\n".join("\t".join(line).rstrip("\t") for line in expected)


BANDED = style("Grid", kind="table") + (
    '<w:style w:type="table" w:styleId="Banded"><w:basedOn w:val="Grid"/>'
    '<w:tblStylePr w:type="firstRow"/></w:style>'
)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (table(*TWO_ROWS), False),
        (table(row("a", "b", properties="<w:tblHeader/>"), row("c", "d")), True),
        (table(row("a", "b", properties='<w:tblHeader w:val="0"/>'), row("c", "d")), False),
        (table(*TWO_ROWS, properties='<w:tblStyle w:val="Banded"/><w:tblLook w:firstRow="1"/>'), True),
        (table(*TWO_ROWS, properties='<w:tblStyle w:val="Banded"/><w:tblLook w:val="04A0"/>'), True),
        (table(*TWO_ROWS, properties='<w:tblStyle w:val="Banded"/><w:tblLook w:val="0480"/>'), False),
        (table(*TWO_ROWS, properties='<w:tblStyle w:val="Grid"/><w:tblLook w:firstRow="1"/>'), False),
        (table(row(cell(p(r("a", "<w:b/>"))), cell(p(r("b", "<w:b/>")))), row("c", "d")), True),
    ],
)
def test_header_rows(body: str, expected: bool) -> None:
    assert table_of(body, styles=BANDED).has_header is expected


@pytest.mark.parametrize(
    "body",
    [
        table(row(cell(p("A", "Heading1") + p("b")))),
        table(row(cell(p("A", "Heading1")), cell(p("b")))),
        table(row(cell(p("A", "Heading1"))), row("b")),
        table(row(cell(p("A", "Heading1")), "b"), row(cell(p("")), cell(p("")))),
    ],
)
def test_tables_that_lay_out_the_page(body: str) -> None:
    assert kinds(body, styles=HEADINGS) == [(Heading, "A"), (Paragraph, "b")]


def test_lines_count_what_a_reader_sees() -> None:
    body = p("one") + p("") + p("two") + table(*TWO_ROWS) + p("seven")
    assert [node.line for node in parse(body).nodes] == [1, 2, 3, 7]


# Pictures.


def test_pictures() -> None:
    body = p(drawing("hill", "A hill") + r("below")) + p(r("above") + drawing("lake") + drawing("hill"))
    document = parse(body, pictures={"hill": PNG, "lake": PNG + b"2"})
    assert [(type(node), node.text, getattr(node, "name", "")) for node in document.nodes] == [
        (Picture, "A hill", "hill.png"),
        (Paragraph, "below", ""),
        (Paragraph, "above", ""),
        (Picture, "", "lake.png"),
        (Picture, "", "hill.png"),
    ]
    assert document.files == {"hill.png": PNG, "lake.png": PNG + b"2"}


def test_a_picture_of_old_word() -> None:
    body = p('<w:r><w:pict><v:shape alt="A hill"><v:imagedata r:id="hill"/></v:shape></w:pict></w:r>')
    (node,) = parse(body, pictures={"hill": PNG}).nodes
    assert isinstance(node, Picture)
    assert (node.text, node.name) == ("A hill", "hill.png")


def test_pictures_in_a_table_stand_behind_it() -> None:
    body = table(row("a", "b"), row("c", cell(p(drawing("hill", "A hill")))))
    assert [type(node) for node in parse(body, pictures={"hill": PNG}).nodes] == [Table, Picture]


@pytest.mark.parametrize(
    ("body", "remark"),
    [
        (
            p(drawing("far", "A hill", "link")),
            "a picture, which is only linked and was not fetched: A hill https://p.example/x.png",
        ),
        (p(drawing("none", "A hill")), "a picture, which the file does not hold: A hill"),
        (p(drawing("emf")), "a picture, which is no PNG, JPEG, GIF or WebP: emf.png"),
        (p("<w:r><w:object/></w:r>"), "an embedded object, not imported"),
        ('<w:altChunk r:id="far"/>', "an embedded file, not opened: https://p.example/x.png"),
        (
            p(
                '<w:r><w:drawing><wp:inline><wp:docPr descr="Doses"/>'
                '<c:chart r:id="none"/></wp:inline></w:drawing></w:r>'
            ),
            "a chart or diagram, not imported: Doses",
        ),
    ],
)
def test_what_is_no_picture_of_ours(body: str, remark: str) -> None:
    links, pictures = {"far": "https://p.example/x.png"}, {"emf": b"\1\0\0\0 EMF"}
    document = parse(p("Some text.") + body, links=links, pictures=pictures)
    assert [one.text for one in document.remarks] == [remark]
    assert document.files == {}


def test_a_picture_that_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importer.parsers.pictures.LARGEST", 0)
    body = p(drawing("k", "A hill"))
    assert remarks(body, pictures={"k": PNG}) == ["a picture, which is larger than 0 MB: A hill k.png"]


def test_the_words_of_a_chart_are_remarked() -> None:
    chart = (
        f"{HEAD}<c:chartSpace {DECLARED}><a:p><a:t>Doses by year</a:t></a:p><c:v>2024</c:v></c:chartSpace>"
    )
    relation = f'<Relationship Id="c" Type="{OFFICE}/chart" Target="charts/c.xml"/>'
    more = {"word/charts/c.xml": chart, "word/_rels/document.xml.rels": relationships(relation)}
    body = p('<w:r><w:drawing><wp:inline><c:chart r:id="c"/></wp:inline></w:drawing></w:r>')
    assert remarks(body, more=more) == ["a chart or diagram, not imported: Doses by year2024"]


# Text boxes and alternatives.

BOX = "<w:r><mc:AlternateContent>{}{}</mc:AlternateContent></w:r>"
NEW = (
    '<mc:Choice Requires="wps"><w:drawing><wp:anchor><wps:wsp><wps:txbx><w:txbxContent>{}'
    "</w:txbxContent></wps:txbx></wps:wsp></wp:anchor></w:drawing></mc:Choice>"
)
OLD = (
    "<mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict>"
    "</mc:Fallback>"
)


@pytest.mark.parametrize(
    "box",
    [
        BOX.format(NEW.format(p("in a box")), OLD.format(p("in a box"))),
        BOX.format(NEW.format(""), OLD.format(p("in a box"))),
        BOX.format("", OLD.format(p("in a box"))),
    ],
)
def test_text_boxes_stand_behind_their_paragraph_once(box: str) -> None:
    assert kinds(p(r("a ") + box + r("b")) + p("c")) == [
        (Paragraph, "a b"),
        (Paragraph, "in a box"),
        (Paragraph, "c"),
    ]


def test_a_box_has_headings_and_lists() -> None:
    box = BOX.format(NEW.format(p("Head", "Heading2") + li("item")), "")
    nodes = parse(p(box) + p("c"), styles=HEADINGS, numbering=LISTS).nodes
    assert [(type(node), node.line) for node in nodes] == [(Heading, 1), (ListItem, 1), (Paragraph, 2)]


@pytest.mark.parametrize(
    "rule",
    [
        p("", properties='<w:pBdr><w:bottom w:val="single"/></w:pBdr>'),
        p('<w:r><w:pict><v:rect o:hr="t"/></w:pict></w:r>'),
    ],
)
def test_lines_across_the_page(rule: str) -> None:
    assert kinds(p("a") + rule + p("b")) == [(Paragraph, "a"), (Divider, ""), (Paragraph, "b")]


# Notes.

NOTES = (
    '<w:footnote w:id="0" w:type="separator">{}</w:footnote><w:footnote w:id="5">{}</w:footnote>'
    '<w:footnote w:id="6">{}</w:footnote>'
).format(p(""), p("<w:r><w:footnoteRef/></w:r>" + r(" Fifth.")), p("Sixth,") + p("in two."))


def mark(key: int, kind: str = "footnote", more: str = "") -> str:
    return f'<w:r><w:{kind}Reference w:id="{key}" {more}/></w:r>'


def test_notes_are_numbered_as_the_text_refers_to_them() -> None:
    endnotes = f'<w:endnote w:id="1">{p("An endnote.")}</w:endnote>'
    body = p(r("a") + mark(6)) + p(r("b") + mark(1, "endnote") + mark(5)) + p(r("c") + mark(6) + mark(99))
    document = parse(body, footnotes=NOTES, endnotes=endnotes)
    assert document.nodes[0].runs == (Run("a"), Run("1", superscript=True))
    assert [node.text for node in document.nodes[:3]] == ["a1", "b23", "c14"]
    assert [(node.mark, getattr(node, "number", 0), node.text, node.line) for node in document.nodes[3:]] == [
        ("[^1]", 1, "Sixth,\nin two.", 1),
        ("[^2]", 2, "An endnote.", 2),
        ("[^3]", 3, "Fifth.", 2),
    ]


def test_a_note_with_a_mark_of_its_own() -> None:
    body = p(r("a") + '<w:r><w:footnoteReference w:id="5" w:customMarkFollows="1"/><w:t>†</w:t></w:r>')
    nodes = parse(body, footnotes=NOTES).nodes
    assert [(node.mark, node.text) for node in nodes] == [("", "a†"), ("†", "Fifth.")]


def test_a_note_has_links_of_its_own() -> None:
    note = '<w:footnote w:id="5">' + p('<w:hyperlink r:id="n">' + r("x") + "</w:hyperlink>") + "</w:footnote>"
    relation = (
        f'<Relationship Id="n" Type="{OFFICE}/hyperlink" Target="https://n.example/" TargetMode="External"/>'
    )
    more = {"word/_rels/footnotes.xml.rels": relationships(relation)}
    nodes = parse(p(r("a") + mark(5)), footnotes=note, more=more).nodes
    assert nodes[1].runs == (Run("x", href="https://n.example/"),)


# What is left out is remarked.

COMMENT = '<w:comment w:id="3" w:author="Ann Lee">{}</w:comment>'.format(p("Is this") + p("still so?"))
CONTENTS = (
    "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>"
    "<w:sdtContent>" + p("First ... 1") + p("Second ... 2") + "</w:sdtContent></w:sdt>"
)


@pytest.mark.parametrize(
    ("body", "remark"),
    [
        (
            p("<w:ins>" + r("a") + "</w:ins><w:del>" + r("b") + "</w:del><w:ins>" + r("c") + "</w:ins>"),
            "3 tracked changes, accepted: 1 deletion, 2 insertions",
        ),
        (
            p("<w:moveTo>" + r("a") + "</w:moveTo>") + p("<w:moveFrom>" + r("a") + "</w:moveFrom>"),
            "1 tracked change, accepted: 1 move",
        ),
        (
            p('<w:r><w:commentReference w:id="3"/></w:r>' + r("x")),
            "a comment, not imported: Is this still so?",
        ),
        (
            p(r("a") + r("secret ", "<w:vanish/>") + r("words", "<w:vanish/>")),
            "hidden text, not imported: secret words",
        ),
        (
            p(drawing("k", "A hill").replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>")),
            "a hidden picture, not imported: A hill",
        ),
        (p("unseen", "Hidden"), "hidden text, not imported: unseen"),
        (
            p(
                "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
                + r("Click here")
                + "</w:sdtContent></w:sdt>"
            ),
            "a field to fill in, left as it was: Click here",
        ),
        (CONTENTS, "a table of contents, not imported: First ... 1; Second ... 2"),
        (p("First", "TOC1") + p("Second", "TOC1"), "a table of contents, not imported: First; Second"),
        (p(field('TOC \\o "1-3"', r("First"))), "a table of contents, not imported: First"),
        (
            p('<w:r><w:sym w:font="Webdings" w:char="F0FF"/></w:r>' + r("x")),
            "a sign of the font Webdings that has no letter: \uf0ff",
        ),
        (
            p(
                '<w:r><w:fldChar w:fldCharType="begin"/>'
                '<w:instrText>EQ \\f(1,2)</w:instrText><w:fldChar w:fldCharType="end"/></w:r>'
            ),
            "a field that only Word can show, not imported: EQ \\f(1,2)",
        ),
        (p("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>"), "an equation, read as a line of text: x=1"),
    ],
)
def test_remarks(body: str, remark: str) -> None:
    styles = style("Hidden", look="<w:vanish/>") + style("TOC1", "toc 1")
    document = parse(p("Some text.") + body + p("The end."), styles=styles, comments=COMMENT)
    assert remark in [one.text for one in document.remarks]
    assert [document.nodes[0].text, document.nodes[-1].text] == ["Some text.", "The end."]


def test_a_comment_has_the_line_of_its_place() -> None:
    body = p("a") + p(r("b") + '<w:r><w:commentReference w:id="3"/></w:r>')
    assert [remark.line for remark in parse(body, comments=COMMENT).remarks] == [2]


def test_headers_and_footers_and_macros() -> None:
    found = remarks("", header=p("Draft 3"), footer=p("Page ") + p("1"), more={"word/vbaProject.bin": b"x"})
    assert found == [
        "a header, not imported: Draft 3",
        "a footer, not imported: Page 1",
        "macros, neither run nor imported",
    ]


def test_an_article_in_the_iso_version_of_the_format() -> None:
    files = members(p("Strict", "Heading1"), styles=HEADINGS)
    strict = {
        path: text.replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/",
            "http://purl.oclc.org/ooxml/wordprocessingml/",
        ).replace(OFFICE, "http://purl.oclc.org/ooxml/officeDocument/relationships")
        for path, text in files.items()
        if isinstance(text, str)
    }
    assert [type(node) for node in docx.parse(pack(strict)).nodes] == [Heading]


# Files that are none, or too much.

REFUSED = {
    "empty": (b"", "is empty."),
    "text": (b"Just text", "is not a Word document but another kind of file."),
    "old word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "is in the old format of Word (.doc)."),
    "password": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "is protected by a password.",
    ),
    "rtf": (b"{\\rtf1 x}", "is in the format RTF."),
    "half a zip": (word_file(p("x"))[:-40], "is damaged: it is no whole zip file."),
    "another zip": (pack({"a.txt": "x"}), "is not a Word document but another kind of zip file."),
    "odt": (
        pack({"mimetype": "application/vnd.oasis.opendocument.text"}),
        "is not a Word document but an OpenDocument",
    ),
    "pages": (pack({"Index/Document.iwa": b"x"}), "is not a Word document but a Pages document."),
    "no text part": (
        pack({key: one for key, one in members(p("x")).items() if key != "word/document.xml"}),
        "is damaged: the part with its text is missing.",
    ),
    "no text": (word_file(p("")), "holds no text that a reader would see."),
    "only hidden": (
        word_file(p(r("x", "<w:vanish/>"))),
        "holds no text that a reader would see. Left out: hidden text, not imported: x.",
    ),
    "another root": (
        pack(members("x") | {"word/document.xml": "<a/>"}),
        "is damaged: word/document.xml holds no",
    ),
    "broken xml": (pack(members("<w:p>")), "is damaged: word/document.xml cannot be read."),
    "broken styles": (word_file(p("x"), styles="<w:style>"), "is damaged: word/styles.xml cannot be read."),
    "too deep": (
        word_file(p("<w:smartTag>" * 96 + r("x") + "</w:smartTag>" * 96)),
        "nests its parts more than 100",
    ),
    "much too deep": (
        word_file("<w:sdt>" * 5000 + "</w:sdt>" * 5000),
        "is damaged: word/document.xml cannot",
    ),
    "too many tags": (pack(members("<w:p/>" * 700_001), ZIP_STORED), "is too long to be an article."),
    "zip bomb": (
        pack(members(p("x")) | {"word/media/a.png": bytes(9_000_000)}),
        "unpacks to several hundred times",
    ),
    "much in it": (
        pack(members(p("x")) | {f"word/media/{n}.bin": bytes(999_999) for n in range(210)}),
        "unpacks to more than 200 MB",
    ),
    "many members": (
        pack(members(p("x")) | {f"a/{n}": b"" for n in range(5_001)}),
        "holds more than 5,000 files",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_read_is_said(case: str) -> None:
    data, message = REFUSED[case]
    with pytest.raises(UnreadableDocument) as refused:
        parsers.parse("a.docx", data)
    assert str(refused.value).startswith(f"a.docx {message}")
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize(
    ("content_type", "message"),
    [
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", "an Excel workbook"),
        (
            "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
            "a PowerPoint",
        ),
        ("application/xml", "something else"),
        (f"{WORD}.template.main+xml", ""),
        ("application/vnd.ms-word.document.macroEnabled.main+xml", ""),
    ],
)
def test_the_content_type_says_what_it_is(content_type: str, message: str) -> None:
    files = members(p("x"))
    types = str(files["[Content_Types].xml"]).replace(f"{WORD}.document.main+xml", content_type)
    data = pack(files | {"[Content_Types].xml": types})
    if not message:
        assert len(docx.parse(data).nodes) == 1
        return
    with pytest.raises(UnreadableDocument, match=f"is not a Word document but {message}"):
        docx.parse(data)


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>',
        '<!DOCTYPE d SYSTEM "http://127.0.0.1:1/x.dtd">',
        '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "[Content_Types].xml"])
def test_no_document_type_is_accepted(part: str, encoding: str, declaration: str) -> None:
    files = members(p("x"), styles="")
    xml = str(files[part]).removeprefix(HEAD)
    text = f'<?xml version="1.0" encoding="{encoding}"?>{declaration}{xml}'
    with pytest.raises(UnreadableDocument, match="is not safe to read"):
        docx.parse(pack(files | {part: text.encode(encoding)}))


def test_a_size_that_a_zip_file_gives_is_not_believed() -> None:
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_STORED) as file:
        for path, content in members(p("x" * 3000)).items():
            file.writestr(path, content)
    data = buffer.getvalue()
    size = len(str(members(p("x" * 3000))["word/document.xml"])).to_bytes(4, "little")
    with pytest.raises(UnreadableDocument, match="is damaged"):
        docx.parse(data.replace(size, b"\1\0\0\0"))


def test_a_size_limit_can_be_set() -> None:
    data = word_file(p("x"))
    with pytest.raises(UnreadableDocument, match="larger than 100 bytes, the limit for Word"):
        parsers.parse("a.docx", data, {".docx": 100})


# Nothing is lost, whatever is in a file.

words = st.one_of(
    sentences,
    st.sampled_from(KNOWN),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cs", "Co", "Cn"]), max_size=20),
)
runs = st.tuples(words, st.booleans(), st.booleans(), st.sampled_from(["", "", "break", "tab", "link"]))
paragraphs = st.tuples(
    st.sampled_from(
        ["Normal", "Normal", "Heading 1", "Heading 2", "Title", "List Bullet", "List Number 2", "Lead"]
    ),
    st.lists(runs, min_size=1, max_size=4),
)
grids = st.lists(st.lists(words, min_size=2, max_size=2), min_size=1, max_size=3)


def build(content: list[Any]) -> bytes:
    document = python_docx.Document()
    document.styles.add_style("Lead", WD_STYLE_TYPE.PARAGRAPH).font.bold = True
    for one in content:
        if isinstance(one, list):
            grid = document.add_table(rows=len(one), cols=2)
            for line, texts in enumerate(one):
                for column, text in enumerate(texts):
                    grid.cell(line, column).text = text
        else:
            add_paragraph(document, one)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def add_paragraph(document: WordDocument, content: Any) -> None:
    style_name, pieces = content
    paragraph = document.add_paragraph(style=style_name)
    for text, bold, italic, extra in pieces:
        run = paragraph.add_run(text)
        run.bold, run.italic = bold or None, italic or None
        if extra == "break":
            run.add_break()
        elif extra == "tab":
            run.add_tab()
        elif extra == "link":
            link = paragraph._p.makeelement(name("w:hyperlink"), {})
            paragraph._p.append(link)
            link.append(run._r)


def texts_in(content: list[Any]) -> Iterator[str]:
    for one in content:
        if isinstance(one, list):
            yield from (text for line in one for text in line)
        else:
            yield from (text for text, *_ in one[1])


@settings(max_examples=25, deadline=None)
@given(st.lists(st.one_of(paragraphs, paragraphs, grids), min_size=1, max_size=12))
def test_nothing_is_lost(content: list[Any]) -> None:
    written_text = visible(*texts_in(content))
    try:
        document = docx.parse(build(content))
    except UnreadableDocument:
        assert not written_text
        return
    # Somebody may have typed one: "[a study](https://a.example/)".
    links = (run.href for node in document.nodes for run in runs_in(node))
    found = visible(*(node.text + node.mark for node in document.nodes), *links)
    assert not written_text - found
    assert not written_text - outcome(mapper.read(document))


# Broken and hostile files.

WHOLE = members(
    "".join(
        [
            p("T", "Heading1"),
            p(r("a", "<w:b/>") + mark(5) + r("b")),
            li("one", 2),
            li("two", 2, 1),
            p(drawing("k", "x")),
            table(row("a", "b"), row(cell("c", SPAN))),
            p(field('HYPERLINK "https://f.example/"', r("x"))),
            CONTENTS,
            p(BOX.format(NEW.format(p("box")), OLD.format(p("box")))),
            p("<w:ins>" + r("a") + "</w:ins>"),
            p('<w:hyperlink r:id="l">' + r("x") + '</w:hyperlink><w:r><w:commentReference w:id="3"/></w:r>'),
            p("<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num></m:f></m:oMath>"),
            p("Steps", "Clinic"),
        ]
    ),
    links={"l": "https://a.example/"},
    pictures={"k": PNG},
    footnotes=NOTES,
    comments=COMMENT,
    numbering=LISTS,
    styles=HEADINGS + style("Clinic", base="Heading1"),
    header=p("head"),
)
ODD = [
    "",
    "-1",
    "0",
    "9",
    "99999999999999999999",
    "x",
    "é",
    "true",
    "end",
    "separate",
    "../../..",
    "//",
    "Heading1",
    "%1%9",
]
XML = [path for path in WHOLE if path.endswith((".xml", ".rels"))]


def assert_survives(data: bytes) -> bool:
    began = time.monotonic()
    try:
        mapper.read(docx.parse(data))
    except UnreadableDocument:
        return False
    finally:
        assert time.monotonic() - began < 10
    return True


@pytest.mark.parametrize("seed", range(4))
def test_flipped_bytes(seed: int) -> None:
    chance = random.Random(seed)
    whole = pack(WHOLE)
    for _ in range(150):
        data = bytearray(whole)
        for _ in range(chance.choice([1, 1, 3, 20])):
            data[chance.randrange(len(data))] = chance.randrange(256)
        assert_survives(bytes(data))
    for length in chance.sample(range(len(whole)), 20):
        assert_survives(whole[:length])


@pytest.mark.parametrize("seed", range(4))
def test_flipped_bytes_in_the_parts(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(150):
        path = chance.choice(XML)
        data = bytearray(str(WHOLE[path]).encode())
        for _ in range(chance.choice([1, 1, 2])):
            data[chance.randrange(len(data))] = chance.choice(b'"<>/=&;: aw019\xff\x00')
        assert_survives(pack(WHOLE | {path: bytes(data)}))


@pytest.mark.parametrize("seed", range(6))
def test_elements_in_the_wrong_place(seed: int) -> None:
    chance = random.Random(seed)
    survived = 0
    for _ in range(120):
        path = chance.choice(XML)
        root = etree.fromstring(str(WHOLE[path]).encode())
        for _ in range(chance.choice([1, 2, 5, 20])):
            misplace(list(root.iter()), chance)
        survived += assert_survives(pack(WHOLE | {path: etree.tostring(root)}))
    assert survived > 60


def misplace(elements: list[etree._Element], chance: random.Random) -> None:
    """Copy, remove or move an element, swap its tag, or give an attribute an odd value."""
    one, other = chance.choice(elements), chance.choice(elements)
    match chance.randrange(5):
        case 0 if one.getparent() is not None:
            one.getparent().remove(one)
        case 1:
            other.append(copy.deepcopy(one)) if len(elements) < 2000 else None
        case 2 if one.getparent() is not None and other is not one and one not in other.iterancestors():
            other.insert(0, one)
        case 3:
            one.tag = other.tag
        case 4 if one.attrib:
            one.set(chance.choice(list(one.attrib)), chance.choice(ODD))


# The real article.


@pytest.mark.shared
def test_real_article() -> None:
    wanted = json.loads(SAMPLE.with_suffix(".expected.json").read_text("utf-8"))
    document = parsers.read_file(SAMPLE.with_suffix(".docx"))
    reading: Any = mapper.read(document).to_json()
    for part in ("title", "keywords", "introduction", "quick_answer", "sections", "takeaways", "citations"):
        assert reading[part] == wanted[part]
    assert document.remarks == ()
