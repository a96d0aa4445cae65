"""Markdown: lines, front matter and notes; the rest is the business of the parser for pages."""

import base64

import pytest

from importer import parsers
from importer.errors import UnreadableDocument
from importer.nodes import Aside, Heading, ListItem, Node, Paragraph, Table
from importer.parsers import front_matter, markdown


def kinds(source: str) -> list[tuple[type[Node], str, int]]:
    return [(type(node), node.text, node.line) for node in markdown.parse(source.encode()).nodes]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            "# a\n\nb\nc\n\n- d\n  - e",
            [(Heading, "a", 1), (Paragraph, "b c", 3), (ListItem, "d", 6), (ListItem, "e", 7)],
        ),
        ("a  \nb\\\nc", [(Paragraph, "a\nb\nc", 1)]),
        ("a\n=\n\n| b | c |\n|---|---|\n| 1 | 2 |", [(Heading, "a", 1), (Table, "b\tc\n1\t2", 4)]),
        (
            "x\n\n<p>a</p>\n\n<div>\n\nb\n\n</div>",
            [(Paragraph, "x", 1), (Paragraph, "a", 3), (Paragraph, "b", 7)],
        ),
        ("[a][b]\n\n[b]: https://e.example", [(Paragraph, "a", 1)]),
        ("a[^1]\n\n[^1]: b\n  c\n\nd", [(Paragraph, "a1", 1), (Paragraph, "d", 6), (ListItem, "b c", 3)]),
        (
            "a [1]\n\n[1]: b https://e.example",
            [(Paragraph, "a [1]", 1), (ListItem, "b https://e.example", 3)],
        ),
        ("---\ntitle: a\n---\n\nb", [(Heading, "a", 2), (Paragraph, "b", 5)]),
        ("---\ntitle: a\n---\n# b", [(Aside, "Title: a", 2), (Heading, "b", 4)]),
        (
            "title: a\ntags: [b, c]\n---\nd",
            [(Heading, "a", 1), (Aside, "Tags: b, c", 2), (Paragraph, "d", 4)],
        ),
        ("---\n\na\n\n---\nb", [(Paragraph, "a", 3), (Paragraph, "b", 6)]),
    ],
)
def test_nodes(source: str, expected: list[tuple[type[Node], str, int]]) -> None:
    found = [one for one in kinds(source) if one[1]]
    assert found == expected


@pytest.mark.parametrize(
    ("lines", "texts"),
    [
        ("---\ndescription: >\n  one\n  two\n---", ["Meta description: one two"]),
        ("---\nkeywords:\n- a\n- 'b''s'\n---", ["Keywords: a, b's"]),
        ('---\nseo_title: "a \\"b\\""\n---', ['SEO title: a "b"']),
        ("---\ntitle: a: b\nslug: 'open\n---", ["Title: a: b", "Slug: 'open"]),
        ("+++\ntitle = 'a'\n+++", ["Title: a"]),
        ("---\nauthor: a\ndraft: true", ["Author: a", "draft: true"]),
        ("---\nauthor:\n  name: a\n---", ["Author: name: a"]),
    ],
)
def test_front_matter(lines: str, texts: list[str]) -> None:
    found = front_matter.read(lines.split("\n"))
    assert found is not None
    assert [one.text for one in found.properties] == texts
    assert found.unread == []


@pytest.mark.parametrize(
    "lines", ["a", "---", "---\n\ntext\n\n---", "Note: a\n\ntext", "a: b\ntext\n---", ""]
)
def test_no_front_matter(lines: str) -> None:
    assert front_matter.read(lines.split("\n")) is None


def test_what_cannot_be_read_above_the_text_is_kept_and_reported() -> None:
    document = markdown.parse(b"---\ntitle: a\nno property\n---\nb")
    assert [node.text for node in document.nodes] == ["a", "no property", "b"]
    assert [(remark.line, "no property" in remark.text) for remark in document.remarks] == [(3, True)]


def test_addresses_that_no_link_uses_are_reported() -> None:
    document = markdown.parse(b"a [b]\n\n[b]: https://e.example/b\n[Two]: https://e.example/2 'c'\n")
    assert [(remark.text, remark.line) for remark in document.remarks] == [
        ("an address that no link uses: Two https://e.example/2 c", 4)
    ]


@pytest.mark.parametrize(
    "source",
    [
        "A lamp: ![a lamp](%s)",
        "A lamp: ![a lamp][image1]\n\n[image1]: <%s>\n",
        'A lamp: <img alt="a lamp" src="%s">',
    ],
)
def test_a_picture_in_an_address_may_be_large(source: str) -> None:
    picture = b"\x89PNG\r\n\x1a\n" + bytes(1_500_000)
    address = f"data:image/png;base64,{base64.b64encode(picture).decode()}"
    document = parsers.parse("a.md", (source % address).encode())
    assert [node.text for node in document.nodes] == ["A lamp:", "a lamp"]
    assert document.files == {"1-picture.png": picture}
    assert not document.remarks


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (b"word " * 131_000, "more than 650,000 characters"),
        (b"a\n" * 60_000, "or 50,000 lines"),
    ],
)
def test_limits(source: bytes, message: str) -> None:
    with pytest.raises(UnreadableDocument, match=message):
        parsers.parse("a.md", source)


def test_a_broken_picture_in_an_address_is_remarked() -> None:
    document = parsers.parse("a.md", b"Text ![x](data:image/png;base64,%s)" % (b"A" * 33))
    assert [remark.text[:36] for remark in document.remarks] == ["a picture, which cannot be decoded: "]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("**Meta title:** Gout\n**Slug:** gout", "Meta title: Gout\nSlug: gout"),
        ("[1] A study\n[2] A trial", "A study\n[2] A trial"),
        ("**Is it safe?**\nYes, it\nis.", "Is it safe?\nYes, it is."),
        ("**Bold** start\nand an end", "Bold start and an end"),
        ("<aside>\n**In short:** rest\n</aside>", "In short: rest"),
        ("> [!summary] In short\n> Rest.", "[!summary] In short\nRest."),
    ],
)
def test_lines_that_were_meant(source: str, expected: str) -> None:
    assert markdown.parse(source.encode()).nodes[0].text == expected


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("A [b] c.\n\n[b]: https://a.example/", []),
        ("Text.\n\n[b]: [b]", ["an address that no link uses: b [b]"]),
        (
            "A [b] c.\n\n[b]: https://a.example/\n[b]: https://b.example/",
            ["an address that no link uses: B https://b.example/"],
        ),
    ],
)
def test_every_address_of_a_link_is_used_or_told(source: str, told: list[str]) -> None:
    remarks = markdown.parse(source.encode()).remarks
    assert [remark.text.lower() for remark in remarks] == [one.lower() for one in told]
