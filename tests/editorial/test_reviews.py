"""Reviews as events: what they hold for, what readers are told, and the workflow that leads to them."""

from datetime import date, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, User
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, Revision, TaskState, Workflow

from blog.checkable import checkable
from blog.models import ArticleIndexPage, ArticlePage
from editorial import admin_urls
from editorial.lexicon import shipped
from editorial.medical_review import workflow
from editorial.medical_review.draft_links import leave_comment, make_link
from editorial.medical_review.reminders import months_after, problem_with_days
from editorial.medical_review.services import (
    NotMinor,
    accept_minor_edit,
    publish_correction,
    record_review,
    withdraw,
)
from editorial.models import MinorEdit, Review, Term
from home.models import HomePage
from tests import factories
from tests.conftest import BACKEND
from tests.editorial.reviewed import STATEMENT, again, approve, article, edit, provider, standing

pytestmark = pytest.mark.django_db


# The record


def test_a_review_keeps_what_was_approved_when_the_revision_is_purged(home: HomePage) -> None:
    page = article()
    first = page.get_latest_revision()
    review = approve(page)
    edit(page, "Another text.", publish=True)
    Revision.objects.filter(pk=first.pk).delete()
    review = Review.objects.get(pk=review.pk)
    assert review.revision is None
    assert (review.revision_number, review.revision_created) == (first.pk, first.created_at)
    assert ("Section: body", "It does.") in review.approved_content
    assert review.reviewer == "Maya Chen, MD"


def test_a_review_is_never_edited_or_deleted(home: HomePage) -> None:
    review = approve(article())
    review.reviewer = "Somebody else"
    with pytest.raises(TypeError, match="not edited"):
        review.save()
    with pytest.raises(TypeError, match="can be withdrawn"):
        review.delete()


@pytest.mark.parametrize(("days_ago", "days"), [(-1, 100), (0, 0), (5, -5), (1830, 100), (0, 1830)])
def test_impossible_days_are_refused(home: HomePage, days_ago: int, days: int) -> None:
    with pytest.raises(ValidationError):
        approve(article(), days_ago=days_ago, days=days)
    assert not Review.objects.exists()


TODAY = date(2028, 2, 29)
DAYS = [  # approved on, valid until, what is wrong
    ("2028-02-29", "2028-03-01", ""),
    ("2023-03-01", "2033-02-28", ""),
    ("2028-03-01", "2029-03-01", "in the future"),
    ("2023-02-27", "2029-03-01", "more than 5 years ago"),
    ("1900-01-01", "2029-03-01", "more than 5 years ago"),
    ("2028-02-29", "2028-02-29", "at least a day"),
    ("2028-02-29", "2033-03-01", "5 years from today at the most"),
    ("2028-02-29", "9999-12-31", "5 years from today at the most"),
]


@pytest.mark.parametrize(("approved_on", "valid_until", "problem"), DAYS)
def test_days_of_a_review(approved_on: str, valid_until: str, problem: str) -> None:
    found = problem_with_days(date.fromisoformat(approved_on), date.fromisoformat(valid_until), TODAY)
    assert problem in found
    assert bool(problem) is bool(found)


def test_an_alias_is_reviewed_with_its_original(home: HomePage, client: Client, admin_client: Client) -> None:
    page = article()
    alias = page.create_alias(update_slug="alias")
    for name in ("review", "record", "link", "send", "correct", "minor_edit"):
        for ask in (admin_client.get, admin_client.post):
            response = ask(reverse(f"editorial_{name}", args=[alias.pk]), follow=True)
            assert response.redirect_chain == [(reverse("editorial_review", args=[page.pk]), 302)]
            assert "is an alias. It has the text of this page" in response.content.decode()
    review = approve(page)
    publish_correction(page=page, text="The dose.", corrected_on=timezone.localdate(), user=None)
    assert standing(alias).review == review
    html = client.get(again(alias).url).content.decode()
    assert "Medically reviewed by" in html
    assert "edited since" not in html
    assert "The dose." in html
    assert again(alias.create_alias(update_slug="second")).review.review == review  # type: ignore[union-attr]
    edit(page, "It never does.", publish=True)
    assert standing(alias).is_edited


def test_a_reviewer_who_has_left_is_still_named(home: HomePage) -> None:
    page = article()
    approve(page)
    provider().delete()
    found = standing(page)
    assert (found.review.reviewer, found.review.provider) == ("Maya Chen, MD", None)


