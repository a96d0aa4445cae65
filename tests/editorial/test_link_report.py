"""What editors and readers see of an address that died."""

import csv
from datetime import timedelta
from io import StringIO

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Site

from blog.models import ArticlePage
from editorial.link_watch import report
from editorial.link_watch.manners import Manners
from editorial.link_watch.visiting import Visitor
from editorial.link_watch.visits import Failure, Hop, Visit
from editorial.link_watch.watching import record
from editorial.models import EditorialSettings, LinkState, Source
from home.models import HomePage
from tests import factories
from tests.conftest import BACKEND
from tests.editorial.link_server import LinkServer, answer, page

pytestmark = pytest.mark.embedded

REPORT = "/admin/reports/link-watch/"
ARCHIVED = "https://archive.example/2025/study"


def make(name: str, *visits: Visit | int, **fields: object) -> Source:
    """A source and what a visit a night has said of it."""
    source = factories.make_source(title=f"Study {name}", url=f"https://{name}.example/study", **fields)
    for number, visit in enumerate(visits):
        visit = Visit(source.address, visit) if isinstance(visit, int) else visit
        now = timezone.now() - timedelta(days=len(visits) - 1 - number)
        record(source=source, visit=visit, now=now)
    return Source.objects.get(pk=source.pk)


def cite(*sources: Source, **fields: object) -> ArticlePage:
    takeaway = {"claim": "Sleep helps.", "detail": "", "sources": [source.pk for source in sources]}
    body = [{"type": "takeaways", "value": {"heading": "Key takeaways", "items": [takeaway]}}]
    return factories.make_article(body=body, **fields)


def soup(client: Client, address: str) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


# For readers


def entry(client: Client, page: ArticlePage) -> BeautifulSoup:
    found = soup(client, page.url).select_one("#citation-1")
    assert found is not None
    return found  # type: ignore[return-value]


def links(part: BeautifulSoup) -> list[str]:
    return [str(link["href"]) for link in part.select("a") if not str(link["href"]).startswith("#")]


def test_a_dead_source_leads_to_its_archived_copy(home: HomePage, client: Client) -> None:
    page = cite(make("one", 200, 404, 404, 404, archived_url=ARCHIVED))
    line = entry(client, page)
    assert links(line) == [ARCHIVED]
    text = " ".join(line.get_text().split())
    written = "Study one. https://one.example/study The original is no longer reachable."
    assert f"{written} Archived copy" in text
    twin = client.get(f"{page.url}index.md").content.decode()
    assert f"1. {written} [Archived copy]({ARCHIVED})\n" in twin


def test_a_dead_source_without_a_copy_is_a_plain_reference(home: HomePage, client: Client) -> None:
    page = cite(make("one", 404, 404, 404))
    line = entry(client, page)
    assert links(line) == []
    assert "reachable" not in line.get_text()
    twin = client.get(f"{page.url}index.md").content.decode()
    assert twin.endswith("1. Study one. https://one.example/study\n")
    assert 'href="https://one.example' not in client.get(page.url).content.decode()


@pytest.mark.parametrize(
    "visits",
    [
        [],
        [200],
        [403],
        [404, 404],
        [Visit("https://one.example/study", failure=Failure.SILENT)],
        [Visit("https://one.example/study", 200, hops=(Hop(302, "https://one.example/"),))],
        [404, 404, 404, 200],
    ],
)
def test_of_all_else_readers_see_nothing(home: HomePage, client: Client, visits: list[Visit | int]) -> None:
    page = cite(make("one", *visits, archived_url=ARCHIVED))
    line = entry(client, page)
    assert links(line) == ["https://one.example/study", ARCHIVED]
    assert "reachable" not in line.get_text()
    twin = client.get(f"{page.url}index.md").content.decode()
    address = "https://one.example/study"
    assert f"Study one. [{address}]({address}) [Archived copy]({ARCHIVED})\n" in twin


def test_a_new_address_is_a_link_at_once(home: HomePage, client: Client) -> None:
    source = make("one", 404, 404, 404)
    page = cite(source)
    source.url = "https://new.example/study"
    source.save()
    assert links(entry(client, page)) == ["https://new.example/study"]
    assert source.last_result == "Not checked yet"


