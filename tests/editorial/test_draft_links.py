"""The link with which a clinician without an account reads a draft, comments on it and approves it."""

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.core import mail
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings
from wagtail.models import Revision, Site

from blog.models import ArticleIndexPage, ArticlePage
from clinics.models import ProviderPage
from editorial.findings import Finding, Severity
from editorial.medical_review import draft_links, notices, workflow
from editorial.medical_review.forms import is_name_of
from editorial.medical_review.sign_off import ApprovalForm
from editorial.models import DraftLink, EditorialSettings, Notice, Review, ReviewComment
from editorial.models.draft_links import signer
from home.models import HomePage
from tests.editorial.reviewed import again, approve, article, edit, provider, standing

pytestmark = pytest.mark.django_db


@pytest.fixture
def link(home: HomePage, marketing: User) -> DraftLink:
    """A link to the draft of a published article."""
    page = edit(article("The old text."), "The new text.")
    return draft_links.make_link(page=page, provider=provider(), user=marketing)


def path(link: DraftLink) -> str:
    return reverse("draft_link", args=[link.token])


def approval(**changes: Any) -> dict[str, Any]:
    given = {
        "scope": "all",
        "statement": "I agree with it.",
        "valid_until": (timezone.localdate() + timedelta(days=365)).isoformat(),
        "signed_name": "maya chen",
        "agreed": "on",
    } | changes
    return {"answer": "approve"} | {f"approve-{name}": value for name, value in given.items() if value}


def comment(**given: Any) -> dict[str, Any]:
    return {"answer": "comment"} | {f"comment-{name}": value for name, value in given.items()}


def changes(text: str) -> dict[str, Any]:
    return {"answer": "changes", "changes-text": text}


def words(response: HttpResponse) -> str:
    return " ".join(BeautifulSoup(response.content, "html.parser").get_text(" ").split())


# Reading


def test_a_draft_is_read_without_an_account_or_a_cookie(link: DraftLink, client: Client) -> None:
    response = client.get(path(link))
    assert response.status_code == 200
    text = words(response)
    assert "The new text." in text
    assert "The old text." not in text
    assert "A draft for Maya Chen, MD" in text
    assert "Updated" not in text  # a draft has no date of its own
    assert not response.cookies
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert response["Referrer-Policy"] == "same-origin"
    html = BeautifulSoup(response.content, "html.parser")
    assert html.select("h1")
    assert not html.select("script")
    assert not html.select("link[rel=canonical]")
    assert html.select("link[href$='css/blocks/section.css']")


def test_what_is_live_stays_as_it_is(link: DraftLink, client: Client) -> None:
    client.get(path(link))
    assert "The old text." in words(client.get(again(link.page).url))


