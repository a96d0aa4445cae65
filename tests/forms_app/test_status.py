"""The page on which patients find their request again."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.core import mail, signing
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from forms_app import emails, services, status
from forms_app.choices import CloseReason, EntryKind, Kind, State, Status
from forms_app.models import AppointmentPage, AppointmentRequest, Notification
from forms_app.references import EXAMPLE, new_reference
from forms_app.steps import VOICEMAIL
from tests.conftest import BACKEND
from tests.forms_app.conftest import Submit

FORM_URL = "/request-appointment/"
URL = f"{FORM_URL}status/"
PHONE = "+1 503-555-0142"


def post(client: Client, **typed: str) -> HttpResponse:
    return client.post(URL, typed)


def text_of(response: HttpResponse) -> str:
    return " ".join(BeautifulSoup(response.content, "html.parser").get_text(" ").split())


def note_in(response: HttpResponse) -> str:
    field = BeautifulSoup(response.content, "html.parser").select("input[name=note]")[0]
    return str(field["value"])


@pytest.mark.parametrize(
    ("state", "close_reason", "due", "heading"),
    [
        (Status.NEW, "", "Monday, noon", "We have received your request"),
        (Status.ATTEMPTED, "", "", "We tried to reach you"),
        (Status.WAITING, "", "", "We are working on it"),
        (Status.SCHEDULED, "", "", "Your appointment is arranged"),
        (Status.CLOSED, "", "", "Your request is closed"),
        (Status.CLOSED, CloseReason.WITHDRAWN, "", "Your request is withdrawn"),
    ],
)
def test_where_it_stands_in_words(state: str, close_reason: str, due: str, heading: str) -> None:
    found = status.standing(status=state, close_reason=close_reason, due=due)
    assert found.heading == heading
    assert due in found.text


def test_a_call_that_is_late_is_not_promised_again() -> None:
    assert "later than we said" in status.standing(status=str(Status.NEW), close_reason="", due="").text


def test_any_spelling_finds_it(submit: Submit) -> None:
    request = submit()
    phones = ["503.555.0142", "(503) 555-0142 x7", "+1 503 555 0142"]
    phones += ["".join(chr(zero + int(digit)) for digit in "5035550142") for zero in (0x660, 0xFF10)]
    for phone in phones:
        assert status.find(reference=request.reference, phone=phone) == request, phone
    for reference in (request.reference.lower().replace("-", " "), request.reference[4:]):
        assert status.find(reference=reference, phone=PHONE) == request, reference


def test_the_page_can_be_kept_by_any_cache(client: Client, page: AppointmentPage) -> None:
    response = client.get(URL)
    assert response.status_code == 200
    assert not response.cookies
    assert "no-store" not in response.get("Cache-Control", "")
    assert client.put(URL).status_code == 405


def test_finding_says_where_it_stands_and_echoes_no_answer(client: Client, submit: Submit) -> None:
    request = submit(
        best_time="morning",
        email="ana@mail.example",
        message="Wobbling hammock",
        payer="Zephyr Mutual",
        language="Quechua",
        service="TMS",
    )
    AppointmentRequest.objects.update(due_at=datetime(2035, 3, 9, 1, tzinfo=UTC))
    response = post(client, reference=request.reference, phone="503 555 0142")
    assert (response.status_code, response.cookies) == (200, {})
    assert "no-store" in response["Cache-Control"]
    text = text_of(response)
    assert "will call you by Thursday, March 8, 5:00 PM" in text
    html = response.content.decode()
    assert '<option value="morning" selected>' in html
    for answer in (
        "Ana",
        "Reyes",
        "555-0142",
        "5550142",
        "mail.example",
        "hammock",
        "Zephyr",
        "Quechua",
        "TMS",
    ):
        assert answer not in html, answer


def test_wrong_reference_phone_spam_and_purged_are_answered_alike(client: Client, submit: Submit) -> None:
    request, spam, gone = submit(), submit(first_name="B"), submit(first_name="C")
    AppointmentRequest.objects.filter(pk=spam.pk).update(is_spam=True)
    AppointmentRequest.objects.filter(pk=gone.pk).delete()
    wrong = [
        (request.reference, "(503) 555-0143"),
        (request.reference, "not a number"),
        (spam.reference, PHONE),
        (gone.reference, PHONE),
        (new_reference(), PHONE),
        ("APT-22222222", PHONE),
        ("' OR 1=1 --", PHONE),
    ]
    seen = set()
    for reference, phone in wrong:
        response = post(client, reference=reference, phone=phone)
        soup = BeautifulSoup(response.content, "html.parser")
        for field in soup.select("form.form input"):
            del field["value"]
        seen.add((response.status_code, str(soup), response["Cache-Control"]))
    assert len(seen) == 1
    assert seen.pop()[0] == 422


def test_the_same_is_asked_of_the_database_whichever_is_wrong(
    submit: Submit, django_assert_num_queries: Any
) -> None:
    request = submit()
    for reference, phone in ((request.reference, "5035550199"), (EXAMPLE, PHONE), ("nonsense", PHONE)):
        with django_assert_num_queries(1):
            assert status.find(reference=reference, phone=phone) is None


def test_what_is_left_empty_is_named(client: Client, page: AppointmentPage) -> None:
    response = post(client, reference="\u200b", phone="")
    assert response.status_code == 422
    text = text_of(response)
    assert "Please check 2 answers" in text
    assert "Enter your reference" in text
    assert "Enter the phone number you gave us" in text


def test_the_best_time_is_changed_and_the_office_told(client: Client, submit: Submit, office: User) -> None:
    request = submit(best_time="morning")
    note = note_in(post(client, reference=request.reference, phone=PHONE))
    response = post(client, note=note, step="best_time", best_time="afternoon")
    assert "Saved. The office knows." in text_of(response)
    post(client, note=note, step="best_time", best_time="afternoon")  # once more changes nothing
    wrong = post(client, note=note, step="best_time", best_time="midnight")
    assert wrong.status_code == 422
    assert "Choose one of the times listed" in text_of(wrong)
    request.refresh_from_db()
    assert request.best_time == "afternoon"
    told = Notification.objects.get(kind=Kind.CHANGED)
    assert (told.recipient, told.state) == ("office-riverside@clinic.example", State.DUE)
    message = emails.build(told)
    assert message.subject == f"Changed by the patient: {request.reference}, Riverside"
    for part in (message.body, str(message.alternatives[0].content)):
        assert f"/admin/requests/{request.pk}/" in part
        assert not [word for word in ("Ana", "Reyes", "555-0142", "afternoon", "withdrew") if word in part]
    (entry,) = request.contact_log.all()
    assert (entry.kind, entry.by_name, entry.summary, entry.note) == (EntryKind.BEST_TIME, "", "", "")
    client.force_login(office, backend=BACKEND)
    shown = client.get(f"/admin/requests/{request.pk}/").content.decode()
    assert "Changed by the patient" in shown
    assert "Afternoon" in shown


def test_withdrawing_takes_two_steps_and_closes_it(client: Client, submit: Submit) -> None:
    request = submit()
    note = note_in(post(client, reference=request.reference, phone=PHONE))
    asked = post(client, note=note, step="withdraw")
    assert "Withdraw your request?" in text_of(asked)
    request.refresh_from_db()
    assert request.status == Status.NEW
    assert "We have received" in text_of(post(client, note=note, step="show"))

    assert "Your request is withdrawn" in text_of(post(client, note=note_in(asked), step="withdrawn"))
    request.refresh_from_db()
    assert (request.status, request.close_reason) == (Status.CLOSED, CloseReason.WITHDRAWN)
    assert request.closed_at
    assert Notification.objects.filter(kind=Kind.CHANGED).count() == 1

    for step in ("withdrawn", "withdraw", "best_time", "nonsense"):
        again = post(client, note=note, step=step, best_time="midday")
        assert "Your request is withdrawn" in text_of(again)
    request.refresh_from_db()
    assert request.best_time == ""
    assert Notification.objects.filter(kind=Kind.CHANGED).count() == 1
    assert submit() != request  # whoever asks again, with the same answers, is called


@pytest.mark.parametrize("state", [Status.SCHEDULED, Status.CLOSED])
def test_what_is_arranged_or_closed_is_for_the_office_to_change(
    client: Client, submit: Submit, state: str
) -> None:
    request = submit()
    AppointmentRequest.objects.update(status=state, closed_at=timezone.now())
    response = post(client, reference=request.reference, phone=PHONE)
    assert not BeautifulSoup(response.content, "html.parser").select("[name=note]")
    post(client, note=status.note(request.reference), step="withdrawn")
    request.refresh_from_db()
    assert (request.status, request.close_reason) == (state, "")


def test_a_note_that_is_old_forged_or_of_nothing_asks_anew(
    client: Client, submit: Submit, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = submit()
    good = status.note(request.reference)
    later = datetime.now(UTC) + timedelta(minutes=status.MINUTES, seconds=5)
    bad = [
        "",
        "\x00",
        good[:-1],
        signing.dumps(request.reference, salt="else"),
        status.note(EXAMPLE),
        "x" * 9999,
    ]
    responses = [post(client, note=note, step="withdrawn") for note in bad]
    monkeypatch.setattr("django.core.signing.time.time", later.timestamp)
    responses.append(post(client, note=good, step="withdrawn"))
    for response in responses:
        assert response.status_code == 422
        assert "Please enter your reference and phone number again" in text_of(response)
    request.refresh_from_db()
    assert request.status == Status.NEW


def test_guessing_is_limited_by_reference_and_by_address(
    page: AppointmentPage, submit: Submit, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("forms_app.status_page.MOST_LOOK_UPS", 2)
    request = submit()
    clients = [Client(REMOTE_ADDR=f"192.0.2.{number}") for number in range(1, 5)]
    wrong = [post(one, reference=request.reference, phone=f"503555019{n}") for n, one in enumerate(clients)]
    assert [response.status_code for response in wrong] == [422, 422, 429, 429]
    refused = post(clients[3], reference=request.reference, phone=PHONE)  # even the right one
    assert (refused.status_code, refused["Retry-After"]) == (429, "600")
    assert "This reference was looked up many times. Please wait 10 minutes" in text_of(refused)
    assert "(503) 555-0100" in text_of(refused)
    spanish = clients[3].post(f"{FORM_URL}es/status/", {"reference": request.reference, "phone": PHONE})
    assert "Este número de referencia se ha consultado muchas veces. Espere 10 minutos" in text_of(spanish)
    assert post(clients[0], reference=submit(first_name="B").reference, phone=PHONE).status_code == 200

    settings.RATE_LIMIT_POSTS = 1
    other = Client(REMOTE_ADDR="192.0.2.77")
    note = status.note(request.reference)
    assert [post(other, note=note, step="show").status_code for _ in range(2)] == [200, 429]
    assert "from your connection" in text_of(post(other, note=note, step="show"))
    assert other.post(FORM_URL, {}).status_code == 422  # the form has a count of its own


def test_only_our_own_pages_may_post_here(submit: Submit) -> None:
    request = submit()
    evil = Client(headers={"Origin": "https://evil.example"})
    assert post(evil, note=status.note(request.reference), step="withdrawn").status_code == 403
    request.refresh_from_db()
    assert request.status == Status.NEW


def test_the_confirmation_the_form_and_the_mail_lead_here(client: Client, submit: Submit) -> None:
    request = submit(email="ana@mail.example")
    for address in ("/request-appointment/", f"/request-appointment/received/{request.reference}/"):
        links = BeautifulSoup(client.get(address).content, "html.parser").select(f'main a[href="{URL}"]')
        assert links, address
    message = emails.build(request.notifications.get(kind=Kind.PATIENT))
    for part in (message.body, str(message.alternatives[0].content)):
        assert f"http://testserver{URL}" in part
    assert not mail.outbox


def test_a_merged_request_stands_where_the_kept_one_does_and_is_changed_through_it(
    client: Client, submit: Submit, office: User
) -> None:
    kept, merged = submit(), submit(first_name="Anna", phone="+1 503-555-0111", best_time="morning")
    services.merge_requests(keep=kept, other=merged, by=office)
    services.take_step(request=kept, step=VOICEMAIL, by=office)
    shown = post(client, reference=merged.reference, phone="+1 503-555-0111")
    assert "We tried to reach you" in text_of(shown)
    assert merged.reference in text_of(shown)
    assert kept.reference not in text_of(shown)
    saved = post(client, note=note_in(shown), step="best_time", best_time="afternoon")
    assert "Saved. The office knows." in text_of(saved)
    assert BeautifulSoup(saved.content, "html.parser").select('option[value="afternoon"][selected]')
    left = post(client, note=note_in(saved), step="withdrawn")
    assert "Your request is withdrawn" in text_of(left)
    kept.refresh_from_db()
    merged.refresh_from_db()
    assert (kept.best_time, kept.close_reason) == ("afternoon", CloseReason.WITHDRAWN)
    assert (merged.best_time, merged.close_reason) == ("morning", CloseReason.MERGED)
    assert kept.notifications.filter(kind=Kind.CHANGED).count() == 2
