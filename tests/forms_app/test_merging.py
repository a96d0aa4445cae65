from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from forms_app import services
from forms_app.choices import Action, CloseReason, Status
from forms_app.duplicates import Sender, likeness
from forms_app.models import AccessLog, AppointmentRequest, Merge
from forms_app.services import CannotMerge, merge_requests, probable_duplicates, separate_requests
from forms_app.services.merging import Duplicate
from tests.forms_app.conftest import Submit

ANA = Sender("Ana", "Reyes", "p1", "e1")
PHONE, EMAIL, NAME, OTHER = (
    "same phone number",
    "same email address",
    "same or a similar name",
    "another name",
)


@pytest.mark.parametrize(
    ("other", "score", "reasons"),
    [
        (Sender("Ana", "Reyes", "p1", "e1"), 4, (PHONE, EMAIL, NAME)),
        (Sender("ANA", " reyes", "p1", ""), 3, (PHONE, NAME)),
        (Sender("Ána", "Réyes", "p2", "e2"), 2, (NAME,)),
        (Sender("A.", "Reyes", "p2", "e2"), 2, (NAME,)),
        (Sender("Anna", "Reyes", "p2", "e2"), 2, (NAME,)),
        (Sender("Ana Maria", "Reyes", "p2", "e2"), 2, (NAME,)),
        (Sender("Bea", "Reyes", "p1", ""), 1, (PHONE, OTHER)),
        (Sender("Bea", "Okafor", "p1", "e1"), 2, (PHONE, EMAIL, OTHER)),
        (Sender("Bea", "Okafor", "p2", "e1"), 1, (EMAIL, OTHER)),
        (Sender("Bea", "Reyes", "p2", "e2"), 0, ()),
        (Sender("Ana", "Okafor", "p2", "e2"), 0, ()),
        (Sender("Bo", "Okafor", "p2", ""), 0, ()),
    ],
)
def test_how_likely_two_are_one(other: Sender, score: int, reasons: tuple[str, ...]) -> None:
    for found in (likeness(ANA, other), likeness(other, ANA)):
        assert (found.score, found.reasons) == (score, reasons)


def test_without_an_address_none_is_the_same() -> None:
    assert likeness(Sender("A", "B", "p1"), Sender("C", "D", "p2")).score == 0


@pytest.mark.parametrize(
    ("one", "other"), [("O'Brien", "OBrien"), ("Zoë", "Zoe"), ("De La Cruz", "delacruz"), ("李", "李")]
)
def test_spellings_of_a_name(one: str, other: str) -> None:
    assert NAME in likeness(Sender("Al", one, "p1"), Sender("Al", other, "p2")).reasons


def names(found: list[Duplicate]) -> list[str]:
    return [duplicate.request.first_name for duplicate in found]


def test_probable_duplicates_are_open_recent_and_alike(submit: Submit, office: User) -> None:
    request = submit(email="ana@mail.example")
    submit(first_name="Bea", last_name="Okafor", phone="+1 503-555-0142")
    submit(first_name="Anna", last_name="Réyes", phone="+1 503-555-0100")
    submit(first_name="Zed", last_name="Reyes", phone="+1 503-555-0101")
    submit(first_name="Cem", last_name="Other", phone="+1 503-555-0102")
    gone = [submit(first_name=f"Ana {word}") for word in ("closed", "spam", "old", "merged")]
    rows = AppointmentRequest.objects
    rows.filter(pk=gone[0].pk).update(status=Status.CLOSED)
    rows.filter(pk=gone[1].pk).update(is_spam=True)
    rows.filter(pk=gone[2].pk).update(created=timezone.now() - timedelta(days=61))
    merge_requests(keep=request, other=gone[3], by=office)
    assert names(probable_duplicates(request)) == ["Anna", "Bea"]


def test_nothing_is_merged_by_itself(submit: Submit) -> None:
    submit()
    submit(first_name="Bea")
    assert not AppointmentRequest.objects.exclude(merged_into=None).exists()
    assert {request.status for request in AppointmentRequest.objects.all()} == {Status.NEW}


def test_a_merge_closes_one_and_keeps_both(submit: Submit, office: User) -> None:
    keep, other = submit(), submit(first_name="Anna", message="More")
    merge_requests(keep=keep, other=other, by=office)
    keep.refresh_from_db()
    other.refresh_from_db()
    assert (keep.status, keep.merged_into) == (Status.NEW, None)
    assert (other.status, other.close_reason, other.merged_into) == (
        Status.CLOSED,
        CloseReason.MERGED,
        keep,
    )
    assert other.closed_at
    assert (other.first_name, other.message) == ("Anna", "More")
    assert other.notifications.count() == 1
    for reference in (keep.reference, other.reference):
        assert keep in AppointmentRequest.objects.matching(reference)
    assert AccessLog.objects.filter(action=Action.MERGE).count() == 2


