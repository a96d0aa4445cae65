"""The Content health report, and what keeps it true."""

import csv
from datetime import timedelta
from io import BytesIO, StringIO

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from blog.models import ArticlePage
from core.services import publish_scheduled
from editorial import tasks
from editorial.checks.article import Article
from editorial.evidence import health
from editorial.evidence.health import refresh_health
from editorial.models import PageHealth, Source, Term
from editorial.services import accept_finding
from home.models import HomePage
from tests import factories

GAP = "<p>It helps by week six .</p>"


@pytest.fixture
def articles(home: HomePage) -> list[ArticlePage]:
    """A good one, one with warnings, and a draft that is blocked."""
    author = factories.make_provider()
    pages = [
        factories.make_article(title="Good", slug="good", search_description="Sleep.", author=author),
        factories.make_article(title="Gap", slug="gap", introduction=GAP),
        factories.make_article(title="Empty", slug="empty", body=[], live=False),
    ]
    for page in pages:
        page.save_revision(changed=False)
    return pages


def row(title: str) -> PageHealth:
    return PageHealth.objects.get(page__title=title)


def test_every_article_is_counted(articles: list[ArticlePage]) -> None:
    assert refresh_health() == 0
    counts = {one.page.title: (one.blocks, one.warnings, one.notes) for one in PageHealth.objects.all()}
    assert counts == {"Good": (0, 0, 1), "Gap": (0, 2, 2), "Empty": (1, 1, 2)}
    assert row("Gap").open_codes == "stripped-marker, description-missing, author-missing, reviewer-missing"
    assert row("Good").author == "Maya Chen, MD"


