"""The pure modules, rule by rule."""

import json

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.utils.html import escape as escape_html
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from core import schema
from core.addresses import parse_addresses, validate_addresses
from core.anchors import anchors
from core.lines import split_lines
from core.markdown import markdown
from core.rich_text import clean
from core.same_origin import is_same_origin
from core.text import as_sentence, brief, plain


@pytest.mark.parametrize(
    ("headers", "trusted"),
    [
        ({}, True),
        ({"Sec-Fetch-Site": "same-origin"}, True),
        ({"Sec-Fetch-Site": "none"}, True),
        ({"Sec-Fetch-Site": "same-site"}, False),
        ({"Sec-Fetch-Site": "cross-site"}, False),
        ({"Sec-Fetch-Site": "something-new"}, False),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "https://clinic.example"}, False),
        ({"Origin": "https://clinic.example"}, True),
        ({"Origin": "https://CLINIC.example"}, True),
        ({"Origin": "https://clinic.example:8443"}, False),
        ({"Origin": "https://clinic.example.evil.example"}, False),
        ({"Origin": "https://evil.example/clinic.example"}, False),
        ({"Origin": "null"}, False),
        ({"Origin": "https://[broken"}, False),
    ],
)
def test_same_origin(headers: dict[str, str], trusted: bool) -> None:
    assert is_same_origin(headers, "clinic.example") is trusted


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("a@b.example", ["a@b.example"]),
        (" a@b.example \r\n\r\nc@d.example", ["a@b.example", "c@d.example"]),
        ("a@b.example, c@d.example; a@b.example", ["a@b.example", "c@d.example"]),
    ],
)
def test_addresses(text: str, found: list[str]) -> None:
    assert parse_addresses(text) == found
    validate_addresses(text)


def test_every_wrong_address_is_named() -> None:
    with pytest.raises(ValidationError, match="Not an email address: front desk, b@"):
        validate_addresses("a@b.example\nfront desk\nb@")


def test_lines() -> None:
    assert split_lines(" English\r\n\n  Spanish ") == ["English", "Spanish"]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("", ""),
        ("<p>One.</p><p>Two.</p>", "One. Two."),
        ("<ul><li>a</li><li>b</li></ul>", "a b"),
        ("<p>fish &amp; chips &lt;5</p>", "fish & chips <5"),
        ("<p>x<sup>2</sup> and<br/>more</p>", "x2 and more"),
        ("<h4>Title</h4>\n<p>Text</p>", "Title Text"),
    ],
)
def test_plain(html: str, text: str) -> None:
    assert plain(html) == text


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("Short.", 20, "Short."),
        ("One. Two. Three is longer.", 12, "One. Two."),
        ("Is it? Yes, it is indeed.", 10, "Is it?"),
        ("About 3.5 people in ten feel better.", 20, "About 3.5 people in ten feel better."),
        ("It is for adults, not for children. Ask.", 20, "It is for adults, not for children."),
        ("One. ", 4, "One."),
        ("", 10, ""),
    ],
)
def test_brief(text: str, limit: int, short: str) -> None:
    assert brief(text, limit) == short


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", ""),
        ("A study", "A study."),
        ("A study.", "A study."),
        ("Does it work?", "Does it work?"),
        ("Lin A, et al.", "Lin A, et al."),
    ],
)
def test_as_sentence(text: str, sentence: str) -> None:
    assert as_sentence(text) == sentence


@given(st.lists(st.sampled_from(["One.", "Is it so?", "Two words.", "3.5 more!"])), st.integers(10, 300))
def test_brief_keeps_sentences_whole(sentences: list[str], limit: int) -> None:
    short = brief(" ".join(sentences), limit)
    assert len(short) <= limit
    assert short in {" ".join(sentences[:count]) for count in range(len(sentences) + 1)}


@pytest.mark.parametrize(
    ("headings", "found"),
    [
        (["What it is"], ["what-it-is"]),
        (["Risks", "Risks", "Risks"], ["risks", "risks-2", "risks-3"]),
        (["Risks 2", "Risks", "Risks"], ["risks-2", "risks", "risks-3"]),
        (["睡眠と気分", "Où aller?", "Ça va"], ["睡眠と気分", "où-aller", "ça-va"]),
        (["???", ""], ["section", "section-2"]),
        (["Main", "Quick answer"], ["main-2", "quick-answer-2"]),
        (
            ["Citation 1", "Cited 1-1", "Cited works"],
            ["section-citation-1", "section-cited-1-1", "cited-works"],
        ),
    ],
)
def test_anchors(headings: list[str], found: list[str]) -> None:
    assert anchors(headings) == found


