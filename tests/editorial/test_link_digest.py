"""One mail a night about links, and none without news."""

import smtplib
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend
from django.db import connections
from pytest_django import Settings
from wagtail.models import Site

from editorial import tasks
from editorial.link_watch.digest import Outcome, news, send_digest, untold
from editorial.link_watch.judging import Result
from editorial.link_watch.visits import Failure, Hop, Visit
from editorial.link_watch.watching import record
from editorial.models import EditorialSettings, LinkState, Source
from home.models import HomePage
from tests import factories

MORNING = datetime(2026, 11, 3, 15, tzinfo=UTC)  # seven o'clock in Oregon
DAY = timedelta(days=1)
Mails = list[EmailMessage]


@pytest.fixture
def editors(home: HomePage) -> EditorialSettings:
    return EditorialSettings.objects.create(
        site=Site.objects.get(), link_digest_emails="editors@clinic.example\nlead@clinic.example"
    )


def make(name: str) -> Source:
    return factories.make_source(title=f"Study {name}", url=f"https://{name}.example/study")


def night(source: Source, *visits: Visit, last: datetime = MORNING) -> None:
    """One visit a night, the last one in this."""
    for number, visit in enumerate(visits):
        record(source=source, visit=visit, now=last - (len(visits) - 1 - number) * DAY)


def good(source: Source) -> Visit:
    return Visit(source.address, 200)


def gone(source: Source) -> Visit:
    return Visit(source.address, 404)


def shut(source: Source) -> Visit:
    return Visit(source.address, 403)


def front(source: Source) -> Visit:
    return Visit(source.address, 200, hops=(Hop(302, f"{source.address.rpartition('/')[0]}/"),))


def moved(source: Source) -> Visit:
    return Visit(source.address, 200, hops=(Hop(301, "https://new.example/study"),))


def died(name: str) -> Source:
    source = make(name)
    night(source, *[gone(source)] * 3)
    return source


def test_what_changed_is_told(editors: EditorialSettings, mailoutbox: Mails) -> None:
    dead, suspect, away, back = died("dead"), make("suspect"), make("moved"), died("back")
    night(suspect, front(suspect))
    night(away, moved(away))
    LinkState.objects.filter(source=back).update(told=Result.DEAD)
    night(back, good(back))
    quiet = make("quiet")
    night(quiet, good(quiet), shut(quiet))
    takeaway = {"claim": "Sleep helps.", "detail": "", "sources": [dead.pk]}
    factories.make_article(
        body=[{"type": "takeaways", "value": {"heading": "Key takeaways", "items": [takeaway]}}]
    )
    assert send_digest(now=MORNING) == Outcome.SENT
    (mail,) = mailoutbox
    assert mail.to == ["editors@clinic.example", "lead@clinic.example"]
    assert mail.subject == "Links in your articles: 4 changes, November 3, 2026"
    html = str(mail.alternatives[0][0])
    for text in (mail.body, html):
        for said in (
            "Study dead",
            "The page is not there (404 Not Found).",
            "Cited by: Sleep and mood",
            f"http://testserver/admin/snippets/editorial/source/edit/{dead.pk}/",
            "It leads to a home page: https://suspect.example/",
            "New address: https://new.example/study",
            "Study back",
            "Cited by: no page",
            "http://testserver/admin/reports/link-watch/",
        ):
            assert said in text, said
        assert "quiet" not in text
    order = ["NO LONGER REACHABLE", "SUSPECT", "MOVED", "REACHABLE AGAIN"]
    assert sorted(order, key=mail.body.index) == order


def test_what_was_told_is_not_told_again(editors: EditorialSettings, mailoutbox: Mails) -> None:
    source = died("dead")
    assert send_digest(now=MORNING) == Outcome.SENT
    night(source, gone(source), last=MORNING + DAY)
    assert send_digest(now=MORNING + DAY) == Outcome.NO_NEWS
    night(source, good(source), last=MORNING + 2 * DAY)
    assert send_digest(now=MORNING + 2 * DAY) == Outcome.SENT
    assert "REACHABLE AGAIN" in mailoutbox[1].body
    assert send_digest(now=MORNING + 3 * DAY) == Outcome.NO_NEWS


@pytest.mark.parametrize(
    "visits",
    [
        [good],
        [shut],
        [gone],
        [gone, gone],
        [gone, good],
        [gone, gone, shut],
        [good, shut, good],
    ],
)
def test_one_bad_night_is_no_news(editors: EditorialSettings, visits: list[object]) -> None:
    source = make("a")
    night(source, *[visit(source) for visit in visits])  # type: ignore[operator]
    assert send_digest(now=MORNING) == Outcome.NO_NEWS


