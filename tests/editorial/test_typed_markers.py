"""Citations that were typed: what becomes a marker, what stays, and what editors are told."""

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import rich_text, streamfield

from blog.models import ArticleIndexPage, ArticlePage
from core.rich_text import SECTION
from editorial.models import Source
from editorial.rich_text import marker
from editorial.typed import Library, typed_in, with_markers
from home.models import HomePage
from tests import factories
from tests.blog.test_editing import form_data

LIBRARY = Library({"rush2006": 6, "nimh-2024": 4}, {1: 11, 2: 12, 3: 13})


@pytest.mark.parametrize(
    ("html", "converted"),
    [
        ("<p>Better [@rush2006].</p>", f"<p>Better{marker([6])}.</p>"),
        ("<p>Better.[@Rush2006]</p>", f"<p>Better.{marker([6])}</p>"),
        ("<p>Better.[@rush2006; @nimh-2024]</p>", f"<p>Better.{marker([6, 4])}</p>"),
        ("<p>Better.[@rush2006, @nimh-2024]</p>", f"<p>Better.{marker([6, 4])}</p>"),
        ("<p>Better.[@rush2006][@nimh-2024]</p>", f"<p>Better.{marker([6])}{marker([4])}</p>"),
        ("<p>Better.[3]</p>", f"<p>Better.{marker([13])}</p>"),
        ("<p>Better.[1, 3]</p>", f"<p>Better.{marker([11, 13])}</p>"),
        ("<p>Better.[1,3]</p>", f"<p>Better.{marker([11, 13])}</p>"),
        ("<p>Better.[1-3]</p>", f"<p>Better.{marker([11, 12, 13])}</p>"),
        ("<p>Better.[1–2, @rush2006]</p>", f"<p>Better.{marker([11, 12, 6])}</p>"),
        ("<p>Better. [2] Then</p>", f"<p>Better.{marker([12])} Then</p>"),
        ("<p><b>Better [2]</b></p>", f"<p><b>Better{marker([12])}</b></p>"),
        ("<p>One[1]</p><p>Two[2]</p>", f"<p>One{marker([11])}</p><p>Two{marker([12])}</p>"),
        (f"<p>Both.{marker([9])}[2]</p>", f"<p>Both.{marker([9])}{marker([12])}</p>"),
    ],
)
def test_what_is_typed_becomes_a_marker(html: str, converted: str) -> None:
    assert with_markers(html, LIBRARY) == (converted, ())


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ("<p>Better.[@smith2019]</p>", ("[@smith2019]",)),
        ("<p>Better.[@rush2006; @smith2019]</p>", ("[@rush2006; @smith2019]",)),
        ("<p>Better.[4] Then [0].</p>", ("[4]", "[0]")),
        ("<p>Better.[2-4]</p>", ("[2-4]",)),
        ("<p>Better.[3-1]</p>", ("[3-1]",)),
        ("<p>People [18-65]</p>", ("[18-65]",)),
        ("<p>In [2024] and [sic], [a], [@], [1.5], (3), 3] and [3</p>", ()),
        ('<p><a href="https://a.example/[1]">See [1]</a></p>', ()),
        (f"<p>Better.{marker([6])}</p>", ()),
        ("", ()),
    ],
)
def test_what_means_nothing_stays_as_it_is_typed(html: str, left: tuple[str, ...]) -> None:
    assert with_markers(html, LIBRARY) == (html, left)


def test_typed_citations_are_found() -> None:
    assert typed_in("Sleep helps [@rush2006], and light [1, 2] too.") == ["[@rush2006]", "[1, 2]"]


# In the editor's form


def everywhere(text: str) -> list[tuple[str, dict[str, Any]]]:
    """A block of each kind with this text in its rich text."""
    words = rich_text(text)
    question = {"question": "Does it help?", "answer": words}
    takeaway = {"claim": "It helps.", "detail": words, "sources": streamfield([])}
    return [
        ("quick_answer", {"heading": "Quick answer", "text": words}),
        ("section", {"heading": "Why", "level": "h2", "body": words}),
        ("faq", {"heading": "FAQ", "items": streamfield([("item", question)])}),
        ("takeaways", {"heading": "Key", "items": streamfield([("item", takeaway)])}),
        ("study_result", {"n": 1, "of": 2, "outcome": "slept", "detail": words, "source": ""}),
        ("callout", {"kind": "caution", "heading": "Careful", "body": words}),
        ("off_label_note", {"treatment": "Light", "condition": "sleep", "detail": words}),
    ]


def edit_url(page: ArticlePage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def told(response: Any) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request) if message.level_tag == "warning"]


def listed(html: str) -> str:
    (field,) = BeautifulSoup(html, "html.parser").select("input[name=listed_sources]")
    return str(field["value"])


def numbers(*sources: Source) -> str:
    return json.dumps([{"id": source.pk, "name": source.short_name} for source in sources])


def draft_of(page: ArticlePage) -> ArticlePage:
    return ArticlePage.objects.get(pk=page.pk).get_latest_revision_as_object()


