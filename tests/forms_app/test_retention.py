from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from cryptography.fernet import Fernet
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings
from wagtail.models import ModelLogEntry, ReferenceIndex

from forms_app import services, tasks
from forms_app.checks import check_retention_days
from forms_app.choices import Action, CloseReason, Status
from forms_app.models import AccessLog, AppointmentRequest, Notification, RetentionSettings
from forms_app.models import SubmissionFingerprint as Fingerprint
from forms_app.models.routing import OfficeSettings
from forms_app.services import retention
from tests.forms_app.conftest import Submit

NOW = datetime(2026, 11, 23, 20, tzinfo=UTC)


def run(*args: str) -> str:
    out = StringIO()
    call_command("purge_requests", *args, stdout=out)
    return out.getvalue()


def age(request: AppointmentRequest, days: int, **fields: object) -> AppointmentRequest:
    """As if all of it had happened so many days ago."""
    ago = timezone.now() - timedelta(days=days)
    moments = dict.fromkeys(["created", "status_since", "closed_at"], ago)
    AppointmentRequest.objects.filter(pk=request.pk).update(**moments | fields)
    request.refresh_from_db()
    return request


@pytest.fixture
def days(db: None) -> RetentionSettings:
    return RetentionSettings.objects.create(closed_days=30, scheduled_days=60, spam_days=90)


@pytest.mark.parametrize(
    ("fields", "kept", "gone"),
    [
        ({"status": Status.CLOSED}, 29, 31),
        ({"status": Status.SCHEDULED}, 59, 61),
        ({"is_spam": True}, 89, 91),
        ({"is_spam": True, "status": Status.CLOSED}, 89, 91),
        ({"status": Status.NEW}, 4000, None),
        ({"status": Status.ATTEMPTED}, 4000, None),
        ({"status": Status.WAITING}, 4000, None),
    ],
)
def test_each_status_has_its_time(
    submit: Submit, days: RetentionSettings, fields: dict[str, object], kept: int, gone: int | None
) -> None:
    request = age(submit(), kept, **fields)
    assert services.purge_requests() == 0
    if gone:
        age(request, gone, **fields)
        assert services.purge_requests() == 1
    assert AppointmentRequest.objects.exists() == (gone is None)


def test_without_a_setting_the_environment_says_how_long(submit: Submit, settings: Settings) -> None:
    settings.RETENTION_DAYS = 100
    age(submit(), 99, status=Status.CLOSED)
    assert services.purge_requests() == 0
    settings.RETENTION_DAYS = 98
    assert services.purge_requests() == 1


def test_the_time_of_what_is_scheduled_begins_when_it_is(submit: Submit, days: RetentionSettings) -> None:
    request = services.update_request(request=age(submit(), 1000), status="scheduled")
    assert services.purge_requests() == 0
    AppointmentRequest.objects.update(status_since=request.created, first_contact_at=request.created)
    assert services.purge_requests() == 1


def test_the_dry_run_counts_by_status_and_deletes_nothing(
    submit: Submit, days: RetentionSettings, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    settings.TIME_ZONE = "America/Los_Angeles"
    for name in "AB":
        age(submit(first_name=name), 700, status=Status.CLOSED)
    age(submit(first_name="C"), 700)
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 12, 2, 3, tzinfo=UTC))
    assert [line.split() for line in run("--dry-run").splitlines()] == [
        ["Kept", "for", "Since", "before", "Requests"],
        ["Closed", "30", "days", "2026-11-01", "2"],
        ["Scheduled", "60", "days", "2026-10-02", "0"],
        ["Set", "aside", "as", "spam", "90", "days", "2026-09-02", "0"],
        ["Open", "ever", "2025-12-01", "1"],
        ["2", "requests", "would", "be", "deleted.", "Open", "ones", "never", "are."],
    ]
    assert AppointmentRequest.objects.count() == 3
    assert "2 requests deleted." in run()
    assert AppointmentRequest.objects.count() == 1


