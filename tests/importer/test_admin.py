"""From a document to a draft, as marketing staff do it in Wagtail's admin."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings
from wagtail.models import Page

from blog.models import ArticleIndexPage, ArticlePage
from editorial.models import Source
from importer import parsers
from importer.choices import CHOICES, GROUPS, choice_of, choices_for
from importer.errors import ImportRefused
from importer.labeller import label
from importer.models import ImportedDocument, ImportedPicture
from importer.parts import Part
from importer.reading import Reading
from importer.services import import_article
from importer.tasks import discard_abandoned_documents
from tests import factories
from tests.conftest import BACKEND, make_user
from tests.importer.test_import_article import PNG, zipped

pytestmark = [pytest.mark.usefixtures("home"), pytest.mark.embedded]

ARTICLE = """\
Knee Pain After a Fall

Most knees heal by themselves.

Quick Answer

Rest it for two days.

When to call

Call us when you cannot bend it.

From the waiting room

Is it broken?

Probably not.

How long does it take?

About two weeks.

References

1. Knee injuries – MedlinePlus https://medlineplus.gov/kneeinjuriesanddisorders.html
"""


@pytest.fixture
def index(home: Page) -> ArticleIndexPage:
    return ArticleIndexPage.objects.get()


def send(
    client: Client, index: ArticleIndexPage, text: str = ARTICLE, name: str = "knee.txt", **headers: Any
) -> Any:
    file = SimpleUploadedFile(name, text.encode())
    return client.post(reverse("importer_start", args=[index.pk]), {"file": file}, **headers)


def soup(response: Any) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def one(place: Tag, selector: str) -> Tag:
    found = place.select_one(selector)
    assert found is not None, selector
    return found


def menus(page: BeautifulSoup) -> dict[str, Tag]:
    """The menu of each piece by its text."""
    return {
        one(piece, ".import-piece__text").get_text(" ", strip=True): one(piece, "select")
        for piece in page.select(".import-piece")
    }


def shown(page: BeautifulSoup) -> dict[str, str]:
    """What each piece is taken for."""
    return {text: str(one(menu, "[selected]")["value"]) for text, menu in menus(page).items()}


def blocks(page: BeautifulSoup) -> list[str]:
    return [name.get_text(strip=True) for name in page.select(".import-block__name")]


def correct(client: Client, document: ImportedDocument, **said: str) -> Any:
    """Choose in menus; the version is the one that is shown."""
    url = reverse("importer_review", args=[document.pk])
    page = soup(client.get(url))
    version = one(page, "[data-import-form] [name=version]")["value"]
    found = menus(page)
    pieces = {found[text.replace("_", " ")]["name"]: choice for text, choice in said.items()}
    return client.post(url, {"version": version, **pieces}, follow=True)


def create(client: Client, document: ImportedDocument, **data: Any) -> Any:
    document.refresh_from_db()
    url = reverse("importer_create", args=[document.pk])
    return client.post(url, {"version": document.version, **data}, follow=True)


def test_the_explorer_offers_the_import(marketing_client: Client, index: ArticleIndexPage) -> None:
    explorer = soup(marketing_client.get(reverse("wagtailadmin_explore", args=[index.pk])))
    link = explorer.find("a", href=reverse("importer_start", args=[index.pk]))
    assert link is not None
    assert "Import a document" in link.get_text()
    elsewhere = soup(marketing_client.get(reverse("wagtailadmin_explore", args=[index.get_parent().pk])))
    assert elsewhere.find("a", href=reverse("importer_start", args=[index.pk])) is None


def test_the_menu_leads_to_the_index(marketing_client: Client, index: ArticleIndexPage) -> None:
    assert reverse("importer_choose") in marketing_client.get(reverse("wagtailadmin_home")).content.decode()
    begun = marketing_client.get(reverse("importer_choose"))
    assert begun["Location"] == reverse("importer_start", args=[index.pk])
    index.get_parent().add_child(instance=type(index)(title="Stories", slug="stories"))
    page = soup(marketing_client.get(reverse("importer_choose")))
    assert [link.get_text() for link in page.select("main li a")][-2:] == ["Articles", "Stories"]
    ArticleIndexPage.objects.all().delete()
    assert "no page for articles" in marketing_client.get(reverse("importer_choose")).content.decode()


def test_a_document_is_shown_beside_its_article(marketing_client: Client, index: ArticleIndexPage) -> None:
    page = soup(send(marketing_client, index, follow=True))
    assert shown(page)["Knee Pain After a Fall"] == "title"
    assert shown(page)["Rest it for two days."] == "quick-answer"
    assert shown(page)["From the waiting room"] == "section-heading"
    assert blocks(page) == ["Title", "Introduction", "Quick answer", *["Section"] * 4, "Citations"]
    assert ArticlePage.objects.count() == 0
    assert Source.objects.count() == 0


def test_a_correction_rebuilds_the_article(marketing_client: Client, index: ArticleIndexPage) -> None:
    send(marketing_client, index)
    document = ImportedDocument.objects.get()
    page = soup(correct(marketing_client, document, From_the_waiting_room="faq-heading"))
    assert shown(page)["Is it broken?"] == "question"
    assert "FAQ" in blocks(page)
    create(marketing_client, document)
    article = ArticlePage.objects.get()
    assert [one for one, _ in article.get_latest_revision_as_object().questions] == [
        "Is it broken?",
        "How long does it take?",
    ]


def test_a_correction_is_taken_back(marketing_client: Client, index: ArticleIndexPage) -> None:
    send(marketing_client, index)
    document = ImportedDocument.objects.get()
    page = soup(correct(marketing_client, document, From_the_waiting_room="faq-heading"))
    assert "You said so" in page.get_text()
    page = soup(correct(marketing_client, document, From_the_waiting_room="undo"))
    assert shown(page)["From the waiting room"] == "section-heading"
    correct(marketing_client, document, From_the_waiting_room="faq-heading", When_to_call="title")
    document.refresh_from_db()
    url = reverse("importer_review", args=[document.pk])
    page = soup(marketing_client.post(url, {"version": document.version, "start_over": "1"}, follow=True))
    assert shown(page)["Knee Pain After a Fall"] == "title"
    document.refresh_from_db()
    assert document.corrections == {}


def test_two_people_do_not_overwrite_each_other(marketing_client: Client, index: ArticleIndexPage) -> None:
    send(marketing_client, index)
    document = ImportedDocument.objects.get()
    url = reverse("importer_review", args=[document.pk])
    marketing_client.post(url, {"version": "0", "piece-0": "introduction"})
    late = marketing_client.post(url, {"version": "0", "piece-1": "title"}, follow=True)
    assert "in another window" in late.content.decode()
    document.refresh_from_db()
    assert document.corrections == {"0": ["INTRODUCTION", None]}
    refused = marketing_client.post(
        reverse("importer_create", args=[document.pk]), {"version": "0"}, follow=True
    )
    assert "in another window" in refused.content.decode()
    assert ArticlePage.objects.count() == 0


@pytest.mark.parametrize("version", ["", "x", "99999999999999999999"])
def test_a_form_that_makes_no_sense_changes_nothing(
    marketing_client: Client, index: ArticleIndexPage, version: str
) -> None:
    send(marketing_client, index)
    document = ImportedDocument.objects.get()
    url = reverse("importer_review", args=[document.pk])
    data = {"version": version, "piece-0": "nonsense", "piece-999": "title", "piece-x": "title"}
    assert marketing_client.post(url, data, follow=True).status_code == 200
    document.refresh_from_db()
    assert document.corrections == {}


def test_the_original_stays_with_the_draft(marketing_client: Client, index: ArticleIndexPage) -> None:
    send(marketing_client, index)
    document = ImportedDocument.objects.get()
    editor = create(marketing_client, document)
    article = ArticlePage.objects.get()
    assert editor.redirect_chain[-1][0] == reverse("wagtailadmin_pages:edit", args=[article.pk])
    assert "Draft created from “knee.txt”." in editor.content.decode()
    assert not article.live
    originals = reverse("importer_originals", args=[article.pk])
    assert soup(editor).find("a", href=originals) is not None
    told = soup(marketing_client.get(originals)).get_text(" ")
    assert "knee.txt" in told
    assert "Sources added to the library" in told
    answer = marketing_client.get(reverse("importer_original", args=[document.pk]))
    assert b"".join(answer) == ARTICLE.encode()
    assert answer["Content-Disposition"] == 'attachment; filename="knee.txt"'
    assert "no-store" in answer["Cache-Control"]
    article.delete()
    assert ImportedDocument.objects.count() == 0


def test_one_document_makes_one_article(marketing_client: Client, index: ArticleIndexPage) -> None:
    send(marketing_client, index)
    document = ImportedDocument.objects.get()
    create(marketing_client, document)
    again = create(marketing_client, document)
    assert "An article was made of this document already." in again.content.decode()
    assert ArticlePage.objects.count() == 1


def test_the_same_document_updates_its_draft(marketing_client: Client, index: ArticleIndexPage) -> None:
    send(marketing_client, index)
    first = ImportedDocument.objects.get()
    correct(marketing_client, first, From_the_waiting_room="faq-heading")
    create(marketing_client, first)
    article = ArticlePage.objects.get()
    ids = [block["id"] for block in article.get_latest_revision_as_object().body.raw_data]

    page = soup(send(marketing_client, index, follow=True))
    assert shown(page)["Is it broken?"] == "question"  # what was said of it before
    button = page.select_one("button[name=update]")
    assert button is not None
    assert button.get_text() == "Update “Knee Pain After a Fall”"
    assert "it was made of the same file" in page.get_text()
    second = ImportedDocument.objects.get(page=None)
    editor = create(marketing_client, second, update=button["value"])
    assert "Draft updated from “knee.txt”." in editor.content.decode()
    assert ArticlePage.objects.count() == 1
    assert Source.objects.count() == 1
    assert article.revisions.count() == 2
    article.refresh_from_db()
    assert [block["id"] for block in article.get_latest_revision_as_object().body.raw_data] == ids
    assert article.imported_documents.count() == 2


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("knee.txt", ARTICLE + "\n2. Falls – CDC https://www.cdc.gov/falls/\n", "a file with this name"),
        ("other.txt", ARTICLE.replace("two days", "three days"), "the same title"),
    ],
)
def test_a_newer_version_offers_to_update(
    marketing_client: Client, index: ArticleIndexPage, name: str, text: str, reason: str
) -> None:
    send(marketing_client, index)
    create(marketing_client, ImportedDocument.objects.get())
    page = soup(send(marketing_client, index, text, name, follow=True))
    assert reason in page.get_text()
    assert "Create a second draft" in page.get_text()


def test_an_update_keeps_what_editors_added_and_tells_what_is_gone(
    marketing_client: Client, index: ArticleIndexPage
) -> None:
    send(marketing_client, index)
    create(marketing_client, ImportedDocument.objects.get())
    article = ArticlePage.objects.get()
    draft = article.get_latest_revision_as_object()
    draft.author = factories.make_provider()
    draft.slug = "knees"
    callout = {"kind": "emergency", "heading": "Call 911 now", "body": "<p>If it bleeds.</p>"}
    draft.body = [*draft.body.raw_data, {"type": "callout", "value": callout}]
    draft.save_revision().publish()
    send(marketing_client, index, ARTICLE.replace("two days", "three days"))
    second = ImportedDocument.objects.get(page=None)
    create(marketing_client, second, update=article.pk)
    article.refresh_from_db()
    newest = article.get_latest_revision_as_object()
    assert (newest.author, newest.slug, newest.live) == (draft.author, "knees", True)
    assert "three days" in newest.summary
    assert "two days" in article.summary  # what patients read until somebody publishes
    told = soup(marketing_client.get(reverse("importer_originals", args=[article.pk]))).get_text(" ")
    assert "Callout “Call 911 now”" in told


def test_what_one_may_not_edit_is_not_updated(marketing_client: Client, index: ArticleIndexPage) -> None:
    article = factories.make_article(title="Knee Pain After a Fall", slug="old", locked=True)
    page = soup(send(marketing_client, index, follow=True))
    assert page.select_one("button[name=update]") is None
    refused = create(marketing_client, ImportedDocument.objects.get(), update=article.pk)
    assert "That article cannot be updated" in refused.content.decode()
    assert article.revisions.count() == 0


def test_pasted_rich_text_keeps_its_headings(marketing_client: Client, index: ArticleIndexPage) -> None:
    html = "<h1>Knees</h1><p>They bend.</p><h2>How</h2><p>With <b>care</b>.</p>"
    url = reverse("importer_start", args=[index.pk])
    page = soup(marketing_client.post(url, {"text": "Knees\nThey bend.", "html": html}, follow=True))
    assert shown(page)["How"] == "section-heading"
    assert ImportedDocument.objects.get().name == "Pasted text.html"
    page = soup(marketing_client.post(url, {"text": ARTICLE}, follow=True))
    assert shown(page)["Rest it for two days."] == "quick-answer"
    create(marketing_client, ImportedDocument.objects.get(name="Pasted text.txt"))
    page = soup(marketing_client.post(url, {"text": "Hips\n\nThey turn.\n"}, follow=True))
    assert page.select_one("button[name=update]") is None  # every pasted text has the same name


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({}, "Choose a file, or paste the text."),
        ({"text": " \n "}, "Choose a file, or paste the text."),
        (
            {"file": SimpleUploadedFile("a.txt", b"Knees"), "text": "Knees"},
            "Send a file or a text, not both.",
        ),
        ({"file": SimpleUploadedFile("a.pdf", b"%PDF")}, "not in a format that can be imported"),
        ({"file": SimpleUploadedFile("a.docx", b"no zip")}, "a.docx"),
        ({"file": SimpleUploadedFile("a.txt", b"")}, "empty"),
        ({"text": "Knees \0"}, "Null characters are not allowed."),
    ],
)
def test_what_cannot_be_read_is_said_and_nothing_is_kept(
    marketing_client: Client, index: ArticleIndexPage, data: dict[str, Any], message: str
) -> None:
    url = reverse("importer_start", args=[index.pk])
    for file in data.values():
        if not isinstance(file, str):
            file.seek(0)
    response = marketing_client.post(url, data)
    assert response.status_code == 422
    alert = soup(response).select_one("[role=alert]")
    assert alert is not None
    assert message in alert.get_text()
    if "text" in data and "file" not in data:
        assert one(soup(response), "textarea").get_text().strip("\n") == data["text"].strip("\n")
    assert ImportedDocument.objects.count() == 0


def test_progress_is_told_line_by_line(marketing_client: Client, index: ArticleIndexPage) -> None:
    answer = send(marketing_client, index, headers={"Accept": "application/x-ndjson"})
    steps = [json.loads(line) for line in b"".join(answer).splitlines()]
    shares = [step["share"] for step in steps]
    assert shares == sorted(shares)
    assert all(step["doing"] for step in steps[:-1])
    assert steps[-1]["url"] == reverse("importer_review", args=[ImportedDocument.objects.get().pk])
    broken = send(marketing_client, index, "x", "a.docx", headers={"Accept": "application/x-ndjson"})
    assert "a.docx" in json.loads(b"".join(broken).splitlines()[-1])["error"]
    url = reverse("importer_start", args=[index.pk])
    empty = marketing_client.post(url, {}, headers={"Accept": "application/x-ndjson"})
    assert json.loads(b"".join(empty))["error"] == "Choose a file, or paste the text."


def test_pictures_are_shown_and_become_images(
    marketing_client: Client, index: ArticleIndexPage, settings: Settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    html = (
        "<h1>Hills</h1><p>Some are high.</p><h2>One</h2><p>Look:</p><img src='a.png' alt='A hill'><p>Up.</p>"
    )
    file = SimpleUploadedFile("hills.zip", zipped(a_html=html.encode(), a_png=PNG))
    url = reverse("importer_start", args=[index.pk])
    page = soup(marketing_client.post(url, {"file": file}, follow=True))
    sources = {str(picture["src"]) for picture in page.select(".import-review img")}
    assert len(sources) == 1
    answer = marketing_client.get(sources.pop())
    assert answer.content == PNG
    assert answer["X-Content-Type-Options"] == "nosniff"
    document = ImportedDocument.objects.get()
    assert marketing_client.get(reverse("importer_picture", args=[document.pk, 7])).status_code == 404
    create(marketing_client, document)
    body = ArticlePage.objects.get().get_latest_revision_as_object().body
    assert [block.block_type for block in body] == ["section", "image", "section"]
    assert ImportedPicture.objects.count() == 0


def test_a_document_waits_until_it_is_discarded(marketing_client: Client, index: ArticleIndexPage) -> None:
    send(marketing_client, index)
    document = ImportedDocument.objects.get()
    start = reverse("importer_start", args=[index.pk])
    assert soup(marketing_client.get(start)).find("a", href=reverse("importer_review", args=[document.pk]))
    gone = marketing_client.post(reverse("importer_discard", args=[document.pk]), follow=True)
    assert "“knee.txt” was discarded." in gone.content.decode()
    assert ImportedDocument.objects.count() == 0


ADDRESSES = ["importer_review", "importer_create", "importer_discard", "importer_original"]


def test_only_those_who_may_add_articles_import(
    index: ArticleIndexPage, client: Client, marketing_client: Client
) -> None:
    send(marketing_client, index)
    document = ImportedDocument.objects.get()
    urls = [reverse("importer_start", args=[index.pk])]
    urls += [reverse(name, args=[document.pk]) for name in ADDRESSES]
    urls.append(reverse("importer_picture", args=[document.pk, 0]))
    stranger, office = Client(), Client()
    office.force_login(make_user("olga", "Office"), backend=BACKEND)
    for url in urls:
        for method in ("get", "post"):
            assert reverse("wagtailadmin_login") in getattr(stranger, method)(url)["Location"]
            answer = getattr(office, method)(url)
            assert (answer.status_code, answer["Location"]) == (302, reverse("wagtailadmin_home"))
    assert "Import a document" not in office.get(reverse("wagtailadmin_home")).content.decode()
    assert ImportedDocument.objects.filter(page=None).count() == 1


def test_the_menu_knows_every_part() -> None:
    assert {choice.part for choice in CHOICES.values()} == set(Part)
    assert len({choice.label for choice in CHOICES.values()}) == len(CHOICES)
    assert sum(map(len, GROUPS.values())) == len(CHOICES)


def test_a_long_document_is_shown_page_by_page(
    marketing_client: Client, index: ArticleIndexPage, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    text = "Knees\n\n" + "\n\n".join(f"Sentence {number} is here, and it ends." for number in range(450))
    page = soup(send(marketing_client, index, text, follow=True))
    assert len(page.select(".import-piece")) == 200
    url = reverse("importer_review", args=[ImportedDocument.objects.get().pk])
    with django_assert_max_num_queries(25):
        last = soup(marketing_client.get(url, {"p": 3}))
    assert len(last.select(".import-piece")) == 51
    assert one(last, "[aria-current=page]").get_text() == "3"
    version = one(last, "[name=version]")["value"]
    name = one(last, ".import-piece select")["name"]
    after = marketing_client.post(f"{url}?p=3", {"version": version, name: "not-placed"}, follow=True)
    assert one(soup(after), "[aria-current=page]").get_text() == "3"


def test_hostile_text_stays_text(marketing_client: Client, index: ArticleIndexPage) -> None:
    text = "<script>alert(1)</script>\n\n<img src=x onerror=alert(2)> hurts, and it ends.\n"
    page = soup(send(marketing_client, index, text, "<b>.txt", follow=True))
    assert not page.select(".import-review script, .import-review img, .import-review b")


LABELLED = """\
Knees

