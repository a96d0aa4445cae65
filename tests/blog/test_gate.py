"""What blocks publishing keeps an article off the site, whichever way somebody takes."""

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import GroupApprovalTask, Page, Revision, Workflow, WorkflowTask
from wagtail.test.utils.form_data import rich_text

from blog.models import ArticleIndexPage, ArticlePage
from core.services import publish_scheduled
from editorial.checks import CHECKS
from editorial.checks.article import Article
from editorial.evidence.gate import PublishingRefused
from editorial.findings import Finding, Severity
from editorial.models import AcceptedFinding, Source
from editorial.services import accept_finding, withdraw_acceptance
from home.models import HomePage
from tests import factories
from tests.blog.test_editing import filled, form_data

GOOD, BAD = "Light helps some people.", "Light sings."
REASON = "The clinic's lawyer has read it."
A_MOMENT = timedelta(minutes=5)


def light_sings(article: Article) -> Iterator[Finding]:
    for passage in article.passages():
        if BAD in passage.text:
            yield Finding("light-sings", Severity.BLOCKS, "Light does not sing.", passage.path, (BAD,))


@pytest.fixture(autouse=True)
def _a_check_that_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(CHECKS, "light-sings", light_sings)


@pytest.fixture
def article(home: HomePage) -> ArticlePage:
    """On the site with good words."""
    page = factories.make_article(title="Sleep", slug="sleep", introduction=f"<p>{GOOD}</p>")
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def draft_of(article: ArticlePage, words: str) -> Revision:
    draft = ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object()
    draft.introduction = f"<p>{words}</p>"
    return draft.save_revision()


def accept(article: ArticlePage, user: User) -> AcceptedFinding:
    page = ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object()
    (finding,) = (one for one in page.findings if one.code == "light-sings")
    return accept_finding(page=page, finding=finding, reason=REASON, user=user)


def on_site(article: ArticlePage) -> str:
    page = ArticlePage.objects.get(pk=article.pk)
    assert page.live
    return page.introduction


# Ways to publish the newest draft of an article that is live.

Way = Callable[[ArticlePage, Client, User], Any]
PUBLISH = {"action-publish": "action-publish"}


def a_source() -> int:
    return (Source.objects.first() or factories.make_source()).pk


def posted(article: ArticlePage) -> dict[str, Any]:
    words = article.get_latest_revision_as_object().introduction
    return form_data(filled(a_source()), introduction=rich_text(words)) | PUBLISH


def edit_and_publish(article: ArticlePage, client: Client, user: User) -> Any:
    return client.post(reverse("wagtailadmin_pages:edit", args=[article.pk]), posted(article))


def publish_this_version(article: ArticlePage, client: Client, user: User) -> Any:
    """From the history: an older version is opened, and published as it is."""
    data = posted(article)
    old = article.latest_revision_id
    draft_of(article, GOOD)
    return client.post(reverse("wagtailadmin_pages:revisions_revert", args=[article.pk, old]), data)


def schedule(article: ArticlePage, client: Client, user: User) -> None:
    Revision.objects.filter(pk=article.latest_revision_id).update(
        approved_go_live_at=timezone.now() - A_MOMENT
    )
    publish_scheduled()


def approve_in_workflow(article: ArticlePage, client: Client, user: User) -> Any:
    workflow, task = (
        Workflow.objects.create(name="Sign-off"),
        GroupApprovalTask.objects.create(name="Read it"),
    )
    task.groups.add(Group.objects.get(name="Marketing"))
    WorkflowTask.objects.create(workflow=workflow, task=task)
    state = workflow.start(article, user)
    return client.post(
        reverse(
            "wagtailadmin_pages:workflow_action", args=[article.pk, "approve", state.current_task_state.pk]
        ),
        {"comment": ""},
    )


def publish_revision(article: ArticlePage, client: Client, user: User) -> None:
    Revision.objects.get(pk=article.latest_revision_id).publish()


def publish_by_action(article: ArticlePage, client: Client, user: User) -> None:
    PublishPageRevisionAction(article.latest_revision).execute()


def save_in_a_shell(article: ArticlePage, client: Client, user: User) -> None:
    page = ArticlePage.objects.get(pk=article.pk)
    page.introduction = article.get_latest_revision_as_object().introduction
    page.save()


def save_one_field(article: ArticlePage, client: Client, user: User) -> None:
    page = ArticlePage.objects.get(pk=article.pk)
    page.introduction = article.get_latest_revision_as_object().introduction
    page.save(update_fields=["introduction"], clean=False)