def test_machines_are_led_to_the_copy_too(home: HomePage) -> None:
    assert make("one", 404, 404, 404, archived_url=ARCHIVED).schema_node["url"] == ARCHIVED
    assert "url" not in make("two", 404, 404, 404).schema_node


def test_knowing_of_links_costs_no_query(
    home: HomePage, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    counts, pages = [], []
    for number in (1, 8):
        sources = [make(f"{number}-{n}", 404, 404, 404) for n in range(number)]
        pages.append(cite(*sources, title=str(number), slug=str(number)))
    for cited in pages:
        client.get(cited.url)
        with django_assert_max_num_queries(40) as captured:
            client.get(cited.url)
        counts.append(len(captured))
    assert counts[0] == counts[1]


# For editors


@pytest.mark.parametrize(("name", "status"), [("admin", 200), ("marketing", 200), ("office", 302)])
def test_who_sees_the_report(
    home: HomePage, client: Client, admin: User, marketing: User, office: User, name: str, status: int
) -> None:
    user = {"admin": admin, "marketing": marketing, "office": office}[name]
    client.force_login(user, backend=BACKEND)
    for address in (REPORT, f"{REPORT}results/", f"{REPORT}?export=csv"):
        assert client.get(address).status_code == status
    menu = client.get("/admin/").content.decode()
    assert (REPORT in menu) == (status == 200)
    source = make("one")
    checked = client.post(reverse("link_watch_check", args=[source.pk]), {"next": REPORT})
    assert checked.status_code == 302
    assert LinkState.objects.exists() == (status == 200)


@pytest.fixture(autouse=True)
def world(monkeypatch: pytest.MonkeyPatch) -> LinkServer:
    """Nobody leaves this machine: no name is known until a test starts the server."""
    server = LinkServer()
    monkeypatch.setattr(
        report, "Visitor", lambda **seconds: Visitor(server.network(), Manners(pause=0), **seconds)
    )
    return server


def titles(html: BeautifulSoup) -> list[str]:
    return [" ".join(cell.get_text().split()) for cell in html.select("td.title")]


def test_the_worst_come_first(home: HomePage, marketing_client: Client) -> None:
    make("ok", 200)
    make("new")
    dead = make("dead", 200, 404, 404, 404)
    make("suspect", 404)
    make("unknown", 403)
    make("moved", Visit("https://moved.example/study", 200, hops=(Hop(301, "https://new.example/study"),)))
    cite(dead, title="Sleep")
    cite(dead, title="Mood", slug="mood")
    html = soup(marketing_client, REPORT)
    assert titles(html) == [f"Study {name}" for name in ("dead", "suspect", "moved", "unknown", "ok", "new")]
    row = " ".join(html.select("tbody tr")[0].get_text().split())
    for said in (
        "Dead",
        "The page is not there (404 Not Found).",
        "https://dead.example/study",
        "Mood Sleep",
        "Readers see no link.",
    ):
        assert said in row


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?result=dead", ["Study dead"]),
        ("?result=ok", ["Study ok"]),
        ("?result=none", ["Study new"]),
        ("?type=news", ["Study new"]),
        ("?q=Study dea", ["Study dead"]),
        ("?q=Study&result=ok", ["Study ok"]),
        ("?ordering=-title", ["Study ok", "Study new", "Study dead"]),
    ],
)
def test_the_report_is_filtered_searched_and_sorted(
    home: HomePage, marketing_client: Client, query: str, found: list[str]
) -> None:
    make("ok", 200)
    make("new", type="news")
    make("dead", 404, 404, 404)
    assert titles(soup(marketing_client, f"{REPORT}{query}")) == found
    assert titles(soup(marketing_client, f"{REPORT}results/{query}")) == found


def test_the_report_as_a_table(home: HomePage, marketing_client: Client) -> None:
    dead = make("dead", 200, 404, 404, 404, archived_url=ARCHIVED)
    cite(dead, title="Sleep")
    Source.objects.filter(pk=make("new").pk).update(title="=SUM(A1)")
    response = marketing_client.get(f"{REPORT}?export=csv")
    rows = list(csv.DictReader(StringIO(b"".join(response).decode())))
    assert [row["Source"] for row in rows] == ["Study dead", "'=SUM(A1)"]
    first, second = rows
    assert first["Result"] == "Dead"
    assert first["Days it failed on"] == "3"
    assert first["Cited by"] == "Sleep"
    assert first["Archived copy"] == ARCHIVED
    assert first["Last reached"].startswith(str(timezone.now().year))
    assert (second["Result"], second["Checked"]) == ("Not checked yet", "")
    assert marketing_client.get(f"{REPORT}?export=xlsx").status_code == 200