def test_the_open_findings_stand_beside_the_draft(
    link: DraftLink, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    finding = Finding("x", Severity.WARNING, "The dose is missing.", "body", ("the new text",))
    monkeypatch.setattr(ArticlePage, "open_findings", [finding], raising=False)
    assert "The dose is missing. “the new text”" in words(client.get(path(link)))


def test_notes_are_folded(link: DraftLink, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    found = [Finding("x", severity, f"Of {severity}.", "body", ()) for severity in Severity]
    monkeypatch.setattr(ArticlePage, "open_findings", found, raising=False)
    html = BeautifulSoup(client.get(path(link)).content, "html.parser")
    (notes,) = html.select("#answer details")
    assert "Of note." in notes.get_text()
    notes.extract()
    text = html.get_text()
    assert ("Of blocks." in text, "Of warning." in text, "Of note." in text) == (True, True, False)


def test_the_page_of_a_link_leads_nowhere_else(link: DraftLink, client: Client) -> None:
    html = BeautifulSoup(client.get(path(link)).content, "html.parser")
    assert not html.select("body > header a, body > footer a, nav[aria-label=Main]")


def test_what_is_wrong_is_said_in_words(link: DraftLink, client: Client) -> None:
    response = client.post(path(link), approval(signed_name="Somebody Else", agreed=""))
    html = BeautifulSoup(response.content, "html.parser")
    summary = " ".join(html.select_one("[role=alert]").get_text().split())  # type: ignore[union-attr]
    assert "Type your name: Type the name that this link was made for: Maya Chen." in summary
    assert "as it is shown on this page: This field is required." in summary
    assert ". ." not in summary


def broken(link: DraftLink) -> dict[str, str]:
    other = signer().sign("0" * 32)
    return {
        "unsigned": link.key.hex,
        "another signature": f"{link.key.hex}~{'A' * 43}",
        "of nothing": other,
        "no key": signer().sign("x"),
        "strange": "%00~%F0%9F%98%80",
    }


def test_links_that_do_not_open_say_the_same(
    link: DraftLink, client: Client, settings: Settings, marketing: User
) -> None:
    first = client.get(f"/review/{broken(link)['unsigned']}/")
    assert first.status_code == 404
    assert "no-store" in first["Cache-Control"]
    bodies = {name: client.get(f"/review/{token}/") for name, token in broken(link).items()}
    for change in (
        {"revoked_at": timezone.now()},
        {"used_at": timezone.now()},
        {"expires_at": timezone.now()},
        {"revision": None},
    ):
        made = draft_links.make_link(page=again(link.page.specific), provider=provider(), user=marketing)
        DraftLink.objects.filter(pk=made.pk).update(**change)
        bodies[str(change)] = client.get(path(made))
        bodies[f"post {change}"] = client.post(path(made), approval())
    for name, response in bodies.items():
        assert (response.status_code, response.content) == (404, first.content), name
    assert not Review.objects.exists()
    signed = path(link)
    settings.SECRET_KEY = "another"
    assert client.get(signed).status_code == 404


def test_a_link_lasts_as_long_as_the_settings_say(link: DraftLink) -> None:
    assert timedelta(days=13) < link.expires_at - timezone.now() <= timedelta(days=14)


def test_the_settings_of_the_default_site_are_those_of_every_screen(home: HomePage, marketing: User) -> None:
    default = Site.objects.get(is_default_site=True)
    other = Site.objects.create(hostname="other.example", root_page=default.root_page, port=81)
    EditorialSettings.objects.create(site=other, statement="Other.", link_days=3)
    EditorialSettings.objects.create(site=default, statement="Ours.", link_days=7)
    made = draft_links.make_link(page=article(), provider=provider(), user=marketing)
    assert timedelta(days=6) < made.expires_at - timezone.now() <= timedelta(days=7)
    assert ApprovalForm()["statement"].initial == "Ours."


# Comments


def test_a_comment_reaches_the_editors(link: DraftLink, client: Client, marketing: User) -> None:
    response = client.post(path(link), comment(text="Which dose?", quote="new text", path=""))
    assert response.status_code == 303
    assert response["Location"] == f"{path(link)}#comments"
    assert "Which dose?" in words(client.get(path(link)))
    notices.send_due()
    (message,) = mail.outbox
    assert message.to == ["marketing@clinic.example"]
    assert message.subject == "A clinician has commented: Sleep and mood"
    assert "Which dose?" not in message.body
    assert "The new text." not in message.body
    assert link.token not in message.body


def test_a_comment_is_about_a_part(link: DraftLink, client: Client) -> None:
    draft = link.revision.as_object()
    places = dict(draft.places)
    part = f"body/{draft.body[1].id}"
    assert places[part] == "Section: Why sleep matters"
    client.post(path(link), comment(text="Unclear.", path=part))
    kept = ReviewComment.objects.get()
    assert (kept.path, kept.place, kept.author) == (part, "Section: Why sleep matters", "Maya Chen, MD")
    response = client.post(path(link), comment(text="Unclear.", path="body/elsewhere"))
    assert response.status_code == 422
    assert ReviewComment.objects.count() == 1


def test_an_empty_comment_is_asked_for_again(link: DraftLink, client: Client) -> None:
    response = client.post(path(link), comment(text="  ", quote="new text"))
    assert response.status_code == 422
    html = BeautifulSoup(response.content, "html.parser")
    assert "Error:" in html.title.get_text()  # type: ignore[union-attr]
    assert html.select_one("#id_comment-quote")["value"] == "new text"  # type: ignore[index]
    assert html.select_one("#id_comment-text")["aria-invalid"] == "true"  # type: ignore[index]
    assert "no-store" in response["Cache-Control"]


def test_comments_are_resolved_in_the_admin(link: DraftLink, client: Client, admin_client: Client) -> None:
    Client().post(path(link), comment(text="Which dose?"))
    page = again(link.page.specific)
    overview = reverse("editorial_review", args=[page.pk])
    assert "Which dose?" in admin_client.get(overview).content.decode()
    kept = ReviewComment.objects.get()
    url = reverse("editorial_resolve", args=[page.pk, kept.pk])
    assert url in admin_client.get(overview).content.decode()
    assert admin_client.post(url).status_code == 302
    kept.refresh_from_db()
    assert kept.resolved_by
    html = admin_client.get(overview).content.decode()
    assert "Resolved comments" in html
    assert url not in html


# Approving


def test_approving_records_the_review_of_what_was_shown(
    link: DraftLink, client: Client, marketing: User
) -> None:
    response = client.post(path(link), approval())
    assert (response.status_code, response["Location"]) == (303, reverse("draft_link_done"))
    assert "Thank you" in words(client.get(response["Location"]))
    review = Review.objects.get()
    assert (review.provider_id, review.link, review.recorded_by) == (provider().pk, link, None)
    assert (review.revision, review.statement) == (link.revision, "I agree with it.")
    assert ("Section: body", "The new text.") in review.approved_content
    assert again(link.page).review is None  # it is a draft still
    notices.send_due()
    (message,) = mail.outbox
    assert message.to == ["marketing@clinic.example"]
    assert "has approved the draft" in message.body


def test_a_link_is_used_once(link: DraftLink, client: Client) -> None:
    for status in (303, 404, 404):
        assert client.post(path(link), approval()).status_code == status
    assert Review.objects.count() == 1
    assert client.get(path(link)).status_code == 404


def test_two_answers_at_once_are_one(link: DraftLink) -> None:
    given = {"scope": "all", "statement": "Yes.", "valid_until": timezone.localdate() + timedelta(days=9)}
    draft_links.approve(link=link, **given)
    with pytest.raises(draft_links.LinkSpent):
        draft_links.approve(link=link, **given)
    with pytest.raises(draft_links.LinkSpent):
        draft_links.ask_for_changes(link=link, text="No.")
    with pytest.raises(draft_links.LinkSpent):
        draft_links.leave_comment(link=link, text="No.")
    assert (Review.objects.count(), ReviewComment.objects.count()) == (1, 0)


@pytest.mark.parametrize(
    "wrong",
    [
        {"signed_name": ""},
        {"signed_name": "Somebody Else"},
        {"signed_name": "Maya"},
        {"signed_name": "Maya Chens"},
        {"signed_name": "not Maya Chen"},
        {"signed_name": "someone else Maya Chen"},
        {"valid_until": "9999-12-31"},
        {"statement": "Yes.\x07"},
        {"agreed": ""},
        {"statement": ""},
        {"valid_until": "2020-01-01"},
        {"scope": "everything"},
    ],
)
def test_an_approval_is_complete(link: DraftLink, client: Client, wrong: dict[str, str]) -> None:
    response = client.post(path(link), approval(**wrong))
    assert response.status_code == 422
    assert not Review.objects.exists()
    assert client.get(path(link)).status_code == 200


NAMES = [  # what is typed, the name, the full one
    ("Dr. Maya Chen, M.D.", "Maya Chen", "Maya Chen, MD", True),
    ("CHEN maya", "Maya Chen", "Maya Chen, MD", True),
    ("Jose O'Brien-Munoz", "José O’Brien-Muñoz", "José O’Brien-Muñoz", True),
    ("Maya Chen, PhD", "Maya Chen", "Maya Chen, MD", False),
    ("for Maya Chen", "Maya Chen", "Maya Chen, MD", False),
    ("Maya", "Maya Chen", "Maya Chen, MD", False),
    ("", "Maya Chen", "Maya Chen, MD", False),
]


@pytest.mark.parametrize(("typed", "name", "full_name", "is_theirs"), NAMES)
def test_a_name_is_typed_as_it_is(typed: str, name: str, full_name: str, is_theirs: bool) -> None:
    assert is_name_of(typed, name, full_name) is is_theirs


def test_a_link_ends_with_the_page_of_its_provider(link: DraftLink, client: Client) -> None:
    provider().unpublish()
    for response in (client.get(path(link)), client.post(path(link), approval())):
        assert response.status_code == 404
    with pytest.raises(draft_links.LinkSpent):
        draft_links.leave_comment(link=link, text="Which dose?")
    assert not Review.objects.exists()


def test_a_comment_has_room_and_signs_that_can_be_printed(link: DraftLink, client: Client) -> None:
    for text, problem in (("x" * 5001, "there is room for 5,000"), ("Which\0 dose?", "cannot be printed")):
        response = client.post(path(link), comment(text=text))
        assert response.status_code == 422
        assert problem in words(response)
    client.post(path(link), comment(text="One.\r\n\tTwo."))
    assert ReviewComment.objects.get().text == "One.\n\tTwo."


def test_a_draft_that_changed_is_not_approved(link: DraftLink, client: Client) -> None:
    edit(link.page.specific, "A newer text.")
    text = words(client.get(path(link)))
    assert "has been edited since the link was made" in text
    assert "The new text." in text
    assert "Approve this draft" not in text
    response = client.post(path(link), approval())
    assert response.status_code == 409
    assert not Review.objects.exists()
    assert client.post(path(link), comment(text="Still unclear.")).status_code == 303


def test_a_draft_that_was_saved_over_is_not_approved(link: DraftLink, client: Client) -> None:
    """Autosave writes into the same revision."""
    draft = link.revision.as_object()
    draft.introduction = "<p>Saved over.</p>"
    Revision.objects.filter(pk=link.revision_id).update(content=draft.serializable_data())
    assert client.post(path(link), approval()).status_code == 409
    assert not Review.objects.exists()


def test_an_edit_of_the_address_alone_is_no_change(link: DraftLink, client: Client) -> None:
    draft = link.revision.as_object()
    draft.search_keywords = "insomnia"
    draft.save_revision()
    assert client.post(path(link), approval()).status_code == 303


# The workflow


@pytest.fixture
def waiting(link: DraftLink, marketing: User) -> ArticlePage:
    approval = workflow.set_up(page=ArticleIndexPage.objects.get())
    approval.start(again(link.page), marketing)
    return again(link.page)


def test_approving_ends_the_sign_off_and_publishes(
    link: DraftLink, waiting: ArticlePage, client: Client
) -> None:
    assert client.post(path(link), approval()).status_code == 303
    page = again(waiting)
    assert page.current_workflow_state is None
    assert "The new text." in words(client.get(page.url))
    assert standing(page).review.link == link


def test_a_refused_publication_leaves_nothing(
    link: DraftLink, waiting: ArticlePage, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: Any, **kwargs: Any) -> None:
        raise ValidationError("A finding blocks it.")

    monkeypatch.setattr(ArticlePage, "publish", refuse)
    response = client.post(path(link), approval())
    assert response.status_code == 409
    assert "A finding blocks it." in words(response)
    assert not Review.objects.exists()
    assert not Notice.objects.exists()
    assert again(waiting).current_workflow_task_state.status == "in_progress"
    assert client.get(path(link)).status_code == 200


def test_asking_for_changes_sends_it_back(
    link: DraftLink, waiting: ArticlePage, client: Client, admin_client: Client
) -> None:
    assert Client().post(path(link), changes("")).status_code == 422
    assert Client().post(path(link), changes("The dose is wrong.")).status_code == 303
    state = again(waiting).current_workflow_state
    assert state.status == "needs_changes"
    assert "The dose is wrong." in state.current_task_state.comment
    assert client.get(path(link)).status_code == 404
    overview = reverse("editorial_review", args=[waiting.pk])
    assert "The dose is wrong." in admin_client.get(overview).content.decode()
    assert Notice.objects.get().kind == Notice.Kind.CHANGES


# Abuse


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}])
def test_other_sites_cannot_answer(link: DraftLink, headers: dict[str, str]) -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post(path(link), approval(), headers=headers).status_code == 403
    assert not Review.objects.exists()
    same = {"Sec-Fetch-Site": "same-origin", "Origin": "http://testserver"}
    assert client.post(path(link), approval(), headers=same).status_code == 303


