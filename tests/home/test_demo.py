import re
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.management import call_command
from django.test import Client
from wagtail.images import get_image_model
from wagtail.models import Page, Site

from blog.blocks import ArticleBody
from blog.models import ArticlePage, Topic
from clinics.models import LocationPage, OrganisationSettings
from core.text import brief, plain
from editorial.models import Source
from forms_app.models import AppointmentPage, OfficeSettings
from home.demo import loader
from home.models import HomePage

ARTICLES = {data["slug"]: data for data in loader.read_articles()}
SOURCES = loader.read("sources.json")
NUMBER = re.compile(r"\d[\d,.]*\d|\d")
BOOKING = re.compile(r"\bbooking|\bbooked\b|\bbook (?:a|an|your|now|online)\b", re.IGNORECASE)


def texts(value: Any, *without: str) -> str:
    """Everything a reader sees of some content, in plain words."""
    match value:
        case str():
            return plain(value)
        case list():
            return " ".join(texts(item, *without) for item in value)
        case dict():
            return " ".join(texts(item, *without) for key, item in value.items() if key not in without)
    return str(value)


def keys(article: dict[str, Any]) -> list[str]:
    """The sources an article names, in any of the places it can."""
    values = [block["value"] for block in article["body"]]
    return [
        key
        for value in values
        for key in (
            *([value["source"]] if "source" in value else []),
            *value.get("also_listed", []),
            *(key for item in value.get("items", []) for key in item.get("sources", [])),
        )
    ]


def of_type(article: dict[str, Any], *types: str) -> list[dict[str, Any]]:
    return [block["value"] for block in article["body"] if block["type"] in types]


def test_every_block_is_shown_somewhere() -> None:
    shown = {block["type"] for article in ARTICLES.values() for block in article["body"]}
    assert shown == set(ArticleBody().child_blocks)


def test_every_source_can_be_found_and_is_used() -> None:
    assert all(source["title"] and (source.get("doi") or source.get("url")) for source in SOURCES.values())
    assert {key for article in ARTICLES.values() for key in keys(article)} == set(SOURCES)


def test_every_picture_named_exists() -> None:
    named = {
        name
        for path in loader.CONTENT.rglob("*.json")
        for name in re.findall(r"[\w-]+\.svg", path.read_text(encoding="utf-8"))
    }
    assert named <= {path.name for path in loader.IMAGES.glob("*.svg")}


@pytest.mark.parametrize("slug", ARTICLES)
def test_an_article_is_whole(slug: str) -> None:
    article = ARTICLES[slug]
    assert 120 <= len(article["search_description"]) <= 155
    assert of_type(article, "study_result")
    assert any(callout["kind"] == "emergency" for callout in of_type(article, "callout"))
    assert 4 <= len(of_type(article, "faq")[0]["items"]) <= 6
    assert 4 <= len(of_type(article, "takeaways")[0]["items"]) <= 5
    assert not BOOKING.search(texts(article))


@pytest.mark.parametrize("slug", ARTICLES)
def test_a_teaser_fits_its_card_in_whole_sentences(slug: str) -> None:
    (answer,) = of_type(ARTICLES[slug], "quick_answer")
    teaser = brief(plain(answer["text"]), 190)
    assert 60 <= len(teaser) <= 190
    assert teaser.endswith(".")


@pytest.mark.parametrize("slug", ARTICLES)
def test_figures_of_summaries_stand_in_the_body(slug: str) -> None:
    article = ARTICLES[slug]
    body = texts(of_type(article, "section", "table", "callout", "off_label_note"), "level", "kind")
    known = {"100"} | {figure for number in NUMBER.findall(body) for figure in (number, rounded(number))}
    summaries = of_type(article, "quick_answer", "takeaways", "study_result", "faq")
    stated = set(NUMBER.findall(texts(summaries, "sources", "source", "of")))
    assert stated <= known


def rounded(number: str) -> str:
    return str(round(float(number.replace(",", ""))))


