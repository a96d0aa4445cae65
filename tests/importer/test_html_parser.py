"""Web pages: what becomes a node, what is only reported, and files that are no page."""

import base64
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from importer import parsers
from importer.errors import UnreadableDocument
from importer.nodes import (
    Aside,
    Divider,
    Document,
    Heading,
    ListItem,
    Node,
    Paragraph,
    Picture,
    Run,
    Table,
    plain,
    text_of,
)
from importer.parsers import css, html

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
EMBEDDED = f"data:image/png;base64,{base64.b64encode(PNG).decode()}"


def read(page: str) -> Document:
    return html.parse(page.encode())


def kinds(page: str) -> list[tuple[type[Node], str]]:
    return [(type(node), node.text) for node in read(page).nodes]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>One\n  two&nbsp;three<p>Four", [(Paragraph, "One two three"), (Paragraph, "Four")]),
        ("One<div>Two</div>three", [(Paragraph, "One"), (Paragraph, "Two"), (Paragraph, "three")]),
        ("<p>a<br> b", [(Paragraph, "a\nb")]),
        ("<p>a<br><br>b", [(Paragraph, "a"), (Paragraph, "b")]),
        ("<p> <b>a </b> <i> b</i> .", [(Paragraph, "a b .")]),
        ("<h2>a</h2><h4>b</h4>", [(Heading, "a"), (Heading, "b")]),
        ("<h2> </h2><p></p>x", [(Paragraph, "x")]),
        ("<div role=heading aria-level=3>a</div>", [(Heading, "a")]),
        ("<ul><li><p>a<p>b</ul>", [(ListItem, "a\nb")]),
        ("<ul><li>a<ul><li>b</ul>c</ul>", [(ListItem, "a"), (ListItem, "b"), (Paragraph, "c")]),
        ("<p>• a<p>• b", [(ListItem, "a"), (ListItem, "b")]),
        ("<p>1. a<p>2. b<p>7. c", [(ListItem, "a"), (ListItem, "b"), (Paragraph, "7. c")]),
        ("a<hr>b", [(Paragraph, "a"), (Divider, ""), (Paragraph, "b")]),
        ("<pre>a\n b</pre>", [(Paragraph, "a\nb")]),
        ("<dl><dt>a<dd>b</dl>", [(Paragraph, "a"), (Paragraph, "b")]),
        (
            "<h2>FAQ</h2><details><summary>a</summary>b</details>",
            [(Heading, "FAQ"), (Heading, "a"), (Paragraph, "b")],
        ),
        ("<nav>a</nav><p>b<footer>c", [(Aside, "a"), (Paragraph, "b"), (Aside, "c")]),
        ("<p>a<main>b</main>c", [(Aside, "a"), (Paragraph, "b"), (Aside, "c")]),
        ("<header id=navbar><h1>a</h1></header>", [(Heading, "a")]),
        ("<script>x</script><style>x</style><template>x</template>a", [(Paragraph, "a")]),
        ("<p hidden>x<p style='display: none'>x<p class=sr-only>x<p>a", [(Paragraph, "a")]),
        ("<html><body>a</body></html>b<p>c</html >d", [(Paragraph, "ab"), (Paragraph, "cd")]),
        ("a<!-- x -->b", [(Paragraph, "ab")]),
        ("<p>a<q>b</q></p>", [(Paragraph, "a“b”")]),
        ("<input type=submit value=Send><input value=x>", [(Paragraph, "Send")]),
        ("<table><tr><td><h2>a</h2><td>b</table>", [(Heading, "a"), (Paragraph, "b")]),
        ("<table><tr><td>a<tr><td>b</table>", [(Paragraph, "a"), (Paragraph, "b")]),
        ("<table><tr><td>a<td>b</table>", [(Paragraph, "a"), (Paragraph, "b")]),
    ],
)
def test_nodes(page: str, expected: list[tuple[type[Node], str]]) -> None:
    assert kinds(page) == expected


@pytest.mark.parametrize(
    ("page", "runs"),
    [
        ("<b>a</b><em>b</em>", [Run("a", bold=True), Run("b", italic=True)]),
        ("a<sup>1</sup>", [Run("a"), Run("1", superscript=True)]),
        ("<style>.c{font-weight:700}</style><span class='x c'>a</span>b", [Run("a", bold=True), Run("b")]),
        ("<b style='font-weight:normal'>a</b>", [Run("a")]),
        ("<b>a <b>b</b></b>", [Run("a b", bold=True)]),
        (
            "<a href='https://www.google.com/url?q=https://e.example/a&sa=D'>a</a>",
            [Run("a", href="https://e.example/a")],
        ),
        ("<a href='mailto:a@e.example'>a</a>", [Run("a", href="mailto:a@e.example")]),
        ("<a href='javascript:alert(1)'>a</a>", [Run("a")]),
        ("<a href='/here'>a</a><a href='#there'>b</a>", [Run("ab")]),
    ],
)
def test_runs(page: str, runs: list[Run]) -> None:
    (node,) = read(page).nodes
    assert list(node.runs) == runs


