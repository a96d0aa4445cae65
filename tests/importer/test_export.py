"""An article goes out and comes back as the same blocks, in every format."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from html import escape
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.images import ImageFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from docx import Document as open_word
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image as Drawing
from pytest_django import Settings
from wagtail.blocks import StreamValue
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage

from blog.blocks import ArticleBody
from blog.models import ArticleIndexPage, ArticlePage
from core.text import plain
from editorial.models import Source
from editorial.rich_text import marker, replace_markers
from home.demo.loader import People, load
from home.models import HomePage
from importer import mapper, parsers
from importer.exports import export
from importer.labeller import label
from importer.library import image_at, source_for
from importer.nodes import EXACT_LINE, Paragraph, Picture
from importer.nodes import plain as run_of
from importer.parts import Correction, Part
from importer.reading import Citation, Reading
from importer.services import import_article
from importer.stream import introduction, to_html, to_stream
from importer.writers import docx, markdown
from importer.writers.from_page import cleaned, from_page, lines, paragraphs, rich_text, words
from tests import factories
from tests.conftest import BACKEND
from tests.importer.test_documents import CORPUS

pytestmark = pytest.mark.embedded

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
        if draw(st.integers(0, 4)) == 0:
            text += marker(draw(st.lists(st.integers(1, 4), min_size=1, max_size=2)))
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


def rich(source: str) -> str:
    """Rich text in its one spelling, markers with the keys of their sources."""
    return to_html(rich_text(replace_markers(cleaned(source), lambda keys: f"<sup>¦{keys}¦</sup>"), BASE))


RICH = {"body", "detail", "answer"}


def _fields(value: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, one in value.items():
        if name in RICH or (name == "text" and one.startswith("<")):
            yield name, rich(one)
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
    for key, source in enumerate(made, start=1):
        source.pk = key
        source.save(force_insert=True)
    return [source.pk for source in made]


@pytest.fixture
def photo(image: AbstractImage) -> AbstractImage:
    """A picture that every format can hold."""
    buffer = BytesIO()
    Drawing.new("RGB", (30, 20), "#0b5a60").save(buffer, "PNG")
    file = ImageFile(BytesIO(buffer.getvalue()), name="sea.png")
    made = get_image_model().objects.create(title="The sea", file=file)
    made.get_file_hash()
    return made


@pytest.mark.parametrize("suffix", FORMATS)
@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
@pytest.mark.usefixtures("home")
def test_any_article_comes_back(
    suffix: str, sources: list[int], image: AbstractImage, photo: AbstractImage, data: st.DataObject
) -> None:
    body = stored(data.draw(bodies(sources, [image.pk, photo.pk])))
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
    images = images_of(reading, [image, photo])
    assert normal(stored(to_stream(reading, keys_of(reading), images))) == normal(body)
    assert (reading.title, rich(introduction(reading, sources=keys_of(reading)))) == (
        words(title),
        rich(intro),
    )
    assert reading.keywords == [words(one) for line in keywords for one in line.splitlines() if words(one)]
    assert reading.search_description == lines(description)
    assert [one.text for one in reading.not_placed if not one.use] == []


def imported(data: bytes, suffix: str) -> ArticlePage:
    result = import_article(
        reading=came_back(data, suffix), parent=ArticleIndexPage.objects.get(), publish=False
    )
    assert (result.sources_created, result.images_created, result.refused_pictures) == ([], [], [])
    return result.page.get_latest_revision_as_object()


def content(page: ArticlePage) -> dict[str, Any]:
    return {
        "title": page.title,
        "introduction": rich(page.introduction),
        "keywords": page.search_keywords.split("\n"),
        "description": page.search_description,
        "body": normal(stored(page.body.raw_data)),
    }


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_demo_articles_come_back(
    suffix: str, untouched: None, settings: Settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    load(people=People(demo=False, admin_email="", admin_password=""), say=lambda line: None)
    articles = list(ArticlePage.objects.all())
    assert articles
    for article in articles:
        data = export(article, suffix.removeprefix("."))
        assert content(imported(data, suffix)) == content(article)


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("document", CORPUS, ids=lambda document: document.stem)
@pytest.mark.usefixtures("home")
def test_what_was_imported_comes_back(
    suffix: str, document: Path, settings: Settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    reading = mapper.read(parsers.read_file(document))
    article = import_article(reading=reading, parent=ArticleIndexPage.objects.get(), publish=False).page
    data = export(article, suffix.removeprefix("."))
    assert content(imported(data, suffix)) == content(article)


@pytest.mark.usefixtures("home")
def test_a_source_is_found_whatever_spaces_its_title_has() -> None:
    source = factories.make_source(title="Sleep\u00a0and  mood", url="")
    body = [{"type": "citations", "value": {"heading": "Citations", "also_listed": [source.pk]}}]
    article = ArticleIndexPage.objects.get().add_child(instance=page_of(body, live=False))
    assert list(imported(export(article, "md"), ".md").body[0].value["also_listed"]) == [source]


ARTICLE = [
    {
        "type": "section",
        "value": {
            "heading": "Citations",
            "level": "h2",
            "body": "<p>Keywords: a, b; c</p><p>Q: Is it safe?</p><h4>Take <b>two</b></h4><p>[FAQ] x</p>",
        },
    },
    {"type": "section", "value": {"heading": "Is it safe?", "level": "h3", "body": ""}},
    {"type": "section", "value": {"heading": "", "level": "none", "body": "<p>It goes on.</p>"}},
    {
        "type": "takeaways",
        "value": {
            "heading": "References",
            "items": [
                {"claim": "Rest. It helps", "detail": "<p><b>Sleep</b> more.</p>", "sources": []},
                {"claim": "Bold: yes", "detail": "", "sources": []},
            ],
        },
    },
    {"type": "callout", "value": {"kind": "caution", "heading": "Ask: first", "body": "<p>Now.</p>"}},
    {"type": "section", "value": {"heading": "", "level": "none", "body": "<p>And on.</p>"}},
    {
        "type": "faq",
        "value": {"heading": "Key takeaways", "items": [{"question": "Really", "answer": "<p>A: Yes.</p>"}]},
    },
    {"type": "section", "value": {"heading": "Later", "level": "h3", "body": ""}},
]
MARKDOWN = """\
[Bedside article: words in square brackets say what a part is. Leave this line in its place.]