@pytest.mark.parametrize("slug", ARTICLES)
def test_every_study_named_in_the_text_is_cited(slug: str) -> None:
    article = ARTICLES[slug]
    cited = {(SOURCES[key]["authors"].split(" ")[0], SOURCES[key].get("year")) for key in keys(article)}
    named = re.findall(r"(\S+) and colleagues, (\d{4})", texts(article))
    assert {(straight(name), int(year)) for name, year in named} <= cited


def straight(name: str) -> str:
    return name.lstrip("(").replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")


def load(*arguments: str) -> str:
    out = StringIO()
    call_command("load_demo", *arguments, stdout=out)
    return out.getvalue()


def counts() -> list[int]:
    models = [Page, Site, Source, Topic, get_image_model(), get_user_model(), OrganisationSettings]
    return [model.objects.count() for model in models]


def test_the_site_is_whole(client: Client, untouched: None) -> None:
    assert "The demo is loaded" in load()
    loaded = counts()
    assert "nothing was changed" in load()
    assert counts() == loaded

    site = Site.objects.get()
    assert (site.root_page.specific_class, site.hostname) == (HomePage, "testserver")
    pages = Page.objects.filter(depth__gt=1).specific()
    assert all(page.live and page.live_revision for page in pages)
    answers = {page.url: client.get(page.url).status_code for page in pages}
    assert set(answers.values()) == {200}, answers
    assert {"/", "/about/", "/articles/", "/request-appointment/", "/locations/riverside/"} <= set(answers)

    assert {len(location.office_addresses) for location in LocationPage.objects.all()} == {1}
    assert all(location.holidays for location in LocationPage.objects.all())
    assert [
        day.first.weekday() for location in LocationPage.objects.all() for day in location.special_days
    ] == [3, 3]
    assert AppointmentPage.objects.get().problems == OfficeSettings.objects.get().problems == []
    for article in ArticlePage.objects.all():
        article.full_clean()
        article.body.stream_block.clean(article.body)
        assert len(article.numbering.entries) == len(set(keys(ARTICLES[article.slug])))
        assert article.review
        assert not article.review.is_edited
        assert not article.review.is_due
        assert article.review.review.provider != article.author
        assert article.get_workflow().name == "Clinical review"
    assert sum(len(article.shown_corrections) for article in ArticlePage.objects.all()) == 1
    assert len({article.first_published_at for article in ArticlePage.objects.all()}) == len(ARTICLES)

    for name in ("admin", "marketing", "office", "clinician"):
        assert authenticate(username=name, password=loader.PASSWORD)
    assert not authenticate(username="marketing", password=loader.PASSWORD).is_superuser


@pytest.fixture
def nothing_to_load(monkeypatch: pytest.MonkeyPatch, untouched: None) -> None:
    monkeypatch.setattr(loader, "_load_site", lambda *arguments: None)


@pytest.mark.usefixtures("nothing_to_load")
@pytest.mark.parametrize(
    ("by_default", "arguments", "names"),
    [
        (True, [], {"admin", "marketing", "office", "clinician"}),
        (True, ["--no-users"], set()),
        (False, [], set()),
        (False, ["--users"], {"admin", "marketing", "office", "clinician"}),
    ],
)
def test_known_passwords_only_where_allowed(
    settings: Any, by_default: bool, arguments: list[str], names: set[str]
) -> None:
    settings.DEMO_USERS = by_default
    load(*arguments)
    assert set(get_user_model().objects.values_list("username", flat=True)) == names


@pytest.mark.usefixtures("nothing_to_load")
def test_an_administrator_of_ones_own(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.DEMO_USERS = False
    monkeypatch.setenv("ADMIN_EMAIL", "me@clinic.example")
    monkeypatch.setenv("ADMIN_PASSWORD", "something-long-of-my-own")
    load()
    admin = get_user_model().objects.get()
    assert (admin.username, admin.email, admin.is_superuser) == ("admin", "me@clinic.example", True)
    assert admin.check_password("something-long-of-my-own")