They bend, and mostly they do not hurt.

[Quote]
<script>alert(1)</script><img src=x onerror=alert(2)> said she.
Attribution: <b>Ann</b>
[End of quote]

[Appointment] <i>Talk</i>
<script>alert(3)</script> to us.
Button: <u>Now</u>
[End of appointment]

[Callout: caution] <b>Careful</b>
Do <script>alert(4)</script> not run.
[End of callout]

[Study result: 26 of 100] felt <i>better</i>
After <b>six</b> weeks.
[End of study result]
"""


def test_blocks_of_every_kind_are_shown_as_words(marketing_client: Client, index: ArticleIndexPage) -> None:
    page = soup(send(marketing_client, index, LABELLED, follow=True))
    shown_blocks = one(page, ".import-article")
    assert {"Quote", "Appointment", "Callout", "Study result"} <= set(blocks(page))
    assert not shown_blocks.select("script, img, u, i, b")
    for words in ("<script>alert(1)", "Attribution: <b>Ann</b>", "N: 26", "Of: 100", "Kind: caution"):
        assert words in shown_blocks.get_text(" ")


def test_every_menu_offers_what_its_piece_is_taken_for(
    marketing_client: Client, index: ArticleIndexPage
) -> None:
    """Else the form would say the first line of the menu of a piece that nobody has touched."""
    callout = "[Callout: caution] Careful\nDo not run.\n[End of callout]"
    text = f"Knees\n\nThey bend.\n\n{callout}\n\nCitations\n\n1. A study. https://a.example/1\n\n{callout}\n"
    document = label(parsers.parse("a.txt", text.encode()))
    for piece in document:
        offered = [choice for _, group in choices_for(piece.node) for choice in group]
        assert choice_of(piece) in offered
    assert Part.BLOCK in {piece.part for piece in document}


def test_create_takes_the_menus_along(marketing_client: Client, index: ArticleIndexPage) -> None:
    page = soup(send(marketing_client, index, follow=True))
    name = menus(page)["From the waiting room"]["name"]
    create(marketing_client, ImportedDocument.objects.get(), **{str(name): "faq-heading"})
    assert len(ArticlePage.objects.get().get_latest_revision_as_object().questions) == 2


def test_what_was_made_of_a_document_is_told_to_its_editors_only(
    marketing_client: Client, index: ArticleIndexPage, office: User
) -> None:
    send(marketing_client, index)
    document = ImportedDocument.objects.get()
    create(marketing_client, document)
    client = Client()
    client.force_login(office, backend=BACKEND)
    for name in ADDRESSES:
        answer = client.get(reverse(name, args=[document.pk]))
        assert answer["Location"] == reverse("wagtailadmin_home")
    review = reverse("importer_review", args=[document.pk])
    originals = reverse("importer_originals", args=[ArticlePage.objects.get().pk])
    assert marketing_client.head(review)["Location"] == originals
    assert client.get(originals)["Location"] == reverse("wagtailadmin_home")


@pytest.mark.parametrize(
    "path",
    [
        "import/{}/",
        "import/documents/{}/",
        "import/documents/1/pictures/{}/",
        "import/articles/{}/",
        "export/{}/docx/",
    ],
)
def test_numbers_that_no_database_knows(path: str, marketing_client: Client) -> None:
    for number in (987654321, 10**25):
        assert marketing_client.get(f"/admin/{path.format(number)}").status_code == 404


def test_a_paragraph_that_is_said_to_be_the_title(marketing_client: Client, index: ArticleIndexPage) -> None:
    article = factories.make_article(title="Old", slug="old")
    words = "word " * 60
    send(marketing_client, index, f"Old\n\n{words}and it ends.\n")
    document = ImportedDocument.objects.get()
    url = reverse("importer_review", args=[document.pk])
    page = soup(marketing_client.get(url))
    place = next(str(menu["name"]) for text, menu in menus(page).items() if text.startswith("word"))
    marketing_client.post(url, {"version": 0, place: "title"})
    refused = create(marketing_client, document).content.decode()
    assert "Title: it has more than 255 characters" in refused
    with pytest.raises(ImportRefused, match="Title: it has more than 255 characters"):
        import_article(reading=Reading(title=words), parent=index, update=article)
    assert article.revisions.count() == 0


@pytest.mark.parametrize("name", ["odd.html", "odd.txt", "odd.md"])
def test_characters_that_no_database_takes(
    name: str, marketing_client: Client, index: ArticleIndexPage
) -> None:
    text = "<p>Knees &#xD800; &#0; &#xDFFF;</p>\n\nThey bend \ufffe well.\n"
    page = soup(send(marketing_client, index, text, f"{'n' * 300}{name}", follow=True))
    assert "Knees" in page.get_text()
    create(marketing_client, ImportedDocument.objects.get())
    assert ArticlePage.objects.count() == 1


def test_the_original_survives_the_index_it_was_imported_below(
    marketing_client: Client, index: ArticleIndexPage
) -> None:
    send(marketing_client, index)
    create(marketing_client, ImportedDocument.objects.get())
    other = index.get_parent().add_child(instance=ArticleIndexPage(title="Stories", slug="stories"))
    article = ArticlePage.objects.get()
    assert article.owner is not None
    assert article.owner.username == "marketing"
    article.move(other, pos="last-child")
    ArticleIndexPage.objects.get(pk=index.pk).delete()
    assert ImportedDocument.objects.filter(page=article).exists()


def test_what_editors_wrote_since_the_import_is_told_before_it_is_replaced(
    marketing_client: Client, index: ArticleIndexPage
) -> None:
    send(marketing_client, index)
    create(marketing_client, ImportedDocument.objects.get())
    assert "has edited it on" not in soup(send(marketing_client, index, follow=True)).get_text()
    draft = ArticlePage.objects.get().get_latest_revision_as_object()
    draft.title = "Knees"
    draft.save_revision()
    page = soup(send(marketing_client, index, follow=True))
    assert "Somebody has edited it on" in " ".join(page.get_text().split())


def test_corrections_hold_only_where_the_document_is_read_alike(
    marketing_client: Client, index: ArticleIndexPage
) -> None:
    send(marketing_client, index, name="knee.txt")
    correct(marketing_client, ImportedDocument.objects.get(), From_the_waiting_room="faq-heading")
    send(marketing_client, index, name="again.txt")
    assert ImportedDocument.objects.get(name="again.txt").corrections
    send(marketing_client, index, name="knee.html")
    assert ImportedDocument.objects.get(name="knee.html").corrections == {}


def test_thousands_of_lost_sentences_are_counted_not_listed(
    marketing_client: Client, index: ArticleIndexPage
) -> None:
    text = "Knees\n\nThey bend.\n\nNotes\n\n" + "\n\n".join(
        f"Sentence {n} ends here, and well." for n in range(3000)
    )
    send(marketing_client, index, text)
    page = soup(correct(marketing_client, ImportedDocument.objects.get(), Notes="faq-heading"))
    notices = page.select("[data-import-part=notices] li")
    assert len(notices) < 150
    assert "2900 more sentences found no place" in page.get_text()


def test_a_group_without_rights_to_articles_cannot_begin(index: ArticleIndexPage, client: Client) -> None:
    user: User = make_user("mia", "Marketing")
    Group.objects.get(name="Marketing").page_permissions.all().delete()
    client.force_login(user, backend=BACKEND)
    url = reverse("importer_start", args=[index.pk])
    assert client.get(url).status_code == 302


def test_what_is_left_for_a_month_is_forgotten(marketing_client: Client, index: ArticleIndexPage) -> None:
    for name in ("old.txt", "new.txt", "used.txt"):
        send(marketing_client, index, f"{name}\n\n{ARTICLE}", name)
    create(marketing_client, ImportedDocument.objects.get(name="used.txt"))
    late = timezone.now() - timedelta(days=31)
    ImportedDocument.objects.exclude(name="new.txt").update(uploaded_at=late)
    discard_abandoned_documents()
    assert set(ImportedDocument.objects.values_list("name", flat=True)) == {"new.txt", "used.txt"}


def found_by_checks(page: BeautifulSoup) -> Tag:
    (found,) = (one for one in page.select("details") if "What the checks found" in one.text)
    return found


def test_the_review_says_what_would_block(marketing_client: Client, index: ArticleIndexPage) -> None:
    text = ARTICLE.replace("Quick Answer\n\nRest it for two days.\n", "")
    text = text.replace("by themselves.", "by week six .")
    page = soup(marketing_client.get(send(marketing_client, index, text).url))
    found = found_by_checks(page)
    assert found.has_attr("open")
    assert "Publishing it will be refused" in found.text
    headings = [heading.text.split(" (")[0] for heading in found.select("h3")]
    assert headings[:2] == ["Blocks publishing", "Warnings"]
    quote = "Most knees heal by week six ."
    (link,) = (str(link["href"]) for link in found.select("a") if link.text == f"“{quote}”")
    assert quote in one(page, link).text


def test_what_does_not_block_is_folded_away(marketing_client: Client, index: ArticleIndexPage) -> None:
    found = found_by_checks(soup(marketing_client.get(send(marketing_client, index).url)))
    assert not found.has_attr("open")
    assert "Publishing it will be refused" not in found.text
