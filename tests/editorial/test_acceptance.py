"""Answering for a finding: who, when and why, and for how long it holds."""

from dataclasses import replace

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from wagtail.models import PageLogEntry

from blog.models import ArticleIndexPage, ArticlePage
from editorial.evidence.panel import Evidence
from editorial.findings import Finding, Severity
from editorial.history import ACCEPT, WITHDRAW
from editorial.medical_review import workflow
from editorial.models import AcceptedFinding
from editorial.services import accept_finding, withdraw_acceptance
from home.models import HomePage
from tests import factories
from tests.conftest import make_user

REASON = "The journal prints it this way."
GAP = Finding("stripped-marker", Severity.WARNING, "A space.", "introduction", ("by week six .",))


@pytest.mark.parametrize(
    ("changes", "is_same"),
    [
        ({"path": "body/b4f0"}, True),
        ({"message": "There is a space."}, True),
        ({"severity": Severity.BLOCKS}, True),
        ({"quotes": ("By  week\nsix .",)}, True),
        ({"quotes": ("by week seven .",)}, False),
        ({"quotes": ("by week six .", "by week six .")}, False),
        ({"code": "other"}, False),
        ({"subject": "week six"}, False),
    ],
)
def test_a_finding_is_known_by_its_words(changes: dict[str, object], is_same: bool) -> None:
    assert (replace(GAP, **changes).fingerprint == GAP.fingerprint) is is_same  # type: ignore[arg-type]


def test_what_quotes_nothing_is_known_by_its_place() -> None:
    one, other = replace(GAP, quotes=()), replace(GAP, quotes=(), path="body/b4f0")
    assert one.fingerprint != other.fingerprint


def test_the_subject_is_not_told() -> None:
    assert set(GAP.to_json()) == {"code", "severity", "message", "path", "quotes"}


@pytest.fixture
def page(home: HomePage) -> ArticlePage:
    page = factories.make_article(introduction="<p>It helps by week six .</p>", search_description="Light.")
    page.save_revision()
    return ArticlePage.objects.get()


def gap(page: ArticlePage) -> Finding:
    (finding,) = (one for one in page.open_findings if one.code == "stripped-marker")
    return finding


def test_who_when_and_why_is_kept_with_the_revision(page: ArticlePage, marketing: User) -> None:
    marketing.first_name, marketing.last_name = "Ada", "Moss"
    marketing.save()
    accepted = accept_finding(page=page, finding=gap(page), reason=f" {REASON}\n", user=marketing)
    assert [one.code for one in page.open_findings] == ["author-missing", "reviewer-missing"]
    revision = page.revisions.get()
    page.save_revision()
    page.revisions.exclude(pk=ArticlePage.objects.get().latest_revision_id).delete()
    marketing.delete()
    accepted.refresh_from_db()
    assert (accepted.revision, accepted.accepted_by) == (None, None)
    assert (accepted.revision_number, accepted.revision_created_at) == (revision.pk, revision.created_at)
    assert (accepted.accepted_by_name, accepted.reason) == ("Ada Moss", REASON)
    assert (accepted.code, accepted.severity, accepted.quotes) == (
        "stripped-marker",
        "warning",
        ["It helps by week six ."],
    )


def test_the_history_of_the_page_tells_of_it(page: ArticlePage, admin: User, admin_client: Client) -> None:
    accepted = accept_finding(page=page, finding=gap(page), reason=REASON, user=admin)
    withdraw_acceptance(acceptance=accepted, user=admin)
    entries = PageLogEntry.objects.filter(page=page.pk, action__startswith="editorial.").order_by("pk")
    assert [entry.action for entry in entries] == [
        "editorial.accept_finding",
        "editorial.withdraw_acceptance",
    ]
    assert [entry.user for entry in entries] == [admin, admin]
    html = admin_client.get(reverse("wagtailadmin_pages:history", args=[page.pk])).content.decode()
    assert "Accepted the finding" in html
    assert "No longer accepts the finding" in html
    assert REASON.replace("'", "&#x27;") in html


def test_it_ends_when_the_words_change_and_not_when_they_move(page: ArticlePage, admin: User) -> None:
    accept_finding(page=page, finding=gap(page), reason=REASON, user=admin)
    words = page.introduction
    page.introduction = "<p>Light.</p>"
    page.body = [
        *page.body.raw_data,
        {"type": "section", "value": {"heading": "A", "level": "h2", "body": words}},
    ]
    assert "stripped-marker" not in [one.code for one in page.open_findings]
    page.introduction = "<p>It helps by week seven .</p>"
    assert gap(page).path == "introduction"