def test_a_copy_of_an_article_is_not_reviewed(home: HomePage) -> None:
    page = article()
    approve(page)
    copy = page.copy(update_attrs={"slug": "copy"})
    assert again(copy).review is None


# What it holds for


def test_a_review_holds_for_what_is_live(home: HomePage) -> None:
    page = article()
    assert page.review is None
    review = approve(page)
    found = standing(page)
    assert (found.review, found.is_edited, found.is_due) == (review, False, False)


def test_an_edited_draft_leaves_what_readers_are_told(home: HomePage) -> None:
    page = article()
    approve(page)
    page = edit(page, "It does not.")
    assert not standing(page).is_edited
    draft = page.get_latest_revision_as_object()
    assert draft.draft_review
    assert draft.draft_review.is_edited


def test_an_edit_that_is_published_shows(home: HomePage) -> None:
    page = article()
    review = approve(page)
    page = edit(page, "It does not.", publish=True)
    assert (standing(page).review, standing(page).is_edited) == (review, True)


def test_the_approval_of_a_draft_says_nothing_of_what_is_live(home: HomePage) -> None:
    page = edit(article(), "A better text.")
    approve(page)
    assert again(page).review is None
    page.get_latest_revision().publish()
    found = standing(page)
    assert not found.is_edited


def test_a_new_draft_approved_leaves_the_review_of_what_is_live(home: HomePage) -> None:
    page = article()
    old = approve(page, days_ago=100)
    page = edit(page, "A better text.")
    new = approve(page)
    assert standing(page).review == old
    draft = again(page).get_latest_revision_as_object()
    assert draft.draft_review.review == new


def test_going_back_to_what_was_approved_is_no_edit(home: HomePage) -> None:
    page = article("It does.")
    review = approve(page)
    edit(page, "It does not.", publish=True)
    page = edit(page, "It does.", publish=True)
    assert (standing(page).review, standing(page).is_edited) == (review, False)


def test_a_revision_that_was_saved_over_is_an_edit(home: HomePage, admin: User) -> None:
    page = article()
    draft = page.get_latest_revision_as_object()
    draft.introduction = "<p>Draft.</p>"
    revision = draft.save_revision(user=admin)
    approve(page)
    draft.introduction = "<p>Saved over by hand.</p>"
    draft.save_revision(user=admin, overwrite_revision=revision)
    Revision.objects.get(pk=revision.pk).publish()
    found = standing(page)
    assert found.is_edited


def test_the_latest_review_counts_and_a_withdrawn_one_does_not(home: HomePage, admin: User) -> None:
    page = article()
    first = approve(page, days_ago=20)
    second = approve(page, days_ago=5)
    assert standing(page).review == second
    withdraw(record=second, page=page, reason="Signed for the wrong article.", user=admin)
    assert standing(page).review == first
    second.refresh_from_db()
    assert (second.withdrawn_by, second.withdrawn_because) == (admin, "Signed for the wrong article.")
    entry = PageLogEntry.objects.get(action="editorial.review.withdraw")
    assert (entry.user, entry.data["reason"]) == (admin, "Signed for the wrong article.")


SCOPES = [  # the reviews in the order in which they were given; the one that is told; those that are listed
    (["all"], 0, []),
    (["medication"], 0, []),
    (["all", "medication"], 0, [1]),
    (["medication", "all"], 1, [0]),
    (["all", "medication", "safety", "medication"], 0, [3, 2]),
    (["all", "medication", "all"], 2, [1]),
    (["medication", "safety"], 1, [0]),
]


@pytest.mark.parametrize(("scopes", "told", "listed"), SCOPES)
def test_a_review_of_a_part_replaces_none_of_the_whole(
    scopes: list[str], told: int, listed: list[int], home: HomePage, client: Client
) -> None:
    page = article()
    given = [approve(page, days_ago=90 - place, scope=scope) for place, scope in enumerate(scopes)]
    page = again(page)
    assert standing(page).review == given[told]
    assert [one.review for one in page.partial_reviews] == [given[place] for place in listed]
    assert list(Review.objects.running_out(by=timezone.localdate() + timedelta(days=9999))) == [given[told]]
    box = BeautifulSoup(client.get(page.url).content, "html.parser").select("#review .facts dt")
    names = [review.get_scope_display() for review in (given[place] for place in listed)]
    assert [dt.get_text() for dt in box][4:] == names