def test_too_many_answers_are_refused(link: DraftLink, client: Client, settings: Settings) -> None:
    settings.RATE_LIMIT_POSTS = 2
    statuses = [client.post(path(link), comment(text="Again.")).status_code for _ in range(4)]
    assert statuses == [303, 303, 429, 429]
    assert ReviewComment.objects.count() == 2


def test_only_reading_and_answering(link: DraftLink, client: Client) -> None:
    for method in ("put", "patch", "delete"):
        assert getattr(client, method)(path(link)).status_code == 405
        assert getattr(client, method)(reverse("draft_link_done")).status_code == 405
    assert client.head(path(link)).status_code == 200
    assert client.post(path(link), {"answer": "other"}).status_code == 200
    assert not Review.objects.exists()


def test_a_script_in_a_comment_stays_words(link: DraftLink, client: Client, admin_client: Client) -> None:
    Client().post(path(link), comment(text="<script>alert(1)</script>", quote="<b>"))
    for address in (path(link), reverse("editorial_review", args=[link.page_id])):
        html = admin_client.get(address).content.decode()
        assert "<script>alert(1)" not in html
        assert "&lt;script&gt;alert(1)" in html


# Making links


def test_a_link_is_mailed_or_copied(home: HomePage, admin_client: Client) -> None:
    page = edit(article(), "The new text.")
    url = reverse("editorial_link", args=[page.pk])
    assert admin_client.post(url, {"provider": "", "email": "no"}).status_code == 422
    for email in ("", "maya@clinic.example"):
        assert admin_client.post(url, {"provider": provider().pk, "email": email}).status_code == 302
    copied, mailed = DraftLink.objects.order_by("pk")
    html = admin_client.get(reverse("editorial_review", args=[page.pk])).content.decode()
    assert copied.address in html
    assert mailed.token not in html
    assert "made by admin and mailed to m•••@clinic.example" in html
    notices.send_due()
    (message,) = mail.outbox
    assert message.to == ["maya@clinic.example"]
    assert mailed.address in message.body
    assert mailed.address.startswith("http://testserver/review/")
    assert "The new text." not in message.body


