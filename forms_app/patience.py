"""A database that restarts costs a patient seconds, not the answers typed nor the confirmation."""

import time
from collections.abc import Callable
from functools import wraps

from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse

LONGEST_WAIT = 30  # seconds, about what PostgreSQL takes to recover from a crash
SECONDS_BETWEEN = 0.25
View = Callable[..., HttpResponse]


def waits_for_database(view: View) -> View:
    """Do again what a database that went away broke off, where a patient sends a form or has sent one.

    That may be done: answers that were stored after all are recognized, so the request is the same one.
    """

    @wraps(view)
    def patient(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        deadline = time.monotonic() + (LONGEST_WAIT if is_a_patients(request) else 0)
        while True:
            try:
                return rendered(view(request, *args, **kwargs))
            except (OperationalError, InterfaceError):
                if time.monotonic() >= deadline:
                    raise
            connection.close()
            time.sleep(SECONDS_BETWEEN)

    return patient


def is_a_patients(request: HttpRequest) -> bool:
    return request.method == "POST" or "/received/" in request.path


def rendered(response: HttpResponse) -> HttpResponse:
    """A template may ask the database too; better here than after the view."""
    render = getattr(response, "render", None)
    return render() if callable(render) else response