def publish_several(article: ArticlePage, client: Client, user: User) -> Any:
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    return client.post(f"{url}?id={article.pk}")


def publish_below(article: ArticlePage, client: Client, user: User) -> Any:
    ArticlePage.objects.filter(pk=article.pk).update(live=False)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    return client.post(f"{url}?id={article.get_parent().pk}", {"include_descendants": "on"})


def publish_by_api(article: ArticlePage, client: Client, user: User) -> Any:
    url = reverse("wagtailadmin_api:pages:action", args=[article.pk, "publish"])
    return client.post(url, {}, content_type="application/json")


WAYS: list[Way] = [
    edit_and_publish,
    publish_this_version,
    schedule,
    approve_in_workflow,
    publish_revision,
    publish_by_action,
    save_in_a_shell,
    save_one_field,
    publish_several,
    publish_by_api,
]


def go(way: Way, article: ArticlePage, client: Client, user: User) -> Any:
    with suppress(PublishingRefused):
        return way(ArticlePage.objects.get(pk=article.pk), client, user)


@pytest.mark.parametrize("way", WAYS)
def test_a_blocking_finding_stops_it(
    way: Way, article: ArticlePage, admin_client: Client, admin: User
) -> None:
    draft_of(article, BAD)
    response = go(way, article, admin_client, admin)
    assert response is None or response.status_code < 500
    assert GOOD in on_site(article)


@pytest.mark.parametrize("way", WAYS)
def test_without_a_finding_it_is_published(
    way: Way, article: ArticlePage, admin_client: Client, admin: User
) -> None:
    draft_of(article, "Light helps most people.")
    go(way, article, admin_client, admin)
    assert "most people" in on_site(article)


@pytest.mark.parametrize("way", WAYS)
def test_with_the_finding_accepted_it_is_published(
    way: Way, article: ArticlePage, admin_client: Client, admin: User
) -> None:
    draft_of(article, BAD)
    accept(article, admin)
    go(way, article, admin_client, admin)
    assert BAD in on_site(article)


# Ways that make a new article.


def new_form(words: str) -> dict[str, Any]:
    return form_data(filled(a_source()), introduction=rich_text(f"<p>{words}</p>"))


@pytest.fixture
def add_url(home: HomePage) -> str:
    return reverse("wagtailadmin_pages:add", args=("blog", "articlepage", ArticleIndexPage.objects.get().pk))


def test_create_and_publish(admin_client: Client, add_url: str) -> None:
    html = admin_client.post(add_url, new_form(BAD) | PUBLISH).content.decode()
    assert not ArticlePage.objects.exists()
    assert "one finding blocks it" in html
    assert BAD in html
    index = ArticleIndexPage.objects.get()
    assert (index.numchild, index.get_children().count()) == (0, 0)
    admin_client.post(add_url, new_form(GOOD) | PUBLISH)
    assert ArticlePage.objects.get().live


def test_create_and_publish_what_was_accepted(admin_client: Client, add_url: str, admin: User) -> None:
    """An acceptance is kept with a draft, so that comes first."""
    admin_client.post(add_url, new_form(BAD))
    page = ArticlePage.objects.get()
    assert not page.live
    accept(page, admin)
    edit_and_publish(page, admin_client, admin)
    assert BAD in on_site(page)


def test_a_child_that_is_added_live(home: HomePage) -> None:
    index = ArticleIndexPage.objects.get()
    with pytest.raises(PublishingRefused):
        index.add_child(instance=ArticlePage(title="Sleep", introduction=BAD))
    assert not Page.objects.filter(title="Sleep").exists()
    index.refresh_from_db()
    assert index.numchild == 0
    index.add_child(instance=ArticlePage(title="Sleep", introduction=BAD, live=False))
    assert not ArticlePage.objects.get().live


DOCUMENT = """# Sleep and light

Light and mood move together.

## Quick answer

{words}

## What helps

Going out in the morning helps.

## Citations

1. Light and mood. NIMH. https://www.nimh.nih.gov/light
"""


def import_it(folder: Path, words: str, *options: str) -> None:
    document = folder / "light.md"
    document.write_text(DOCUMENT.format(words=words))
    call_command("import_article", str(document), *options)