def test_the_last_day_is_not_past(home: HomePage) -> None:
    page = article()
    today = timezone.localdate()
    for days, is_due in ((0, False), (-1, True)):
        approve(page, days_ago=30, valid_until=today + timedelta(days=days))
        assert standing(page).is_due is is_due


def test_the_checks_see_the_review_of_the_draft(home: HomePage) -> None:
    page = article()
    assert checkable(page).can_be_reviewed
    assert checkable(page).review is None
    review = approve(page)
    seen = checkable(again(page)).review
    assert seen
    assert (seen.by, seen.on, seen.until) == ("Maya Chen, MD", review.approved_on, review.valid_until)
    assert not seen.is_edited
    draft = edit(page, "It does not.").get_latest_revision_as_object()
    assert checkable(draft).review.is_edited  # type: ignore[union-attr]


def test_months_end_where_the_month_does() -> None:
    today = timezone.localdate().replace(year=2027, month=8, day=31)
    assert months_after(today, 6).isoformat() == "2028-02-29"
    assert months_after(today, 24).isoformat() == "2029-08-31"
    assert months_after(today, 4).isoformat() == "2027-12-31"


# Spelling


def keep(review: Review, page: ArticlePage, reason: str, user: User) -> None:
    accept_minor_edit(
        review=review, revision=page.get_latest_revision(), reason=reason, user=user, lexicon=shipped()
    )


def test_a_spelling_edit_keeps_the_review(home: HomePage, admin: User) -> None:
    page = article("Patients recieve it.")
    review = approve(page)
    page = edit(page, "Patients receive it.", publish=True)
    assert standing(page).is_edited
    keep(review, page, "A typing mistake.", admin)
    assert not standing(page).is_edited
    assert MinorEdit.objects.get().reason == "A typing mistake."


def test_an_edit_that_says_something_else_needs_a_review(home: HomePage, admin: User) -> None:
    page = article("It may help.")
    review = approve(page)
    page = edit(page, "It helps.", publish=True)
    with pytest.raises(NotMinor):
        keep(review, page, "Short.", admin)
    assert standing(page).is_edited


def test_small_steps_lead_nowhere(home: HomePage, admin: User) -> None:
    page = article("About aple and pineaple.")
    review = approve(page)
    keep(review, edit(page, "About apple and pineaple."), "One.", admin)
    with pytest.raises(NotMinor):
        keep(review, edit(page, "About apples and pineapple."), "Two.", admin)


def test_the_lexicon_of_the_clinic_says_what_carries_meaning(home: HomePage, admin_client: Client) -> None:
    """The article has the name elsewhere, so that without the lexicon the other is one misspelt."""
    page = article("Kratomexin and kratomexine. It is taken at night.")
    approve(page)
    edit(page, "Kratomexine and kratomexine. It is taken at night.")
    overview, minor = (reverse(f"editorial_{name}", args=[page.pk]) for name in ("review", "minor_edit"))
    assert minor in admin_client.get(overview).content.decode()
    Term.objects.create(kind="drug", name="kratomexine")
    assert minor not in admin_client.get(overview).content.decode()
    assert admin_client.post(minor, {"reason": "A typing mistake."}).status_code == 422


# The workflow


@pytest.fixture
def waiting(home: HomePage, marketing: User) -> ArticlePage:
    """A draft that waits for its sign-off."""
    approval = workflow.set_up(page=ArticleIndexPage.objects.get())
    page = article(owner=marketing)
    page = edit(page, "A better text.")
    approval.start(page, marketing)
    return again(page)


def answers(**changes: Any) -> dict[str, Any]:
    return {
        "provider": provider().pk,
        "scope": "all",
        "statement": STATEMENT,
        "valid_until": (timezone.localdate() + timedelta(days=365)).isoformat(),
        "seen": again(ArticlePage.objects.get()).draft_mark,
    } | changes


def act(page: ArticlePage, user: User, action: str, **given: Any) -> None:
    page.current_workflow_task.on_action(page.current_workflow_task_state, user, action, **given)


def test_setting_up_twice_makes_one_workflow(home: HomePage) -> None:
    index = ArticleIndexPage.objects.get()
    assert workflow.set_up(page=index) == workflow.set_up(page=index)
    assert Workflow.objects.count() == 1
    assert article().get_workflow().name == "Clinical review"


