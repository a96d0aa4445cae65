"""An article goes out and comes back as the same blocks, in every format."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from html import escape
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.blocks import StreamValue
from wagtail.images.models import AbstractImage

from blog.blocks import ArticleBody
from blog.models import ArticlePage
from editorial.models import Source
from importer import mapper, parsers
from importer.reading import Reading
from importer.services import image_at
from importer.stream import introduction, to_html, to_stream
from importer.writers import docx, markdown
from importer.writers.from_page import from_page, lines, paragraphs, rich_text, words

BASE = "http://testserver/"
MADE = datetime(2026, 3, 4, 5, 6, tzinfo=UTC)
BODY = ArticleBody()


# Everything that some format, or some rule of reading, takes for more than words.
TRICKY = [
    "References", "Citations", "FAQ", "Key takeaways", "Quick answer", "Keywords: a, b; c",
    "Meta description: x",
    "Author: Ann Lee, MD", "Q: Is it safe?", "A: Yes.", "Is it safe?", "TL;DR: rest", "Title: The One",
    "# Marked",
    "#", "##", "- dash", "-", "--- ", "---", "=", "===", "+ plus", "* star", "**bold**", "*it*", "_u_",
    "snake_case_",
    "1. one", "1) one", "12.", "a) one", "[1]", "[1]: x", "[^1]", "[^1]: note", "[a](https://a.example/)",
    "![a](b)",
    "!", "[", "]", "](", "`code`", "```", "~~~", "~~x~~", "~", "> said", "|", "a | b", "|---|", ":--",
    "<b>", "</p>",
    "<!-- x -->", "<https://a.example>", "&amp;", "&copy;", "&", "\\", "\\*", "\\|", "“quoted”", "'", '"',
    "🙂", "👩‍⚕️", "é",
    "漢字", "العربية", "x²", "≤", "[Text]", "[Text] x", "[FAQ] x", "[Section]", "[Callout: caution] x",
    "[End of callout]",
    "[Quote]", "[End of quote]", "Attribution: x", "Button: x", "Condition: x", "Source: [1]",
    "Sources: [1, 2]",
    "[Table] x", "[Image]", "[Empty]", "Picture: https://a.example/x.png", "[Bedside article]",
    "[Study result: 1 of 2]",
    "Accessed March 3, 2026.", "https://a.example/x_y_z", "10.1000/abc", "DOI: 10.1000/x",
    "Claim: Detail", "By Ann Lee",
    "Note: call.", "Book now! Call (503) 555-0100.", "Name *", "• bullet", "◦", "[End]",
    "Smith et al. (2024).", "$x$", "{x}",
    "^", "H2: x", "•", "o  x", "--", "a\tb", "\u00a0x", "soft\u00adhyphen",
]  # fmt: skip
letters = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Co", "Cn", "Zl", "Zp"]),
    min_size=1,
    max_size=8,
)
pieces = st.one_of(
    st.sampled_from(TRICKY),
    st.sampled_from(["a", "the", "Rest", "helps.", "Sleep,", "too", "5", "mg"]),
    letters,
)


def joined(separators: list[str]) -> Callable[[list[str]], st.SearchStrategy[str]]:
    def join(parts: list[str]) -> st.SearchStrategy[str]:
        return st.lists(st.sampled_from(separators), min_size=len(parts), max_size=len(parts)).map(
            lambda between: "".join(part + gap for part, gap in zip(parts, between, strict=True))
        )

    return join


texts = st.lists(pieces, min_size=1, max_size=4).flatmap(joined([" ", " ", " ", ""])).filter(words)
plain_texts = (
    st.lists(texts, min_size=1, max_size=4).flatmap(joined(["\n", "\n\n", "\r\n", " \n \n\n"])).filter(words)
)
HREFS = [
    "https://a.example/", "https://a.example/x_(y)?a=1&copy;b=2#c",
    "https://a.example/a b|c\\d<e>\"[f]'*", "mailto:a@b.example",
    "tel:+15035550100", "/articles/", "#part", "https://bücher.example/ü?q=%20%zz",
]  # fmt: skip
MARKS = ["b", "i", "sup", "sub"]


@st.composite
def inlines(draw: st.DrawFn, breaks: bool = True) -> str:
    """Runs of text with their marks, as Draftail stores them."""
    html = ""
    for _ in range(draw(st.integers(1, 4))):
        text = escape(draw(texts), quote=False)
        if breaks and draw(st.integers(0, 5)) == 0:
            text += "<br/>" + escape(draw(texts), quote=False)
        for mark in draw(st.lists(st.sampled_from(MARKS), max_size=2, unique=True)):
            text = f"<{mark}>{text}</{mark}>"
        if draw(st.integers(0, 4)) == 0:
            text = f'<a href="{escape(draw(st.sampled_from(HREFS)))}">{text}</a>'
        html += text + draw(st.sampled_from(["", " ", "&amp;"]))
    return html


@st.composite
def lists(draw: st.DrawFn, depth: int = 0) -> str:
    tag = draw(st.sampled_from(["ul", "ol"]))
    items = ""
    for _ in range(draw(st.integers(1, 3))):
        below = draw(lists(depth + 1)) if depth < 3 and draw(st.integers(0, 2)) == 0 else ""
        items += f"<li>{draw(inlines())}{below}</li>"
    return f"<{tag}>{items}</{tag}>"


blocks_of_text = st.one_of(inlines().map("<p>{}</p>".format), lists())
inline_text = st.lists(inlines().map("<p>{}</p>".format), max_size=2).map("".join)
prose = st.lists(blocks_of_text, min_size=1, max_size=3).map("".join)
section_prose = st.lists(st.one_of(blocks_of_text, inlines().map("<h4>{}</h4>".format)), max_size=4).map(
    "".join
)
optional = st.one_of(st.just(""), texts)


def struct(kind: str, /, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({"type": st.just(kind), "value": st.fixed_dictionaries(fields)})


def bodies(sources: list[int], images: list[int]) -> st.SearchStrategy[list[dict[str, Any]]]:
    some = st.lists(st.sampled_from(sources), max_size=3)
    tables = st.integers(1, 4).flatmap(
        lambda width: st.fixed_dictionaries(
            {
                "caption": texts,
                "columns": st.lists(
                    st.fixed_dictionaries({"type": st.just("text"), "heading": texts}),
                    min_size=width,
                    max_size=width,
                ),
                "rows": st.lists(
                    st.fixed_dictionaries({"values": st.lists(optional, min_size=width, max_size=width)}),
                    min_size=1,
                    max_size=3,
                ),
            }
        )
    )
    single = {
        "quick_answer": struct("quick_answer", heading=texts, text=prose),
        "faq": struct(
            "faq",
            heading=st.one_of(st.just("Frequently asked questions"), texts),
            items=st.lists(
                st.fixed_dictionaries({"question": texts, "answer": prose}), min_size=1, max_size=3
            ),
        ),
        "takeaways": struct(
            "takeaways",
            heading=st.one_of(st.just("Key takeaways"), texts),
            items=st.lists(
                st.fixed_dictionaries({"claim": texts, "detail": inline_text, "sources": some}),
                min_size=1,
                max_size=3,
            ),
        ),
        "citations": struct(
            "citations",
            heading=st.one_of(st.just("Citations"), texts),
            also_listed=st.lists(st.sampled_from(sources), max_size=4),
        ),
    }
    image = st.one_of(
        st.fixed_dictionaries(
            {"image": st.sampled_from(images), "alt_text": texts, "decorative": st.just(False)}
        ),
        st.fixed_dictionaries(
            {"image": st.sampled_from(images), "alt_text": st.just(""), "decorative": st.just(True)}
        ),
    )
    many = [
        struct("section", heading=texts, level=st.sampled_from(["h2", "h3"]), body=section_prose),
        struct("section", heading=st.just(""), level=st.just("none"), body=section_prose.filter(bool)),
        struct(
            "study_result",
            n=st.integers(0, 50),
            of=st.integers(50, 10**6),
            outcome=texts,
            detail=inline_text,
            source=st.one_of(st.none(), st.sampled_from(sources)),
        ),
        struct(
            "callout",
            kind=st.sampled_from(["information", "caution", "emergency"]),
            heading=texts,
            body=prose,
        ),
        struct("off_label_note", treatment=texts, condition=texts, detail=st.one_of(st.just(""), prose)),
        struct("image", image=image, caption=optional),
        struct("table", table=tables, first_column_is_header=st.booleans()),
        struct("quote", text=plain_texts, attribution=optional),
        struct("appointment", heading=texts, text=st.one_of(st.just(""), plain_texts), button_label=texts),
    ]
    ones = st.lists(st.sampled_from(sorted(single)), unique=True).flatmap(
        lambda names: st.tuples(*(single[name] for name in names))
    )
    return st.tuples(ones, st.lists(st.one_of(many), max_size=5)).flatmap(
        lambda parts: st.permutations([*parts[0], *parts[1]])
    )


def normal(body: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Blocks as they come back: single spaces, full addresses, rich text in its one spelling."""
    return [{"type": block["type"], "value": dict(_fields(block["value"]))} for block in body]


