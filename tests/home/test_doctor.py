"""`manage.py doctor` names what is wrong and what to do, and is quiet about what is well."""

from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from pytest_django import Settings

from clinics.models import OrganisationSettings
from editorial.link_watch.visits import Visit
from editorial.link_watch.watching import record
from forms_app.choices import Kind, State
from forms_app.models import AppointmentRequest, Notification
from home.doctor import Finding, examine
from home.models import HomePage
from tests.factories import make_location, make_source

pytestmark = pytest.mark.embedded


def finding(subject: str) -> Finding:
    return next(found for found in examine() if found.subject == subject)


def notify(**fields: object) -> Notification:
    request = AppointmentRequest.objects.create(
        reference="APT-TEST2345", due_at=timezone.now(), location_name="Riverside"
    )
    return Notification.objects.create(
        request=request, kind=Kind.OFFICE, recipient="office@clinic.example", **fields
    )


def test_what_is_well_has_no_advice(home: HomePage) -> None:
    make_location()
    well = {found.subject for found in examine() if not found.advice}
    assert well == {
        "database",
        "migrations",
        "files",
        "queue",
        "mail",
        "recipients",
        "late mail",
        "undelivered requests",
        "undelivered summaries",
        "unreadable rows",
        "dead links",
    }


def test_it_stops_at_migrations_that_wait(home: HomePage) -> None:
    MigrationRecorder(connection).record_unapplied("forms_app", "0002_office_group")
    subjects = [found.subject for found in examine()]
    assert subjects == ["database", "migrations"]
    assert finding("migrations") == Finding("migrations", "1 waiting", "Run manage.py migrate.")


def test_a_missing_worker_is_named(home: HomePage) -> None:
    assert "Start the worker" in finding("worker").advice


def test_a_location_without_recipients_is_named(home: HomePage) -> None:
    OrganisationSettings.objects.update(fallback_office_emails="")
    make_location(office_emails="")
    assert "Riverside" in finding("recipients").state
    assert finding("recipients").advice


@pytest.mark.parametrize("state", [State.DUE, State.SENDING])
def test_mail_that_waits_too_long_is_counted_even_between_two_tries(home: HomePage, state: State) -> None:
    now = timezone.now()
    soon = now + timedelta(minutes=3)
    notify(state=state, created=now - timedelta(days=2), next_attempt_at=soon, lease_until=soon)
    assert finding("late mail").state == "1"
    assert finding("late mail").advice


@pytest.mark.parametrize(("state", "minutes"), [(State.DUE, 4), (State.SENT, 60), (State.FAILED, 60)])
def test_other_mail_is_not_late(home: HomePage, state: State, minutes: int) -> None:
    notify(state=state, created=timezone.now() - timedelta(minutes=minutes))
    assert finding("late mail").state == "0"


def test_mail_that_was_refused_is_counted(home: HomePage) -> None:
    notify(state=State.FAILED)
    assert finding("undelivered requests").state == "1"


def test_links_that_nobody_hears_of_are_named(home: HomePage) -> None:
    assert finding("dead links") == Finding("dead links", "0")
    source = make_source()
    for days in range(3):
        record(source=source, visit=Visit(source.address, 404), now=timezone.now() - timedelta(days=2 - days))
    assert finding("dead links").state == "1"
    assert finding("dead links").advice.startswith("Nobody is named to hear of links that died or moved.")


def test_a_mail_server_that_is_away_is_named(home: HomePage, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    assert finding("mail").state == "ConnectionRefusedError"


def test_mail_in_files_is_looked_at_without_leaving_one(
    home: HomePage, settings: Settings, tmp_path: Path
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path
    assert finding("mail") == Finding("mail", "filebased")
    assert not list(tmp_path.iterdir())


def test_the_command_ends_with_status_1_where_something_is_wrong(home: HomePage) -> None:
    out = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("doctor", stdout=out)
    assert ended.value.code == 1
    assert "Start the worker" in out.getvalue()
