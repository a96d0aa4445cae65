"""What a patient wrote appears in no mail, log, address, task or cache."""

import inspect
import io
import logging
import pickle
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from smtplib import SMTPDataError
from threading import Event
from typing import Any

import pytest
from celery import current_app
from django.contrib.auth.models import User
from django.core import mail
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import DataError, connection
from django.test import Client
from django.urls import URLPattern, reverse
from django.utils import timezone
from hypothesis import Phase, given
from hypothesis import settings as effort
from hypothesis import strategies as st
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from clinics.models import LocationPage
from forms_app import admin_urls, nudge, outbox, services, tasks
from forms_app.choices import BestTime, Day, Kind
from forms_app.inbox.viewset import RequestViewSet
from forms_app.models import (
    AccessLog,
    AppointmentPage,
    AppointmentRequest,
    Digest,
    FormField,
    Notification,
    OfficeSettings,
    SubmissionFingerprint,
)
from forms_app.services.patient import withdraw
from tests import factories
from tests.forms_app.conftest import Submit
from tests.forms_app.make import DISTINCTIVE, TYPED


def messages() -> str:
    """Everything that was mailed but the addresses of the envelopes."""
    sent = []
    for message in mail.outbox:
        whole = message.message()
        del whole["To"]
        parts = [part.get_payload(decode=True) or b"" for part in whole.walk()]
        sent += [str(whole.items()), *(part.decode() for part in parts)]
    return "\n".join(sent)


def test_answers_go_nowhere_but_into_the_database(
    client: Client,
    page: AppointmentPage,
    location: LocationPage,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    published: list[Any] = []
    waited = Event()

    def send_task(*args: object, **kwargs: object) -> None:
        published.append((args, kwargs))
        waited.set()

    monkeypatch.setattr(nudge.current_app, "send_task", send_task)
    caplog.set_level(logging.DEBUG)
    service = factories.make_service(title="Moonstone therapy")
    page.form_fields.add(FormField(label="Who sent you?", field_type="singleline", required=False))
    page.save()
    typed = {**TYPED, "location": location.pk, "service": service.pk, "extra_who_sent_you": "Bumblebee"}
    hidden = [*DISTINCTIVE, "Moonstone", "Bumblebee"]

    refused = client.post("/request-appointment/", {**typed, "phone": "555"})
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post("/request-appointment/", typed)
    assert waited.wait(timeout=10)
    assert (refused.status_code, response.status_code) == (422, 303)
    assert outbox.deliver_due() == {"sent": 2}

    office, patient = mail.outbox
    assert (office.to, patient.to) == (["office-riverside@clinic.example"], ["xiomara.q@mailbox.example"])
    places = {
        "mail": messages(),
        "log": caplog.text,
        "address": response["Location"],
        "headers": str(response.headers) + str(refused.headers),
        "tasks": str(published),
        "cache": str(getattr(cache, "_cache", "")),
        "names": " ".join(
            str(row) for row in [*AppointmentRequest.objects.all(), *Notification.objects.all()]
        ),
    }
    for place, text in places.items():
        assert [answer for answer in hidden if answer.lower() in text.lower()] == [], place


# Whatever the answers are

WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]), min_size=3, max_size=40)
SOME = {"first_name": "Ana", "last_name": "Reyes", "phone": "(503) 555-0142", "email": "ana@mail.example"}
ANY = st.fixed_dictionaries(
    {
        "first_name": WORDS,
        "last_name": WORDS,
        "phone": st.integers(100, 199).map(lambda number: f"(503) 555-0{number}"),
        "email": st.from_regex(r"[a-z]{3,20}", fullmatch=True).map(lambda name: f"{name}@mailbox.example"),
        "language": WORDS,
        "payer": WORDS,
        "message": WORDS,
        "extra_who_sent_you": WORDS,
        "days": st.lists(st.sampled_from(Day.values), unique=True),
        "best_time": st.sampled_from(BestTime.values),
    }
)


SUBJECTS = [
    *["Appointment request ID", "We have received your request ID", "Changed by the patient: ID"],
    *["Still waiting: ID", "Not delivered: appointment request ID", "Riverside: # open request"],
]