def test_one_mail_a_day(editors: EditorialSettings, mailoutbox: Mails) -> None:
    died("one")
    assert send_digest(now=MORNING) == Outcome.SENT
    died("two")
    assert send_digest(now=MORNING + timedelta(hours=1)) == Outcome.DONE
    assert len(mailoutbox) == 1
    assert send_digest(now=MORNING + DAY) == Outcome.SENT
    assert "Study two" in mailoutbox[1].body
    assert "Study one" not in mailoutbox[1].body


def test_the_task_sends_it(editors: EditorialSettings, mailoutbox: Mails) -> None:
    died("one")
    tasks.send_link_digest()
    tasks.send_link_digest()
    assert len(mailoutbox) == 1


class Broken(EmailBackend):
    """A mail server that is away."""

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        raise smtplib.SMTPServerDisconnected("editors@clinic.example")


def test_a_mail_that_failed_is_sent_later(
    editors: EditorialSettings, mailoutbox: Mails, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    works = settings.EMAIL_BACKEND
    died("one")
    settings.EMAIL_BACKEND = f"{__name__}.Broken"
    assert send_digest(now=MORNING) == Outcome.FAILED
    assert "SMTPServerDisconnected" in caplog.text
    assert "@clinic.example" not in caplog.text
    assert untold() == ("The mail about links could not be sent (SMTPServerDisconnected). It is tried again.")
    settings.EMAIL_BACKEND = works
    assert send_digest(now=MORNING + timedelta(hours=1)) == Outcome.SENT
    assert untold() == ""
    died("two")
    settings.EMAIL_BACKEND = f"{__name__}.Broken"
    assert send_digest(now=MORNING + DAY) == Outcome.FAILED
    settings.EMAIL_BACKEND = works
    assert send_digest(now=MORNING + 2 * DAY) == Outcome.SENT
    assert "Study two" in mailoutbox[1].body


def test_a_sender_that_died_is_replaced_under_the_same_message_id(
    editors: EditorialSettings, mailoutbox: Mails, monkeypatch: pytest.MonkeyPatch
) -> None:
    died("one")

    def killed(self: EmailMessage, fail_silently: bool = False) -> int:
        mailoutbox.append(self)
        raise SystemExit

    with monkeypatch.context() as patched:
        patched.setattr(EmailMessage, "send", killed)
        with pytest.raises(SystemExit):
            send_digest(now=MORNING)
    assert send_digest(now=MORNING + timedelta(minutes=5)) == Outcome.DONE
    assert send_digest(now=MORNING + timedelta(minutes=15)) == Outcome.SENT
    first, second = (mail.extra_headers["Message-ID"] for mail in mailoutbox)
    assert first == second == "<link-digest-2026-11-03@testserver>"


def test_news_waits_until_somebody_is_named(editors: EditorialSettings, mailoutbox: Mails) -> None:
    EditorialSettings.objects.update(link_digest_emails="")
    assert untold() == ""
    died("one")
    assert send_digest(now=MORNING) == Outcome.NOBODY
    assert untold() == "Nobody is named to hear of links that died or moved."
    EditorialSettings.objects.update(link_digest_emails="editors@clinic.example")
    assert send_digest(now=MORNING + DAY) == Outcome.SENT
    assert "Study one" in mailoutbox[0].body


def test_an_address_that_was_mended_is_no_news(editors: EditorialSettings) -> None:
    source = died("one")
    assert len(news()) == 1
    source.url = "https://new.example/study"
    source.save()
    assert news() == []
    assert send_digest(now=MORNING) == Outcome.NO_NEWS


def test_a_title_over_two_lines_stays_in_the_body(editors: EditorialSettings, mailoutbox: Mails) -> None:
    source = make("one")
    Source.objects.update(title="<b>A</b>\r\nBcc: x@y.example")
    record(source=source, visit=Visit(source.address, failure=Failure.PRIVATE), now=MORNING)
    assert send_digest(now=MORNING) == Outcome.SENT
    assert mailoutbox[0].recipients() == ["editors@clinic.example", "lead@clinic.example"]
    assert "<b>A</b>" not in str(mailoutbox[0].alternatives[0][0])


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_beats_send_one_mail(editors: EditorialSettings, mailoutbox: Mails) -> None:
    died("one")
    barrier = threading.Barrier(4)

    def one() -> Outcome:
        try:
            barrier.wait(timeout=10)
            return send_digest(now=MORNING)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        outcomes = [future.result(timeout=60) for future in [pool.submit(one) for _ in range(4)]]
    assert outcomes.count(Outcome.SENT) == 1
    assert len(mailoutbox) == 1