def test_the_report_costs_the_same_for_many(
    home: HomePage, marketing_client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    counts = []
    for number in (1, 9):
        for n in range(number):
            cite(make(f"{number}-{n}", 404), title=f"{number} {n}", slug=f"{number}-{n}")
        marketing_client.get(REPORT)
        with django_assert_max_num_queries(60) as captured:
            marketing_client.get(REPORT)
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_the_report_warns_where_nobody_is_told(home: HomePage, marketing: User, admin: User) -> None:
    settings_address = reverse("wagtailsettings:edit", args=["editorial", "editorialsettings"])

    def shown(user: User) -> str:
        client = Client()
        client.force_login(user, backend=BACKEND)
        return client.get(REPORT).content.decode()

    assert "Nobody is named" not in shown(marketing)
    make("dead", 404, 404, 404)
    assert "Nobody is named to hear of links that died or moved." in shown(marketing)
    assert settings_address in shown(admin)
    EditorialSettings.objects.create(site=Site.objects.get(), link_digest_emails="a@clinic.example")
    assert "Nobody is named" not in shown(admin)


def test_one_source_is_checked_by_a_button(
    home: HomePage, marketing_client: Client, world: LinkServer
) -> None:
    source = make("one")
    Source.objects.update(url="http://one.example/study")
    button = soup(marketing_client, f"{REPORT}?result=none").select_one("td form")
    assert button is not None
    assert button.select_one("[name=csrfmiddlewaretoken]")["value"]  # type: ignore[index]
    assert marketing_client.get(str(button["action"])).status_code == 405
    with world.running():
        for handler, said in ((page("A study"), "“Study one”: Ok."), (answer(404), "The page is not there")):
            world.answers["one.example"] = handler
            response = marketing_client.post(
                str(button["action"]), {"next": f"{REPORT}?result=none"}, follow=True
            )
            assert response.redirect_chain == [(f"{REPORT}?result=none", 302)]
            assert said in response.content.decode()
    assert LinkState.objects.get().source == source


def test_the_button_leads_nowhere_else(home: HomePage, marketing_client: Client) -> None:
    check = reverse("link_watch_check", args=[make("one").pk])
    assert marketing_client.post(check, {"next": "https://evil.example/"})["Location"] == REPORT
    bare = factories.make_source(title="Bare", url="")
    response = marketing_client.post(reverse("link_watch_check", args=[bare.pk]), follow=True)
    assert "“Bare” has no address that could be checked." in response.content.decode()
    assert marketing_client.post(reverse("link_watch_check", args=[bare.pk + 99])).status_code == 404


def test_the_library_shows_the_result(home: HomePage, marketing_client: Client) -> None:
    source = make("one", 404, 404, 404)
    listing = reverse("wagtailsnippets_editorial_source:list")
    assert "Dead" in marketing_client.get(listing).content.decode()
    inspect = soup(marketing_client, reverse("wagtailsnippets_editorial_source:inspect", args=[source.pk]))
    shown = {term.get_text(): term.find_next("dd").get_text(strip=True) for term in inspect.select("dt")}  # type: ignore[union-attr]
    assert shown["Link"] == "Dead"
    assert shown["Link last checked"]


def test_settings_refuse_what_is_no_address(home: HomePage, admin_client: Client) -> None:
    address = reverse("wagtailsettings:edit", args=["editorial", "editorialsettings", Site.objects.get().pk])
    others = {"review_months": "24", "statement": "I have read it.", "link_days": "14", "watch_links": "on"}
    response = admin_client.post(address, others | {"link_digest_emails": "nobody"})
    assert "Not an email address: nobody" in response.content.decode()
    admin_client.post(address, others | {"link_digest_emails": "a@clinic.example\nb@clinic.example"})
    saved = EditorialSettings.of_default_site()
    assert saved.link_digest_addresses == ["a@clinic.example", "b@clinic.example"]
