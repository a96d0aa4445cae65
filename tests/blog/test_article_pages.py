"""An article, the index and what programs read of them."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from wagtail.models import PageViewRestriction

from blog.models import ArticlePage, Topic
from editorial.blocks import numbering
from editorial.citations import Numbering
from editorial.models import Source
from home.models import HomePage
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.embedded]


def section(heading: str, body: str = "<p>Words.</p>", level: str = "h2") -> dict[str, Any]:
    return {"type": "section", "value": {"heading": heading, "level": level, "body": body}}


def takeaways(*items: list[Source]) -> dict[str, Any]:
    values = [
        {"claim": f"Claim {position}.", "detail": "<p>Detail.</p>", "sources": [each.pk for each in sources]}
        for position, sources in enumerate(items)
    ]
    return {"type": "takeaways", "value": {"heading": "Key takeaways", "items": values}}


def citations(*listed: Source) -> dict[str, Any]:
    return {
        "type": "citations",
        "value": {"heading": "Citations", "also_listed": [source.pk for source in listed]},
    }


def study(source: Source) -> dict[str, Any]:
    value = {
        "n": 26,
        "of": 100,
        "outcome": "slept better",
        "detail": "<p>Six weeks.</p>",
        "source": source.pk,
    }
    return {"type": "study_result", "value": value}


def faq(**pairs: str) -> dict[str, Any]:
    items = [{"question": question, "answer": answer} for question, answer in pairs.items()]
    return {"type": "faq", "value": {"heading": "Questions", "items": items}}


QUICK = {"type": "quick_answer", "value": {"heading": "Quick answer", "text": "<p>Sleep <b>helps</b>.</p>"}}


def sources(count: int) -> list[Source]:
    return [
        factories.make_source(title=f"Study {number}", url=f"https://journal.example/{number}")
        for number in range(count)
    ]


def soup(client: Client, address: str) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def words(element: object) -> str:
    assert isinstance(element, Tag)
    return " ".join(element.get_text(" ").split())


def graph(page: BeautifulSoup) -> list[dict[str, Any]]:
    (script,) = page.select("script:not([src])")
    assert script["type"] == "application/ld+json"
    return json.loads(script.string or "")["@graph"]


def of_type(nodes: list[dict[str, Any]], kind: str) -> dict[str, Any]:
    (node,) = [node for node in nodes if node["@type"] == kind]
    return node


# Numbers


def test_markers_agree_with_the_list(home: HomePage, client: Client) -> None:
    a, b, c = sources(3)
    page = factories.make_article(body=[QUICK, study(b), takeaways([a, b], []), citations(c, a)])
    html = soup(client, page.url)
    markers = [link["href"] for link in html.select("sup a")]
    assert markers == ["#citation-1", "#citation-1", "#citation-2"]
    assert [words(line.select_one(".source__title")) for line in html.select("[id^=citation-]")] == [
        "Study 1",
        "Study 0",
        "Study 2",
    ]
    assert all(html.find(id=marker[1:]) for marker in markers)


def test_sources_are_listed_where_an_editor_forgot_the_list(home: HomePage, client: Client) -> None:
    (a,) = sources(1)
    page = factories.make_article(body=[QUICK, study(a)])
    html = soup(client, page.url)
    assert html.find(id="citation-1")
    assert page.contents[-1].heading == "Citations"
    assert "## Citations" in client.get(f"{page.url}index.md").content.decode()


def test_a_list_without_sources_stands_nowhere(home: HomePage, client: Client) -> None:
    page = factories.make_article(body=[QUICK, section("Why"), takeaways([]), citations()])
    html = soup(client, page.url)
    assert not html.select(".citations")
    assert "sources of the page" not in html.get_text()
    assert [words(link) for link in html.select(".contents--rail a")] == ["Why", "Key takeaways"]
    assert "Citations" not in client.get(f"{page.url}index.md").content.decode()
    assert "citation" not in of_type(graph(html), "Article")


def test_a_page_links_the_stylesheets_of_its_blocks(home: HomePage, client: Client) -> None:
    def sheets(address: str) -> list[str]:
        links = soup(client, address).select("link[rel=stylesheet]")
        return [str(link["href"]).rpartition("/")[2] for link in links if "/blocks/" in str(link["href"])]

    page = factories.make_article(body=[QUICK, section("Why"), section("How"), takeaways(sources(1))])
    assert sheets(page.url) == ["citations.css", "quick_answer.css", "section.css", "takeaways.css"]
    assert [sheets(address) for address in ("/", "/articles/", "/search/")] == [[], [], []]


def test_sources_are_numbered_once_for_a_view(
    home: HomePage, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = []

    def number(*parts: Any) -> Numbering:
        calls.append(parts)
        return numbering(*parts)

    monkeypatch.setattr("blog.models.numbering", number)
    page = factories.make_article(body=[QUICK, takeaways(sources(2)), citations()])
    client.get(page.url)
    assert len(calls) == 1


# Headings


def test_contents_and_headings_agree(home: HomePage, client: Client) -> None:
    body = [
        QUICK,
        section("Risks"),
        section("More", level="h3"),
        section("Risks"),
        section("睡眠"),
        citations(*sources(1)),
    ]
    html = soup(client, factories.make_article(body=body).url)
    links = [link["href"] for link in html.select(".contents--rail a")]
    assert links == ["#risks", "#risks-2", "#睡眠", "#citations"]
    ids = [element["id"] for element in html.select("[id]")]
    assert len(ids) == len(set(ids))
    assert [words(html.find(id=link[1:])) for link in links] == ["Risks", "Risks", "睡眠", "Citations"]


def test_other_pages_have_unique_headings_too(home: HomePage, client: Client) -> None:
    page = factories.make_service(body=[section("Visit"), section("Visit")])
    ids = [element["id"] for element in soup(client, page.url).select("[id]")]
    assert len(ids) == len(set(ids))
    assert {"visit", "visit-2"} <= set(ids)


# Order and facts


def test_an_article_reads_in_the_order_of_the_design(home: HomePage, client: Client) -> None:
    body = [section("Why"), faq(**{"Does it?": "<p>Yes.</p>"}), QUICK, takeaways([]), citations(*sources(1))]
    text = words(soup(client, factories.make_article(body=body).url).find("main"))
    parts = ["Sleep and mood", "Quick answer", "move together", "Why Words", "Does it?", "Claim 0", "Study 0"]
    places = [text.rindex(part) for part in parts[1:]]
    assert places == sorted(places)


@pytest.mark.parametrize(("count", "minutes"), [(0, 1), (220, 1), (440, 2), (2200, 10)])
def test_reading_minutes(count: int, minutes: int) -> None:
    page = ArticlePage(introduction=f"<p>{'word ' * count}</p>", body=[])
    assert page.reading_minutes == minutes


def test_a_teaser_is_the_quick_answer_else_the_introduction() -> None:
    assert ArticlePage(introduction="<p>Intro.</p>", body=[QUICK]).summary == "Sleep helps."
    assert ArticlePage(introduction="<p>Intro.</p>", body=[]).summary == "Intro."


def test_related_articles_share_topics_first(home: HomePage) -> None:
    sleep, mood = (Topic.objects.create(name=name, slug=name.lower()) for name in ("Sleep", "Mood"))
    now = timezone.now()
    made = {
        title: factories.make_article(
            title=title,
            slug=title,
            topics=topics,
            live=title != "draft",
            first_published_at=now - timedelta(days=age),
        )
        for title, topics, age in (
            ("this", [sleep, mood], 0),
            ("none-new", [], 1),
            ("one", [mood], 2),
            ("none-old", [], 3),
            ("both", [sleep, mood], 4),
            ("draft", [sleep, mood], 5),
        )
    }
    assert [page.title for page in made["this"].related] == ["both", "one", "none-new"]
    assert [page.title for page in made["none-new"].related] == ["this", "one", "none-old"]


def test_an_author_who_left_is_named_and_not_linked(home: HomePage, client: Client) -> None:
    author = factories.make_provider(live=False)
    html = soup(client, factories.make_article(author=author).url)
    assert "By Maya Chen, MD" in words(html.select_one(".byline"))
    assert not html.select(".byline a")
    assert "url" not in of_type(graph(html), "Article")["author"]


# The index


@pytest.fixture
def two_topics(home: HomePage) -> None:
    for name in ("Sleep", "Mood"):
        topic = Topic.objects.create(name=name, slug=name.lower())
        factories.make_article(title=f"About {name}", slug=name.lower(), topics=[topic])
    Topic.objects.create(name="Empty", slug="empty")


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", ["About Mood", "About Sleep"]),
        ("?topic=sleep", ["About Sleep"]),
        ("?topic=sleep&topic=mood", ["About Mood"]),
        ("?topic=empty", ["About Mood", "About Sleep"]),
        ("?topic=%00", ["About Mood", "About Sleep"]),
        ("?topic=sl%00eep", ["About Sleep"]),
        ("?topic=" + "x" * 5000, ["About Mood", "About Sleep"]),
        ("?topic=%F0%9F%98%80'\";--", ["About Mood", "About Sleep"]),
        ("?p=zzz", ["About Mood", "About Sleep"]),
        ("?p=99", ["About Mood", "About Sleep"]),
        ("?p=-1", ["About Mood", "About Sleep"]),
        ("?p=" + "9" * 5000, ["About Mood", "About Sleep"]),
        ("?p=%00", ["About Mood", "About Sleep"]),
    ],
)
def test_the_index(two_topics: None, client: Client, query: str, titles: list[str]) -> None:
    html = soup(client, f"/articles/{query}")
    assert [words(title) for title in html.select(".card__title")] == titles
    assert [words(tag) for tag in html.select(".tag")] == ["All topics", "Mood", "Sleep"]
    (canonical,) = html.select("link[rel=canonical]")
    assert canonical["href"] == "http://testserver/articles/"


def test_drafts_and_private_articles_are_nowhere(home: HomePage, client: Client) -> None:
    factories.make_article(title="Drafted", slug="drafted", live=False)
    private = factories.make_article(title="Kept private", slug="private")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    shown = factories.make_article()
    for address in ("/", "/articles/", "/llms.txt", "/sitemap.xml", "/search/?q=sleep", shown.url):
        text = client.get(address).content.decode()
        assert "Drafted" not in text
        assert "drafted" not in text
        assert "private" not in text.lower()
    for slug in ("drafted", "private"):
        assert client.get(f"/articles/{slug}/index.md").status_code == 404


# Keywords


def test_search_keywords_find_and_are_never_printed(home: HomePage, client: Client) -> None:
    page = factories.make_article(search_keywords="wakefulness, ambien")
    assert "Sleep and mood" in client.get("/search/?q=wakefulness").content.decode()
    for address in (page.url, f"{page.url}index.md", "/articles/", "/", "/llms.txt", "/sitemap.xml"):
        assert "ambien" not in client.get(address).content.decode()


# Markdown and llms.txt


def test_the_markdown_twin_has_the_date_of_the_page(home: HomePage, client: Client) -> None:
    evening = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)  # in Oregon still the day before
    page = factories.make_article(first_published_at=evening, last_published_at=evening)
    assert "updated 2026-11-23" in client.get(f"{page.url}index.md").content.decode()
    assert "November 23, 2026" in client.get(page.url).content.decode()


def test_the_markdown_twin(home: HomePage, client: Client) -> None:
    a, b = sources(2)
    body = [
        QUICK,
        section("Why", '<p>See <a href="https://x.example/">this</a>.</p>'),
        takeaways([a]),
        citations(b),
    ]
    page = factories.make_article(body=body, last_published_at=timezone.now())
    response = client.get(f"{page.url}index.md")
    assert response["Content-Type"] == "text/markdown; charset=utf-8"
    assert response["Link"] == '<http://testserver/articles/sleep-and-mood/>; rel="canonical"'
    parts = response.content.decode().split("\n\n")
    assert parts[0] == "# Sleep and mood"
    assert parts[1].startswith("By Test Clinic, updated 20")
    assert parts[2:] == [
        "## Quick answer",
        "Sleep **helps**.",
        "Sleep and mood move together.",
        "## Why",
        "See [this](https://x.example/).",
        "## Key takeaways",
        "- **Claim 0.** Detail. [1]",
        "## Citations",
        "1. Study 0. [https://journal.example/0](https://journal.example/0)\n"
        "2. Study 1. [https://journal.example/1](https://journal.example/1)\n",
    ]


@pytest.mark.parametrize(
    ("block", "found"),
    [
        (section("Part", level="h3"), "### Part\n\nWords."),
        (faq(**{"Is it?": "<p>Yes.</p>"}), "## Questions\n\n### Is it?\n\nYes."),
        (
            {
                "type": "callout",
                "value": {"kind": "emergency", "heading": "Call 911", "body": "<p>Now.</p><p>Go.</p>"},
            },
            "> **Get help now: Call 911**\n>\n> Now.\n>\n> Go.",
        ),
        (
            {
                "type": "off_label_note",
                "value": {"treatment": "Ketamine", "condition": "depression", "detail": "<p>So.</p>"},
            },
            "> **Off-label use:** Ketamine is not FDA-approved for depression.\n>\n> So.",
        ),
        (
            {"type": "quote", "value": {"text": "One\ntwo", "attribution": "A nurse"}},
            "> One\n> two\n>\n> — A nurse",
        ),
        (
            {"type": "appointment", "value": {"heading": "Call", "text": "Soon.", "button_label": "Go"}},
            "**Call** Soon.",
        ),
        (
            {
                "type": "table",
                "value": {
                    "first_column_is_header": True,
                    "table": {
                        "caption": "Doses",
                        "columns": [{"type": "text", "heading": "A|B"}, {"type": "text", "heading": "C"}],
                        "rows": [{"values": ["1", "2"]}],
                    },
                },
            },
            "**Doses**\n\n| A\\|B | C |\n| --- | --- |\n| 1 | 2 |",
        ),
    ],
    ids=lambda value: value["type"] if isinstance(value, dict) else "",
)
def test_each_block_in_markdown(home: HomePage, client: Client, block: dict[str, Any], found: str) -> None:
    page = factories.make_article(body=[block])
    assert client.get(f"{page.url}index.md").content.decode().endswith(f"\n\n{found}\n")


def test_images_and_studies_in_markdown(home: HomePage, client: Client, image: Any) -> None:
    (a,) = sources(1)
    chosen = {"image": image.pk, "alt_text": "A hill [at dawn]", "decorative": False}
    page = factories.make_article(
        body=[study(a), {"type": "image", "value": {"image": chosen, "caption": "Dawn"}}]
    )
    text = client.get(f"{page.url}index.md").content.decode()
    assert "**26 of 100 people** slept better [1]\n\nSix weeks." in text
    assert f"![A hill \\[at dawn\\]]({image.file.url})\n\nDawn" in text


@pytest.mark.parametrize(
    "address",
    ["/index.md", "/articles/index.md", "/locations/index.md", "/articles/none/index.md", "/a//index.md"],
)
def test_nothing_else_has_a_markdown_twin(home: HomePage, client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_links_to_pages_survive_in_markdown(home: HomePage, client: Client) -> None:
    target = factories.make_service()
    body = [section("Why", f'<p><a linktype="page" id="{target.pk}">TMS</a></p>')]
    page = factories.make_article(body=body)
    assert "[TMS](/services/tms-therapy/)" in client.get(f"{page.url}index.md").content.decode()


def test_llms_txt(home: HomePage, client: Client) -> None:
    assert client.get("/llms.txt").content.decode() == "# Test Clinic\n"
    factories.make_article(title="Sleep [and] mood")
    assert client.get("/llms.txt").content.decode().split("\n\n") == [
        "# Test Clinic",
        "## Articles",
        r"- [Sleep \[and\] mood](http://testserver/articles/sleep-and-mood/index.md): Sleep helps." + "\n",
    ]


# Meta tags and structured data


def test_the_head_says_everything_once(home: HomePage, client: Client) -> None:
    html = soup(client, factories.make_article(seo_title="Sleep & mood, explained").url)
    assert [words(title) for title in html.select("head title")] == ["Sleep & mood, explained"]
    address = "http://testserver/articles/sleep-and-mood/"
    assert [link["href"] for link in html.select("link[rel=canonical]")] == [address]
    assert [meta["content"] for meta in html.select("meta[name=description]")] == ["Sleep helps."]
    names = [meta.get("name") or meta.get("property") for meta in html.select("meta[content]")]
    assert len(names) == len(set(names))
    values = {str(meta.get("property")): str(meta["content"]) for meta in html.select("meta[property]")}
    assert values["og:image"] == "http://testserver/static/img/og.png"
    assert values["og:type"] == "article"
    assert values["og:url"] == address


def test_a_long_answer_makes_a_short_description(home: HomePage) -> None:
    text = "<p>" + "This is a sentence of ten words, more or less. " * 12 + "</p>"
    page = factories.make_article(body=[{"type": "quick_answer", "value": {"heading": "Q", "text": text}}])
    assert len(page.seo_description) <= 200
    assert page.seo_description.endswith("less.")
    assert len(page.summary) > 500


def test_the_graph_of_an_article(home: HomePage, client: Client) -> None:
    a, b = sources(2)
    author = factories.make_provider()
    body = [
        QUICK,
        takeaways([a]),
        faq(**{"Is <b>it</b>?": "<p>Yes &amp; no.</p><ul><li>One</li><li>Two</li></ul>"}),
        citations(b),
    ]
    page = factories.make_article(body=body, author=author, first_published_at=timezone.now())
    html = soup(client, page.url)
    nodes = graph(html)
    assert sorted(node["@type"] for node in nodes) == [
        "Article",
        "BreadcrumbList",
        "FAQPage",
        "MedicalOrganization",
        "MedicalWebPage",
    ]
    assert len({node.get("@id") for node in nodes}) == len(nodes)
    assert of_type(nodes, "MedicalWebPage")["mainEntity"] == {"@id": f"{page.full_url}#article"}
    article = of_type(nodes, "Article")
    assert article["headline"] == "Sleep and mood"
    assert article["author"]["name"] == "Maya Chen"
    assert article["publisher"] == {"@id": "http://testserver/#organization"}
    assert [each["name"] for each in article["citation"]] == ["Study 0", "Study 1"]
    assert [each["name"] for each in of_type(nodes, "BreadcrumbList")["itemListElement"]] == [
        "Test Clinic",
        "Articles",
        "Sleep and mood",
    ]
    (question,) = of_type(nodes, "FAQPage")["mainEntity"]
    shown = html.select_one(".faq details")
    assert question["name"] == words(shown.select_one("h3")) if shown else None
    assert question["acceptedAnswer"]["text"] == "Yes & no. One Two"
    assert question["acceptedAnswer"]["text"] == words(shown.select_one(".rich-text")) if shown else None


def test_an_article_without_questions_has_no_faq_page(home: HomePage, client: Client) -> None:
    nodes = graph(soup(client, factories.make_article().url))
    assert "FAQPage" not in [node["@type"] for node in nodes]


def test_a_card_without_a_picture_has_the_house_drawing(home: HomePage, client: Client) -> None:
    factories.make_article()
    assert len(soup(client, "/articles/").select('.card img[src$="img/article.svg"][alt=""]')) == 1


# Methods and queries


def test_only_reading_is_allowed(home: HomePage, client: Client) -> None:
    page = factories.make_article()
    for address in (page.url, "/articles/", "/"):
        for method in ("post", "put", "patch", "delete"):
            assert getattr(client, method)(address).status_code == 405
        assert client.head(address).content == b""
        assert client.options(address)["Allow"] == "GET, HEAD, OPTIONS"
    strict = Client(enforce_csrf_checks=True)
    others = ["/llms.txt", "/search/", "/robots.txt", "/sitemap.xml", "/healthz", "/readyz"]
    for address in (*others, f"{page.url}index.md"):
        for method in ("post", "put", "patch", "delete"):
            assert getattr(strict, method)(address).status_code == 405, (method, address)
        assert strict.head(address).status_code == 200


def full_body(count: int) -> list[dict[str, Any]]:
    each = [factories.make_source(url=f"https://journal.example/{count}/{n}") for n in range(count)]
    return [
        QUICK,
        *(section(f"Heading {number}") for number in range(count)),
        *(study(source) for source in each),
        takeaways(each, each[::-1], *([source] for source in each)),
        citations(*each),
    ]


def test_an_article_costs_the_same_however_long_it_is(
    home: HomePage, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    author = factories.make_provider()
    factories.make_article(slug="related")
    counts = []
    for length in (2, 10):
        page = factories.make_article(slug=f"long-{length}", body=full_body(length), author=author)
        client.get(page.url)
        with django_assert_max_num_queries(30) as captured:
            client.get(page.url)
        counts.append(len(captured))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("address", "limit"),
    [
        ("/", 30),
        ("/articles/", 30),
        ("/articles/sleep-1/", 30),
        ("/locations/", 30),
        ("/locations/place-1/", 30),
        ("/providers/", 30),
        ("/providers/provider-1/", 30),
        ("/services/", 30),
        ("/services/service-1/", 30),
        ("/llms.txt", 6),
        ("/sitemap.xml", 14),
        ("/search/?q=sleep", 12),
    ],
)
def test_a_page_costs_the_same_however_much_it_lists(
    home: HomePage,
    client: Client,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    address: str,
    limit: int,
) -> None:
    counts = []
    locations, services = [], []
    for number in range(1, 7):
        source = factories.make_source(url=f"https://journal.example/{number}")
        topic = Topic.objects.create(name=f"Topic {number}", slug=f"topic-{number}")
        locations.append(factories.make_location(slug=f"place-{number}"))
        services.append(factories.make_service(slug=f"service-{number}", locations=locations))
        author = factories.make_provider(slug=f"provider-{number}", locations=locations, services=services)
        body = [QUICK, study(source)]
        factories.make_article(slug=f"sleep-{number}", topics=[topic], body=body, author=author)
        client.get(address)
        with django_assert_max_num_queries(limit) as captured:
            client.get(address)
        counts.append(len(captured))
    assert counts[-1] == counts[1]