def test_separating_brings_back_what_was(submit: Submit, office: User) -> None:
    keep, other = submit(), submit(first_name="Anna")
    other = services.update_request(request=other, status="waiting", assigned_to=office)
    merge_requests(keep=keep, other=other, by=office)
    separate_requests(request=other, by=office)
    other.refresh_from_db()
    assert (other.status, other.close_reason, other.closed_at) == (Status.WAITING, "", None)
    assert (other.merged_into, other.assigned_to) == (None, office)
    assert keep not in AppointmentRequest.objects.matching(other.reference)
    merge = Merge.objects.get()
    assert (merge.by_name, merge.separated_by_name) == ("office", "office")
    separate_requests(request=other, by=office)
    assert AccessLog.objects.filter(action=Action.MERGE).count() == 3


def test_what_was_merged_before_comes_along(submit: Submit, office: User) -> None:
    first, second, third = (submit(first_name=name) for name in ("A", "B", "C"))
    merge_requests(keep=second, other=third, by=office)
    merge_requests(keep=first, other=second, by=office)
    assert set(first.merged_requests.all()) == {second, third}
    assert first in AppointmentRequest.objects.matching(third.reference)
    separate_requests(request=third, by=office)
    third.refresh_from_db()
    assert (third.status, third.merged_into) == (Status.NEW, None)
    assert list(first.merged_requests.all()) == [second]


def test_what_cannot_be_merged(submit: Submit, office: User) -> None:
    first, second, third = (submit(first_name=name) for name in ("A", "B", "C"))
    merge_requests(keep=first, other=second, by=office)
    AppointmentRequest.objects.filter(pk=third.pk).update(is_spam=True)
    fourth = submit(first_name="D")
    for keep, other, words in [
        (first, first, "with itself"),
        (fourth, second, "merged already"),
        (second, fourth, "Merge with that one"),
        (first, third, "spam"),
        (third, first, "spam"),
    ]:
        with pytest.raises(CannotMerge, match=words):
            merge_requests(keep=keep, other=other, by=office)
    assert Merge.objects.count() == 1


# In the inbox


@pytest.fixture
def staff(client: Client, office: User) -> Client:
    client.force_login(office)
    return client


def text(response: HttpResponse) -> str:
    words = BeautifulSoup(response.content, "html.parser").get_text(" ", strip=True)
    return " ".join(words.split())


def press(client: Client, response: HttpResponse, label: str) -> HttpResponse:
    """Press the button of a form on the page."""
    buttons = BeautifulSoup(response.content, "html.parser").select("form button")
    (form,) = [button.find_parent("form") for button in buttons if button.get_text(strip=True) == label]
    assert form
    assert form.select_one("[name=csrfmiddlewaretoken]")
    return client.post(str(form["action"]), follow=True)


def test_the_office_merges_and_separates_by_button(staff: Client, submit: Submit) -> None:
    one, other = submit(), submit(first_name="Anna")
    opened = staff.get(reverse("appointment_requests:inspect", args=[one.pk]))
    assert f"{other.reference} , new, received" in text(opened)
    assert "Anna" not in text(opened), "Whoever wants to see the other opens it, which is noted."
    assert "same phone number, same or a similar name" in text(opened)
    merged = press(staff, opened, f"Merge {other.reference} into this one")
    assert f"{other.reference} was merged into {one.reference}" in text(merged)
    assert "Probably the same" not in text(merged)
    assert "Merged into this request" in text(merged)
    shown = staff.get(reverse("appointment_requests:inspect", args=[other.pk]))
    assert f"Merged into {one.reference}" in text(shown)
    assert "It was new before." in text(shown)
    separated = press(staff, shown, "Separate again")
    assert f"{other.reference} stands alone again" in text(separated)
    assert "Probably the same" in text(separated)


def test_the_other_one_can_be_kept(staff: Client, submit: Submit) -> None:
    one, other = submit(), submit(first_name="Anna")
    opened = staff.get(reverse("appointment_requests:inspect", args=[one.pk]))
    press(staff, opened, f"Merge this one into {other.reference}")
    one.refresh_from_db()
    assert one.merged_into == other


def test_a_merge_that_cannot_be_is_told_in_words(staff: Client, submit: Submit) -> None:
    one = submit()
    url = reverse("appointment_request_merge", args=[one.pk, one.pk])
    assert "Nothing was merged. A request cannot be merged with itself." in text(staff.post(url, follow=True))


@pytest.mark.parametrize("name", ["appointment_request_merge", "appointment_request_separate"])
def test_marketing_staff_merge_nothing(client: Client, marketing: User, submit: Submit, name: str) -> None:
    one, other = submit(), submit(first_name="Anna")
    client.force_login(marketing)
    pks = [one.pk, other.pk] if name.endswith("merge") else [one.pk]
    assert client.post(reverse(name, args=pks)).status_code == 302
    assert client.get(reverse(name, args=pks)).status_code in (302, 405)
    assert not Merge.objects.exists()