def test_who_may_not_record_a_review_has_a_link_mailed_to_the_provider(
    home: HomePage, marketing: User, marketing_client: Client
) -> None:
    page = edit(article(), "The new text.")
    url, overview = (reverse(name, args=[page.pk]) for name in ("editorial_link", "editorial_review"))
    given = {"provider": provider().pk, "email": "marketing@clinic.example"}
    refused = marketing_client.post(url, given)
    assert refused.status_code == 422
    assert "has no address for medical review" in refused.content.decode()
    assert not DraftLink.objects.exists()
    ProviderPage.objects.update(review_email="maya@clinic.example")
    assert not BeautifulSoup(marketing_client.get(url).content, "html.parser").select("[name=email]")
    assert marketing_client.post(url, given).status_code == 302
    made = DraftLink.objects.get()
    assert made.email == "maya@clinic.example"
    copied = draft_links.make_link(page=again(page), provider=provider(), user=marketing)
    editor = reverse("wagtailadmin_pages:edit", args=[page.pk])
    for address in (overview, editor):
        html = marketing_client.get(address).content.decode()
        assert "mailed to m•••@clinic.example" in html
        assert made.token not in html
        assert copied.token not in html
    notices.send_due()
    (message,) = mail.outbox
    assert message.to == ["maya@clinic.example"]


