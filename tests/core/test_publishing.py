from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core.mail import EmailMessage
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from blog.models import ArticlePage
from core.schedules import REFUSED
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


def test_a_refusal_is_told_once(
    drafts: list[ArticlePage],
    admin: User,
    marketing: User,
    admin_client: Client,
    mailoutbox: list[EmailMessage],
    caplog: pytest.LogCaptureFixture,
) -> None:
    page = drafts[0]
    marketing.email, admin.email = "owner@a.example", "editor@a.example"
    marketing.save()
    admin.save()
    page.owner, page.slug = marketing, "taken"
    page.save(update_fields=["owner"])
    page.go_live_at = timezone.now() - timedelta(minutes=5)
    page.save_revision(approved_go_live_at=page.go_live_at, user=admin)
    factories.make_article(title="Other", slug="taken", live=False)
    publish_scheduled()
    publish_scheduled()
    assert len(caplog.records) == 1
    (mail,) = mailoutbox
    assert (mail.subject, mail.to) == (
        "Not published at its time: Draft 0",
        ["owner@a.example", "editor@a.example"],
    )
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert edit in mail.body
    assert PageLogEntry.objects.filter(action=REFUSED, page=page.pk).count() == 1
    history = admin_client.get(reverse("wagtailadmin_pages:history", args=[page.pk])).content.decode()
    assert "Was refused at its time" in history
    assert "and was refused. Publish it to see why" in admin_client.get(edit).content.decode()
    page.get_latest_revision().content_object.revisions.update(approved_go_live_at=None)
    assert "and was refused" not in admin_client.get(edit).content.decode()


def test_a_mail_that_fails_stops_nothing(
    drafts: list[ArticlePage],
    marketing: User,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def broken(message: EmailMessage) -> int:
        raise OSError("owner@a.example")

    marketing.email = "owner@a.example"
    marketing.save()
    monkeypatch.setattr(EmailMessage, "send", broken)
    drafts[0].slug, drafts[0].owner = "taken", marketing
    drafts[0].save(update_fields=["owner"])
    for number, draft in enumerate(drafts):
        schedule(draft, minutes=30 - number)
    factories.make_article(title="Other", slug="taken", live=False)
    publish_scheduled()
    assert titles() == {"Draft 1", "Draft 2"}
    assert "Nobody was told by mail" in caplog.text
    assert "owner@" not in caplog.text


def test_a_page_whose_time_is_over_is_taken_down(home: HomePage) -> None:
    now = timezone.now()
    factories.make_article(title="Over", slug="over", expire_at=now - timedelta(minutes=1))
    factories.make_article(title="Not yet", slug="not-yet", expire_at=now + timedelta(minutes=1))
    publish_scheduled()
    assert titles() == {"Not yet"}
    assert ArticlePage.objects.get(slug="over").expired


@pytest.mark.parametrize("name", ["publish_scheduled", "publish_scheduled_pages"])
def test_the_command_goes_on_and_names_what_was_refused(
    name: str, drafts: list[ArticlePage], capsys: pytest.CaptureFixture[str]
) -> None:
    drafts[0].slug = "taken"
    for number, draft in enumerate(drafts):
        schedule(draft, minutes=30 - number)
    factories.make_article(title="Other", slug="taken", live=False)
    call_command(name, "--dryrun")
    assert not titles()
    with pytest.raises(CommandError, match="1 could not be done") as refused:
        call_command(name)
    assert refused.value.returncode == 1
    assert titles() == {"Draft 1", "Draft 2"}
    said = capsys.readouterr().err
    assert "“Draft 0” was refused:\n  " in said
    assert "already in use" in said
    assert "Draft 1" not in said


def test_the_command_says_nothing_where_all_went_well(
    drafts: list[ArticlePage], capsys: pytest.CaptureFixture[str]
) -> None:
    schedule(drafts[0], minutes=5)
    call_command("publish_scheduled")
    assert titles() == {"Draft 0"}
    assert capsys.readouterr() == ("", "")