def test_nothing_of_a_purged_request_is_left(
    client: Client, office: User, submit: Submit, days: RetentionSettings
) -> None:
    client.force_login(office)
    kept, merged = submit(email="ana@mail.example"), submit(first_name="Anna")
    services.merge_requests(keep=kept, other=merged, by=office)
    client.get(reverse("appointment_requests:inspect", args=[kept.pk]))
    services.close(request=kept, reason=CloseReason.SCHEDULED, by=office)
    references = {kept.reference, merged.reference}
    assert references <= set(AccessLog.objects.values_list("reference", flat=True))
    assert ModelLogEntry.objects.filter(label=kept.reference).exists()

    age(kept, 31, status=Status.CLOSED)
    assert services.purge_requests() == 1
    assert not AppointmentRequest.objects.exists()
    for related in AppointmentRequest._meta.related_objects:
        assert not related.related_model._base_manager.exclude(**{related.field.name: None}).exists()
    assert not ModelLogEntry.objects.exists()
    assert not Fingerprint.objects.exists()
    assert not ReferenceIndex.objects.filter(content_type__app_label="forms_app").exists()
    everything = str([*AccessLog.objects.values_list(), *Notification.objects.values_list()])
    assert not [reference for reference in references if reference in everything]
    purge = AccessLog.objects.filter(action=Action.PURGE).get()
    assert (purge.user_name, purge.count) == ("Bedside itself", 1)
    assert AccessLog.objects.filter(action=Action.VIEW, user=office).exists()


def test_a_merged_request_stays_as_long_as_the_one_it_belongs_to(
    office: User, submit: Submit, days: RetentionSettings
) -> None:
    kept, merged = submit(), submit(first_name="Anna")
    services.merge_requests(keep=kept, other=merged, by=office)
    age(merged, 1000)
    assert services.purge_requests() == 0
    age(kept, 31, status=Status.CLOSED)
    services.purge_requests()
    assert not AppointmentRequest.objects.exists()