def test_signing_off_records_the_review_and_publishes(waiting: ArticlePage, clinician: User) -> None:
    provider_page = factories.make_provider()
    act(waiting, clinician, "approve", **answers(provider=provider_page.pk))
    page = again(waiting)
    assert "A better text." in str(page.body)
    review = Review.objects.get()
    assert (review.recorded_by, review.provider_id, review.statement) == (
        clinician,
        provider_page.pk,
        STATEMENT,
    )
    assert review.revision == page.live_revision
    assert standing(page).review == review
    assert not standing(page).is_edited
    assert TaskState.objects.get().comment == "Signed off for Maya Chen, MD"


def test_a_refused_publication_leaves_no_review(
    waiting: ArticlePage, clinician: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    factories.make_provider()

    def refuse(*args: Any, **kwargs: Any) -> None:
        raise ValidationError("Blocked by a finding.")

    monkeypatch.setattr(ArticlePage, "publish", refuse)
    with pytest.raises(ValidationError, match="Blocked"):
        act(waiting, clinician, "approve", **answers())
    assert not Review.objects.exists()
    assert again(waiting).current_workflow_task_state.status == TaskState.STATUS_IN_PROGRESS
    assert "It does." in str(again(waiting).body)


@pytest.mark.parametrize(
    "wrong",
    [
        {"provider": 0},
        {"provider": ""},
        {"scope": "nothing"},
        {"statement": " "},
        {"valid_until": "2020-01-01"},
        {"valid_until": "soon"},
        {"valid_until": "9999-12-31"},
        {"statement": "Yes.\0"},
        {"statement": "Yes. " * 201},
    ],
)
def test_answers_that_were_tampered_with_are_refused(
    waiting: ArticlePage, clinician: User, wrong: dict[str, Any]
) -> None:
    factories.make_provider()
    with pytest.raises(PermissionDenied):
        act(waiting, clinician, "approve", **answers() | wrong)
    with pytest.raises(PermissionDenied):
        act(waiting, clinician, "approve")
    assert not Review.objects.exists()


def test_asking_for_changes_needs_words(waiting: ArticlePage, clinician: User) -> None:
    with pytest.raises(PermissionDenied):
        act(waiting, clinician, "reject", comment="")
    act(waiting, clinician, "reject", comment="The dose is wrong.")
    assert again(waiting).current_workflow_state.status == "needs_changes"
    assert not Review.objects.exists()


def test_only_clinicians_sign_off(waiting: ArticlePage, clinician: User, marketing: User) -> None:
    task = waiting.current_workflow_task
    assert [name for name, _, _ in task.get_actions(waiting, clinician)] == ["reject", "approve"]
    assert task.get_actions(waiting, marketing) == []
    assert all(modal for _, _, modal in task.get_actions(waiting, clinician))


def test_clinicians_publish_nothing_by_themselves(home: HomePage, clinician: User) -> None:
    allowed = article().permissions_for_user(clinician)
    assert allowed.can_edit()
    assert not allowed.can_publish()
    assert Group.objects.get(name="Clinicians").permissions.filter(codename="add_review").exists()


def test_a_sign_off_in_the_admin(waiting: ArticlePage, clinician: User, client: Client) -> None:
    factories.make_provider()
    client.force_login(clinician, backend=BACKEND)
    state = waiting.current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[waiting.pk, "approve", state.pk])
    ajax = {"HTTP_X_REQUESTED_WITH": "XMLHttpRequest"}
    form = client.get(url, **ajax).json()["html"]
    assert "Maya Chen, MD" in form
    assert "agrees with current evidence" in form
    refused = client.post(url, answers(provider=""), **ajax).json()
    assert "This field is required" in refused["html"]
    assert client.post(url, answers(), **ajax).json()["step"] == "success"
    assert standing(waiting).review.recorded_by == clinician


def test_a_sign_off_out_of_the_editor(waiting: ArticlePage, clinician: User, client: Client) -> None:
    """The editor collects the answers in a dialog, keeps them in the page and sends them back."""
    factories.make_provider()
    client.force_login(clinician, backend=BACKEND)
    state = waiting.current_workflow_task_state
    url = reverse("wagtailadmin_pages:collect_workflow_action_data", args=[waiting.pk, "approve", state.pk])
    collected = client.post(url, answers(), HTTP_X_REQUESTED_WITH="XMLHttpRequest").json()
    act(waiting, clinician, "approve", **collected["cleaned_data"])
    assert standing(waiting).review.statement == STATEMENT


