import re
from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils import timezone

from clinics.models import LocationPage
from forms_app import emails, services
from forms_app.choices import Kind
from forms_app.models import AppointmentPage, AppointmentRequest, Notification, OfficeSettings
from tests import factories
from tests.e2e.test_request import one
from tests.forms_app import make
from tests.forms_app.conftest import Submit

pytestmark = pytest.mark.embedded


def parts(message: EmailMultiAlternatives) -> list[str]:
    html = message.alternatives[0]
    return [str(message.body), str(html.content)]


def test_the_office_mail_says_what_and_where_and_when(submit: Submit) -> None:
    request = submit()
    request.created = datetime(2026, 11, 23, 20, 5, tzinfo=UTC)
    request.due_at = datetime(2026, 11, 25, 1, tzinfo=UTC)
    request.save()
    notification = request.notifications.get(kind=Kind.OFFICE)
    notification.request.refresh_from_db()
    message = emails.build(notification)
    assert message.subject == f"Appointment request {request.reference}, Riverside"
    link = "http://testserver" + reverse("appointment_requests:inspect", args=[request.pk])
    for text in parts(message):
        assert request.reference in text
        assert "Riverside" in text
        assert "Monday, November 23, 2026, 12:05 PM PST" in text
        assert "Tuesday, November 24, 2026, 5:00 PM PST" in text
        assert text.count(link) == text.count("http") == 1
    headers = message.message()
    assert headers["Auto-Submitted"] == "auto-generated"
    assert headers["Message-ID"] == notification.message_id


def test_the_patients_copy_says_what_happens_next_and_whom_to_call(submit: Submit) -> None:
    request = submit(email="ana@mail.example")
    message = emails.build(request.notifications.get(kind=Kind.PATIENT))
    assert message.to == ["ana@mail.example"]
    for text in parts(message):
        words = " ".join(text.split())
        assert request.reference in words
        assert "within one business day" in words
        assert "(503) 555-0100" in words
        assert "911" in words
        assert "988" in words
        assert "Riverside" not in words


def test_lines_stay_short_and_characters_readable(page: AppointmentPage) -> None:
    location = factories.make_location(title="Chloë & Sons\nBcc: x@y.example", slug="chloe")
    page.what_happens_next = f"<p>{'We will call you. ' * 60}</p>"
    page.save()
    request = make.request(page=page, location=location, email="ana@mail.example")
    for notification in request.notifications.all():
        message = emails.build(notification)
        assert message.message()["Bcc"] is None
        assert max(len(line) for line in message.message().as_string().splitlines()) < 200
        assert "&amp;" not in parts(message)[0]


def test_mail_can_still_be_built_when_pages_are_gone(
    submit: Submit, page: AppointmentPage, location: LocationPage
) -> None:
    request = submit(email="ana@mail.example")
    page.delete()
    location.delete()
    for notification in AppointmentRequest.objects.get(pk=request.pk).notifications.all():
        assert request.reference in emails.build(notification).subject


def words(text: str) -> set[str]:
    return set(re.findall(r"[\w:/.@-]*\w", text.lower()))


@pytest.mark.parametrize(
    "kind", [Kind.OFFICE, Kind.ESCALATION, Kind.CHANGED, Kind.ALERT, Kind.DIGEST, "alert about a digest"]
)
def test_both_parts_say_the_same_and_the_preview_says_more_than_the_subject(
    submit: Submit, location: LocationPage, kind: str
) -> None:
    notification = submit().notifications.get()
    if "digest" in kind:
        now = timezone.now()
        services.digests.write_digest(location=location, day=now.date(), office=OfficeSettings(), now=now)
        notification = Notification.objects.get(kind=Kind.DIGEST)
    notification.kind = Kind.ALERT if "alert" in kind else kind
    text, html = parts(emails.build(notification))
    body = one(BeautifulSoup(html, "html.parser"), "body")
    preview = one(body, ".preheader").extract().get_text(strip=True)
    links = " ".join(str(link["href"]) for link in body.select("a"))
    assert words(body.get_text(" ")) | words(links) == words(text)
    assert 30 < len(preview) < 110
    assert preview not in text
