"""Every page of the site, as a visitor gets it."""

import json

import pytest
from bs4 import BeautifulSoup
from django.db import OperationalError, connection
from django.test import Client
from wagtail.models import Page

from home.models import HomePage, StandardPage
from tests import factories

pytestmark = pytest.mark.embedded


@pytest.fixture
def site(home: HomePage) -> HomePage:
    """One page of each type."""
    location = factories.make_location()
    service = factories.make_service(locations=[location])
    provider = factories.make_provider(locations=[location], services=[service])
    factories.make_article(author=provider)
    home.add_child(instance=StandardPage(title="Privacy", slug="privacy", introduction="<p>We keep it.</p>"))
    return home


ADDRESSES = [
    "/",
    "/articles/",
    "/articles/sleep-and-mood/",
    "/articles/sleep-and-mood/index.md",
    "/locations/",
    "/locations/riverside/",
    "/providers/",
    "/providers/maya-chen/",
    "/services/",
    "/services/tms-therapy/",
    "/privacy/",
    "/search/",
    "/search/?q=sleep",
    "/sitemap.xml",
    "/robots.txt",
    "/llms.txt",
    "/healthz",
    "/readyz",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_address_answers_without_a_cookie(site: HomePage, client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 200
    assert not response.cookies
    assert client.head(address).status_code == 200


def words(html: bytes) -> str:
    return " ".join(BeautifulSoup(html, "html.parser").get_text(" ").split())


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", False),
        ("sleep", True),
        ("Sleep AND mood", False),
        ("mood sleep", True),
        ('"sleep"', True),
        ('"', False),
        ("'", False),
        ("sleep'", True),
        ("%", False),
        ("sleep OR (", False),
        ("NEAR(sleep mood)", False),
        ("title:sleep", False),
        ("sleep*", True),
        ("-sleep", True),
        ("\0", False),
        ("sl\0eep", False),
        ("{sleep}:^~\\", True),
        ("x" * 5000, False),
        ("睡眠", False),
        (" ".join(["sleep"] * 500), True),
    ],
)
def test_search_takes_any_text(site: HomePage, client: Client, query: str, found: bool) -> None:
    response = client.get("/search/", {"q": query, "p": "zzz"})
    assert response.status_code == 200
    # What operators and marks do differs between databases; that they break nothing does not.
    if query.isalpha() or not query:
        assert ("Sleep and mood" in words(response.content)) is found
    assert not response.cookies


def test_the_graph_of_the_home_page_names_every_clinic(site: HomePage, client: Client) -> None:
    (script,) = BeautifulSoup(client.get("/").content, "html.parser").select("script")
    nodes = json.loads(script.string or "")["@graph"]
    kinds = [node["@type"] for node in nodes]
    assert kinds == ["MedicalOrganization", "WebSite", "MedicalClinic"]
    clinic = nodes[2]
    assert clinic["parentOrganization"] == {"@id": "http://testserver/#organization"}
    assert clinic["openingHoursSpecification"][0]["opens"] == "09:00"


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("/locations/riverside/", "MedicalClinic"),
        ("/providers/maya-chen/", "Person"),
        ("/services/tms-therapy/", "Service"),
        ("/privacy/", "BreadcrumbList"),
    ],
)
def test_every_page_has_one_graph(site: HomePage, client: Client, address: str, kind: str) -> None:
    page = BeautifulSoup(client.get(address).content, "html.parser")
    (script,) = page.select("script")
    kinds = [node["@type"] for node in json.loads(script.string or "")["@graph"]]
    assert kind in kinds
    assert "MedicalOrganization" in kinds
    assert len(kinds) == len(set(kinds))


@pytest.mark.parametrize("address", [each for each in ADDRESSES if each.endswith("/")])
def test_every_page_has_a_title_and_no_foreign_address(site: HomePage, client: Client, address: str) -> None:
    page = BeautifulSoup(client.get(address).content, "html.parser")
    assert len(page.select("title")) == 1
    assert len(page.select("h1")) == 1
    assert not page.select("[style], style, script:not([type='application/ld+json'])")
    for element in page.select("[src], link[href]"):
        target = str(element.get("src") or element.get("href"))
        assert target.startswith(("/", "http://testserver/")), target


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("/", "Test Clinic | Care that listens"),
        ("/articles/", "Articles | Test Clinic"),
        ("/search/?q=tms", "Search: tms | Test Clinic"),
    ],
)
def test_titles(site: HomePage, client: Client, address: str, title: str) -> None:
    page = BeautifulSoup(client.get(address).content, "html.parser")
    assert words(str(page.title).encode()) == title
    assert not page.select("meta[content='@']")


def test_robots_and_sitemap(site: HomePage, client: Client) -> None:
    robots = client.get("/robots.txt").content.decode()
    assert "Disallow: /admin/" in robots
    assert "Sitemap: http://testserver/sitemap.xml" in robots
    sitemap = client.get("/sitemap.xml").content.decode()
    assert "<loc>http://testserver/articles/sleep-and-mood/</loc>" in sitemap


def test_a_site_without_its_database_is_alive_and_not_ready(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert client.get("/healthz").status_code == 200
    with monkeypatch.context() as patch:
        patch.setattr(connection, "cursor", broken)
        assert client.get("/readyz").status_code == 503


def broken(*args: object) -> None:
    raise OperationalError


def test_a_page_may_not_be_posted_to_from_another_site(site: HomePage, client: Client) -> None:
    assert client.post("/articles/", headers={"Origin": "https://evil.example"}).status_code == 403
    assert client.post("/articles/").status_code == 405


def test_hidden_people_and_places_are_shown_nowhere(site: HomePage, client: Client) -> None:
    for page in Page.objects.filter(slug__in=["maya-chen", "tms-therapy"]):
        page.unpublish()
    for address in ("/", "/locations/riverside/", "/providers/", "/services/", "/search/?q=Maya"):
        text = words(client.get(address).content)
        assert "Maya Chen" not in text
        assert "TMS therapy" not in text