def test_only_who_may_record_reviews_says_where_links_are_mailed(
    home: HomePage, marketing: User, admin: User
) -> None:
    form_class = ProviderPage.get_edit_handler().get_form_class()
    for user, is_there in ((marketing, False), (admin, True)):
        assert ("review_email" in form_class(instance=provider(), for_user=user).fields) is is_there
    wrong = provider()
    wrong.review_email = "no"
    with pytest.raises(ValidationError, match="valid email"):
        wrong.full_clean()


def test_the_address_for_review_is_not_public(home: HomePage, client: Client) -> None:
    page = provider(review_email="maya@clinic.example")
    assert "maya@clinic.example" not in client.get(page.url).content.decode()


@pytest.mark.parametrize(
    ("email", "way"),
    [
        ("maya@clinic.example", "made by marketing and mailed to m•••@clinic.example"),
        ("", "made by marketing and copied"),
    ],
)
def test_a_review_says_by_which_link_it_came(
    email: str, way: str, home: HomePage, marketing: User, admin_client: Client
) -> None:
    page = edit(article(), "The new text.")
    made = draft_links.make_link(page=page, provider=provider(), user=marketing, email=email)
    Client().post(path(made), approval())
    overview = admin_client.get(reverse("editorial_review", args=[page.pk])).content.decode()
    assert f"approved through a link {way}." in overview
    history = admin_client.get(reverse("wagtailadmin_pages:history", args=[page.pk])).content.decode()
    assert f"Recorded a medical review by Maya Chen, MD through a link {way}" in history


def test_a_link_is_revoked(link: DraftLink, client: Client, marketing_client: Client) -> None:
    url = reverse("editorial_revoke", args=[link.page_id, link.pk])
    assert marketing_client.post(url).status_code == 302
    assert Client().get(path(link)).status_code == 404
    other = article(title="Other", slug="other")
    assert marketing_client.post(reverse("editorial_revoke", args=[other.pk, link.pk])).status_code == 404


def test_a_page_without_a_draft_has_links_too(link: DraftLink, client: Client, marketing: User) -> None:
    page = article(title="Other", slug="other")
    approve(page)
    made = draft_links.make_link(page=page, provider=provider(), user=marketing)
    assert client.post(path(made), approval()).status_code == 303
    assert standing(page).review.link == made
