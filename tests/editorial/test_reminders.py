"""Reminders of reviews that run out, and the mails about reviews: each once, to the right people."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core import mail
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from blog.models import ArticlePage
from editorial import tasks
from editorial.medical_review import notices
from editorial.medical_review.reminders import due
from editorial.medical_review.services import withdraw
from editorial.models import EditorialSettings, Notice
from home.models import HomePage
from tests.editorial.reviewed import approve, article, standing

END = date(2027, 3, 31)


@pytest.mark.parametrize(
    ("today", "days"),
    [
        ("2027-01-29", None),
        ("2027-01-30", 60),
        ("2027-03-16", 60),
        ("2027-03-17", 14),
        ("2027-03-30", 14),
        ("2027-03-31", 0),
        ("2028-01-01", 0),
    ],
)
def test_the_days_of_a_reminder(today: str, days: int | None) -> None:
    assert due(END, date.fromisoformat(today)) == days


@pytest.fixture
def page(home: HomePage, marketing: User) -> ArticlePage:
    """An article of the marketing staff, reviewed until END."""
    page = article(owner=marketing)
    approve(page, valid_until=END)
    EditorialSettings.objects.create(site=page.get_site(), fallback_emails="desk@clinic.example")
    return page


def run(today: str) -> list[EmailMessage]:
    """What is sent on this day."""
    mail.outbox.clear()
    notices.remind(today=date.fromisoformat(today))
    notices.send_due()
    return list(mail.outbox)


def later() -> None:
    """Let the wait of what failed be over."""
    Notice.objects.update(leased_until=None)


def test_a_reminder_goes_to_the_owner_and_the_fallback(page: ArticlePage) -> None:
    assert run("2027-01-29") == []
    (message,) = run("2027-01-30")
    assert message.to == ["marketing@clinic.example", "desk@clinic.example"]
    assert message.subject == "Medical review due March 31, 2027: Sleep and mood"
    assert "holds until March 31, 2027" in message.body
    assert f"http://testserver{reverse('editorial_review', args=[page.pk])}" in message.body
    assert "It does." not in message.body


def test_each_reminder_is_sent_once(page: ArticlePage) -> None:
    sent = {today: len(run(today)) for today in ("2027-01-30", "2027-01-31", "2027-03-17", "2027-03-18")}
    assert list(sent.values()) == [1, 0, 1, 0]
    assert [len(run(today)) for today in ("2027-03-31", "2027-03-31", "2027-04-20")] == [1, 0, 0]
    assert sorted(Notice.objects.values_list("days", flat=True)) == [0, 14, 60]


def test_a_late_start_sends_only_the_latest(page: ArticlePage) -> None:
    (message,) = run("2027-03-20")
    assert Notice.objects.get().days == 14
    assert message


def test_two_at_once_send_one(page: ArticlePage, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second worker wakes up while the first one talks to the mail server."""
    send = EmailMessage.send
    seconds: list[int] = []

    def slowly(self: EmailMessage, *args: Any, **kwargs: Any) -> int:
        if not seconds:
            seconds.append(1)
            notices.remind(today=date(2027, 1, 30))
            notices.send_due()
        return send(self, *args, **kwargs)

    monkeypatch.setattr(EmailMessage, "send", slowly)
    assert len(run("2027-01-30")) == 1


def test_what_failed_is_shown_and_sent_later(
    page: ArticlePage, admin_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(self: EmailMessage, *args: Any, **kwargs: Any) -> int:
        raise OSError("no mail server")

    with monkeypatch.context() as broken:
        broken.setattr(EmailMessage, "send", fail)
        assert run("2027-01-30") == []
    overview = reverse("editorial_review", args=[page.pk])
    assert "A mail was not sent" in admin_client.get(overview).content.decode()
    assert run("2027-01-30") == []  # it waits
    later()
    assert len(run("2027-01-30")) == 1
    assert "A mail was not sent" not in admin_client.get(overview).content.decode()


def test_one_that_fails_does_not_stop_the_next(
    page: ArticlePage, marketing: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = article(title="Second", slug="second", owner=marketing)
    approve(second, valid_until=END)
    send = EmailMessage.send

    def fail(self: EmailMessage, *args: Any, **kwargs: Any) -> int:
        if "Second" not in self.subject:
            raise OSError
        return send(self, *args, **kwargs)

    monkeypatch.setattr(EmailMessage, "send", fail)
    assert ["Second" in message.subject for message in run("2027-01-30")] == [True]


def test_an_earlier_reminder_that_failed_gives_way_to_the_next(
    page: ArticlePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    notices.remind(today=date(2027, 1, 30))
    assert len(run("2027-03-17")) == 1
    assert [notice.days for notice in Notice.objects.all()] == [14]


def test_none_for_a_page_that_was_reviewed_again(page: ArticlePage) -> None:
    notices.remind(today=date(2027, 1, 30))
    approve(page, days_ago=1, valid_until=END + timedelta(days=700))
    assert run("2027-01-31") == []
    assert not Notice.objects.exists()


def test_none_for_a_page_that_is_not_published(page: ArticlePage) -> None:
    page.unpublish()
    assert run("2027-01-30") == []


def test_none_for_a_review_that_was_withdrawn(page: ArticlePage, admin: User) -> None:
    withdraw(record=standing(page).review, page=page, reason="A mix-up.", user=admin)
    assert run("2027-01-30") == []


def test_an_owner_who_left_is_not_written_to(page: ArticlePage, marketing: User, admin: User) -> None:
    marketing.is_active = False
    marketing.save()
    page.get_latest_revision_as_object().save_revision(user=admin)
    (message,) = run("2027-01-30")
    assert message.to == ["admin@clinic.example", "desk@clinic.example"]


def test_a_reminder_without_anybody_says_so(page: ArticlePage) -> None:
    Page.objects.update(owner=None)
    EditorialSettings.objects.update(fallback_emails="")
    assert run("2027-01-30") == []
    assert Notice.objects.get().last_error == "Nobody to write to"


def test_the_tasks_do_it_on_their_own(home: HomePage, marketing: User) -> None:
    page = article(owner=marketing)
    approve(page, valid_until=timezone.localdate() + timedelta(days=14))
    tasks.remind_of_reviews()
    tasks.send_notices()
    (message,) = mail.outbox
    assert message.to == ["marketing@clinic.example"]
    planned = {plan["task"] for plan in settings.CELERY_BEAT_SCHEDULE.values()}
    assert {"editorial.tasks.remind_of_reviews", "editorial.tasks.send_notices"} <= planned


def test_a_row_that_broke_off_is_sent_after_its_lease(page: ArticlePage) -> None:
    notices.remind(today=date(2027, 1, 30))
    Notice.objects.update(leased_until=timezone.now() + timedelta(minutes=5))
    assert run("2027-01-30") == []
    Notice.objects.update(leased_until=timezone.now() - timedelta(minutes=5))
    assert len(run("2027-01-30")) == 1