@pytest.fixture
def checked(articles: list[ArticlePage], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The titles of the pages that are checked after all were checked once."""
    refresh_health()
    titles: list[str] = []
    check = health._check

    def noted(stamp: health.Stamp) -> None:
        titles.append(ArticlePage.objects.get(pk=stamp.page).title)
        check(stamp)

    monkeypatch.setattr(health, "_check", noted)
    return titles


def test_nothing_is_checked_twice(checked: list[str]) -> None:
    refresh_health()
    assert checked == []


def test_a_new_draft_is_checked(checked: list[str]) -> None:
    page = ArticlePage.objects.get(slug="good")
    page.introduction = GAP
    page.save_revision()
    refresh_health()
    assert checked == ["Good"]
    assert row("Good").warnings == 1


def test_a_draft_that_autosave_overwrites_is_checked(checked: list[str], admin: User) -> None:
    page = ArticlePage.objects.get(slug="good")
    revision = page.save_revision(user=admin)
    refresh_health()
    page.introduction = GAP
    page.save_revision(user=admin, overwrite_revision=revision)
    refresh_health()
    assert checked == ["Good", "Good"]
    assert row("Good").warnings == 1


def test_an_acceptance_counts_at_once(checked: list[str], admin: User) -> None:
    page = ArticlePage.objects.get(slug="gap")
    (finding,) = (one for one in page.findings if one.code == "stripped-marker")
    accept_finding(page=page, finding=finding, reason="The journal prints it.", user=admin)
    refresh_health()
    assert checked == ["Gap"]
    assert (row("Gap").warnings, row("Gap").accepted) == (1, 1)
    assert row("Gap").accepted_codes.split() == ["stripped-marker"]


def test_only_pages_that_cite_a_source_depend_on_it(checked: list[str]) -> None:
    cited, other = factories.make_source(), factories.make_source(title="B", url="https://b.example/")
    page = ArticlePage.objects.get(slug="good")
    page.body = [*page.body.raw_data, {"type": "citations", "value": {"also_listed": [cited.pk]}}]
    page.save_revision()
    refresh_health()
    checked.clear()
    for source in (other, cited):
        source.year = 2020
        source.save()
        refresh_health()
    assert checked == ["Good"]
    Source.objects.filter(pk=cited.pk)._raw_delete("default")
    refresh_health()
    assert checked == ["Good", "Good"]


def test_other_rules_are_another_state(checked: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "rules", lambda: "other")
    refresh_health()
    assert sorted(checked) == ["Empty", "Gap", "Good"]


def test_other_words_are_another_state(checked: list[str]) -> None:
    word = Term.objects.filter(kind="promise").first()
    assert word is not None
    for change in (word.save, word.delete):
        checked.clear()
        change()
        refresh_health()
        assert sorted(checked) == ["Empty", "Gap", "Good"]


def test_the_version_of_the_rules_is_that_of_their_files() -> None:
    health.rules.cache_clear()
    before = health.rules()
    assert before == health.rules()
    assert len(before) == 64


def test_a_page_that_cannot_be_checked_stops_no_other(
    articles: list[ArticlePage],
    marketing_client: Client,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    checkable = ArticlePage.checkable

    def broken(page: ArticlePage) -> Article:
        if page.title == "Gap":
            raise ValueError(page.introduction)
        return checkable(page)

    monkeypatch.setattr(ArticlePage, "checkable", broken)
    assert refresh_health() == 0
    assert {one.page.title: one.is_checked for one in PageHealth.objects.all()} == {
        "Good": True,
        "Gap": False,
        "Empty": True,
    }
    assert f"Page {articles[1].pk} could not be checked: ValueError" in caplog.text
    assert "week six" not in caplog.text
    assert titles(marketing_client)[0] == "Gap"
    assert "Could not be checked" in marketing_client.get(reverse("content_health")).content.decode()
    caplog.clear()
    tasks.check_pages()
    assert not caplog.text
    monkeypatch.undo()
    articles[1].save_revision()
    refresh_health()
    assert row("Gap").is_checked


def test_nobody_waits_for_all_of_them(articles: list[ArticlePage]) -> None:
    assert refresh_health(seconds=0) == 2
    assert refresh_health(seconds=0) == 1
    tasks.check_pages()
    assert PageHealth.objects.count() == 3


def test_how_many_pages_there_are_costs_no_query(
    articles: list[ArticlePage], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    refresh_health()
    with django_assert_num_queries(5):
        refresh_health()


# The report

URL = "/admin/reports/content-health/"


def titles(client: Client, **query: str) -> list[str]:
    html = BeautifulSoup(client.get(URL, query).content, "html.parser")
    return [one.get_text(strip=True) for one in html.select("td.title .title-wrapper")]


def test_the_gravest_come_first(marketing_client: Client, articles: list[ArticlePage]) -> None:
    assert titles(marketing_client) == ["Empty", "Gap", "Good"]
    html = marketing_client.get(reverse("wagtailadmin_home")).content.decode()
    assert URL in html


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"severity": "blocks"}, ["Empty"]),
        ({"severity": "warning"}, ["Empty", "Gap"]),
        ({"code": "stripped-marker"}, ["Gap"]),
        ({"family": "Citations"}, ["Gap"]),
        ({"family": "Publishing", "status": "draft"}, ["Empty"]),
        ({"author": "Maya Chen, MD"}, ["Good"]),
        ({"status": "live"}, ["Gap", "Good"]),
        ({"accepted": "yes"}, []),
        ({"q": "goo"}, ["Good"]),
        ({"ordering": "page__title"}, ["Empty", "Gap", "Good"]),
        ({"ordering": "-page__title"}, ["Good", "Gap", "Empty"]),
    ],
)
def test_filters(
    marketing_client: Client, articles: list[ArticlePage], query: dict[str, str], found: list[str]
) -> None:
    refresh_health()
    assert titles(marketing_client, **query) == found
    assert marketing_client.get(f"{URL}results/", query).status_code == 200


def test_exports(marketing_client: Client, articles: list[ArticlePage]) -> None:
    answer = marketing_client.get(URL, {"export": "csv", "severity": "blocks"})
    rows = list(csv.DictReader(StringIO(b"".join(answer).decode())))
    assert [(one["Title"], one["Status"], one["Blocking"]) for one in rows] == [("Empty", "draft", "1")]
    assert rows[0]["Codes"] == "quick-answer-missing, description-missing, author-missing, reviewer-missing"
    answer = marketing_client.get(URL, {"export": "xlsx"})
    sheet = load_workbook(BytesIO(b"".join(answer))).active
    assert [one[0].value for one in sheet.iter_rows()] == ["Title", "Empty", "Gap", "Good"]


def test_an_export_holds_no_formula_and_no_stray_spaces(
    marketing_client: Client, articles: list[ArticlePage], admin: User
) -> None:
    page = articles[1]
    (gap,) = (one for one in page.findings if one.code == "stripped-marker")
    accept_finding(page=page, finding=gap, reason="The journal prints it this way.", user=admin)
    page.title = "=SUM(A1)"
    page.save_revision()
    answer = marketing_client.get(URL, {"export": "csv", "accepted": "yes"})
    (row,) = csv.DictReader(StringIO(b"".join(answer).decode()))
    assert (row["Title"], row["Accepted codes"]) == ("'=SUM(A1)", "stripped-marker")


def test_a_page_refused_at_its_time_says_so(marketing_client: Client, articles: list[ArticlePage]) -> None:
    articles[2].save_revision(approved_go_live_at=timezone.now() - timedelta(minutes=5))
    publish_scheduled()
    answer = marketing_client.get(URL, {"export": "csv", "severity": "blocks"})
    (row,) = csv.DictReader(StringIO(b"".join(answer).decode()))
    assert "not published at its time" in row["Status"]
    assert "not published at its time" in marketing_client.get(URL).content.decode()


def test_the_codes_are_folded(marketing_client: Client, articles: list[ArticlePage]) -> None:
    html = BeautifulSoup(marketing_client.get(URL).content, "html.parser")
    folded = html.select(".report-scroll td.report-codes details")
    assert [one.select_one("summary").get_text() for one in folded] == ["4 codes", "4 codes", "1 code"]  # type: ignore[union-attr]
    assert [one.get_text() for one in folded[2].select("li")] == ["reviewer-missing"]


def test_only_those_who_write_see_it(client: Client, articles: list[ArticlePage], office: User) -> None:
    assert client.get(URL).status_code == 302
    client.force_login(office, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(URL).status_code == 302
    assert URL not in client.get(reverse("wagtailadmin_home")).content.decode()
    assert not PageHealth.objects.exists()


def test_what_is_still_being_checked_is_said(
    marketing_client: Client, articles: list[ArticlePage], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("editorial.evidence.reports.SECONDS", 0)
    assert "2 articles are still being checked" in marketing_client.get(URL).content.decode()
    assert "1 article is still being checked" in marketing_client.get(URL).content.decode()
    assert "still being checked" not in marketing_client.get(URL).content.decode()


def test_more_rows_cost_no_more_queries(
    marketing_client: Client,
    articles: list[ArticlePage],
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    titles(marketing_client)
    with django_assert_max_num_queries(30) as few:
        titles(marketing_client)
        count = len(few)
    for number in range(5):
        factories.make_article(title=f"More {number}", slug=f"more-{number}", live=False)
    titles(marketing_client)
    with django_assert_max_num_queries(count):
        titles(marketing_client)