Meta description: Sleep well.

Keywords:

- sleep, rest
- bed

# Sleep

Hello.

## [Section] Citations

Keywords: a, b; c

Q: Is it safe?

#### Take **two**

[Text] [FAQ] x

### Is it safe?

[Section]

It goes on.

## [Takeaways] References

- **Rest. It helps**

**Sleep** more.

- **Bold: yes**

[Callout: caution] Ask: first

Now.

[End of callout]

And on.

## [FAQ] Key takeaways

### Really

A: Yes.

### [Section] Later
"""


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.usefixtures("home")
def test_words_that_would_mislead_come_back_as_they_were(suffix: str) -> None:
    page = page_of(ARTICLE, search_keywords="sleep, rest\nbed", search_description="Sleep well.")
    data = exported(page, suffix)
    if suffix == ".md":
        assert data.decode() == MARKDOWN
    reading = came_back(data, suffix)
    assert normal(stored(to_stream(reading))) == normal(stored(ARTICLE))
    assert (reading.keywords, reading.search_description) == (["sleep, rest", "bed"], "Sleep well.")


@settings(max_examples=25, deadline=None)
@given(section_prose)
def test_rich_text_loses_no_words(source: str) -> None:
    assert "".join(plain(to_html(rich_text(source, BASE))).split()) == "".join(words(plain(source)).split())


@pytest.mark.usefixtures("home")
def test_a_person_may_still_correct_an_exported_article() -> None:
    document = parsers.parse("a.md", exported(page_of(ARTICLE), ".md"))
    places = {piece.node.text: place for place, piece in enumerate(label(document))}
    reading = mapper.read(document, {places["Is it safe?"]: Correction(Part.SECTION_HEADING, 2)})
    assert [section.level for section in reading.sections][:2] == [2, 2]


@pytest.mark.usefixtures("home")
def test_a_line_above_the_title_names_the_author(settings: Settings) -> None:
    page = page_of([], author=factories.make_provider())
    assert "Author: Maya Chen, MD" in exported(page, ".md").decode()
    reading = came_back(exported(page, ".docx"), ".docx")
    assert [one.text for one in reading.not_placed] == ["Author: Maya Chen, MD"]


@pytest.fixture
def article(home: HomePage) -> ArticlePage:
    page = page_of(ARTICLE, title="Sleep", live=False)
    return ArticleIndexPage.objects.get().add_child(instance=page)


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_picture_comes_back_as_the_one_in_the_library(
    suffix: str, article: ArticlePage, photo: AbstractImage
) -> None:
    shown = {"image": photo.pk, "alt_text": "A [hill] & a *dale*", "decorative": False}
    body = [{"type": "image", "value": {"image": shown, "caption": "Two"}}]
    article.body = StreamValue(BODY, body, is_lazy=True)
    article.save_revision()
    data = export(article, suffix.removeprefix("."))
    assert bool(came_back(data, suffix).files) == (suffix == ".docx")
    assert content(imported(data, suffix))["body"] == normal(body)


def test_a_picture_that_word_cannot_hold_is_referred_to_by_its_address() -> None:
    address = "http://testserver/media/original_images/a.webp"
    nodes = [
        Paragraph(run_of(EXACT_LINE), 0),
        Paragraph(run_of("[Image] Two"), 0),
        Picture(run_of("A hill"), 0, name=address),
    ]
    data = docx.write(nodes, title="", author="", made=MADE, read=lambda address: b"RIFF0000WEBP")
    (found,) = [node for _, body in came_back(data, ".docx").bodies() for node in body]
    assert isinstance(found, Picture)
    assert (found.name, found.alt, found.caption) == (address, "A hill", "Two")


@pytest.mark.parametrize(
    ("address", "is_found"),
    [
        ("http://testserver/media/{}", True),
        ("/media/{}", True),
        ("https://elsewhere.example/media/{}", False),
        ("http://testserver/{}", False),
        ("http://testserver/media/original_images/none.png", False),
    ],
)
@pytest.mark.usefixtures("home")
def test_addresses_of_pictures_on_the_site(address: str, is_found: bool, image: AbstractImage) -> None:
    assert image_at(address.format(image.file.name)) == (image if is_found else None)


def test_the_word_file_looks_like_one(article: ArticlePage, image: AbstractImage) -> None:
    made = open_word(BytesIO(export(article, "docx")))
    assert [one.style and one.style.name for one in made.paragraphs][:4] == [
        "Normal",
        "Heading 1",
        "Normal",
        "Heading 2",
    ]
    assert (made.core_properties.title, made.core_properties.comments) == ("Sleep", "")


# The command.


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("export_article", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_writes_a_file(
    article: ArticlePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("sleep") == "Written: sleep.docx\n"
    assert run("sleep", "--output", "text.md") == "Written: text.md\n"
    assert (tmp_path / "text.md").read_text() == MARKDOWN.replace(
        "Meta description: Sleep well.\n\nKeywords:\n\n- sleep, rest\n- bed\n\n", ""
    )
    assert came_back((tmp_path / "sleep.docx").read_bytes(), ".docx").title == "Sleep"


def test_the_newest_draft_is_exported(
    article: ArticlePage, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    article.title = "Sleep more"
    article.save_revision()
    run("sleep", "--format", "md", "--output", "-")
    assert b"# Sleep more\n" in capfdbinary.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["none"], "There is no article with the slug “none”."),
        (["sleep", "--output", "a.pdf"], "“.pdf” is no format to export in; there are docx, md."),
        (
            ["sleep", "--output", "no/such/folder.md"],
            "no/such/folder.md cannot be written: No such file or directory.",
        ),
    ],
)
@pytest.mark.usefixtures("article")
def test_what_the_command_refuses(arguments: list[str], message: str) -> None:
    with pytest.raises(CommandError, match=re.escape(message)) as refused:
        run(*arguments)
    assert refused.value.returncode == 2


# The admin.


@pytest.mark.parametrize(
    ("suffix", "content_type", "begins"),
    [
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK"),
        ("md", "text/markdown; charset=utf-8", b"[Bedside article"),
    ],
)
def test_an_editor_downloads_an_article(
    suffix: str, content_type: str, begins: bytes, article: ArticlePage, marketing_client: Client
) -> None:
    response = marketing_client.get(reverse("importer_export", args=[article.pk, suffix]))
    assert response.status_code == 200
    assert response.content.startswith(begins)
    assert response["Content-Type"] == content_type
    assert response["Content-Disposition"] == f'attachment; filename="sleep.{suffix}"'
    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))


def test_only_editors_download_an_article(article: ArticlePage, office: User, client: Client) -> None:
    address = reverse("importer_export", args=[article.pk, "md"])
    assert client.get(address).status_code == 302
    client.force_login(office, backend=BACKEND)
    response = client.get(address)
    assert (response.status_code, response["Location"]) == (302, reverse("wagtailadmin_home"))


def test_an_export_changes_nothing(article: ArticlePage, marketing_client: Client) -> None:
    assert marketing_client.post(reverse("importer_export", args=[article.pk, "md"])).status_code == 405


@pytest.mark.parametrize("suffix", ["pdf", "exe"])
def test_there_is_no_other_format(suffix: str, article: ArticlePage, marketing_client: Client) -> None:
    assert marketing_client.get(reverse("importer_export", args=[article.pk, suffix])).status_code == 404


def test_the_editor_offers_the_export(article: ArticlePage, marketing_client: Client) -> None:
    page = marketing_client.get(reverse("wagtailadmin_pages:edit", args=[article.pk])).content.decode()
    for name in ("Export as Word", "Export as Markdown"):
        assert name in page


@pytest.mark.parametrize("suffix", FORMATS)
def test_citations_in_the_text_come_back(sources: list[int], suffix: str) -> None:
    one, two, three, four = sources
    question = {"question": "Why?", "answer": f"<p>So{marker([one])}.</p>"}
    takeaway = {
        "claim": "It lifts mood.",
        "detail": f"<p>By half{marker([three, one])}.</p>",
        "sources": [two],
    }
    said = (
        f"<p>It helps{marker([two])}, and [1] is text.</p><ul><li><b>More</b>{marker([one, two])}</li></ul>"
    )
    body = [
        {"type": "quick_answer", "value": {"heading": "In short", "text": f"<p>Sleep{marker([three])}.</p>"}},
        {"type": "section", "value": {"heading": "How", "level": "h2", "body": said}},
        {
            "type": "callout",
            "value": {"kind": "caution", "heading": "Careful", "body": f"<p>Rest{marker([two])}.</p>"},
        },
        {"type": "faq", "value": {"heading": "FAQ", "items": [question]}},
        {"type": "takeaways", "value": {"heading": "Key takeaways", "items": [takeaway]}},
        {"type": "citations", "value": {"heading": "Citations", "also_listed": [four]}},
    ]
    opening = f"<p>Most people{marker([four])} sleep.</p>"
    reading = came_back(exported(page_of(body, introduction=opening), suffix), suffix)
    keys = keys_of(reading)
    assert introduction(reading, keys) == opening
    assert to_stream(reading, keys) == body


@pytest.mark.parametrize("suffix", FORMATS)
def test_what_a_source_is_evidence_of_comes_back(home: HomePage, suffix: str) -> None:
    said = {
        "study_design": "randomized_trial",
        "n": 365,
        "status": "retracted",
        "status_note": "Retracted in 2024: data errors.",
        "key": "anand-ect",
    }
    source = factories.make_source(**said)
    page = factories.make_article(introduction=f"<p>Better.{marker([source.pk])}</p>")
    page.save_revision()
    data = exported(page, suffix)
    ArticlePage.objects.all().delete()
    Source.objects.all().delete()
    (citation,) = came_back(data, suffix).citations
    made, is_new = source_for(citation)
    assert is_new
    assert {name: getattr(made, name) for name in said} == said


def test_what_fits_no_field_becomes_a_note(db: None) -> None:
    details = {"study_design": "Quasi-experiment", "status": "Published", "n": "some"}
    made, _ = source_for(Citation("A study", None, None, details=details))
    assert (made.study_design, made.status, made.n) == ("", "", None)
    assert made.notes == "Quasi-experiment\nPublished\nsome"