def test_import_article(home: HomePage, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(CommandError, match=r"Light does not sing\. “Light sings\.” \(light-sings\)"):
        import_it(tmp_path, BAD, "--publish")
    assert not ArticlePage.objects.exists()
    import_it(tmp_path, BAD)
    assert "Light does not sing." in capsys.readouterr().out
    assert not ArticlePage.objects.get().live
    ArticlePage.objects.get().delete()
    import_it(tmp_path, GOOD, "--publish")
    assert ArticlePage.objects.get().live


def copy_live(article: ArticlePage, client: Client) -> Any:
    data = {
        "new_title": "Sleep 2",
        "new_slug": "sleep-2",
        "new_parent_page": str(article.get_parent().pk),
        "publish_copies": "on",
    }
    return client.post(reverse("wagtailadmin_pages:copy", args=[article.pk]), data, follow=True)


def test_a_copy_that_is_to_be_live(article: ArticlePage, admin_client: Client, admin: User) -> None:
    copy_live(article, admin_client)
    assert ArticlePage.objects.get(slug="sleep-2").live


def test_a_live_copy_answers_for_itself(article: ArticlePage, admin_client: Client, admin: User) -> None:
    """What somebody accepted on one page is not accepted on another, but the copy can be a draft."""
    draft_of(article, BAD)
    accept(article, admin)
    ArticlePage.objects.get().latest_revision.publish()
    page = ArticlePage.objects.get()
    assert "one finding blocks it" in copy_live(page, admin_client).content.decode()
    assert ArticlePage.objects.count() == 1
    copy = page.copy(update_attrs={"slug": "draft"}, keep_live=False)
    assert not copy.live


# What is said


def test_the_form_names_what_blocks_and_keeps_what_was_typed(
    article: ArticlePage, admin_client: Client, admin: User
) -> None:
    draft_of(article, BAD)
    revisions = article.revisions.count()
    html = edit_and_publish(ArticlePage.objects.get(), admin_client, admin).content.decode()
    assert "“Sleep” was not published: one finding blocks it." in html
    assert '<a href="#evidence/introduction">Light does not sing. “Light sings.” (light-sings)</a>' in html
    assert BAD in html
    assert "The page was not published; your changes are kept." in html
    assert "could not be saved" not in html
    assert article.revisions.count() == revisions


@pytest.mark.parametrize("way", [approve_in_workflow, publish_several, publish_below])
def test_the_admin_says_what_was_refused(
    way: Way, article: ArticlePage, admin_client: Client, admin: User
) -> None:
    draft_of(article, BAD)
    response = go(way, article, admin_client, admin)
    assert response.status_code == 302
    html = admin_client.get(reverse("wagtailadmin_home")).content.decode()
    assert "“Sleep” was not published: one finding blocks it." in html
    assert f"/admin/pages/{article.pk}/edit/#evidence/introduction" in html


def test_a_refused_approval_waits_for_another(
    article: ArticlePage, admin_client: Client, admin: User
) -> None:
    draft_of(article, BAD)
    approve_in_workflow(ArticlePage.objects.get(), admin_client, admin)
    page = ArticlePage.objects.get()
    assert page.workflow_in_progress
    state = page.current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    response = admin_client.post(url, {"comment": ""}, headers={"X-Requested-With": "XMLHttpRequest"})
    assert json.loads(response.content)["redirect"] == reverse("wagtailadmin_pages:edit", args=[page.pk])
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "reject", state.pk])
    admin_client.post(url, {"comment": "Not yet."})
    assert ArticlePage.objects.get().current_workflow_state.status == "needs_changes"


def test_a_reviewer_can_reject_from_the_editor(
    article: ArticlePage, admin_client: Client, admin: User
) -> None:
    draft_of(article, BAD)
    approve_in_workflow(ArticlePage.objects.get(), admin_client, admin)
    page = ArticlePage.objects.get()
    data = {name: value for name, value in posted(page).items() if name not in PUBLISH}
    data |= {"action-workflow-action": "1", "workflow-action-name": "reject"}
    admin_client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)
    assert ArticlePage.objects.get().current_workflow_state.status == "needs_changes"


def test_several_are_published_together_or_not_at_all(
    article: ArticlePage, admin_client: Client, admin: User
) -> None:
    other = factories.make_article(title="Other", slug="other", live=False)
    other.save_revision()
    draft_of(article, BAD)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    admin_client.post(f"{url}?id={other.pk}&id={article.pk}")
    assert not ArticlePage.objects.get(pk=other.pk).live
    html = admin_client.get(reverse("wagtailadmin_home")).content.decode()
    assert "the other pages were not either" in html


