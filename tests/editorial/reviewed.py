"""Makers for the tests of reviews: an article with a draft, and an approval of it."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from blog.models import ArticlePage
from clinics.models import ProviderPage
from editorial.medical_review.services import record_review
from editorial.models import Review, Standing
from tests import factories

STATEMENT = "I have read it."


def section(body: str, heading: str = "Why sleep matters") -> dict[str, Any]:
    return {"type": "section", "value": {"heading": heading, "level": "h2", "body": f"<p>{body}</p>"}}


ANSWER = {"type": "quick_answer", "value": {"heading": "Quick answer", "text": "<p>Sleep helps.</p>"}}


def article(text: str = "It does.", **fields: Any) -> ArticlePage:
    """A published article with one section."""
    page = factories.make_article(body=[ANSWER, section(text)], **{"live": False} | fields)
    page.save_revision().publish()
    return again(page)


def again(page: ArticlePage) -> ArticlePage:
    """The page as a new request finds it."""
    return ArticlePage.objects.get(pk=page.pk)


def standing(page: ArticlePage) -> Standing:
    """The review that readers are told of."""
    found = again(page).review
    assert found is not None
    return found


def edit(page: ArticlePage, text: str, *, publish: bool = False) -> ArticlePage:
    """A new draft with another text; the page as it is afterwards."""
    draft = again(page).get_latest_revision_as_object()
    draft.body = [ANSWER, section(text)]
    revision = draft.save_revision()
    if publish:
        revision.publish()
    return again(page)


def provider(**fields: Any) -> ProviderPage:
    return ProviderPage.objects.first() or factories.make_provider(**fields)


def approve(page: ArticlePage, *, days_ago: int = 10, days: int = 700, **fields: Any) -> Review:
    """A review of the newest draft."""
    today = timezone.localdate()
    given = {
        "provider": provider(),
        "statement": STATEMENT,
        "approved_on": today - timedelta(days=days_ago),
        "valid_until": today + timedelta(days=days),
    }
    return record_review(revision=again(page).get_latest_revision(), **given | fields)


def in_words(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"
