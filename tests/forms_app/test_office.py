"""What the office does with a request, through the services."""

from datetime import timedelta

import pytest
from cryptography.fernet import Fernet
from django.contrib.auth.models import User
from django.utils import timezone
from pytest_django import Settings
from wagtail.models import ModelLogEntry

from forms_app import services
from forms_app.choices import CloseReason, EntryKind, Shelf, Status
from forms_app.models import AppointmentRequest, ContactLog, Notification, Viewing
from forms_app.steps import NEW_TIME, STEPS, VOICEMAIL, is_contact, next_steps
from tests.conftest import make_user
from tests.forms_app.conftest import Submit


def entries(request: AppointmentRequest) -> list[tuple[str, str, str, str]]:
    log = request.contact_log.order_by("pk")
    return [(entry.kind, entry.summary, entry.note, entry.by_name) for entry in log]


@pytest.mark.parametrize(
    ("status", "has_email", "names"),
    [
        (Status.NEW, True, ["scheduled", "reached", "voicemail", "no-answer", "emailed"]),
        (Status.NEW, False, ["scheduled", "reached", "voicemail", "no-answer"]),
        (Status.ATTEMPTED, False, ["scheduled", "reached", "voicemail", "no-answer"]),
        (Status.WAITING, True, ["scheduled", "reached", "voicemail", "no-answer", "emailed"]),
        (Status.SCHEDULED, True, ["new-time"]),
        (Status.CLOSED, True, []),
    ],
)
def test_what_can_be_done_next(status: str, has_email: bool, names: list[str]) -> None:
    assert [step.name for step in next_steps(status, has_email=has_email)] == names


@pytest.mark.parametrize(
    ("kind", "status", "is_one"),
    [
        (EntryKind.CALLED, Status.NEW, True),
        (EntryKind.VOICEMAIL, Status.ATTEMPTED, True),
        (EntryKind.EMAILED, Status.WAITING, True),
        (EntryKind.STATUS, Status.SCHEDULED, True),
        (EntryKind.STATUS, Status.WAITING, False),
        (EntryKind.NOTE, Status.NEW, False),
        (EntryKind.CLOSED, Status.CLOSED, False),
    ],
)
def test_what_counts_as_contact(kind: str, status: str, is_one: bool) -> None:
    assert is_contact(kind, status) == is_one


def test_a_step_sets_the_status_and_enters_the_log(submit: Submit, office: User) -> None:
    request = submit()
    office.first_name, office.last_name = "Maria", "Lopez"
    request = services.take_step(request=request, step=VOICEMAIL, by=office, note="Asked to call back.")
    first = request.first_contact_at
    assert (request.status, request.version, request.shelf) == (Status.ATTEMPTED, 2, Shelf.OPEN)
    assert first
    request = services.take_step(request=request, step=STEPS["scheduled"], by=office)
    assert (request.status, request.version) == (Status.SCHEDULED, 3)
    assert request.first_contact_at == first
    services.take_step(request=request, step=NEW_TIME, by=office)
    assert entries(request) == [
        ("voicemail", "New → Attempted", "Asked to call back.", "Maria Lopez"),
        ("called", "Attempted → Scheduled", "", "Maria Lopez"),
        ("status", "Scheduled → Waiting", "", "Maria Lopez"),
    ]


def test_close_and_reopen(submit: Submit, office: User) -> None:
    request = services.take_step(request=submit(), step=VOICEMAIL, by=office)
    request = services.close(request=request, reason=CloseReason.UNREACHABLE, by=office, note="Three times.")
    request.refresh_from_db()
    assert (request.status, request.standing, request.shelf) == (
        Status.CLOSED,
        "Closed: Could not be reached",
        Shelf.CLOSED,
    )
    assert request.closed_at
    request = services.reopen(request=request, by=office)
    assert (request.status, request.close_reason, request.closed_from, request.closed_at) == (
        Status.ATTEMPTED,
        "",
        "",
        None,
    )
    again = services.reopen(request=request, by=office)
    assert again.version == request.version
    assert entries(request)[1:] == [
        ("closed", "Attempted → Closed; Could not be reached", "Three times.", "office"),
        ("reopened", "Closed → Attempted", "", "office"),
    ]


def test_assignment_and_notes(submit: Submit, office: User) -> None:
    request = services.assign(request=submit(), to=office, by=office)
    services.assign(request=request, to=office, by=office)
    services.add_note(request=request, note="Speaks Quechua.", by=office)
    services.assign(request=request, to=None, by=office)
    assert entries(request) == [
        ("assigned", "Assigned to office", "", "office"),
        ("note", "", "Speaks Quechua.", "office"),
        ("assigned", "Assigned to nobody", "", "office"),
    ]
    assert AppointmentRequest.objects.get().first_contact_at is None


def test_who_comes_too_late_changes_nothing_and_learns_what_has_happened(
    submit: Submit, office: User
) -> None:
    request = submit()
    services.take_step(request=request, step=VOICEMAIL, by=office)
    services.add_note(request=request, note="Later.", by=office)
    with pytest.raises(services.StaleRequest) as stale:
        services.close(request=request, reason=CloseReason.NOT_NEEDED, by=office, version=request.version)
    assert [entry.kind for entry in stale.value.since] == ["note", "voicemail"]
    with pytest.raises(services.StaleRequest):
        services.reopen(request=request, by=office, version=1)
    stored = AppointmentRequest.objects.get()
    assert (stored.status, stored.version) == (Status.ATTEMPTED, 3)
    services.close(request=request, reason=CloseReason.NOT_NEEDED, by=office, version=3)
    assert AppointmentRequest.objects.get().status == Status.CLOSED