def test_lists_know_their_depth_and_numbers() -> None:
    page = (
        "<ol start=4><li>a<ul><li>b</ul><li>c</ol>"
        "<ol class='lst-kix_x-0' start=1><li>d</ol><ul class='c1 lst-kix_x-2'><li>e</ul>"
        "<ol class='lst-kix_x-0' start=2><li>f</ol>"
    )
    items = [node for node in read(page).nodes if isinstance(node, ListItem)]
    assert [(item.text, item.depth, item.number, item.mark) for item in items] == [
        ("a", 0, 4, "4."),
        ("b", 1, None, "•"),
        ("c", 0, 5, "5."),
        ("d", 0, 1, "1."),
        ("e", 2, None, "•"),
        ("f", 0, 2, "2."),
    ]


def test_tables() -> None:
    (table,) = read(
        "<table><caption>Doses</caption><tr><th>a<th>b<th>c"
        "<tr><td rowspan=2>1<td colspan=2>2<tr><td>3<td>4</table>"
    ).nodes
    assert isinstance(table, Table)
    assert [[text_of(cell) for cell in row] for row in table.rows] == [
        ["a", "b", "c"],
        ["1", "2", ""],
        ["", "3", "4"],
    ]
    assert (table.has_header, table.caption, table.text) == (True, "Doses", "Doses\na\tb\tc\n1\t2\n\t3\t4")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["<b>a</b>", "<b>b</b>"], ["1", "2"]], True),
        ([["<b>a</b>", "b"], ["1", "2"]], False),
        ([["<b>a</b>", "<b>b</b>"], ["<b>1</b>", "<b>2</b>"]], False),
        ([["a", "b"], ["1", "2"]], False),
    ],
)
def test_a_bold_first_row_is_a_header(rows: list[list[str]], expected: bool) -> None:
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    (table,) = read(f"<table>{cells}</table>").nodes
    assert isinstance(table, Table)
    assert table.has_header is expected


def test_pictures() -> None:
    page = (
        f"<p>a <img src='{EMBEDDED}' alt='A  hill'> b"
        f"<figure><img src='{EMBEDDED}'><figcaption>C</figcaption></figure>"
    )
    document = read(page)
    assert kinds(page) == [(Paragraph, "a b"), (Picture, "A hill"), (Picture, "C")]
    first, second = [node for node in document.nodes if isinstance(node, Picture)]
    assert (first.alt, first.caption, second.alt, second.caption) == ("A hill", "", "", "C")
    assert document.files == {first.name: PNG, second.name: PNG}


@pytest.mark.parametrize(
    ("page", "remark"),
    [
        (
            "a<img src='https://e.example/a.png' alt='A hill'>",
            "was not fetched: A hill https://e.example/a.png",
        ),
        ("a<img alt=x src='data:image/svg+xml,<svg/>'>", "no PNG, JPEG, GIF or WebP: x"),
        ("a<img alt=x src='data:image/png;base64,A'>", "cannot be decoded"),
        (
            "a<iframe src='https://e.example/film'>x</iframe>",
            "embedded content, not fetched: https://e.example/film",
        ),
        (
            "a<a href='page2.html'>b</a>",
            "a link that leads nowhere outside its page, kept as words: page2.html",
        ),
        ("a<p hidden>secret", "does not see: secret"),
        ("a<p><a href='#fnref1'>[1]</a>", "a note without text: [1]"),
        ("a<div><p><a id=cmnt1 href='#cmnt_ref1'>[a]</a>Sure?</div>", "a comment, not imported: [a]Sure?"),
    ],
)
def test_remarks(page: str, remark: str) -> None:
    document = read(page)
    assert [one.text for one in document.remarks if remark in one.text], document.remarks
    assert document.files == {}


def test_footnotes_stand_at_the_end() -> None:
    page = "<p>a<sup><a href='#ftnt1'>[1]</a></sup><div><p><a href='#ftnt_ref1'>[1]</a> b</div><p>c"
    nodes = read(page).nodes
    assert [(node.text, node.mark) for node in nodes] == [("a[1]", ""), ("c", ""), ("b", "[^1]")]


