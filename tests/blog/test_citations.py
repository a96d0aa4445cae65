"""Citation markers on an article's page and in everything else that is made of its text."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from blog.blocks import ArticleBody
from blog.checkable import checkable
from blog.models import ArticlePage
from core.text import OBJECT
from editorial.blocks import numbering
from editorial.checks import check
from editorial.models import Source
from editorial.rich_text import marker
from home.models import HomePage
from tests import factories
from tests.blog.test_article_pages import citations, graph, of_type, soup, sources, study, takeaways, words

pytestmark = pytest.mark.django_db


def text(*cited: Source) -> str:
    return f"<p>Better.{marker([source.pk for source in cited])}</p>"


def section(*cited: Source, body: str = "") -> dict[str, Any]:
    return {"type": "section", "value": {"heading": "Why", "level": "h2", "body": body or text(*cited)}}


def quick_answer(*cited: Source) -> dict[str, Any]:
    return {"type": "quick_answer", "value": {"heading": "Quick answer", "text": text(*cited)}}


def every_block(source: Source) -> dict[str, dict[str, Any]]:
    """A block of each kind that holds rich text, with a marker in it."""
    cited = text(source)
    return {
        "quick_answer": {"heading": "Quick answer", "text": cited},
        "section": {"heading": "Why", "level": "h2", "body": cited},
        "faq": {"heading": "FAQ", "items": [{"question": "Why?", "answer": cited}]},
        "takeaways": {"heading": "Key", "items": [{"claim": "It helps.", "detail": cited, "sources": []}]},
        "study_result": {"n": 1, "of": 2, "outcome": "slept", "detail": cited, "source": None},
        "callout": {"kind": "caution", "heading": "Careful", "body": cited},
        "off_label_note": {"treatment": "Ketamine", "condition": "depression", "detail": cited},
    }


def markers(html: BeautifulSoup) -> list[str]:
    return [mark.get_text() for mark in html.select("sup.citation")]


def with_body(*body: dict[str, Any], **fields: Any) -> ArticlePage:
    return factories.make_article(body=list(body), **fields)


# Numbers


def test_numbers_follow_the_order_of_the_page(home: HomePage, client: Client) -> None:
    """Quick answer, introduction, then the rest; within a block what it rests on comes before its text."""
    a, b, c, d, e, f, g = sources(7)
    result = study(c)
    result["value"]["detail"] = text(d)
    taken = takeaways([e])
    taken["value"]["items"][0]["detail"] = text(f, a)
    page = with_body(result, taken, quick_answer(a), citations(g), introduction=text(b, a))
    assert [entry.source for entry in page.numbering.entries] == [a, b, c, d, e, f, g]
    html = soup(client, page.url)
    assert markers(html) == ["[1]", "[1, 2]", "[3]", "[4]", "[5]", "[1, 6]"]
    titles = [words(title) for title in html.select("[id^=citation-] .source__title")]
    assert titles == [f"Study {number}" for number in range(7)]
    assert len(of_type(graph(html), "Article")["citation"]) == 7


def test_a_marker_reads_as_a_link_to_each_source(home: HomePage, client: Client) -> None:
    a, b = sources(2)
    html = soup(client, with_body(section(a), section(b, a)).url)
    second = html.select("sup.citation")[1]
    assert second.parent is not None
    assert second.parent.get_text() == "Better.[1, 2]"
    assert [(link["href"], link["aria-label"]) for link in second.select("a")] == [
        ("#citation-1", "Source 1"),
        ("#citation-2", "Source 2"),
    ]


@pytest.mark.parametrize("name", list(every_block(Source(pk=1))))
def test_every_block_shows_its_markers(home: HomePage, client: Client, name: str) -> None:
    (a,) = sources(1)
    page = with_body({"type": name, "value": every_block(a)[name]}, introduction="<p>Words.</p>")
    html = soup(client, page.url)
    assert [mark.parent.get_text() for mark in html.select("sup.citation") if mark.parent] == ["Better.[1]"]
    assert OBJECT not in str(html)
    assert len(html.select("[id^=citation-]")) == 1


def test_the_list_leads_back_to_every_place(home: HomePage, client: Client) -> None:
    a, b, c = sources(3)
    blocks = [{"type": name, "value": value} for name, value in every_block(a).items()]
    page = with_body(*blocks, takeaways([b, a], [a, a]), citations(c), introduction=text(a, b, a))
    html = soup(client, page.url)
    places = [link["id"] for link in html.select("sup.citation a")]
    assert len(places) == len(set(places)) == 12
    first, second, third = html.select("[id^=citation-]")
    back = [[str(link["href"])[1:] for link in line.select(".back a")] for line in (first, second, third)]
    assert sorted(back[0] + back[1]) == sorted(places)
    assert back[2] == []
    assert [link.get_text() for link in first.select(".back a")] == list("abcdefghij")
    for number, line in enumerate((first, second), 1):
        assert all(html.find(id=place).get_text() == str(number) for place in back[number - 1])  # type: ignore[union-attr]
        names = [str(link["aria-label"]) for link in line.select(".back a")]
        assert len(set(names)) == len(names)
        assert all(name.endswith(f"source {number}") for name in names)
    ids = [element["id"] for element in html.select("[id]")]
    assert len(ids) == len(set(ids))


def test_a_list_may_stand_anywhere(home: HomePage, client: Client) -> None:
    (a,) = sources(1)
    html = soup(client, with_body(citations(), section(a), section(a)).url)
    back = [str(link["href"])[1:] for link in html.select(".back a")]
    assert back == [link["id"] for link in html.select("sup.citation a")] == ["cited-1-1", "cited-1-2"]


def test_a_page_shown_twice_has_the_same_ids(home: HomePage, client: Client) -> None:
    page = with_body(section(*sources(1)))
    pages = [page.serve(client.get(page.url).wsgi_request).render().content for _ in range(2)]
    assert pages[0] == pages[1]


def test_markers_to_deleted_sources_leave_no_trace(home: HomePage, client: Client) -> None:
    a, b = sources(2)
    gone = Source(pk=b.pk + 1)
    body = f"<p>One{marker([gone.pk])}, two {marker([gone.pk])}. Three.{marker([a.pk, gone.pk])}</p>"
    page = with_body(section(body=body), section(gone))
    html = soup(client, page.url)
    assert markers(html) == ["[1]"]
    assert words(html.select_one(".block-section .rich-text")) == "One, two. Three. [ 1 ]"
    assert "One, two. Three. [1]" in client.get(f"{page.url}index.md").content.decode()
    assert [line.text for line in checkable(page).sections] == ["One, two. Three. [1]", "Better."]
    only = with_body(section(gone), title="Gone", slug="gone")
    html = soup(client, only.url)
    assert not html.select(".citations, .citation")
    assert OBJECT not in str(html)


def test_markers_cost_one_query(
    home: HomePage, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    many = sources(9)
    pages = [
        with_body(section(body="<p>Words.</p>"), slug="none"),
        with_body(section(many[0]), slug="one"),
        with_body(*(section(*many[:n]) for n in range(1, 10)), introduction=text(*many), slug="many"),
        with_body(study(many[0]), slug="chosen"),
        with_body(study(many[0]), section(many[0]), slug="chosen-and-cited"),
    ]
    counts = {}
    for page in pages:
        client.get(page.url)
        with django_assert_max_num_queries(30) as captured:
            client.get(page.url)
        counts[page.slug] = len(captured)
    assert counts["one"] == counts["many"] == counts["none"] + 1
    assert counts["chosen-and-cited"] == counts["chosen"]


# Where there are no numbers


@pytest.mark.parametrize("name", list(every_block(Source(pk=1))))
def test_a_block_alone_shows_no_markers(name: str) -> None:
    block = ArticleBody().child_blocks[name]
    html = block.render(block.to_python(every_block(Source(pk=1))[name]))
    assert "Better." in html
    assert OBJECT not in html
    assert "citation" not in html


def test_teasers_search_and_metadata_have_no_markers(home: HomePage, client: Client) -> None:
    (a,) = sources(1)
    blocks = [{"type": name, "value": value} for name, value in every_block(a).items()]
    page = with_body(*blocks, title="Sleep", introduction=text(a))
    assert page.summary == page.seo_description == "Better."
    assert page.words == ArticlePage(introduction="<p>Better.</p>", body=plain_blocks()).words
    nodes = graph(soup(client, page.url))
    (question,) = of_type(nodes, "FAQPage")["mainEntity"]
    assert question["acceptedAnswer"]["text"] == "Better."
    for address in ("/", "/articles/", "/search/?q=better", "/llms.txt", page.url, f"{page.url}index.md"):
        shown = client.get(address).content.decode()
        assert "Better" in shown
        assert OBJECT not in shown
        assert "linktype" not in shown


def plain_blocks() -> list[dict[str, Any]]:
    """The blocks of `every_block` without their markers."""

    def dropped(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: dropped(item) for key, item in value.items()}
        if isinstance(value, list):
            return [dropped(item) for item in value]
        return "<p>Better.</p>" if isinstance(value, str) and "Better" in value else value

    return [{"type": name, "value": dropped(value)} for name, value in every_block(Source(pk=1)).items()]


def test_a_page_without_a_list_shows_no_markers(home: HomePage, client: Client) -> None:
    (a,) = sources(1)
    page = factories.make_service(body=[section(a)], introduction=text(a))
    html = soup(client, page.url)
    assert str(html).count("Better.") == 2
    assert OBJECT not in str(html)
    assert not html.select("sup")


# As Markdown


def test_markers_in_markdown(home: HomePage, client: Client) -> None:
    a, b = sources(2)
    blocks = [{"type": name, "value": value} for name, value in every_block(b).items()]
    page = with_body(*blocks, takeaways([b, a]), introduction=text(a, b))
    twin = client.get(f"{page.url}index.md").content.decode()
    parts = twin.split("\n\n")
    assert parts[3] == "Better. [1]"
    assert parts[4] == "Better. [1, 2]"
    assert "\n\n- **It helps.** Better. [1]\n\n" in twin
    assert "\n>\n> Better. [1]\n" in twin
    assert "- **Claim 0.** Detail. [1, 2]" in twin
    assert twin.count("Better. [") == len(blocks) + 1


# For the checks


def codes(page: ArticlePage) -> list[str]:
    wanted = {"claim-without-source", "source-never-cited", "mention-without-source", "stripped-marker"}
    return sorted({finding.code for finding in check(checkable(page))} & wanted)


def taken(detail: str) -> dict[str, Any]:
    item = {"claim": "It helps.", "detail": detail, "sources": []}
    return {"type": "takeaways", "value": {"heading": "Key", "items": [item]}}


def test_the_checks_know_what_a_marker_cites(home: HomePage) -> None:
    (a,) = sources(1)
    cited = marker([a.pk])
    claim = "58% of people felt better"
    for name, body, found in (
        ("none", [taken(f"<p>{claim}.</p>")], ["claim-without-source"]),
        ("cited", [taken(f"<p>{claim}.{cited}</p>")], []),
        ("before-the-stop", [taken(f"<p>{claim} {cited}.</p>")], []),
        ("elsewhere", [taken(f"<p>{claim}.</p>"), section(a)], ["claim-without-source"]),
        ("gone", [taken(f"<p>{claim}.{marker([a.pk + 1])}</p>")], ["claim-without-source"]),
        ("listed", [section(body="<p>Words.</p>"), citations(a)], ["source-never-cited"]),
        ("in-a-section", [section(a), citations(a)], []),
        ("in-a-callout", [{"type": "callout", "value": every_block(a)["callout"]}, citations(a)], []),
    ):
        assert codes(with_body(*body, title=name, slug=name)) == found, name
    assert codes(with_body(citations(a), introduction=text(a))) == []


def test_the_checks_say_where_a_source_is_cited(home: HomePage) -> None:
    a, b = sources(2)
    page = with_body({**section(b), "id": "s1"}, introduction=text(a))
    assert [source.path for source in checkable(page).sources] == ["introduction", "body/s1/body"]


def test_a_stream_and_a_text_are_numbered_together() -> None:
    a, b = sources(2)
    stream = ArticlePage._meta.get_field("body").to_python([section(b, a)])
    found = numbering(text(a), stream)
    assert [(entry.source, entry.places) for entry in found.entries] == [(a, 2), (b, 1)]


# The list


def test_an_entry_is_printed_as_it_is_copied(home: HomePage, client: Client) -> None:
    a = factories.make_source(
        type="journal_article",
        authors="Rush AJ; Trivedi MH; et al.",
        year=2006,
        title="STAR*D & more",
        container="Am J Psychiatry",
        locator="163(11):1905",
        doi="10.1176/x",
        archived_url="https://archive.example/1",
    )
    html = soup(client, with_body(section(a)).url)
    (line,) = html.select("[id^=citation-]")
    (entry,) = line.select(".source")
    assert entry.get_text() == a.citation
    assert a.citation.startswith(
        "Rush AJ, Trivedi MH, et al. STAR*D & more. Am J Psychiatry. 2006;163(11):1905."
    )
    assert [str(link["href"]) for link in line.select("a")] == [
        "https://journal.example/study",
        "https://doi.org/10.1176/x",
        "https://archive.example/1",
        "#cited-1-1",
    ]


def test_a_script_stands_where_there_is_a_list(home: HomePage, client: Client) -> None:
    (a,) = sources(1)
    with_list = soup(client, with_body(section(a)).url)
    assert [str(script["src"]) for script in with_list.select("script[src]")] == [
        "/static/js/copy_citation.js"
    ]
    without = soup(client, with_body(section(body="<p>Words.</p>"), slug="none").url)
    assert not without.select("script[src]")


def test_the_checks_know_what_a_source_is_evidence_of(home: HomePage) -> None:
    a = factories.make_source(study_design="randomized_trial", n=365, status="retracted")
    b = factories.make_source(title="B", url="https://b.example/")
    first, second = checkable(with_body(section(a, b))).sources
    assert (first.design, first.n, first.status) == ("randomized trial", 365, "retracted")
    assert (second.design, second.n, second.status) == ("", None, "")
