from datetime import timedelta

import pytest
from django.utils import timezone

from blog.models import ArticlePage
from core.tasks import publish_scheduled
from home.models import HomePage
from tests import factories


def schedule(page: ArticlePage, minutes: int) -> None:
    page.go_live_at = timezone.now() - timedelta(minutes=minutes)
    page.save_revision(approved_go_live_at=page.go_live_at)


@pytest.fixture
def drafts(home: HomePage) -> list[ArticlePage]:
    return [
        factories.make_article(title=f"Draft {number}", slug=f"draft-{number}", live=False)
        for number in range(3)
    ]


def titles() -> set[str]:
    return set(ArticlePage.objects.live().values_list("title", flat=True))


def test_what_is_due_goes_live_and_what_is_not_waits(drafts: list[ArticlePage]) -> None:
    schedule(drafts[0], minutes=5)
    schedule(drafts[1], minutes=-5)
    publish_scheduled()
    assert titles() == {"Draft 0"}


def test_a_refused_page_does_not_stop_the_next(
    drafts: list[ArticlePage], caplog: pytest.LogCaptureFixture
) -> None:
    drafts[0].slug = "taken"
    for number, draft in enumerate(drafts):
        schedule(draft, minutes=30 - number)
    factories.make_article(title="Other", slug="taken", live=False)
    publish_scheduled()
    assert titles() == {"Draft 1", "Draft 2"}
    assert "was not published as scheduled" in caplog.text
    assert drafts[0].revisions.filter(approved_go_live_at__isnull=False).exists()


def test_a_page_whose_time_is_over_is_taken_down(home: HomePage) -> None:
    now = timezone.now()
    factories.make_article(title="Over", slug="over", expire_at=now - timedelta(minutes=1))
    factories.make_article(title="Not yet", slug="not-yet", expire_at=now + timedelta(minutes=1))
    publish_scheduled()
    assert titles() == {"Not yet"}
    assert ArticlePage.objects.get(slug="over").expired
