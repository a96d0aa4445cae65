"""Many requests at once, for measuring: copies of one, each found by a name and number of its own."""

from datetime import timedelta
from typing import Any

from django.db import connection, transaction

from forms_app import search_keys
from forms_app.choices import Kind, State, Status
from forms_app.models import AppointmentRequest, Notification, SearchKey
from tests.bench.inbox import first_name, last_name, phone, reference

AT_ONCE = 5000
STATUSES = [Status.NEW, Status.ATTEMPTED, Status.WAITING, *[Status.CLOSED] * 7]


def fill(wanted: int, template: AppointmentRequest) -> None:
    """Have so many requests, all with the answers of one."""
    first = AppointmentRequest.objects.count()
    for start in range(first, wanted, AT_ONCE):
        numbers = range(start, min(start + AT_ONCE, wanted))
        with transaction.atomic():
            keys = _copies(
                AppointmentRequest, template.pk, [_changes(number, template) for number in numbers]
            )
            mails = template.notifications.filter(kind=Kind.OFFICE)
            changes = [
                {"request_id": key, "state": State.SENT, "message_id": f"<{key}@bench>"} for key in keys
            ]
            _copies(Notification, mails[0].pk, changes)
            SearchKey.objects.bulk_create(
                (
                    SearchKey(request_id=key, key=found)
                    for key, number in zip(keys, numbers, strict=True)
                    for found in _keys(number)
                ),
                batch_size=5000,
            )
    if connection.vendor == "postgresql":  # which would do so itself before long; SQLite never does
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _changes(number: int, template: AppointmentRequest) -> dict[str, Any]:
    ago = timedelta(minutes=number)
    return {
        "reference": reference(number),
        "created": template.created - ago,
        "due_at": template.due_at - ago,
        "status": STATUSES[number % len(STATUSES)],
    }


def _keys(number: int) -> set[str]:
    return search_keys.keys_of(
        first_name=first_name(number), last_name=last_name(number), phone=phone(number), email=""
    )


def _copies(model: Any, pk: int, changes: list[dict[str, Any]]) -> list[int]:
    """Copy a row as it lies in the database, so that nothing is encrypted anew; the keys of the copies."""
    fields = [field for field in model._meta.local_concrete_fields if not field.generated]
    columns = [field.column for field in fields if not field.primary_key]
    quoted = ", ".join(connection.ops.quote_name(column) for column in columns)
    table = connection.ops.quote_name(model._meta.db_table)
    latest = model.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    adapt = {
        field.column: lambda value, field=field: field.get_db_prep_save(value, connection) for field in fields
    }
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {quoted} FROM {table} WHERE id = %s", [pk])
        row = dict(zip(columns, cursor.fetchone(), strict=True))
        rows = [row | {name: adapt[name](value) for name, value in change.items()} for change in changes]
        places = ", ".join(["%s"] * len(columns))
        cursor.executemany(
            f"INSERT INTO {table} ({quoted}) VALUES ({places})",
            [[row[column] for column in columns] for row in rows],
        )
    return list(model.objects.filter(pk__gt=latest).order_by("pk").values_list("pk", flat=True))
