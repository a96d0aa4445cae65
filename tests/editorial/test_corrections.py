"""Corrections: dated notices that stay with an article."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from editorial.medical_review.services import publish_correction, withdraw
from editorial.models import Correction
from home.models import HomePage
from tests.editorial.reviewed import again, article, edit

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 4)


def test_editing_the_article_leaves_its_corrections(home: HomePage, admin: User) -> None:
    page = article()
    publish_correction(page=page, text="The dose was wrong.", corrected_on=DAY, user=admin)
    for text in ("Once.", "Twice."):
        page = edit(page, text, publish=True)
    assert [correction.text for correction in page.shown_corrections] == ["The dose was wrong."]
    entry = PageLogEntry.objects.get(action="editorial.correction")
    assert (entry.user, entry.data) == (admin, {"text": "The dose was wrong."})


def test_corrections_are_only_added(home: HomePage, admin: User) -> None:
    page = article()
    correction = publish_correction(page=page, text="One.", corrected_on=DAY, user=admin)
    correction.text = "Another."
    with pytest.raises(TypeError, match="not edited"):
        correction.save()
    with pytest.raises(TypeError, match="can be withdrawn"):
        correction.delete()


def test_the_latest_stands_first_and_withdrawn_ones_nowhere(home: HomePage, admin: User) -> None:
    page = article()
    texts = {"Old.": 0, "New.": 2, "Mistaken.": 1}
    made = {
        text: publish_correction(page=page, text=text, corrected_on=DAY + timedelta(days), user=admin)
        for text, days in texts.items()
    }
    withdraw(record=made["Mistaken."], page=page, reason="Nothing was wrong.", user=admin)
    assert [correction.text for correction in again(page).shown_corrections] == ["New.", "Old."]
    kept = Correction.objects.get(text="Mistaken.")
    assert (kept.withdrawn_because, kept.withdrawn_by) == ("Nothing was wrong.", admin)
    assert PageLogEntry.objects.filter(action="editorial.correction.withdraw").count() == 1


def test_withdrawing_twice_keeps_the_first_reason(home: HomePage, admin: User) -> None:
    page = article()
    correction = publish_correction(page=page, text="One.", corrected_on=DAY, user=admin)
    for reason in ("First.", "Second."):
        withdraw(record=correction, page=page, reason=reason, user=admin)
    assert Correction.objects.get().withdrawn_because == "First."


def test_corrections_in_the_admin(home: HomePage, marketing: User, marketing_client: Client) -> None:
    page, today = article(), timezone.localdate()
    url = reverse("editorial_correct", args=[page.pk])
    tomorrow = (today + timedelta(days=1)).isoformat()
    assert marketing_client.post(url, {"text": "", "corrected_on": today}).status_code == 422
    assert marketing_client.post(url, {"text": "Soon.", "corrected_on": tomorrow}).status_code == 422
    assert marketing_client.post(url, {"text": "The dose.", "corrected_on": today}).status_code == 302
    correction = Correction.objects.get()
    assert (correction.corrected_on, correction.recorded_by) == (today, marketing)
    gone = reverse("editorial_withdraw_correction", args=[page.pk, correction.pk])
    overview = reverse("editorial_review", args=[page.pk])
    assert gone in marketing_client.get(overview).content.decode()
    assert marketing_client.post(gone, {"reason": "A mix-up."}).status_code == 302
    html = marketing_client.get(overview).content.decode()
    assert "A mix-up." in html
    assert gone not in html
    assert again(page).shown_corrections == []


def test_a_draft_has_nothing_to_correct(home: HomePage, marketing_client: Client) -> None:
    page = article()
    page.unpublish()
    html = marketing_client.get(reverse("editorial_review", args=[page.pk])).content.decode()
    assert reverse("editorial_correct", args=[page.pk]) not in html