def test_a_draft_that_changed_meanwhile_is_not_signed_off(
    waiting: ArticlePage, clinician: User, marketing: User, client: Client
) -> None:
    factories.make_provider()
    client.force_login(clinician, backend=BACKEND)
    state = waiting.current_workflow_task_state
    ajax = {"HTTP_X_REQUESTED_WITH": "XMLHttpRequest"}
    url = reverse("wagtailadmin_pages:workflow_action", args=[waiting.pk, "approve", state.pk])
    html = client.get(url, **ajax).json()["html"]
    seen = answers()["seen"]
    assert f'name="seen" value="{seen}"' in html
    given = answers()
    edit(again(waiting), "It helps at night.")
    Revision.objects.filter(pk=again(waiting).latest_revision_id).update(user=marketing)
    for name in ("workflow_action", "collect_workflow_action_data"):
        url = reverse(f"wagtailadmin_pages:{name}", args=[waiting.pk, "approve", state.pk])
        html = client.post(url, given, **ajax).json()["html"]
        assert "The draft was saved again after you opened this window." in html
        assert seen in html
    with pytest.raises(PermissionDenied, match="saved again"):
        act(waiting, clinician, "approve", **given)
    assert not Review.objects.exists()
    # What is saved together with the sign-off has been read.
    Revision.objects.filter(pk=again(waiting).latest_revision_id).update(user=clinician)
    act(waiting, clinician, "approve", **given)
    assert "at night" in str(Review.objects.get().content)


# The screens


def post(client: Client, name: str, *key: int | None, **data: Any) -> Any:
    return client.post(reverse(name, args=key), data)


def test_the_panel_tells_how_the_article_stands(home: HomePage, admin_client: Client) -> None:
    page = article()
    editor = reverse("wagtailadmin_pages:edit", args=[page.pk])
    overview = reverse("editorial_review", args=[page.pk])
    for address in (editor, overview):
        assert "Never reviewed" in admin_client.get(address).content.decode()
    approve(page)
    for address in (editor, overview):
        html = admin_client.get(address).content.decode()
        assert "Maya Chen, MD approved this article" in html
        assert "Readers are told: medically reviewed by Maya Chen, MD" in html
    edit(page, "It never does.")
    for address in (editor, overview):
        html = admin_client.get(address).content.decode()
        assert "Edited since review" in html
        assert "It never does." in html
        assert reverse("editorial_minor_edit", args=[page.pk]) not in html


def test_a_new_article_is_saved_before_it_is_reviewed(home: HomePage, admin_client: Client) -> None:
    index = ArticleIndexPage.objects.get()
    url = reverse("wagtailadmin_pages:add", args=("blog", "articlepage", index.pk))
    assert "Save the article once" in admin_client.get(url).content.decode()


def test_recording_a_review_in_the_admin(home: HomePage, admin: User, admin_client: Client) -> None:
    page, today = article(), timezone.localdate()
    provider()
    refused = post(admin_client, "editorial_record", page.pk, **answers(approved_on="2999-01-01"))
    assert refused.status_code == 422
    day = today - timedelta(days=3)
    response = post(admin_client, "editorial_record", page.pk, **answers(approved_on=day.isoformat()))
    assert response.status_code == 302
    review = Review.objects.get()
    assert (review.approved_on, review.recorded_by, review.reviewer) == (day, admin, "Maya Chen, MD")


def test_a_page_without_revisions_can_be_reviewed(home: HomePage, admin_client: Client) -> None:
    page, today = factories.make_article(), timezone.localdate()
    provider()
    post(admin_client, "editorial_record", page.pk, **answers(approved_on=today.isoformat()))
    assert not standing(page).is_edited


def test_keeping_a_review_in_the_admin(home: HomePage, admin_client: Client) -> None:
    page = article("Patients recieve it.")
    approve(page)
    page = edit(page, "Patients receive it.")
    overview = reverse("editorial_review", args=[page.pk])
    assert reverse("editorial_minor_edit", args=[page.pk]) in admin_client.get(overview).content.decode()
    assert post(admin_client, "editorial_minor_edit", page.pk, reason="").status_code == 422
    assert post(admin_client, "editorial_minor_edit", page.pk, reason="Spelling.").status_code == 302
    assert "Spelling." in admin_client.get(overview).content.decode()
    page = edit(page, "Patients never receive it.")
    response = post(admin_client, "editorial_minor_edit", page.pk, reason="Spelling.")
    assert response.status_code == 422
    assert "Words that carry the meaning have changed" in response.content.decode()