def test_withdrawn_it_holds_again_and_can_be_accepted_again(page: ArticlePage, admin: User) -> None:
    accepted = accept_finding(page=page, finding=gap(page), reason=REASON, user=admin)
    withdraw_acceptance(acceptance=accepted, user=admin)
    withdraw_acceptance(acceptance=accepted, user=admin)
    accepted.refresh_from_db()
    assert (accepted.withdrawn_by, accepted.withdrawn_by_name) == (admin, "admin")
    accept_finding(page=page, finding=gap(page), reason=REASON, user=admin)
    assert AcceptedFinding.objects.count() == 2
    assert PageLogEntry.objects.filter(action=WITHDRAW).count() == 1


PROMISES = "Guaranteed results and a permanent cure"


def test_of_two_findings_in_one_sentence_one_is_accepted(page: ArticlePage, admin: User) -> None:
    page.title = PROMISES
    one, other = (found for found in page.blocking if found.code == "absolute-promise")
    assert one.quotes == other.quotes
    accept_finding(page=page, finding=one, reason=REASON, user=admin)
    assert page.blocking == [other]
    shown = {found.finding: bool(found.acceptance) for found in Evidence(page).shown}
    assert (shown[one], shown[other]) == (True, False)


def test_who_accepts_it_second_gets_the_first(page: ArticlePage, admin: User, marketing: User) -> None:
    finding = gap(page)
    first = accept_finding(page=page, finding=finding, reason=REASON, user=admin)
    second = accept_finding(page=page, finding=finding, reason="Another reason.", user=marketing)
    assert (first, second.accepted_by) == (second, admin)
    assert PageLogEntry.objects.filter(action=ACCEPT).count() == 1


@pytest.mark.parametrize(
    ("finding", "reason", "problem"),
    [
        (GAP, "Fine.", "Say why"),
        (GAP, "Fine, I say.\0", "cannot be printed"),
        (GAP, "Fine. " * 200, "1,200 characters; there is room for 1,000"),
        (GAP, "   \n          ", "blank"),
        (
            Finding("quick-answer-missing", Severity.BLOCKS, "None.", "quick_answer"),
            REASON,
            "cannot be left out",
        ),
    ],
)
def test_what_cannot_be_accepted(
    page: ArticlePage, admin: User, finding: Finding, reason: str, problem: str
) -> None:
    with pytest.raises(ValidationError, match=problem):
        accept_finding(page=page, finding=finding, reason=reason, user=admin)
    assert not AcceptedFinding.objects.exists()


def test_a_page_that_is_not_stored_keeps_nothing(admin: User, home: HomePage) -> None:
    with pytest.raises(ValidationError, match="Save the draft first"):
        accept_finding(page=ArticlePage(title="New"), finding=GAP, reason=REASON, user=admin)


def test_who_may_not_edit_the_page_now_accepts_and_withdraws_nothing(
    page: ArticlePage, admin: User, marketing: User
) -> None:
    finding, clinician = gap(page), make_user("clinician", "Clinicians")
    ArticlePage.objects.update(locked=True, locked_by=admin)
    page = ArticlePage.objects.get()
    with pytest.raises(ValidationError, match="Somebody else has locked the page"):
        accept_finding(page=page, finding=finding, reason=REASON, user=marketing)
    accepted = accept_finding(page=page, finding=finding, reason=REASON, user=admin)
    with pytest.raises(ValidationError, match="locked"):
        withdraw_acceptance(acceptance=accepted, user=marketing)
    withdraw_acceptance(acceptance=accepted, user=admin)
    ArticlePage.objects.update(locked=False, locked_by=None)
    workflow.set_up(page=ArticleIndexPage.objects.get()).start(ArticlePage.objects.get(), marketing)
    page = ArticlePage.objects.get()
    with pytest.raises(ValidationError, match="waits for “Clinical sign-off”"):
        accept_finding(page=page, finding=finding, reason=REASON, user=marketing)
    assert accept_finding(page=page, finding=finding, reason=REASON, user=clinician).accepted_by == clinician
