"""Forms that no patient sent, and floods of them. What is set aside is stored and shown, never dropped."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils.http import urlencode
from pytest_django import Settings

from clinics.models import LocationPage
from core.models import RateCount
from forms_app import services
from forms_app.answers import Answers
from forms_app.choices import Suspicion
from forms_app.models import AppointmentPage, AppointmentRequest, Notification
from forms_app.spam import judge
from tests.forms_app.make import TYPED

NOON = datetime(2026, 11, 23, 20, tzinfo=UTC)
LINK = "Cheap pills at https://pills.example/buy"


@pytest.mark.parametrize(
    ("trap", "pace", "text", "suspicion", "is_spam"),
    [
        ("", "", "I sleep badly", "", False),  # without a script nothing is known of time
        ("", "", LINK, "", False),
        ("", "41.5", LINK, "", False),
        ("", "2.0", LINK, "", False),
        ("", "0.4", "I sleep badly", Suspicion.FAST, False),
        ("", "1.9", LINK, Suspicion.FAST, True),
        ("", "0.1", "see WWW.pills.example", Suspicion.FAST, True),
        ("", "0", "<a href=x>", Suspicion.FAST, True),
        ("", "-1", LINK, "", False),
        ("", "soon", LINK, "", False),
        ("", "1e-9", LINK, "", False),
        ("", "\u0660.\u0661", LINK, "", False),
        ("", "9" * 400, LINK, "", False),
        ("x", "600", "I sleep badly", Suspicion.TRAP, True),
    ],
)
def test_what_speaks_against_a_person(trap: str, pace: str, text: str, suspicion: str, is_spam: bool) -> None:
    assert judge(trap=trap, pace=pace, text=text) == (suspicion, is_spam)


def test_what_is_set_aside_is_confirmed_like_any_other_and_shown_with_its_reason(
    admin_client: Client, page: AppointmentPage, location: LocationPage
) -> None:
    for changes in (
        {"pace": "0.3", "message": LINK},
        {"pace": "0.3"},
        {"followup_code": "x"},
        {"pace": "30"},
    ):
        body = urlencode({**TYPED, "location": location.pk} | changes, doseq=True)
        response = admin_client.post(page.url, body, content_type="application/x-www-form-urlencoded")
        assert response.status_code == 303
        assert "/received/APT-" in response["Location"]
    requests = list(AppointmentRequest.objects.order_by("pk"))
    # The last has the same answers as the second, and is the same request.
    assert [(request.suspicion, request.is_spam) for request in requests] == [
        ("fast", True),
        ("fast", False),
        ("trap", True),
    ]
    assert {mail.request_id for mail in Notification.objects.all()} == {requests[1].pk}
    shown = [admin_client.get(f"/admin/requests/{request.pk}/").content.decode() for request in requests]
    assert "set aside as spam. The form was sent within two seconds" in shown[0]
    assert "Perhaps not from a patient: the form was sent within two seconds" in shown[1]
    assert "set aside as spam. A field that people do not see" in shown[2]


def test_a_flood_with_one_phone_number_is_set_aside_and_keeps_nobody_out(
    client: Client, page: AppointmentPage, location: LocationPage, settings: Settings
) -> None:
    def send(name: str, minutes: int, phone: str = "+1 503-555-0142") -> AppointmentRequest:
        submission = services.submit_request(
            page=page,
            location=location,
            answers=Answers(first_name=name, last_name="Reyes", phone=phone),
            now=NOON + timedelta(minutes=minutes),
            most_per_phone=2,
        )
        return AppointmentRequest.objects.get(reference=submission.reference)

    first = [send("A", 0), send("B", 1)]
    assert not any(request.is_spam for request in first)
    over = send("C", 2, "(503) 555 0142")
    assert (over.is_spam, over.suspicion, over.notifications.count()) == (True, Suspicion.PHONE, 0)
    assert send("B", 3) == first[1]  # the same form once more is the same request
    assert not send("D", 3, "+1 503-555-0143").is_spam
    assert not send("E", 63).is_spam
    services.release_from_spam(request=over)
    assert over.notifications.count() == 1

    settings.RATE_LIMIT_PER_PHONE = 1  # the form passes it on
    for name in ("X", "Y"):
        body = urlencode({**TYPED, "location": location.pk, "first_name": name}, doseq=True)
        client.post(page.url, body, content_type="application/x-www-form-urlencoded")
    assert list(AppointmentRequest.objects.values_list("is_spam", flat=True)[:2]) == [True, False]


def test_a_purge_takes_counts_that_have_served(db: None) -> None:
    RateCount.objects.create(key="old", count=1, expires=NOON - timedelta(days=365 * 9))
    RateCount.objects.create(key="new", count=1, expires=NOON + timedelta(days=365 * 9))
    services.purge_requests()
    assert RateCount.objects.get().key == "new"
