"""A request is found by hashes, which are written with it."""

from django.db import connection

from forms_app.models.requests import AppointmentRequest
from forms_app.models.search_key import SearchKey
from forms_app.search_keys import keys_of


def write_search_keys(request: AppointmentRequest) -> None:
    """Make a request findable by what it holds now. Call it in a transaction."""
    wanted = keys_of(
        first_name=request.first_name, last_name=request.last_name, phone=request.phone, email=request.email
    )
    quoted = connection.ops.quote_name
    table, columns = quoted(SearchKey._meta.db_table), f"{quoted('request_id')}, {quoted('key')}"
    with connection.cursor() as cursor:  # some forty rows; as objects they cost more than the request itself
        cursor.executemany(
            f"INSERT INTO {table} ({columns}) VALUES (%s, %s)",  # noqa: S608 - names, no values
            [(request.pk, key) for key in sorted(wanted)],
        )


def renew_search_keys(request: AppointmentRequest) -> None:
    """Replace what an earlier SECRET_KEY has left. Call it in a transaction."""
    SearchKey.objects.filter(request=request).delete()
    write_search_keys(request)