@pytest.fixture
def ask(
    client: Client,
    page: AppointmentPage,
    location: LocationPage,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    console: io.StringIO,
) -> Callable[[dict[str, Any]], tuple[int, str]]:
    """Send the form, once in vain and once for good; returns the status, and all that leaves the database."""
    published: list[Any] = []
    monkeypatch.setattr(services.delivery, "ask_for_delivery", nudge_at_once)
    monkeypatch.setattr(
        nudge.current_app, "send_task", lambda *args, **kwargs: published.append((args, kwargs))
    )
    settings.ADMINS = [("Ada", "ada@clinic.example")]
    settings.RATE_LIMIT_POSTS = 1000
    client.raise_request_exception = False
    page.form_fields.add(FormField(label="Who sent you?", field_type="singleline", required=False))
    page.save()

    def ask(answers: dict[str, Any]) -> tuple[int, str]:
        mail.outbox.clear()
        published.clear()
        cache.clear()
        console.truncate(console.seek(0))
        for model in (SubmissionFingerprint, Digest, AppointmentRequest):
            model.objects.all().delete()
        typed = {**answers, "location": location.pk}
        with quoting_database("appointmentrequest", str(answers)):
            broken = client.post("/request-appointment/", typed)
        response = client.post("/request-appointment/", typed)
        told = [broken.headers, response.headers]
        if response.status_code == HTTPStatus.SEE_OTHER:
            assert broken.status_code == HTTPStatus.INTERNAL_SERVER_ERROR
            told.append(broken.content.decode())
            nudge_at_once()
            write_to_the_staff(location)
            tasks.deliver_due.apply()
        told += [messages(), console.getvalue(), published, *cached()]
        return response.status_code, without_numbers("\n".join(map(str, told)))

    return ask


def write_to_the_staff(location: LocationPage) -> None:
    """Every other kind of mail that there is about a request."""
    request, now = AppointmentRequest.objects.get(), timezone.now()
    services.digests.write_digest(location=location, day=now.date(), office=OfficeSettings(), now=now)
    staff = ["staff@clinic.example"]
    services.delivery.enqueue(request=request, mails={Kind.ESCALATION: staff, Kind.ALERT: staff})
    withdraw(reference=request.reference)


def cached() -> list[str]:
    """Every entry of the cache, its name and its value."""
    entries = getattr(cache, "_cache", {})
    return [f"{key} {pickle.loads(value)}" for key, value in sorted(entries.items())]


def nudge_at_once() -> None:
    nudge.current_app.send_task(nudge.TASK, expires=60, ignore_result=True, retry=False)


def without_numbers(text: str) -> str:
    """The text without what differs each time: references, identifiers, times."""
    text = re.sub(r"\d+\.\d+", "#", text)
    text = re.sub(r"APT-[0-9A-Z]{8}|0x[0-9a-f]+|[0-9a-f]{16,}", "ID", text)
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d+", "#", text)


@contextmanager
def quoting_database(table: str, words: str) -> Iterator[None]:
    """A database that refuses to write a row, and says so in the words that it was given."""

    def refuse(execute: Callable[..., object], sql: str, *args: object) -> object:
        if sql.startswith("INSERT") and table in sql:
            raise DataError(f"invalid input: {words}")
        return execute(sql, *args)

    with connection.execute_wrapper(refuse):
        yield


def test_nothing_that_is_told_depends_on_an_answer(ask: Callable[[dict[str, Any]], tuple[int, str]]) -> None:
    """Mail, log, task, address, cache and error page say the same whatever somebody wrote."""
    _, refused = ask(SOME | {"phone": "555"})
    asked, usual = ask(SOME)
    assert asked == HTTPStatus.SEE_OTHER
    assert "DataError" in usual
    assert [subject for subject in SUBJECTS if subject not in usual] == []
    assert nudge.TASK in usual
    accepted = []

    @given(answers=ANY)
    @effort(max_examples=12, database=None, phases=[Phase.generate])
    def the_same(answers: dict[str, Any]) -> None:
        status, told = ask(answers)
        accepted.append(status == HTTPStatus.SEE_OTHER)
        assert told == (usual if accepted[-1] else refused)

    the_same()
    assert any(accepted)


# Whatever breaks