def test_the_exception_says_it_in_words(article: ArticlePage) -> None:
    page = ArticlePage.objects.get()
    page.introduction, page.body = BAD, []
    with pytest.raises(PublishingRefused) as refused:
        page.save()
    assert isinstance(refused.value, ValidationError)
    assert [finding.code for finding in refused.value.findings] == ["quick-answer-missing", "light-sings"]
    lines = str(refused.value).splitlines()
    assert lines[0].startswith("“Sleep” was not published: 2 findings block it.")
    assert lines[1].startswith("The article has no quick answer. Say")
    assert lines[1].endswith("(quick-answer-missing)")


# Schedules


def test_a_refused_page_does_not_stop_the_next(
    article: ArticlePage, caplog: pytest.LogCaptureFixture
) -> None:
    bad = draft_of(article, BAD)
    other = factories.make_article(title="Other", slug="other", live=False)
    later = other.save_revision(approved_go_live_at=timezone.now() - A_MOMENT)
    Revision.objects.filter(pk=bad.pk).update(approved_go_live_at=timezone.now() - 2 * A_MOMENT)
    publish_scheduled()
    assert ArticlePage.objects.get(pk=other.pk).live
    assert GOOD in on_site(article)
    bad.refresh_from_db()
    later.refresh_from_db()
    assert (bad.approved_go_live_at is None, later.approved_go_live_at) == (False, None)
    assert "Light" not in caplog.text
    assert "Traceback" not in caplog.text


def test_no_date_is_set_for_what_is_blocked(article: ArticlePage) -> None:
    draft = ArticlePage.objects.get()
    draft.introduction, draft.go_live_at = BAD, timezone.now() + A_MOMENT
    with pytest.raises(PublishingRefused):
        draft.save_revision().publish()
    assert not article.revisions.filter(approved_go_live_at__isnull=False).exists()


# What is let through


def test_drafts_are_always_saved(article: ArticlePage, admin_client: Client) -> None:
    draft_of(article, BAD)
    data = {name: value for name, value in posted(ArticlePage.objects.get()).items() if name not in PUBLISH}
    assert admin_client.post(reverse("wagtailadmin_pages:edit", args=[article.pk]), data).status_code == 302
    saved = admin_client.post(
        reverse("wagtailadmin_pages:edit", args=[article.pk]), data, headers={"Accept": "application/json"}
    )
    assert saved.json()["success"]
    assert BAD in ArticlePage.objects.get().get_latest_revision_as_object().introduction
    assert GOOD in on_site(article)


def test_a_page_that_a_later_rule_blocks_stays_in_hand(
    article: ArticlePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(CHECKS, "light-sings")
    draft_of(article, BAD).publish()
    monkeypatch.setitem(CHECKS, "light-sings", light_sings)
    page = ArticlePage.objects.get()
    page.search_description = "How light helps."
    page.save()
    page.slug = "light"
    page.save(clean=False)
    page.save(update_fields=["search_description"])
    other = factories.make_article(title="Other", slug="other", live=False)
    page.move(other, pos="right")
    alias = ArticlePage.objects.get(pk=page.pk).create_alias(update_slug="light-again")
    assert alias.live
    page = ArticlePage.objects.get(pk=page.pk)
    page.body = [*page.body.raw_data][1:]
    with pytest.raises(PublishingRefused):
        page.save()
    ArticlePage.objects.get(pk=page.pk).unpublish()
    assert not ArticlePage.objects.get(pk=page.pk).live
    page = ArticlePage.objects.get(pk=page.pk)
    page.live = True
    with pytest.raises(PublishingRefused):
        page.save()


def test_an_alias_follows_what_was_accepted(article: ArticlePage, admin: User) -> None:
    alias = article.create_alias(update_slug="again")
    draft_of(article, BAD)
    accept(article, admin)
    ArticlePage.objects.get(pk=article.pk).latest_revision.publish()
    assert BAD in on_site(alias)


def test_a_withdrawn_acceptance_holds_the_next_publishing(article: ArticlePage, admin: User) -> None:
    draft_of(article, BAD)
    acceptance = accept(article, admin)
    ArticlePage.objects.get().latest_revision.publish()
    withdraw_acceptance(acceptance=acceptance, user=admin)
    assert BAD in on_site(article)
    with pytest.raises(PublishingRefused):
        draft_of(article, BAD).publish()


def test_what_was_remembered_is_not_trusted(article: ArticlePage) -> None:
    page = ArticlePage.objects.get()
    assert page.blocking == []
    assert page.quick_answer
    page.body = []
    assert [finding.code for finding in page.blocking] == ["quick-answer-missing"]
