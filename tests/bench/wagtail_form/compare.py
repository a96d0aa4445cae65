"""How much processor time a form takes that is sent: ours, and Wagtail's own with as many fields.

Run as a program on a site's files; it prints two numbers, in milliseconds.
"""

import io
import os
import statistics
import sys
import time
import urllib.parse
from collections.abc import Callable
from typing import Any

import django
from django.core.wsgi import get_wsgi_application
from django.db import connection

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.bench.wagtail_form.settings")
django.setup()

from clinics.models import LocationPage  # noqa: E402 - models can be imported from here on
from forms_app.models import AppointmentPage  # noqa: E402
from home.models import HomePage  # noqa: E402
from tests.bench.wagtail_form.fields import FIELDS  # noqa: E402
from tests.bench.wagtail_form.models import PlainFormField, PlainFormPage  # noqa: E402

ROUNDS, POSTS = 12, 25
PATH = "/plain-form/"
GIVEN = {
    **{"first_name": "Ana", "last_name": "Reyes", "phone": "(503) 555-0142", "language": "Quechua"},
    **{"payer": "Cash", "email": "ana@mail.example", "voicemail_ok": "on", "voicemail": "on"},
}


def plain_form() -> PlainFormPage:
    """Wagtail's form page below the home page; its tables are made for it."""
    with connection.schema_editor() as editor:
        editor.create_model(PlainFormPage)
        editor.create_model(PlainFormField)
    page = PlainFormPage(title="Plain form", slug=PATH.strip("/"))
    HomePage.objects.get().add_child(instance=page)
    for label, kind in FIELDS.items():
        PlainFormField.objects.create(
            page=page, label=label, field_type=kind, choices="one\ntwo", required=False
        )
    return page


def poster(path: str, answers: dict[str, Any], expected: str) -> Callable[[int], None]:
    """Sends a form straight into the application, without a server between."""
    application = get_wsgi_application()

    def post(number: int) -> None:
        its_own = {"message": f"Request {number}", "phone": f"(503) 555-01{number % 100:02}"}
        body = urllib.parse.urlencode(answers | its_own, doseq=True).encode()
        environ = {
            **{"REQUEST_METHOD": "POST", "PATH_INFO": path, "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "80"},
            **{"REMOTE_ADDR": "127.0.0.1", "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(body)},
            **{"CONTENT_TYPE": "application/x-www-form-urlencoded", "CONTENT_LENGTH": str(len(body))},
        }
        statuses: list[str] = []
        response = application(environ, lambda status, headers: statuses.append(status))
        b"".join(response)
        response.close()
        if statuses != [expected]:
            raise SystemExit(f"{path} answered {statuses}")

    return post


def main() -> None:
    ours = AppointmentPage.objects.get()
    location = LocationPage.objects.live().first()
    forms = {
        "ours": poster(ours.url, GIVEN | {"location": location.pk, "days": ["monday"]}, "303 See Other"),
        "wagtail": poster(plain_form().url, GIVEN | {"days": ["one"], "location": "one"}, "200 OK"),
    }
    times: dict[str, list[float]] = {name: [] for name in forms}
    for number in range(ROUNDS + 1):
        for name, post in forms.items():
            began = time.process_time()
            for each in range(POSTS):
                post(number * POSTS + each)
            times[name].append((time.process_time() - began) / POSTS * 1000)
    spent = {name: statistics.median(values[1:]) for name, values in times.items()}
    sys.stdout.write(f"{spent['ours']} {spent['wagtail']}\n")


if __name__ == "__main__":
    main()
