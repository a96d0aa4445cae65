"""The service and the command: what is stored, what is reported, and what leaves nothing behind."""

import json
import re
from io import StringIO
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings
from wagtail.images import get_image_model
from wagtail.models import Page, Revision

from blog.models import ArticleIndexPage, ArticlePage
from core.text import plain
from editorial.models import Source
from editorial.services import accept_finding
from home.models import HomePage
from importer import mapper
from importer.errors import ImportRefused
from importer.nodes import Node
from importer.parsers import read_file
from importer.reading import Reading, Section
from importer.services import import_article
from tests.importer.test_documents import CORPUS, SAMPLE
from tests.importer.test_html_parser import PNG, zipped

pytestmark = [pytest.mark.django_db, pytest.mark.embedded]
COMPLETE = Path(__file__).with_name("documents") / "subsections-faq-form.txt"


def reading_of(document: Path) -> Reading:
    return mapper.read(read_file(document))


def index() -> ArticleIndexPage:
    return ArticleIndexPage.objects.get()


def run(*arguments: object) -> str:
    out = StringIO()
    call_command("import_article", *map(str, arguments), stdout=out)
    return out.getvalue()


@pytest.mark.usefixtures("home")
def test_a_draft() -> None:
    result = import_article(reading=reading_of(COMPLETE), parent=index(), publish=False)
    page = ArticlePage.objects.get()
    assert not page.live
    assert page.has_unpublished_changes
    assert page.get_parent().specific == index()
    assert page.title == "Is It the Baby Blues or Something More?"
    assert page.slug == "is-it-the-baby-blues-or-something-more"
    assert page.search_keywords.splitlines()[:2] == ["postpartum depression", "baby blues"]
    assert page.introduction.startswith("<p>Almost every new parent")
    assert [child.block_type for child in page.body] == [
        *["quick_answer", "section", "section", "section", "section", "section"],
        *["faq", "takeaways", "citations"],
    ]
    assert [source.title for source in page.body[-1].value["also_listed"]] == [
        "Perinatal depression",
        "Postpartum depression (MedlinePlus)",
    ]
    assert Source.objects.get(title="Perinatal depression").publisher == "NIMH"
    assert len(result.sources_created) == 2
    assert result.missing == []
    latest = page.get_latest_revision_as_object()
    assert (latest.title, len(latest.body)) == (page.title, len(page.body))


@pytest.mark.usefixtures("home")
def test_sources_are_used_again_and_slugs_made_unique() -> None:
    first = import_article(reading=reading_of(COMPLETE), parent=index(), publish=True)
    second = import_article(reading=reading_of(COMPLETE), parent=index(), publish=True)
    assert second.sources_reused == first.sources_created
    assert Source.objects.count() == 2
    assert second.page.slug == f"{first.page.slug}-2"


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("title", ["???", "ж" * 200, "A" * 255])
def test_any_title_gets_a_slug(title: str) -> None:
    for _ in range(2):
        result = import_article(reading=Reading(title=title), parent=index(), publish=False)
        assert 0 < len(result.page.slug) < 100


@pytest.mark.usefixtures("home")
def test_an_incomplete_article_is_stored_as_a_draft_only() -> None:
    reading = Reading(sections=[Section(2, "Only a heading")])
    with pytest.raises(ImportRefused) as refused:
        import_article(reading=reading, parent=index(), publish=True)
    assert "Title: none was found" in str(refused.value)
    assert "Introduction: This field cannot be blank." in str(refused.value)
    assert ArticlePage.objects.count() == Source.objects.count() == 0
    result = import_article(reading=reading, parent=index(), publish=False)
    assert result.page.title == "Untitled article"
    assert "Title: none was found in the document." in result.missing


@pytest.mark.usefixtures("home")
def test_what_a_block_is_missing_is_named() -> None:
    document = Reading(title="T", sections=[Section(2, "")])
    result = import_article(reading=document, parent=index(), publish=False)
    assert any(line.startswith("Section, heading: ") for line in result.missing)


@pytest.mark.usefixtures("home")
def test_an_article_without_a_body_is_told_so() -> None:
    result = import_article(reading=Reading(title="T"), parent=index(), publish=False)
    assert "Body: This field is required." in result.missing
    assert "Introduction: This field cannot be blank." in result.missing
    assert all(": " in line for line in result.missing)


@pytest.mark.usefixtures("home")
def test_what_only_publishing_refuses_is_told_by_field(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object, **options: object) -> None:
        raise ValidationError({"introduction": ["Too long."], NON_FIELD_ERRORS: ["Not today."]})

    monkeypatch.setattr(Revision, "publish", refuse)
    with pytest.raises(ImportRefused) as refused:
        import_article(reading=reading_of(COMPLETE), parent=index(), publish=True)
    assert str(refused.value).splitlines()[1:] == ["- Introduction: Too long.", "- Article: Not today."]
    assert ArticlePage.objects.count() == 0


