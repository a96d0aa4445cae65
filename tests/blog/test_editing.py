"""From the skeleton to a published article, as marketing staff do it in Wagtail's admin."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from blog.blocks import skeleton
from blog.models import ArticleIndexPage, ArticlePage
from home.models import HomePage
from tests import factories

SKELETON = [
    ("quick_answer", {"heading": "Quick answer", "text": rich_text("")}),
    ("section", {"heading": "", "level": "h2", "body": rich_text("")}),
    (
        "faq",
        {
            "heading": "Frequently asked questions",
            "items": streamfield([("item", {"question": "", "answer": rich_text("")})]),
        },
    ),
    (
        "takeaways",
        {
            "heading": "Key takeaways",
            "items": streamfield(
                [("item", {"claim": "", "detail": rich_text(""), "sources": streamfield([])})]
            ),
        },
    ),
    ("citations", {"heading": "Citations", "also_listed": streamfield([])}),
]


def filled(source: int) -> list[tuple[str, dict[str, Any]]]:
    question = {"question": "Does it help?", "answer": rich_text("<p>Often.</p>")}
    takeaway = {
        "claim": "Sleep helps.",
        "detail": rich_text(""),
        "sources": streamfield([("item", source)]),
    }
    return [
        ("quick_answer", {"heading": "Quick answer", "text": rich_text("<p>It helps.</p>")}),
        ("section", {"heading": "Why", "level": "h2", "body": rich_text("<p>Because.</p>")}),
        ("faq", {"heading": "FAQ", "items": streamfield([("item", question)])}),
        ("takeaways", {"heading": "Key takeaways", "items": streamfield([("item", takeaway)])}),
        ("citations", {"heading": "Citations", "also_listed": streamfield([])}),
    ]


def form_data(body: list[tuple[str, dict[str, Any]]], **fields: Any) -> dict[str, Any]:
    return nested_form_data(
        {
            "title": "Sleep",
            "slug": "sleep",
            "introduction": rich_text("<p>About sleep.</p>"),
            "body": streamfield(body),
            "comments": inline_formset([]),
            "search_keywords": "insomnia",
        }
        | fields
    )


@pytest.fixture
def add_url(home: HomePage) -> str:
    return reverse("wagtailadmin_pages:add", args=("blog", "articlepage", ArticleIndexPage.objects.get().pk))


def test_a_new_article_opens_with_the_skeleton(marketing_client: Client, add_url: str) -> None:
    page = BeautifulSoup(marketing_client.get(add_url).content, "html.parser")
    stored = str(page.find(attrs={"data-controller": "w-block"}))
    places = [stored.index(f'"type": "{block["type"]}"') for block in skeleton()]
    assert places == sorted(places)


def test_the_empty_skeleton_is_kept_as_a_draft(marketing_client: Client, add_url: str) -> None:
    response = marketing_client.post(add_url, form_data(SKELETON, introduction=rich_text("")))
    article = ArticlePage.objects.get(slug="sleep")
    assert response.status_code == 302
    assert not article.live
    edit_url = reverse("wagtailadmin_pages:edit", args=[article.pk])
    assert marketing_client.get(edit_url).status_code == 200
    latest = article.get_latest_revision_as_object()
    assert [block.block_type for block in latest.body] == [block["type"] for block in skeleton()]
    assert marketing_client.post(edit_url, form_data(SKELETON)).status_code == 302


def test_an_empty_slug_follows_from_the_title(marketing_client: Client, add_url: str) -> None:
    for _ in range(2):
        assert marketing_client.post(add_url, form_data(SKELETON, slug="")).status_code == 302
    assert list(ArticlePage.objects.order_by("pk").values_list("slug", flat=True)) == ["sleep", "sleep-2"]


def test_a_title_without_letters_needs_a_slug(marketing_client: Client, add_url: str) -> None:
    response = marketing_client.post(add_url, form_data(SKELETON, title="?!", slug=""))
    assert response.status_code == 200
    assert "Enter a slug" in response.content.decode()
    assert not ArticlePage.objects.exists()


@pytest.mark.filterwarnings("ignore::bs4.GuessedAtParserWarning")  # in wagtail-seo's preview
def test_a_draft_can_be_looked_at(marketing_client: Client, add_url: str) -> None:
    marketing_client.post(add_url, form_data(SKELETON, introduction=rich_text("")))
    article = ArticlePage.objects.get(slug="sleep")
    draft = reverse("wagtailadmin_pages:view_draft", args=[article.pk])
    assert marketing_client.get(draft).status_code == 200
    for mode in ("", "wagtail-seo"):
        preview = reverse("wagtailadmin_pages:preview_on_edit", args=[article.pk])
        assert marketing_client.post(preview, form_data(SKELETON)).json()["is_valid"]
        assert marketing_client.get(preview, {"mode": mode}).status_code == 200


def test_the_empty_skeleton_is_not_published(marketing_client: Client, add_url: str) -> None:
    data = form_data(SKELETON, introduction=rich_text("")) | {"action-publish": "action-publish"}
    response = marketing_client.post(add_url, data)
    assert response.status_code == 200
    assert "This field is required" in response.content.decode()
    assert "could not be created due to validation errors" in response.content.decode()
    assert not ArticlePage.objects.filter(slug="sleep").exists()


def test_a_draft_left_empty_does_not_go_live(marketing_client: Client, add_url: str) -> None:
    marketing_client.post(add_url, form_data(SKELETON))
    article = ArticlePage.objects.get(slug="sleep")
    edit_url = reverse("wagtailadmin_pages:edit", args=[article.pk])
    response = marketing_client.post(edit_url, form_data(SKELETON) | {"action-publish": "action-publish"})
    assert response.status_code == 200
    article.refresh_from_db()
    assert not article.live


def test_a_filled_article_is_published_and_read(marketing_client: Client, add_url: str) -> None:
    source = factories.make_source(title="A trial of sleep")
    data = form_data(filled(source.pk)) | {"action-publish": "action-publish"}
    assert marketing_client.post(add_url, data).status_code == 302
    article = ArticlePage.objects.get(slug="sleep")
    assert article.live
    assert [entry.source for entry in article.numbering.entries] == [source]
    html = Client().get(article.url).content.decode()
    assert "A trial of sleep" in html
    assert "insomnia" not in html


def test_two_quick_answers_are_refused(marketing_client: Client, add_url: str) -> None:
    body = filled(factories.make_source().pk)
    response = marketing_client.post(
        add_url, form_data([body[0], *body]) | {"action-publish": "action-publish"}
    )
    assert "The maximum number of items is 1" in response.content.decode()
    assert not Page.objects.filter(slug="sleep").exists()