def test_withdrawing_a_review_in_the_admin(home: HomePage, admin_client: Client) -> None:
    page = article()
    review = approve(page)
    assert post(admin_client, "editorial_withdraw_review", page.pk, review.pk, reason="").status_code == 422
    post(admin_client, "editorial_withdraw_review", page.pk, review.pk, reason="A mix-up.")
    assert again(page).review is None
    html = admin_client.get(reverse("editorial_review", args=[page.pk])).content.decode()
    assert "A mix-up." in html


def test_sending_for_review_in_the_admin(home: HomePage, marketing_client: Client) -> None:
    workflow.set_up(page=ArticleIndexPage.objects.get())
    page = article()
    html = marketing_client.get(reverse("editorial_review", args=[page.pk])).content.decode()
    assert reverse("editorial_send", args=[page.pk]) in html
    assert post(marketing_client, "editorial_send", page.pk).status_code == 302
    assert again(page).current_workflow_task.name == "Clinical sign-off"
    assert post(marketing_client, "editorial_send", page.pk).status_code in {302, 403}
    assert TaskState.objects.count() == 1


def test_who_may_do_what(home: HomePage, marketing: User, clinician: User, office: User) -> None:
    page = article()
    review = approve(page)
    allowed = {
        "editorial_review": {"marketing", "clinician"},
        "editorial_link": {"marketing", "clinician"},
        "editorial_record": {"clinician"},
        "editorial_minor_edit": {"marketing"},
        "editorial_correct": {"marketing"},
        "editorial_withdraw_review": {"clinician"},
    }
    for name, who in allowed.items():
        keys = [page.pk, review.pk] if name == "editorial_withdraw_review" else [page.pk]
        for user in (marketing, clinician, office):
            client = Client()
            client.force_login(user, backend=BACKEND)
            status = client.get(reverse(name, args=keys)).status_code
            assert (status == 200) is (user.username in who), (name, user.username, status)
    assert Client().get(reverse("editorial_review", args=[page.pk])).status_code == 302


SECTION = {
    route.name: 1 + ("<int:pk>" in str(route.pattern))
    for route in admin_urls.urlpatterns
    if str(route.pattern).startswith("reviews/")
}


@pytest.mark.parametrize("name", SECTION)
def test_the_office_has_no_part_in_it(name: str, home: HomePage, office: User, admin: User) -> None:
    workflow.set_up(page=ArticleIndexPage.objects.get())
    page = article()
    review = approve(page)
    link = make_link(page=page, provider=provider(), user=admin)
    keys = {
        "editorial_withdraw_review": review.pk,
        "editorial_revoke": link.pk,
        "editorial_resolve": leave_comment(link=link, text="Which dose?").pk,
        "editorial_withdraw_correction": publish_correction(
            page=page, text="A dose.", corrected_on=timezone.localdate(), user=admin
        ).pk,
    }
    address = reverse(name, args=[page.pk, keys.get(name)][: SECTION[name]])
    client = Client()
    client.force_login(office, backend=BACKEND)
    for response in (client.get(address), client.post(address, {"reason": "x", "text": "x"})):
        assert (response.status_code, response["Location"]) == (302, reverse("wagtailadmin_home"))
        assert page.title not in response.content.decode()
    assert again(page).current_workflow_state is None
    assert not Review.objects.exclude(withdrawn_at=None).exists()
    link.refresh_from_db()
    assert link.revoked_at is None


def test_only_pages_that_are_reviewed_have_the_screens(home: HomePage, admin_client: Client) -> None:
    location = factories.make_location()
    for key in (location.pk, 10**6):
        assert admin_client.get(reverse("editorial_review", args=[key])).status_code == 404
    other = article(title="Other", slug="other")
    review = approve(article())
    url = reverse("editorial_withdraw_review", args=[other.pk, review.pk])
    assert admin_client.post(url, {"reason": "x"}).status_code == 404
    assert Page.objects.filter(reviews=review).exists()


def test_a_review_is_logged(home: HomePage, admin: User) -> None:
    page = article()
    record_review(
        revision=page.get_latest_revision(),
        provider=provider(),
        statement=STATEMENT,
        approved_on=timezone.localdate(),
        valid_until=timezone.localdate() + timedelta(days=1),
        user=admin,
    )
    entry = PageLogEntry.objects.get(action="editorial.review")
    assert (entry.user, entry.data["reviewer"]) == (admin, "Maya Chen, MD")