@pytest.mark.usefixtures("home")
def test_an_article_with_the_same_title_is_mentioned() -> None:
    assert "same title" not in run(COMPLETE, "--publish")
    assert "Articles with the same title:\n  - is-it-the-baby-blues-or-something-more (published)" in run(
        COMPLETE
    )
    told = json.loads(run(COMPLETE, "--publish", "--json"))
    assert told["same_title"] == [
        "is-it-the-baby-blues-or-something-more (published)",
        "is-it-the-baby-blues-or-something-more-2 (draft)",
    ]


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    ("stray", "is_refused"),
    [
        ("Gout hurts, and it can be treated.", True),
        ("Book now! Call (503) 555-0100.", False),
        ("By Ann Lee, MD", False),
        ("Share this article", False),
        ("This page is for information and is no medical advice.", False),
    ],
)
def test_sentences_without_a_place_are_not_published_away(
    stray: str, is_refused: bool, tmp_path: Path
) -> None:
    file = tmp_path / "a.txt"
    text = "Gout is common.\n\nTL;DR: It can be treated.\n\n## Causes\n\nCrystals settle in a joint.\n"
    file.write_text(f"{stray}\n\n# Gout in Older Adults\n\n{text}")
    if not is_refused:
        run(file, "--publish")
        assert ArticlePage.objects.get().live
        return
    with pytest.raises(CommandError) as refused:
        run(file, "--publish")
    assert refused.value.returncode == 2
    assert "Nothing was stored; it can be imported as a draft." in str(refused.value)
    assert f"- Line 1 found no place: {stray}" in str(refused.value)
    assert ArticlePage.objects.count() == Source.objects.count() == 0
    assert f"Needed before it can be published:\n  - Line 1 found no place: {stray}" in run(file)
    assert not ArticlePage.objects.get().live


DETAILS = """\
**Focus keyword:** zinc lozenges
Secondary keywords - zinc for colds, how much zinc
**Meta description:** What zinc does for a cold, and what it does not.
SEO title: Zinc and Colds | Clinic
Slug: zinc-and-colds

Does Zinc Shorten a Cold?

Perhaps by a day, when it is taken early.

TL;DR: A little.

What We Know

Not much, and most of it from small trials.
"""


@pytest.mark.usefixtures("home")
def test_details_for_search_engines(tmp_path: Path, client: Client) -> None:
    file = tmp_path / "zinc.txt"
    file.write_text(DETAILS)
    report = run(file, "--publish")
    page = ArticlePage.objects.get()
    assert page.search_keywords.splitlines() == ["zinc lozenges", "zinc for colds", "how much zinc"]
    assert page.search_description == "What zinc does for a cold, and what it does not."
    assert "line 3, taken as the description for search engines: Meta description: What zinc" in report
    assert "line 5, not placed: Slug: zinc-and-colds" in report
    html = plain(client.get(page.get_url()).content.decode())
    for word in "keyword", "lozenges", "how much zinc", "Slug", "SEO title":
        assert word not in html


@pytest.mark.usefixtures("home")
def test_a_title_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ImportRefused, match="255"):
        import_article(reading=Reading(title="A" * 256), parent=index(), publish=False)
    assert ArticlePage.objects.count() == 0


# All that a reader of the page sees is text.
OF_TEXT = [
    document
    for document in CORPUS
    if not re.search(r"\b(?:Table|Picture)\(", repr(read_file(document).nodes))
]


@pytest.mark.parametrize("document", OF_TEXT, ids=lambda document: document.stem)
@pytest.mark.usefixtures("home")
def test_every_word_of_a_document_is_on_its_page(document: Path, client: Client) -> None:
    reading = reading_of(document)
    page = import_article(reading=reading, parent=index(), publish=False).page
    ArticlePage.objects.filter(pk=page.pk).update(live=True)  # many a document lacks what publishing asks for
    response = client.get(page.get_url())
    assert response.status_code == 200
    assert_printed(reading, response.content.decode())


def between_markers(node: Node) -> list[str]:
    """The text of a node without its citation markers, which the page numbers itself."""
    return "".join("\n\n" if run.cites else run.text for run in node.runs).split("\n\n")


