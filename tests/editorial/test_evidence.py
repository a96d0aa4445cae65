"""The Evidence panel beside the editor, and what it asks while somebody writes."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from wagtail.admin.models import FormState
from wagtail.models import Page, PageLogEntry, Revision
from wagtail.test.utils.form_data import rich_text

from blog.models import ArticleIndexPage, ArticlePage
from editorial.findings import Severity
from editorial.models import AcceptedFinding
from home.models import HomePage
from tests import factories
from tests.blog.test_editing import SKELETON, filled, form_data

pytestmark = pytest.mark.embedded

GAP = "<p>It helps by week six .</p>"
REASON = "The journal prints it this way."


@pytest.fixture
def page(home: HomePage) -> ArticlePage:
    page = factories.make_article(title="Sleep", slug="sleep")
    page.save_revision().publish()
    return ArticlePage.objects.get()


@pytest.fixture
def new_url(home: HomePage) -> str:
    return reverse("wagtailadmin_pages:add", args=("blog", "articlepage", ArticleIndexPage.objects.get().pk))


def typed(introduction: str = GAP, body: Any = None, **more: Any) -> dict[str, Any]:
    source = factories.Source.objects.first() or factories.make_source()
    return form_data(body or filled(source.pk), introduction=rich_text(introduction), **more)


# What Beautiful Soup finds may be None for mypy; a test that finds nothing fails by itself.
Tag = Any


def edit_url(page: ArticlePage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def ask(client: Client, url: str, data: dict[str, Any], **more: str) -> Tag:
    response = client.post(
        f"{url}evidence/", data | {name.replace("_", "-"): one for name, one in more.items()}
    )
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def codes(panel: Tag) -> list[str]:
    return [one.text for one in panel.select(".evidence__group .evidence__code")]


def finding_of(panel: Tag, code: str) -> Tag:
    (found,) = (one for one in panel.select(".evidence__finding") if one.select_one("code").text == code)
    return found


def fingerprint(panel: Tag, code: str = "stripped-marker") -> str:
    return str(finding_of(panel, code)["data-evidence-finding"])


def test_the_panel_stands_in_the_editor(marketing_client: Client, page: ArticlePage, new_url: str) -> None:
    for url in (new_url, edit_url(page)):
        html = BeautifulSoup(marketing_client.get(url).content, "html.parser")
        assert html.select_one('[data-side-panel-toggle="evidence"]')
        assert "description-missing" in codes(html.select_one('[data-side-panel="evidence"]'))
        assert html.select('link[href$="css/admin/evidence.css"]')
        assert html.select('script[src$="js/evidence.js"][defer]')
    other = BeautifulSoup(marketing_client.get(edit_url(page.get_parent())).content, "html.parser")
    assert not other.select('[data-side-panel="evidence"]')


def test_the_badge_counts_what_matters(marketing_client: Client, page: ArticlePage, new_url: str) -> None:
    def badge(url: str) -> Tag:
        html = BeautifulSoup(marketing_client.get(url).content, "html.parser")
        return html.select_one('[data-side-panel-toggle="evidence"] [data-side-panel-toggle-counter]')

    assert (badge(new_url).text.strip(), "w-bg-critical-200" in badge(new_url)["class"]) == ("2", True)
    assert (badge(edit_url(page)).text.strip(), "w-bg-critical-200" in badge(edit_url(page))["class"]) == (
        "1",
        False,
    )


def test_what_is_typed_is_checked_and_not_stored(
    marketing_client: Client, page: ArticlePage, new_url: str
) -> None:
    pages, revisions, logged = Page.objects.count(), Revision.objects.count(), PageLogEntry.objects.count()
    for url in (new_url, edit_url(page)):
        panel = ask(marketing_client, url, typed())
        assert "stripped-marker" in codes(panel)
        found = finding_of(panel, "stripped-marker")
        assert found.select_one("blockquote").text == "It helps by week six ."
        assert found.select_one("a")["href"] == "#evidence/introduction"
        assert "stripped-marker" not in codes(ask(marketing_client, url, typed("<p>It helps.</p>")))
    assert (pages, revisions, logged) == (
        Page.objects.count(),
        Revision.objects.count(),
        PageLogEntry.objects.count(),
    )
    assert not FormState.objects.exists()
    assert "six" not in ArticlePage.objects.get().introduction


def test_findings_are_grouped_by_severity(marketing_client: Client, new_url: str) -> None:
    panel = ask(marketing_client, new_url, typed(GAP, SKELETON))
    assert [one.text.split() for one in panel.select("h3")] == [
        ["Blocks", "publishing", "1"],
        ["Warnings", "2"],
        ["Notes", "3"],
    ]
    assert panel.div["data-evidence-summary"] == "Blocks publishing: 1. Warnings: 2. Notes: 3"
    assert panel.div["data-evidence-count"] == "3"
    assert panel.div.has_attr("data-evidence-blocked")
    assert "Cannot be accepted" in finding_of(panel, "quick-answer-missing").text


@pytest.mark.parametrize("wrong", [{"slug": ""}, {"title": ""}, {"slug": "other"}])
def test_half_a_form_is_checked_as_well(
    marketing_client: Client, page: ArticlePage, new_url: str, wrong: dict[str, str]
) -> None:
    factories.make_article(title="Other", slug="other", live=False)
    for url in (new_url, edit_url(page)):
        assert "stripped-marker" in codes(ask(marketing_client, url, typed() | wrong))


def test_a_field_that_cannot_be_read_is_named(marketing_client: Client, page: ArticlePage) -> None:
    panel = ask(marketing_client, edit_url(page), typed(canonical_url="nowhere"))
    assert "Canonical URL" in panel.select_one('[role="alert"]').text
    assert "stripped-marker" in codes(panel)


def test_accepting_while_writing(marketing_client: Client, page: ArticlePage, marketing: User) -> None:
    url = edit_url(page)
    print_ = fingerprint(ask(marketing_client, url, typed()))
    short = ask(marketing_client, url, typed(), evidence_accept=print_, evidence_reason="Fine.")
    problem = finding_of(short, "stripped-marker").select_one('[role="alert"]')
    assert problem.text == "Say why in a few more words."
    assert finding_of(short, "stripped-marker").details.has_attr("open")
    panel = ask(marketing_client, url, typed(), evidence_accept=print_, evidence_reason=REASON)
    assert "stripped-marker" not in codes(panel)
    accepted = panel.select_one(".evidence__accepted")
    assert REASON in accepted.text
    assert "marketing" in accepted.text
    assert AcceptedFinding.objects.get().accepted_by == marketing
    panel = ask(marketing_client, url, typed(), evidence_withdraw=print_)
    assert "stripped-marker" in codes(panel)
    assert AcceptedFinding.objects.get().withdrawn_by == marketing


def test_what_is_not_there_any_more_is_not_accepted(marketing_client: Client, page: ArticlePage) -> None:
    url = edit_url(page)
    print_ = fingerprint(ask(marketing_client, url, typed()))
    typed_since = typed("<p>It helps.</p>")
    panel = ask(marketing_client, url, typed_since, evidence_accept=print_, evidence_reason=REASON)
    assert "The words have changed since" in panel.text
    assert not AcceptedFinding.objects.exists()


def test_a_new_page_is_saved_before_anything_is_accepted(marketing_client: Client, new_url: str) -> None:
    panel = ask(marketing_client, new_url, typed())
    assert "Save the draft to accept this" in finding_of(panel, "stripped-marker").text
    panel = ask(
        marketing_client, new_url, typed(), evidence_accept=fingerprint(panel), evidence_reason=REASON
    )
    assert "Save the draft first" in panel.text
    assert not AcceptedFinding.objects.exists()


def test_the_same_words_twice_are_one_finding(marketing_client: Client, page: ArticlePage) -> None:
    body = filled(factories.make_source().pk)
    body[1] = ("section", {"heading": "Why", "level": "h2", "body": rich_text(GAP)})
    assert codes(ask(marketing_client, edit_url(page), typed(GAP, body))).count("stripped-marker") == 1


def test_who_may_not_edit_gets_nothing(client: Client, page: ArticlePage, office: User, new_url: str) -> None:
    for url in (new_url, edit_url(page)):
        assert client.post(f"{url}evidence/", typed()).status_code == 302
    client.force_login(office, backend="django.contrib.auth.backends.ModelBackend")
    for url in (new_url, edit_url(page)):
        assert client.post(f"{url}evidence/", typed()).status_code in {302, 403}
    assert not AcceptedFinding.objects.exists()


def test_forged_requests_are_refused(page: ArticlePage, marketing: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(marketing, backend="django.contrib.auth.backends.ModelBackend")
    assert client.post(f"{edit_url(page)}evidence/", typed()).status_code == 403


def test_other_pages_have_no_evidence(marketing_client: Client, home: HomePage) -> None:
    url = reverse("wagtailadmin_pages:edit", args=[home.pk])
    assert marketing_client.post(f"{url}evidence/", {}).status_code == 404
    assert marketing_client.get(f"{url}evidence/").status_code == 405


def test_an_older_version_is_checked_as_it_is_opened(marketing_client: Client, page: ArticlePage) -> None:
    page.introduction = GAP
    old = page.save_revision()
    url = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, old.pk])
    html = BeautifulSoup(marketing_client.get(url).content, "html.parser")
    assert "stripped-marker" in codes(html.select_one('[data-side-panel="evidence"]'))
    assert "stripped-marker" in codes(ask(marketing_client, url, typed()))


def test_each_severity_has_a_heading() -> None:
    assert [severity.heading for severity in Severity] == ["Blocks publishing", "Warnings", "Notes"]


@pytest.mark.parametrize("broken", [{}, {"body-count": "many"}, {"body-count": "1"}])
def test_what_no_editor_sends_is_refused(
    marketing_client: Client, page: ArticlePage, new_url: str, broken: dict[str, str]
) -> None:
    for url in (new_url, edit_url(page)):
        assert marketing_client.post(f"{url}evidence/", {"title": "Sleep"} | broken).status_code == 400
