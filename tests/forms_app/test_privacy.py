"""What a patient wrote appears in no mail, log, address, task or cache."""

import logging
from datetime import UTC, datetime
from threading import Event
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as effort
from hypothesis import strategies as st
from pytest_django import DjangoCaptureOnCommitCallbacks

from clinics.models import LocationPage
from forms_app import emails, nudge, outbox
from forms_app.choices import Kind
from forms_app.models import AppointmentPage, AppointmentRequest, FormField, Notification
from forms_app.references import EXAMPLE
from tests import factories
from tests.forms_app.make import DISTINCTIVE, TYPED

NOON = datetime(2026, 11, 23, 20, tzinfo=UTC)


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


@pytest.mark.django_db
@given(answer=st.text(min_size=3, max_size=30))
@effort(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_mail_depends_on_an_answer(answer: str) -> None:
    """Whatever the answers are, the mails say the same."""
    assert mails(answer) == mails("")


def mails(answer: str) -> list[str]:
    """Both mails about a request in which this was the answer to every question."""
    fields = ["first_name", "last_name", "phone", "best_time", "language", "service", "payer", "message"]
    request = AppointmentRequest(
        **dict.fromkeys(fields, answer),
        **{"pk": 1, "reference": EXAMPLE, "location_name": "Riverside", "extra": [(answer, answer)]},
        **{"created": NOON, "due_at": NOON, "days": [answer]},
    )
    built = []
    for kind in (Kind.OFFICE, Kind.PATIENT):
        notification = Notification(
            request=request, kind=kind, recipient="to@mail.example", message_id="<1@clinic.example>"
        )
        message = emails.build(notification)
        built += [message.subject, str(message.body), str(message.alternatives[0].content)]
    return built