RICH = {"body", "detail", "answer"}


def _fields(value: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, one in value.items():
        if name in RICH or (name == "text" and one.startswith("<")):
            yield name, to_html(rich_text(one, BASE))
        elif name == "text":
            yield name, "\n\n".join(node.text for node in paragraphs(one))
        elif isinstance(one, str):
            yield name, words(one)
        elif isinstance(one, dict):
            yield name, dict(_fields(one))
        elif name == "values":
            yield name, list(map(words, one))
        elif isinstance(one, list):
            yield name, [dict(_fields(item)) if isinstance(item, dict) else item for item in one]
        else:
            yield name, one


def stored(body: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The blocks as Wagtail stores them, without ids: defaults filled in."""
    return [
        _without_ids({"type": child.block_type, "value": child.block.get_prep_value(child.value)})
        for child in BODY.to_python(body)
    ]


def _without_ids(value: Any) -> Any:
    if isinstance(value, dict):
        if value.get("type") == "item":
            return _without_ids(value["value"])
        return {name: _without_ids(one) for name, one in value.items() if name != "id"}
    return [_without_ids(one) for one in value] if isinstance(value, list) else value


def page_of(body: list[dict[str, Any]], **fields: Any) -> ArticlePage:
    page = ArticlePage(**{"title": "Sleep", "introduction": "<p>Hello.</p>", "slug": "sleep"} | fields)
    page.body = StreamValue(BODY, body, is_lazy=True)
    return page


def exported(page: ArticlePage, suffix: str) -> bytes:
    article = from_page(page)
    if suffix == ".md":
        return markdown.write(article.nodes).encode()

    def read(address: str) -> bytes:
        with article.images[address].file.open("rb") as file:
            return bytes(file.read())

    return docx.write(article.nodes, title=article.title, author=article.author, made=MADE, read=read)


def came_back(data: bytes, suffix: str) -> Reading:
    return mapper.read(parsers.parse(f"a{suffix}", data))


def keys_of(reading: Reading) -> list[int | None]:
    """The sources by what identifies them here: their title."""
    return [Source.objects.get(title=one.title).pk for one in reading.citations]


def images_of(reading: Reading, images: list[AbstractImage]) -> dict[str, int]:
    by_data = {}
    for image in images:
        with image.file.open("rb") as file:
            by_data[file.read()] = image.pk
    found = {name: by_data[data] for name, data in reading.files.items()}
    for _, body in reading.bodies():
        for node in body:
            name = getattr(node, "name", "")
            if name and name not in found and (image := image_at(name)):
                found[name] = image.pk
    return found


FORMATS = [".md", ".docx"]
TITLES = [
    "Ketamine – NIMH. Accessed March 3, 2026.",
    "A [trial] of *x*: 1. one",
    "See https://a.example/y",
    "Year: 2024",
]


@pytest.fixture
def sources(db: None) -> list[int]:
    made = [
        Source(title=TITLES[0]),
        Source(title=TITLES[1], doi="10.1000/a_b(c)", authors="Smith AB; Lee C", year=2024),
    ]
    made += [
        Source(
            title=TITLES[2],
            url="https://a.example/y?z=1&copy;=2",
            container="The *Journal*",
            locator="1(2):3-4",
            publisher="NIMH",
            accessed="2026-03-04",
            type="journal_article",
        ),
        Source(title=TITLES[3], pmid="1234567"),
    ]
    for source in made:
        source.save()
    return [source.pk for source in made]


@pytest.mark.parametrize("suffix", FORMATS)
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
@pytest.mark.usefixtures("home")
def test_any_article_comes_back(
    suffix: str, sources: list[int], image: AbstractImage, data: st.DataObject
) -> None:
    body = stored(data.draw(bodies(sources, [image.pk])))
    title, intro = data.draw(texts), data.draw(prose)
    keywords, description = (
        data.draw(st.lists(texts, max_size=3)),
        data.draw(st.one_of(st.just(""), plain_texts)),
    )
    page = page_of(
        body,
        title=title,
        introduction=intro,
        search_keywords="\n".join(keywords),
        search_description=description,
    )
    reading = came_back(exported(page, suffix), suffix)
    images = images_of(reading, [image])
    assert normal(stored(to_stream(reading, keys_of(reading), images))) == normal(body)
    assert (reading.title, to_html(rich_text(introduction(reading), BASE))) == (
        words(title),
        to_html(rich_text(intro, BASE)),
    )
    assert reading.keywords == [words(one) for line in keywords for one in line.splitlines() if words(one)]
    assert reading.search_description == lines(description)
    assert [one.text for one in reading.not_placed if not one.use] == []