def test_every_text_of_a_page_takes_typed_citations(home: HomePage, marketing_client: Client) -> None:
    source = factories.make_source(authors="Rush AJ", year=2006)
    body = everywhere("<p>Better [@rush2006].</p>")
    page = factories.make_article(live=False)
    data = form_data(body, introduction=rich_text("<p>Better [@rush2006].</p>"))
    response = marketing_client.post(edit_url(page), data)
    assert response.status_code == 302
    assert told(response) == []
    draft = draft_of(page)
    assert [entry.places for entry in draft.numbering.entries] == [len(body) + 1]
    assert [entry.source for entry in draft.numbering.entries] == [source]
    assert "[@" not in f"{draft.introduction}{json.dumps(list(draft.body.raw_data))}"


def test_a_number_means_the_source_that_the_editor_saw(home: HomePage, marketing_client: Client) -> None:
    """Numbers move as soon as something is cited above; what was typed before keeps its meaning."""
    a, b = (factories.make_source(title=name, url=f"https://{name}.example/") for name in "ab")
    section = {"type": "section", "value": {"heading": "Why", "level": "h2"}}
    section["value"]["body"] = f"<p>First{marker([a.pk])}</p>"  # type: ignore[index]
    also = {"type": "citations", "value": {"heading": "Citations", "also_listed": [b.pk]}}
    page = factories.make_article(body=[section, also], live=False)
    shown = listed(marketing_client.get(edit_url(page)).content.decode())
    assert shown == numbers(a, b)
    first = rich_text(f"<p>First{marker([a.pk])}</p>", features=SECTION)
    body = [
        ("section", {"heading": "Why", "level": "h2", "body": first}),
        ("citations", {"heading": "Citations", "also_listed": streamfield([("item", b.pk)])}),
    ]
    data = form_data(body, introduction=rich_text("<p>Second [2]</p>"), listed_sources=shown)
    for _ in range(2):
        marketing_client.post(edit_url(page), data)
        draft = draft_of(page)
        assert draft.introduction.endswith(f"Second{marker([b.pk])}</p>")
        assert [entry.source for entry in draft.numbering.entries] == [b, a]


def test_saving_by_itself_tells_the_editor_the_new_numbers(home: HomePage, marketing_client: Client) -> None:
    source = factories.make_source(authors="Rush AJ", year=2006)
    page = factories.make_article(live=False)
    page.save_revision()
    data = form_data([], introduction=rich_text("<p>Better [@rush2006], [7]</p>"), listed_sources="[]")
    response = marketing_client.post(edit_url(page), data, HTTP_ACCEPT="application/json")
    assert response.json()["field_updates"]["listed_sources"] == numbers(source)
    assert told(response) == []


@pytest.mark.parametrize("sent", ["", "x", "{}", '[{"id": "x"}]', "[1]", '[{"id": 99999}]'])
def test_a_list_that_makes_no_sense_means_no_numbers(
    home: HomePage, marketing_client: Client, sent: str
) -> None:
    page = factories.make_article(live=False)
    data = form_data([], introduction=rich_text("<p>Better [1]</p>"), listed_sources=sent)
    response = marketing_client.post(edit_url(page), data)
    assert "[1]" in told(response)[0]
    assert "[1]" in draft_of(page).introduction


def test_editors_are_told_what_stays(home: HomePage, marketing_client: Client) -> None:
    factories.make_source(authors="Rush AJ", year=2006)
    body = everywhere("<p>Better [9].</p>")
    taken = {"claim": "It helps [@rush2006].", "detail": rich_text(""), "sources": streamfield([])}
    body[3] = ("takeaways", {"heading": "Key", "items": streamfield([("item", taken)])})
    add = reverse("wagtailadmin_pages:add", args=("blog", "articlepage", ArticleIndexPage.objects.get().pk))
    response = marketing_client.post(add, form_data(body, introduction=rich_text("<p>So [@x1].</p>")))
    (message,) = told(response)
    assert "[@x1], [9], [@rush2006]." in message
    page = ArticlePage.objects.get()
    assert "[@x1]" in page.introduction
    assert "[9]" in json.dumps(list(page.body.raw_data))


def test_sources_by_their_keys(marketing_client: Client, client: Client) -> None:
    source = factories.make_source(authors="Rush AJ", year=2006)
    url = reverse("wagtailsnippetchoosers_editorial_source:by_key")
    found = marketing_client.get(url, {"key": ["rush2006", "smith2019"]}).json()
    assert found == {"rush2006": {"id": source.pk, "name": "Rush 2006"}}
    client.logout()
    assert client.get(url, {"key": "rush2006"}).status_code == 302


def test_clinicians_cite_by_key_too(clinician_client: Client) -> None:
    """They edit drafts; the library itself they only read."""
    source = factories.make_source(authors="Rush AJ", year=2006)
    url = reverse("wagtailsnippetchoosers_editorial_source:by_key")
    found = clinician_client.get(url, {"key": "rush2006"}).json()
    assert found == {"rush2006": {"id": source.pk, "name": "Rush 2006"}}
    assert clinician_client.get(reverse("wagtailsnippets_editorial_source:list")).status_code == 200
    edit = reverse("wagtailsnippets_editorial_source:edit", args=[source.pk])
    assert clinician_client.get(edit).status_code == 302
