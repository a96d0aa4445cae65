from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from forms_app import services
from forms_app.choices import Action, CloseReason, Status
from forms_app.duplicates import Sender, likeness
from forms_app.models import AccessLog, AppointmentRequest, Merge
from forms_app.services import CannotMerge, merge_requests, probable_duplicates, separate_requests
from forms_app.services.merging import Duplicate
from forms_app.services.patient import change_best_time
from forms_app.steps import VOICEMAIL
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
        (Sender("", "", "p1", "e1"), 2, (PHONE, EMAIL)),
        (Sender("", "Reyes", "p1", ""), 1, (PHONE,)),
        (Sender("", "", "p2", "e2"), 0, ()),
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
    history = ModelLogEntry.objects.order_by("pk").values_list("label", flat=True)
    assert list(history) == [other.reference, keep.reference]


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


def test_what_was_closed_comes_back_closed_and_is_reopened_as_it_was(submit: Submit, office: User) -> None:
    keep, other = submit(), submit(first_name="Anna")
    services.take_step(request=other, step=VOICEMAIL, by=office)
    other = services.close(request=other, reason=CloseReason.UNREACHABLE, by=office)
    merge_requests(keep=keep, other=other, by=office)
    separated = separate_requests(request=other, by=office)
    assert (separated.status, separated.close_reason, separated.closed_at, separated.closed_from) == (
        Status.CLOSED,
        CloseReason.UNREACHABLE,
        other.closed_at,
        Status.ATTEMPTED,
    )
    assert services.reopen(request=other, by=office).status == Status.ATTEMPTED


def test_what_was_attempted_comes_back_as_attempted(submit: Submit, office: User) -> None:
    keep, other = submit(), submit(first_name="Anna")
    services.take_step(request=other, step=VOICEMAIL, by=office)
    merge_requests(keep=keep, other=other, by=office)
    separated = separate_requests(request=other, by=office)
    assert (separated.status, separated.closed_from, separated.closed_at) == (Status.ATTEMPTED, "", None)


def test_what_is_merged_stays_closed_until_it_is_separated(submit: Submit, office: User) -> None:
    keep, other = submit(), submit(first_name="Anna")
    merge_requests(keep=keep, other=other, by=office)
    other.refresh_from_db()
    words = f"{other} was merged into {keep}. Separate it first."
    for write in (
        lambda: services.reopen(request=other, by=office),
        lambda: services.reopen_many(versions={other.pk: other.version}, by=office),
        lambda: services.take_step(request=other, step=VOICEMAIL, by=office),
        lambda: services.update_request(request=other, by=office, status=Status.WAITING),
        lambda: services.close(request=other, reason=CloseReason.OTHER, by=office),
    ):
        with pytest.raises(services.StillMerged, match=words):
            write()
    noted = services.add_note(request=other, note="Hello.", by=office)
    assert (noted.status, noted.close_reason) == (Status.CLOSED, CloseReason.MERGED)


def test_what_is_open_after_all_is_not_deleted(submit: Submit, office: User) -> None:
    keep, other = submit(), submit(first_name="Anna")
    merge_requests(keep=keep, other=other, by=office)
    services.close(request=keep, reason=CloseReason.NOT_NEEDED, by=office)
    separate_requests(request=other, by=office)
    services.purge_requests(now=timezone.now() + timedelta(days=4000))
    assert AppointmentRequest.objects.get() == other


def test_who_comes_too_late_neither_merges_nor_separates(submit: Submit, office: User) -> None:
    keep, other = submit(), submit(first_name="Anna")
    services.add_note(request=keep, note="Called just now.", by=office)
    for versions in ({"keep_version": 1, "other_version": 1}, {"keep_version": 2, "other_version": 7}):
        with pytest.raises(services.StaleRequest):
            merge_requests(keep=keep, other=other, by=office, **versions)
    assert not Merge.objects.exists()
    merge_requests(keep=keep, other=other, by=office, keep_version=2, other_version=1)
    with pytest.raises(services.StaleRequest):
        separate_requests(request=other, by=office, version=1)
    assert AppointmentRequest.objects.get(pk=other.pk).merged_into == keep
    assert separate_requests(request=other, by=office, version=2).status == Status.NEW