def test_a_name_stays_in_the_log_when_the_account_goes(submit: Submit, office: User) -> None:
    request = services.add_note(request=submit(), note="Hello.", by=office)
    office.delete()
    entry = request.contact_log.get()
    assert (entry.by, entry.by_name) == (None, "office")


def test_the_log_is_added_to_and_never_changed(submit: Submit, office: User) -> None:
    services.add_note(request=submit(), note="Hello.", by=office)
    entry = ContactLog.objects.get()
    entry.note = "Good-bye."
    with pytest.raises(TypeError):
        entry.save()
    assert ContactLog.objects.get().note == "Hello."


def test_notes_are_encrypted_and_go_with_the_request(submit: Submit, office: User) -> None:
    request = services.add_note(request=submit(), note="Wobbling hammock.", by=office)
    services.note_viewing(request=request, user=office)
    stored = str(list(ContactLog.objects.extra(select={"raw": "note"}).values_list("raw", flat=True)))
    assert "hammock" not in stored
    services.close(request=request, reason=CloseReason.NOT_NEEDED, by=office)
    services.purge_requests(now=timezone.now() + timedelta(days=4000))
    assert not ContactLog.objects.exists()
    assert not Viewing.objects.exists()
    assert not AppointmentRequest.objects.matching("Reyes").exists()


def test_notes_and_search_keys_follow_new_keys(submit: Submit, office: User, settings: Settings) -> None:
    request = services.add_note(request=submit(), note="Wobbling hammock.", by=office)
    old, new = settings.FIELD_ENCRYPTION_KEYS[0], Fernet.generate_key().decode()
    settings.FIELD_ENCRYPTION_KEYS, settings.SECRET_KEY = [new, old], "a new secret"
    assert not AppointmentRequest.objects.matching("rey an").exists()
    assert list(services.reencrypt(batch=10))
    settings.FIELD_ENCRYPTION_KEYS = [new]
    assert ContactLog.objects.get().note == "Wobbling hammock."
    assert AppointmentRequest.objects.matching("rey an").get() == request


def test_the_history_of_the_admin_names_requests_by_reference_only(submit: Submit, office: User) -> None:
    request = submit()
    services.take_step(request=request, step=VOICEMAIL, by=office, note="Wobbling hammock.")
    entry = ModelLogEntry.objects.get()
    assert (entry.label, entry.action, entry.user) == (request.reference, "wagtail.edit", office)
    assert not [word for word in ("Ana", "Reyes", "hammock") if word in str(vars(entry))]


def versions() -> dict[int, int]:
    return dict(AppointmentRequest.objects.order_by("pk").values_list("pk", "version"))


def test_several_at_once(submit: Submit, office: User) -> None:
    made = [submit(first_name=name) for name in ("Ana", "Bea", "Cem")]
    services.close(request=made[0], reason=CloseReason.OTHER, by=office)
    everything = AppointmentRequest.objects.order_by("pk")
    outcome = services.close_many(versions=versions(), reason=CloseReason.DUPLICATE, by=office)
    assert (outcome.done, outcome.left) == (made[1:], made[:1])
    assert [one.close_reason for one in everything.all()] == ["other", "duplicate", "duplicate"]
    closed = {one.pk: one.version for one in outcome.done}
    assert services.reopen_many(versions=closed, by=office).done == made[1:]
    assert [one.status for one in everything.all()] == ["closed", "new", "new"]
    assert services.assign_many(versions=versions(), to=office, by=office).done == made
    assert services.assign_many(versions=versions(), to=office, by=office) == ([], made, [], 0)
    assert made[2].contact_log.count() == 3


def test_of_several_those_that_others_have_changed_are_left(submit: Submit, office: User) -> None:
    changed, closed, gone = [submit(first_name=name) for name in ("Ana", "Bea", "Cem")]
    read = versions()
    services.add_note(request=changed, note="Called just now.", by=office)
    services.close_many(versions={closed.pk: 1}, reason=CloseReason.OTHER, by=office)
    gone.delete()
    outcome = services.close_many(versions=read, reason=CloseReason.DUPLICATE, by=office)
    assert outcome == ([], [closed], [changed], 1)
    assert services.reopen_many(versions={closed.pk: 1}, by=office).late == [closed]
    closed.refresh_from_db()
    assert (closed.status, closed.close_reason) == (Status.CLOSED, CloseReason.OTHER)


def test_who_else_has_it_open(submit: Submit, office: User) -> None:
    request, other = submit(), make_user("maria", "Office")
    assert services.note_viewing(request=request, user=office) == []
    assert services.note_viewing(request=request, user=other) == ["office"]
    Viewing.objects.update(seen_at=timezone.now() - timedelta(minutes=1))
    assert services.note_viewing(request=request, user=other) == []
    Viewing.objects.update(seen_at=timezone.now() - timedelta(days=2))
    services.note_viewing(request=submit(first_name="Bea"), user=office)
    assert Viewing.objects.filter(user=office).count() == 1


def test_the_first_to_open_it_counts(submit: Submit) -> None:
    request = submit()
    services.mark_opened(request=request)
    first = AppointmentRequest.objects.get().opened_at
    assert first
    services.mark_opened(request=AppointmentRequest.objects.get())
    assert AppointmentRequest.objects.get().opened_at == first


def test_what_is_no_spam_enters_the_log(submit: Submit, office: User) -> None:
    request = submit()
    AppointmentRequest.objects.update(is_spam=True)
    Notification.objects.all().delete()
    services.release_from_spam(request=request, by=office)
    services.release_from_spam(request=request, by=office)
    assert entries(request) == [("status", "No spam", "", "office")]
    assert request.notifications.count() == 1
