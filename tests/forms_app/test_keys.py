from collections.abc import Iterator
from io import StringIO

import pytest
from cryptography.fernet import Fernet, InvalidToken
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from forms_app import services
from forms_app.models import AppointmentRequest, Notification
from forms_app.services.keys import encrypted_fields, encrypted_models
from tests.forms_app.conftest import Submit

NEW, LOST = Fernet.generate_key().decode(), Fernet.generate_key().decode()


@pytest.fixture
def old(settings: Settings) -> str:
    return str(settings.FIELD_ENCRYPTION_KEYS[0])


def run(*args: str) -> str:
    out = StringIO()
    call_command("rotate_keys", *args, stdout=out)
    return out.getvalue()


def stored() -> Iterator[str]:
    """Every encrypted value as it lies in the database."""
    for model in encrypted_models():
        for name in encrypted_fields(model):
            with connection.cursor() as cursor:
                cursor.execute(f'SELECT "{name}" FROM "{model._meta.db_table}"')
                yield from (value for (value,) in cursor.fetchall() if value)


def under(key: str) -> int:
    def opens(token: str) -> bool:
        try:
            return bool(Fernet(key).decrypt(token.encode()))
        except InvalidToken:
            return False

    return sum(map(opens, stored()))


def test_every_model_with_an_encrypted_column_is_found() -> None:
    assert {AppointmentRequest, Notification} <= set(encrypted_models())
    assert {"first_name", "extra", "days"} <= set(encrypted_fields(AppointmentRequest))


def test_keys_are_rotated_without_loss(submit: Submit, settings: Settings, old: str) -> None:
    submit(email="ana@mail.example", days=("monday",))
    settings.FIELD_ENCRYPTION_KEYS = [NEW, old]
    settings.SECRET_KEY = "a new secret"
    assert not AppointmentRequest.objects.matching("Reyes").exists()
    assert "3 of 3 rows" in run("--batch", "2")
    settings.FIELD_ENCRYPTION_KEYS = [NEW]
    assert under(NEW) == len([*stored()])
    request = AppointmentRequest.objects.get()
    assert (request.full_name, request.email, request.days) == ("Ana Reyes", "ana@mail.example", ["monday"])
    assert Notification.objects.last().recipient == "ana@mail.example"
    assert AppointmentRequest.objects.matching("reyes").get() == request


def test_what_was_interrupted_is_finished_by_the_next_run(
    submit: Submit, settings: Settings, old: str
) -> None:
    for name in "ABC":
        submit(first_name=name)
    settings.FIELD_ENCRYPTION_KEYS = [NEW, old]
    next(services.reencrypt(batch=1))
    done = under(NEW)
    assert 0 < done < len([*stored()])
    assert {request.last_name for request in AppointmentRequest.objects.all()} == {"Reyes"}
    assert "Every row is under the first key." in run()
    assert under(NEW) == len([*stored()])


def test_rows_that_come_in_meanwhile_are_taken_along(submit: Submit, settings: Settings, old: str) -> None:
    submit()
    settings.FIELD_ENCRYPTION_KEYS = [NEW, old]
    progress = services.reencrypt(batch=1)
    next(progress)
    settings.FIELD_ENCRYPTION_KEYS = [old]  # a process that has not been started again yet
    submit(first_name="Bea")
    settings.FIELD_ENCRYPTION_KEYS = [NEW, old]
    *_, last = progress
    assert last.done == last.total == 4
    assert under(NEW) == len([*stored()])


def test_a_row_deleted_meanwhile_does_no_harm(submit: Submit) -> None:
    submit()
    submit(first_name="Bea")
    progress = services.reencrypt(batch=1)
    assert next(progress)[:2] == (1, 4)
    AppointmentRequest.objects.all().delete()
    assert not [step.unreadable for step in progress if step.unreadable]


def test_rows_that_no_key_can_read_are_named_and_left_alone(
    submit: Submit, settings: Settings, old: str
) -> None:
    settings.FIELD_ENCRYPTION_KEYS = [LOST]
    submit()
    settings.FIELD_ENCRYPTION_KEYS = [old]
    submit(first_name="Bea")
    settings.FIELD_ENCRYPTION_KEYS = [NEW, old]
    with pytest.raises(CommandError) as error:
        run()
    assert "1 of appointment request" in str(error.value)
    assert "1 of notification" in str(error.value)
    assert under(LOST) > 0
    assert under(old) == 0
    settings.FIELD_ENCRYPTION_KEYS = [NEW, LOST]
    assert "Every row is under the first key." in run()
    assert {request.first_name for request in AppointmentRequest.objects.all()} == {"Ana", "Bea"}


def test_what_is_as_it_should_be_is_only_read(submit: Submit, settings: Settings, old: str) -> None:
    for name in "ABC":
        submit(first_name=name, email="ana@mail.example")
    settings.FIELD_ENCRYPTION_KEYS = [NEW, old]
    run()
    with CaptureQueriesContext(connection) as asked:
        assert "9 of 9 rows" in run()
    asked_for = [entry["sql"] for entry in asked.captured_queries]
    assert not [sql for sql in asked_for if sql.startswith(("UPDATE", "DELETE", "INSERT"))]
    assert len([sql for sql in asked_for if "COUNT(*)" in sql]) == len(encrypted_models())
    settings.SECRET_KEY = "a new secret"
    run()
    assert AppointmentRequest.objects.matching("reyes").count() == 3