@pytest.fixture
def console(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """What the site writes to its log."""
    written = io.StringIO()
    handler = next(handler for handler in logging.getLogger().handlers if handler.name == "console")
    monkeypatch.setattr(handler, "stream", written)
    return written


@pytest.fixture
def templates(settings: Settings, tmp_path: Path) -> Path:
    """A folder whose templates come before the site's own."""
    (engine,) = settings.TEMPLATES
    settings.TEMPLATES = [engine | {"DIRS": [tmp_path, *engine["DIRS"]]}]
    return tmp_path


class Refusing(BaseEmailBackend):
    """A mail server that repeats an address in its answer, as many do."""

    def send_messages(self, email_messages: list[EmailMessage]) -> int:
        raise SMTPDataError(451, f"4.3.0 {email_messages[0].to} {TYPED['message']}".encode())


@pytest.mark.parametrize("debug", [False, True])
def test_whatever_breaks_quotes_nobody(
    client: Client,
    page: AppointmentPage,
    location: LocationPage,
    office: User,
    settings: Settings,
    templates: Path,
    console: io.StringIO,
    debug: bool,
) -> None:
    settings.DEBUG = debug
    settings.ADMINS = [("Ada", "ada@clinic.example")]
    client.raise_request_exception = False
    typed = {**TYPED, "location": location.pk}
    told = []

    with quoting_database("appointmentrequest", str(TYPED)):
        told.append(client.post("/request-appointment/", typed))
    with quoting_database("notification", str(TYPED)):
        told.append(client.post("/request-appointment/", typed))
    broken = templates / "forms_app" / "appointment_page.html"
    broken.parent.mkdir()
    broken.write_text("{% include form.data.message %}")
    told.append(client.post("/request-appointment/", {**typed, "phone": ""}))
    assert client.post("/request-appointment/", typed).status_code == HTTPStatus.SEE_OTHER

    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    assert outbox.deliver_due() == {"due": 2}
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    Notification.objects.update(next_attempt_at=timezone.now())
    with quoting_updates(str(TYPED)):
        tasks.deliver_due.apply()

    request = AppointmentRequest.objects.get()
    client.force_login(office)
    opened = reverse("appointment_requests:inspect", args=[request.pk])
    page_of_request = templates / "forms_app" / "admin" / "request.html"
    page_of_request.parent.mkdir()
    page_of_request.write_text("{% include object.message %}")
    told.append(client.get(opened))
    page_of_request.unlink()
    (page_of_request.parent / "inbox.html").write_text("{% include query %}")
    told.append(client.post("/admin/requests/", {"query": "Quillfeather"}))

    assert {response.status_code for response in told} == {HTTPStatus.INTERNAL_SERVER_ERROR}
    admins = [message for message in mail.outbox if "ada@clinic.example" in message.to]
    assert len(admins) == (0 if debug else len(told))
    places = {
        "pages": "\n".join(response.content.decode() for response in told),
        "mail": messages(),
        "log": console.getvalue(),
    }
    assert places["log"].count("(left out") >= len(told) + 1
    assert "SMTPDataError 451" in places["log"]
    hidden = {*DISTINCTIVE} - {"returning"}  # which stands in the code that reports show
    for place, text in places.items():
        assert [answer for answer in hidden if answer.lower() in text.lower()] == [], place


@contextmanager
def quoting_updates(words: str) -> Iterator[None]:
    """A database that breaks while mail is delivered."""

    def refuse(execute: Callable[..., object], sql: str, *args: object) -> object:
        if sql.startswith("UPDATE"):
            raise DataError(f"invalid input: {words}")
        return execute(sql, *args)

    with connection.execute_wrapper(refuse):
        yield


# The queue


def test_tasks_take_nothing_and_leave_nothing_behind() -> None:
    own = [task for name, task in current_app.tasks.items() if name.startswith("forms_app.")]
    assert own
    assert not [task.name for task in own if inspect.signature(task.run).parameters or not task.ignore_result]


# Caches


def patterns() -> list[URLPattern]:
    """Every address of the inbox and of the reports about requests."""
    inbox = RequestViewSet()
    return [*inbox.get_urlpatterns(), *admin_urls.urlpatterns]


@pytest.mark.parametrize("method", ["get", "post"])
def test_whatever_is_said_of_requests_may_not_be_kept_and_is_noted(
    client: Client, admin: User, submit: Submit, method: str
) -> None:
    submit()
    client.force_login(admin)
    walked = 0
    for pattern in patterns():
        request = AppointmentRequest.objects.first() or submit()
        name = pattern.name if pattern in admin_urls.urlpatterns else f"appointment_requests:{pattern.name}"
        url = reverse(name, kwargs=dict.fromkeys(pattern.pattern.converters, request.pk))
        noted = AccessLog.objects.count()
        response = getattr(client, method)(url, {"format": "csv"} if method == "post" else {})
        if b"Reyes" in b"".join(response):
            assert AccessLog.objects.count() > noted, url
        if response.status_code not in (HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.BAD_REQUEST):
            assert "no-store" in response["Cache-Control"], url
            assert "private" in response["Cache-Control"], url
            walked += 1
    assert walked >= 6