def assert_printed(reading: Reading, html: str) -> None:
    page = plain(html)
    parts = [part for section in reading.sections for part in (section, *section.subsections)]
    pieces = [
        reading.title,
        *(text for _, body in reading.bodies() for node in body for text in between_markers(node)),
        *(part.heading for part in parts),
        *(one.question for one in reading.faq),
        *(one.claim for one in reading.takeaways),
        *(one.title for one in reading.citations),
    ]
    alternatives = {image.get("alt") for image in BeautifulSoup(html, "html.parser").find_all("img")}
    for piece in pieces:
        assert " ".join(piece.split()) in page or piece in alternatives
    for citation in reading.citations:
        assert citation.url is None or f'href="{citation.url.replace("&", "&amp;")}"' in html


@pytest.mark.skipif(not SAMPLE.exists(), reason="the real articles are not beside this checkout")
@pytest.mark.usefixtures("home")
def test_the_real_article_on_its_page(client: Client, admin: User) -> None:
    """What blocks it has to be accepted first."""
    with pytest.raises(CommandError, match=r"Blocks publishing: .*off-label"):
        run(SAMPLE, "--publish")
    run(SAMPLE)
    draft = ArticlePage.objects.get()
    for finding in draft.blocking:
        accept_finding(page=draft, finding=finding, reason="Our clinicians know.", user=admin)
    draft.get_latest_revision().publish()
    page = ArticlePage.objects.get()
    html = client.get(page.get_url()).content.decode()
    assert_printed(reading_of(SAMPLE), html)
    assert page.search_keywords.splitlines()[-1] not in html


@pytest.mark.usefixtures("home")
def test_dry_run_stores_nothing() -> None:
    assert json.loads(run(COMPLETE, "--dry-run", "--json")) == reading_of(COMPLETE).to_json()
    report = run(COMPLETE, "--dry-run")
    assert "Is It the Baby Blues or Something More?" in report
    assert "form note: Please note: this form is not for emergencies." in report
    assert ArticlePage.objects.count() == Source.objects.count() == 0


@pytest.mark.usefixtures("home")
def test_the_report_says_where_the_draft_is() -> None:
    report = run(COMPLETE)
    page = ArticlePage.objects.get()
    assert f"Draft: {page.title}" in report
    assert f"/admin/pages/{page.pk}/edit/" in report
    assert page.get_url() in report
    assert "Perinatal depression" in report


@pytest.mark.usefixtures("home")
def test_publishing_with_json() -> None:
    told = json.loads(run(COMPLETE, "--publish", "--json", "--parent", "articles"))
    page = ArticlePage.objects.get()
    assert page.live
    assert told["page"] == page.pk
    assert told["published"] is True
    assert told["url"] == page.get_url()
    assert len(told["sources_created"]) == 2