def test_a_purge_that_breaks_off_goes_on_the_next_time(
    submit: Submit, days: RetentionSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in "ABC":
        age(submit(first_name=name), 31, status=Status.CLOSED)
    delete, calls = retention._delete, []

    def breaks(pks: list[int]) -> None:
        calls.append(pks)
        if len(calls) == 2:
            raise DatabaseError
        delete(pks)

    monkeypatch.setattr(retention, "_delete", breaks)
    with pytest.raises(DatabaseError):
        services.purge_requests(batch=1)
    assert AppointmentRequest.objects.count() == 2
    assert AccessLog.objects.filter(action=Action.PURGE).count() == 1
    assert services.purge_requests(batch=1) == 2


def test_fingerprints_go_when_they_have_served(submit: Submit) -> None:
    submit()
    services.purge_requests()
    assert Fingerprint.objects.exists()
    Fingerprint.objects.update(created=timezone.now() - timedelta(minutes=11))
    services.purge_requests()
    assert not Fingerprint.objects.exists()


def test_the_access_log_has_a_time_of_its_own(office: User, days: RetentionSettings) -> None:
    services.record_access(user=office, action=Action.LIST)
    AccessLog.objects.update(at=timezone.now() - timedelta(days=days.access_days - 1))
    services.purge_requests()
    assert AccessLog.objects.exists()
    AccessLog.objects.update(at=timezone.now() - timedelta(days=days.access_days + 1))
    services.purge_requests()
    assert not AccessLog.objects.exists()


def test_the_scheduler_purges_every_hour(submit: Submit, settings: Settings) -> None:
    age(submit(), settings.RETENTION_DAYS + 1, status=Status.CLOSED)
    (planned,) = [
        plan
        for plan in settings.CELERY_BEAT_SCHEDULE.values()
        if plan["task"] == tasks.purge_past_retention.name
    ]
    assert planned["schedule"].is_due(timezone.now() - timedelta(hours=1, minutes=1)).is_due
    tasks.purge_past_retention()
    assert not AppointmentRequest.objects.exists()
    assert not Notification.objects.exists()


def test_what_cannot_be_read_can_still_be_purged(submit: Submit, settings: Settings) -> None:
    age(submit(), 400, status=Status.CLOSED)
    settings.FIELD_ENCRYPTION_KEYS = [Fernet.generate_key().decode()]
    assert services.purge_requests() == 1
    assert not Notification.objects.exists()


def test_old_open_requests_are_shown_and_not_deleted(
    client: Client, office: User, submit: Submit, settings: Settings
) -> None:
    client.force_login(office)
    request = age(submit(), settings.RETENTION_DAYS - 1)
    assert "Old open requests" not in client.get("/admin/").content.decode()
    age(request, settings.RETENTION_DAYS + 1)
    assert "1 request has been open for more than 365 days" in " ".join(
        client.get("/admin/").content.decode().split()
    )
    services.purge_requests()
    assert AppointmentRequest.objects.exists()


def test_a_time_typed_wrong_does_not_empty_the_inbox(
    client: Client, admin: User, office: User, submit: Submit
) -> None:
    age(submit(), 31, status=Status.CLOSED)
    address = reverse("wagtailsettings:edit", args=["forms_app", "retentionsettings"])
    client.force_login(admin)
    form = {"closed_days": "1", "scheduled_days": "", "spam_days": "40", "access_days": "400"}
    answer = client.post(client.get(address)["Location"], form)
    assert "Enter 30 days or more." in answer.content.decode()
    client.post(client.get(address)["Location"], form | {"closed_days": "30"})
    saved = RetentionSettings.load()
    assert (saved.closed_days, saved.scheduled_days, saved.spam_days) == (30, None, 40)
    shown = " ".join(client.get(address, follow=True).content.decode().split())
    assert "Closed, kept for 30 days: 1 request<" in shown
    client.force_login(office)
    assert client.get(address).status_code == 302
    assert "forms_app/retentionsettings" not in client.get("/admin/").content.decode()


ENDLESS = 9_999_999


@pytest.mark.parametrize(
    ("model", "field", "value", "words"),
    [
        (RetentionSettings, "closed_days", 36_500, ""),
        (RetentionSettings, "closed_days", 36_501, "Enter 36,500 days (100 years) or fewer."),
        (RetentionSettings, "scheduled_days", ENDLESS, "Enter 36,500 days (100 years) or fewer."),
        (RetentionSettings, "spam_days", ENDLESS, "Enter 36,500 days (100 years) or fewer."),
        (RetentionSettings, "access_days", ENDLESS, "Enter 36,500 days (100 years) or fewer."),
        (RetentionSettings, "access_days", 364, "Enter 365 days or more."),
        (OfficeSettings, "opened_within", 201, "Enter 200 hours or fewer."),
        (OfficeSettings, "contacted_within", ENDLESS, "Enter 200 hours or fewer."),
        (OfficeSettings, "manager_after", 0, "Enter 1 hour or more."),
    ],
)
def test_a_number_in_the_settings_has_limits(
    model: type[RetentionSettings | OfficeSettings], field: str, value: int, words: str
) -> None:
    told = ""
    try:
        model(**{field: value}).clean_fields(exclude=["site"])
    except ValidationError as error:
        told = str(error.message_dict[field][0])
    assert told == words


def test_a_number_that_was_stored_without_limits_stops_nothing(
    client: Client, admin: User, submit: Submit
) -> None:
    RetentionSettings.objects.create(closed_days=ENDLESS, spam_days=30, access_days=ENDLESS)
    age(submit(), 31, status=Status.CLOSED)
    age(submit(first_name="Spam"), 31, is_spam=True)
    assert services.purge_requests() == 1
    client.force_login(admin)
    address = reverse("wagtailsettings:edit", args=["forms_app", "retentionsettings"])
    shown = client.get(address, follow=True)
    assert "Closed, kept for 36500 days: 0 requests<" in " ".join(shown.content.decode().split())


@pytest.mark.parametrize(("days", "problems"), [(0, 1), (-1, 1), (1, 0), (36_500, 0), (36_501, 1)])
def test_the_number_in_the_environment_has_limits(settings: Settings, days: int, problems: int) -> None:
    settings.RETENTION_DAYS = days
    assert len(check_retention_days(None)) == problems