def test_what_a_request_had_brought_along_leaves_with_it(submit: Submit, office: User) -> None:
    first, second, third, fourth, fifth = (submit(first_name=name) for name in "ABCDE")
    for keep, other in [(third, fourth), (second, third), (first, second), (first, fifth)]:
        merge_requests(keep=keep, other=other, by=office)
    separate_requests(request=second, by=office)
    assert set(second.merged_requests.all()) == {third, fourth}
    assert list(first.merged_requests.all()) == [fifth]
    separate_requests(request=third, by=office)
    assert list(third.merged_requests.all()) == [fourth]


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
    fourth, closed = submit(first_name="D"), submit(first_name="E")
    services.close(request=closed, reason=CloseReason.NOT_NEEDED, by=office)
    for keep, other, words in [
        (first, first, "with itself"),
        (fourth, second, "merged already"),
        (second, fourth, "Merge with that one"),
        (first, third, "spam"),
        (third, first, "spam"),
        (closed, first, "is closed. Keep the other one"),
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
    fields = {str(field["name"]): str(field["value"]) for field in form.select("input")}
    return client.post(str(form["action"]), fields, follow=True)


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
    url = reverse("appointment_requests:merge", args=[one.pk, one.pk])
    versions = {"keep_version": 1, "other_version": 1}
    told = text(staff.post(url, versions, follow=True))
    assert "Nothing was merged. A request cannot be merged with itself." in told


def test_what_is_closed_is_not_offered_to_be_kept(staff: Client, office: User, submit: Submit) -> None:
    closed, other = submit(), submit(first_name="Anna")
    services.close(request=closed, reason=CloseReason.NOT_NEEDED, by=office)
    shown = text(staff.get(reverse("appointment_requests:inspect", args=[closed.pk])))
    assert f"Merge this one into {other.reference}" in shown
    assert f"Merge {other.reference} into this one" not in shown


def test_what_was_changed_meanwhile_is_not_merged(staff: Client, office: User, submit: Submit) -> None:
    one, other = submit(), submit(first_name="Anna")
    opened = staff.get(reverse("appointment_requests:inspect", args=[one.pk]))
    services.add_note(request=other, note="Called just now.", by=office)
    label = f"Merge {other.reference} into this one"
    late = press(staff, opened, label)
    assert "Nothing was merged. Somebody else has changed it meanwhile." in text(late)
    merged = press(staff, late, label)
    services.add_note(request=other, note="Once more.", by=office)
    late = press(staff, merged, f"Separate {other.reference} again")
    assert "Nothing was separated. Somebody else has changed it meanwhile." in text(late)
    url = reverse("appointment_requests:separate", args=[other.pk])
    assert "Please use the button" in text(staff.post(url, {"version": "x"}, follow=True))


def test_a_merged_request_cannot_be_moved_along_on_its_page(
    staff: Client, office: User, submit: Submit
) -> None:
    one, other = submit(), submit(first_name="Anna")
    merge_requests(keep=one, other=other, by=office)
    url = reverse("appointment_requests:inspect", args=[other.pk])
    assert "Reopen" not in text(staff.get(url))
    sent = {"action": "voicemail", "step-version": 2, "step-note": "At noon."}
    refused = staff.post(url, sent)
    assert refused.status_code == 409
    assert f"Nothing was saved. {other} was merged into {one}. Separate it first." in text(refused)
    assert "At noon." in text(refused)
    bulk = reverse("appointment_requests:reopen")
    told = text(staff.post(bulk, {"requests": f"{other.pk}:2"}, follow=True))
    assert f"Nothing was changed. {other} was merged into {one}." in told


def test_what_was_done_about_a_merged_one_is_shown_and_noted_as_seen(
    staff: Client, office: User, submit: Submit
) -> None:
    kept, *others = (submit(first_name=name) for name in ("Ana", "A", "An", "Anna"))
    change_best_time(reference=others[0].reference, best_time="midday")
    for other in others:
        merge_requests(keep=kept, other=other, by=office)
    AccessLog.objects.all().delete()
    url = reverse("appointment_requests:inspect", args=[kept.pk])
    with CaptureQueriesContext(connection) as queries:
        assert "The patient: The patient asks for another time to call" in text(staff.get(url))
    assert len([query for query in queries if 'FROM "forms_app_contactlog"' in query["sql"]]) == 2
    seen = AccessLog.objects.filter(action=Action.VIEW).values_list("reference", flat=True)
    assert sorted(seen) == sorted(request.reference for request in (kept, *others))


@pytest.mark.parametrize("name", ["appointment_requests:merge", "appointment_requests:separate"])
def test_marketing_staff_merge_nothing(client: Client, marketing: User, submit: Submit, name: str) -> None:
    one, other = submit(), submit(first_name="Anna")
    client.force_login(marketing)
    pks = [one.pk, other.pk] if name.endswith("merge") else [one.pk]
    assert client.post(reverse(name, args=pks)).status_code == 302
    assert client.get(reverse(name, args=pks)).status_code in (302, 405)
    assert not Merge.objects.exists()