@given(st.lists(st.text(max_size=12)))
def test_anchors_are_ids_and_differ(headings: list[str]) -> None:
    found = anchors(headings)
    assert len(found) == len(set(found)) == len(headings)
    assert all(anchor and not any(sign.isspace() for sign in anchor) for anchor in found)


HOSTILE = "</script><script>alert(1)</script> & <!-- \u2028\u2029 \" ' \\"


def test_the_script_is_safe_and_says_the_same() -> None:
    data = schema.graph([schema.node("Thing", name=HOSTILE)])
    html = schema.script(data)
    assert html.count("<") == 2
    assert "\u2028" not in html
    (script,) = BeautifulSoup(html, "html.parser").find_all("script")
    assert json.loads(script.string or "") == data


@given(st.text())
def test_no_text_leaves_the_script(text: str) -> None:
    (script,) = BeautifulSoup(schema.script({"name": text}), "html.parser").find_all("script")
    assert json.loads(script.string or "") == {"name": text}


def test_nodes_leave_out_what_is_empty_but_not_zero() -> None:
    assert schema.node("Thing", a="", b=None, c=[], d={}, e=0, f="x") == {"@type": "Thing", "e": 0, "f": "x"}


def test_breadcrumbs_and_questions() -> None:
    crumbs = schema.breadcrumbs([("Home", "https://c.example/"), ("Articles", "https://c.example/articles/")])
    assert [item["position"] for item in crumbs["itemListElement"]] == [1, 2]
    faq = schema.faq_page("https://c.example/a/", [("Why?", "Because.")])
    assert faq["@id"] == "https://c.example/a/#faq"
    assert faq["mainEntity"][0]["acceptedAnswer"]["text"] == "Because."


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("", ""),
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("<p>a <b>bold</b> and <i>slanted</i></p>", "a **bold** and *slanted*"),
        ("<p><b>Bold </b>then</p>", "**Bold** then"),
        ("<p>a<b> </b>b</p>", "a b"),
        ('<p>See <a href="https://x.example/a">this</a></p>', "See [this](https://x.example/a)"),
        ('<p><a href="https://x.example/a_(b)">x</a></p>', "[x](<https://x.example/a_(b)>)"),
        ("<p><a>no address</a></p>", "no address"),
        ("<ul><li>a</li><li>b</li></ul><p>c</p>", "- a\n- b\n\nc"),
        ("<ol><li>a</li><li>b<ul><li>c</li></ul></li></ol>", "1. a\n2. b\n\n   - c"),
        ("<h4>Title</h4><p>Text</p>", "#### Title\n\nText"),
        ("<p>one<br/>two</p>", "one  \ntwo"),
        ("<p>2 * 3 &lt; 7 [sic] snake_case</p>", r"2 \* 3 \< 7 \[sic\] snake\_case"),
        ("<p># not a heading</p>", r"\# not a heading"),
        ("<p>- not a list</p>", r"\- not a list"),
        ("<p>1. not a list</p>", r"1\. not a list"),
        ("<p>AT&amp;T &amp;lt;</p>", r"AT&T \&lt;"),
        ("</b></p>", ""),
    ],
)
def test_markdown(html: str, found: str) -> None:
    assert markdown(html) == found


words = st.text(st.sampled_from("ab1 #*_-+.)>=<&;:[]()`\\~!é"), min_size=1, max_size=20)
paragraphs = st.lists(words.filter(str.strip), min_size=1, max_size=3)


@given(paragraphs)
def test_markdown_says_what_the_html_said(texts: list[str]) -> None:
    html = "".join(f"<p>{escape_html(text)}</p>" for text in texts)
    rendered = MarkdownIt("commonmark").render(markdown(html))
    assert plain(rendered) == plain(html)


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("<p>a &lt; <b>b</b><br/>c</p>", "<p>a &lt; <b>b</b><br/>c</p>"),
        ('<p><a linktype="source" id="3">x</a></p>', '<p><a linktype="source" id="3">x</a></p>'),
        ('<p onclick="a()">b<script>c</script></p>', "<p>b</p>"),
        ('<a href="javascript:a()">b</a>', "<a>b</a>"),
        (
            '<a href="https://a.example/?b=1&amp;c" target="x">b</a>',
            '<a href="https://a.example/?b=1&amp;c">b</a>',
        ),
        ('<img src="https://a.example/"><iframe></iframe>b', "b"),
        ("", ""),
    ],
)
def test_rich_text_holds_known_marks_only(html: str, kept: str) -> None:
    assert clean(html) == kept