@pytest.mark.usefixtures("home")
def test_a_citation_that_cannot_be_stored_is_reported(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(f"A title\n\nText.\n\nReferences\n\n1. {'Long ' * 120}\n2. Good – NIMH\n")
    told = json.loads(run(file, "--json"))
    assert told["sources_created"] == ["Good"]
    assert told["refused_citations"][0].startswith("Long Long")


@pytest.mark.usefixtures("home")
def test_the_day_a_source_was_read(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("A title\n\nText.\n\nReferences\n\n1. Gout https://a.example/x Accessed March 3, 2026.\n")
    assert json.loads(run(file, "--json"))["citation_notes"] == []
    assert str(Source.objects.get().accessed) == "2026-03-03"
    Source.objects.update(accessed=None)
    note = "citation 1, read on 2026-03-03 → library source: none"
    assert json.loads(run(file, "--json"))["citation_notes"] == [note]


CITED_TWICE = """\
A title

Text.

References

1. Gout: the writer's title – CDC https://a.example/gout
2. Sleep https://a.example/sleep
3. Sleep, second edition – NIMH https://www.a.example/sleep/?utm_source=x
4. https://a.example/gout
"""


@pytest.mark.usefixtures("home")
def test_citations_that_the_library_has_otherwise_are_reported(tmp_path: Path) -> None:
    Source.objects.create(title="Gout", url="https://a.example/gout", publisher="Agency")
    file = tmp_path / "a.txt"
    file.write_text(CITED_TWICE)
    notes = [
        "citation 1 “Gout: the writer's title” → library source “Gout”",
        "citation 1, publisher “CDC” → library source: “Agency”",
        "citation 3 “Sleep, second edition” → library source “Sleep”",
        "citation 3, publisher “NIMH” → library source: none",
        "citations 1 and 4 are one source: “Gout”",
        "citations 2 and 3 are one source: “Sleep”",
    ]
    report = run(file)
    for note in notes:
        assert f"  - {note}\n" in report
    assert "citation 2 " not in report
    ArticlePage.objects.get().delete()
    Source.objects.filter(title="Sleep").delete()
    told = json.loads(run(file, "--json"))
    assert told["citation_notes"] == notes
    assert (told["sources_created"], told["sources_reused"]) == (["Sleep"], ["Gout"])


@pytest.mark.usefixtures("home")
def test_a_password_in_an_address_is_left_out(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("A title\n\nText.\n\nReferences\n\n1. Gout – NIMH https://user:secret@a.example/x\n")
    note = "citation 1: what stood before the @ of its address was left out"
    assert json.loads(run(file, "--json"))["citation_notes"] == [note]
    assert Source.objects.get().url == "https://a.example/x"


@pytest.mark.usefixtures("home")
def test_an_address_with_a_control_character_is_reported(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(
        "A title\n\nText.\n\nReferences\n\n1. Bad – NIMH https://a.example/x%00y\n2. Good – NIMH\n"
    )
    told = json.loads(run(file, "--json"))
    assert told["sources_created"] == ["Good"]
    assert told["refused_citations"] == ["Bad: This holds a character that cannot be printed, such as %00."]


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b"\xff\xd8\xff\xe0\0\x10JFIF", "another kind of file"),
        ("a.txt", "Größe".encode("latin-1"), "not in UTF-8"),
        ("a.txt", b"word " * 30, "larger than 100 bytes"),
        ("a.odt", b"PK\x03\x04", "Known formats: .txt"),
        ("a.txt", None, "There is no file"),
        ("", None, "is a folder"),
    ],
)
@pytest.mark.parametrize("options", [["--publish"], ["--dry-run", "--json"], []])
def test_bad_input(
    name: str, data: bytes | None, message: str, options: list[str], tmp_path: Path, settings: Settings
) -> None:
    settings.IMPORTER_MAX_BYTES = {".txt": 100}
    file = tmp_path / name
    if data is not None:
        file.write_bytes(data)
    before = Page.objects.count()
    with pytest.raises(CommandError) as refused:
        run(file, *options)
    assert refused.value.returncode == 2
    assert message in str(refused.value)
    assert Page.objects.count() == before
    assert Source.objects.count() == 0


def test_without_a_place_for_articles(home: HomePage) -> None:
    with pytest.raises(CommandError, match="slug “news”") as refused:
        run(COMPLETE, "--parent", "news")
    assert refused.value.returncode == 2
    index().delete()
    with pytest.raises(CommandError, match="no article index page"):
        run(COMPLETE)
    assert Source.objects.count() == 0


PAGE = b"""<h1>Hills</h1><p>Walk up one.</p><h2>How</h2><p>Slowly.</p>
<img src="a.png" alt="A hill"><img src="b.png">
<table><caption>Steps</caption><tr><th>Day<th>Steps<tr><td>Monday<td>100</table><p>Then rest.</p>"""


@pytest.mark.usefixtures("home")
def test_pictures_become_images_once(tmp_path: Path, settings: Settings) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    file = tmp_path / "a.zip"
    file.write_bytes(zipped(a_html=PAGE, a_png=PNG, b_png=PNG[:-4] + b"0000"))
    told = json.loads(run(file, "--json"))
    page = ArticlePage.objects.get()
    assert [child.block_type for child in page.body] == [
        "section",
        "image",
        "image",
        "table",
        "section",
    ]
    assert (page.body[4].value["heading"], page.body[4].value["level"]) == ("", "none")
    first, second = page.body[1].value["image"], page.body[2].value["image"]
    assert (first.title, first.description, first.contextual_alt_text) == ("A hill", "A hill", "A hill")
    assert any("Image" in line and "alt" in line.lower() for line in told["missing"])
    assert not any("stands behind" in line for line in told["remarks"])
    assert second.contextual_alt_text == ""
    run(file)
    assert get_image_model().objects.count() == 2


@pytest.mark.usefixtures("home")
def test_a_refused_import_leaves_no_picture_behind(tmp_path: Path, settings: Settings) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    file = tmp_path / "a.zip"
    file.write_bytes(zipped(a_html=PAGE, a_png=PNG, b_png=PNG))
    with pytest.raises(CommandError, match="cannot be published yet"):
        run(file, "--publish")
    assert get_image_model().objects.count() == 0
    assert [path for path in (tmp_path / "media").rglob("*") if path.is_file()] == []


@pytest.mark.usefixtures("home")
def test_a_picture_that_cannot_be_read_is_reported(tmp_path: Path, settings: Settings) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    file = tmp_path / "a.zip"
    file.write_bytes(zipped(a_html=PAGE, a_png=PNG, b_png=b"\x89PNG\r\n\x1a\nbroken"))
    assert json.loads(run(file, "--json"))["refused_pictures"] == [
        "2-b.png: this cannot be read as a picture."
    ]