def test_a_note_that_is_a_link_as_a_whole_is_kept() -> None:
    nodes = read("<p>a<p><a href='#ftnt_ref1'>[1] All of the note").nodes
    assert [(node.text, node.mark) for node in nodes] == [("a", ""), ("All of the note", "[1]")]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<ul><li><a href='#fnref1'>3</a> a</ul>", [("a", "[^3]")]),
        ("<p>a <a href='#fnref1'>1</a> b", [("a 1 b", "")]),
        ("<p>a <a href='#fnref1'>↩</a>", [("a", "")]),
    ],
)
def test_links_back_to_a_note(page: str, expected: list[tuple[str, str]]) -> None:
    assert [(node.text, node.mark) for node in read(page).nodes] == expected


def test_a_cell_in_a_cell_is_kept() -> None:
    (table,) = read("<table><tr><td>a<div><th>b</th></div><td>c<tr><td>d<td>e</table>").nodes
    assert table.text == "a\nb\tc\nd\te"


@pytest.mark.parametrize(
    ("declarations", "look"),
    [
        ("font-weight:700;color:red", css.Look(bold=True)),
        ("FONT-WEIGHT : Bold !important", css.Look(bold=True)),
        ("font-weight:400;font-style:italic", css.Look(bold=False, italic=True)),
        ("vertical-align:super", css.Look(raised=True)),
        ("display:none", css.Look(hidden=True)),
        ("nonsense", css.Look()),
    ],
)
def test_declarations(declarations: str, look: css.Look) -> None:
    assert css.read_declarations(declarations) == look


def test_a_style_sheet() -> None:
    sheet = (
        "@import 'x';.a{font-weight:700}/* .b{} */ p.c , .d{font-style:italic}"
        " @media print{.e{display:none}} .f .g{}"
    )
    assert css.read_sheet(sheet) == {
        "a": css.Look(bold=True),
        "c": css.Look(italic=True),
        "d": css.Look(italic=True),
    }


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("é".encode(), "é"),
        ("é".encode("cp1252"), "é"),
        (b"<meta charset=windows-1252>\x93a\x94", "“a”"),
        (b"<meta content='text/html; charset=iso-8859-1'>\x93a", "“a"),
        ("<p>é".encode("utf-16"), "é"),
        (b"\xef\xbb\xbfa", "a"),
    ],
)
def test_encodings(data: bytes, text: str) -> None:
    assert html.parse(data).nodes[0].text == text


def zipped(**members: bytes) -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), data)
    return packed.getvalue()


def test_a_page_with_its_pictures() -> None:
    page = b"<p>a<img src='images/b.png' alt='B'><img src='../../x.png' alt='C'>"
    document = parsers.parse("a.zip", zipped(a_html=page, images__b_png=PNG, c_zip=b"PK", s_css=b"x"))
    assert document.nodes[1] == Picture(plain("B"), 1, name="1-b.png")
    assert document.files == {"1-b.png": PNG}
    assert [remark.text for remark in document.remarks] == [
        "a picture, which is not in the file and was not fetched: C ../../x.png",
        "a file in the ZIP file, not opened: c.zip",
    ]


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.html", b"", "is empty"),
        ("a.html", b"<p> <script>x</script>", "no text that a reader would see"),
        ("a.html", b"<div>" * 100_000 + b"x", "too deeply"),
        ("a.html", b"<br>" * 100_001 + b"x", "more than 100,000 elements"),
        ("a.html", b"%PDF-1.7", "another kind of file"),
        ("a.html", b"a\0b", "another kind of file"),
        ("a.html", b"<meta charset=rot13>x", "encoding rot13"),
        ("a.html", b"<meta charset=utf-8>\n\xff", "not in UTF-8: line 2"),
        ("a.zip", b"", "no ZIP file"),
        ("a.zip", b"PK\x03\x04 and nothing", "no ZIP file"),
        ("a.zip", zipped(a_html=b"<p>hello")[:-30], "no ZIP file"),
        ("a.zip", zipped(a_txt=b"x"), "no web page"),
        ("a.zip", zipped(a_html=b"x", b_html=b"y"), "more than one web page"),
        ("a.zip", zipped(a_html=b"x" * 5_000_000), "far more than any document"),
        ("a.zip", zipped(**{f"p{number}_png": b"" for number in range(600)}, a_html=b"x"), "601 files"),
        ("a.md", b">" * 1000 + b"x", "too deeply"),
        ("a.md", b"![" * 10_000, "opening brackets"),
        ("a.md", b"<!--", "no text"),
    ],
    ids=lambda value: value if isinstance(value, str) else "data",
)
def test_unreadable(name: str, data: bytes, message: str) -> None:
    with pytest.raises(UnreadableDocument) as refused:
        parsers.parse(name, data)
    assert message in str(refused.value)
    assert str(refused.value).startswith(name)
