"""Errors that may quote somebody are told without their words."""

import logging
import sys
from collections.abc import Callable
from types import TracebackType

import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from django.views.debug import ExceptionReporter, technical_500_response
from django.views.decorators.debug import sensitive_post_parameters
from pytest_django import Settings

from core.error_reports import ErrorReporter
from core.logs import Scrubbed
from core.privacy import is_private
from forms_app import encryption

SECRET = "rehtaefilliuQ"[::-1]  # spelled so that the code of this test, which reports show, does not hold it
ExcInfo = tuple[type[BaseException], BaseException, TracebackType]


def caught(work: Callable[[], object]) -> ExcInfo:
    try:
        work()
    except Exception:  # noqa: BLE001
        kind, error, trace = sys.exc_info()
        assert kind
        assert error
        assert trace
        return kind, error, trace
    raise AssertionError("It should have failed.")


def outside() -> None:
    name = SECRET
    raise ValueError(f"{name} is wrong")


def inside() -> None:
    encryption.encrypt(Speaking())  # type: ignore[arg-type]


class Speaking:
    def encode(self) -> bytes:
        raise ValueError(f"{SECRET} is wrong")


def over_it() -> None:
    try:
        inside()
    except ValueError as error:
        raise KeyError(f"because of {error}") from error


def hiding_it() -> None:
    try:
        inside()
    except ValueError as error:
        raise LookupError(SECRET) from None if error else error


@pytest.mark.parametrize(
    ("work", "private"), [(outside, False), (inside, True), (over_it, True), (hiding_it, True)]
)
def test_an_error_is_private_when_the_app_has_a_part_in_it(work: Callable[[], None], private: bool) -> None:
    assert is_private(caught(work)[1]) == private


def sensitive(request: HttpRequest) -> HttpRequest:
    sensitive_post_parameters()(lambda request: None)(request)
    return request


def test_an_error_is_private_over_a_sensitive_form(rf: RequestFactory) -> None:
    _, error, _ = caught(outside)
    assert not is_private(error, rf.post("/"))
    assert is_private(error, sensitive(rf.post("/")))


def record(exc_info: ExcInfo, message: str, *args: object) -> logging.LogRecord:
    return logging.getLogger("some").makeRecord("some", logging.ERROR, __file__, 1, message, args, exc_info)


def line(exc_info: ExcInfo, message: str, *args: object) -> str:
    made = record(exc_info, message, *args)
    assert Scrubbed().filter(made)
    return logging.Formatter("%(message)s").format(made)


@pytest.mark.parametrize("work", [inside, over_it, hiding_it])
def test_the_log_says_where_and_of_which_kind(work: Callable[[], None]) -> None:
    told = line(caught(work), "It failed")
    assert SECRET not in told
    assert "It failed\nTraceback" in told
    assert "ValueError: (left out" in told
    assert "forms_app/encryption.py" in told


def test_what_repeats_the_error_in_the_message_is_left_out_too() -> None:
    exc_info = caught(inside)
    words = f"ValueError('{SECRET} is wrong')"
    assert line(exc_info, "Task %(name)s: %(exc)s", {"name": "purge", "exc": words}).startswith(
        "Task purge: ValueError\n"
    )
    assert line(exc_info, "%s failed with %s", "It", exc_info[1]).startswith("It failed with ValueError\n")


def test_other_errors_keep_their_words() -> None:
    assert f"ValueError: {SECRET} is wrong" in line(caught(outside), "It failed")


@pytest.mark.parametrize("debug", [True, False])
def test_reports_quote_no_form_no_variable_and_no_error(
    rf: RequestFactory, settings: Settings, debug: bool
) -> None:
    settings.DEBUG = debug
    settings.DATABASE_URL = f"postgres://me:{SECRET}@db"
    request = sensitive(rf.post("/", {"name": SECRET}))
    for work in (outside, inside, over_it, hiding_it):
        exc_info = caught(work)
        plain = ExceptionReporter(request, *exc_info)
        assert SECRET in plain.get_traceback_html()
        report = ErrorReporter(request, *exc_info)
        assert SECRET not in report.get_traceback_html() + report.get_traceback_text()
        assert SECRET not in technical_500_response(request, *exc_info).content.decode()
        assert exc_info[0].__name__ in report.get_traceback_text()


def test_a_report_without_a_request_is_as_silent() -> None:
    report = ErrorReporter(None, *caught(inside))
    assert SECRET not in report.get_traceback_html() + report.get_traceback_text()


def test_a_report_of_anything_else_keeps_its_words(rf: RequestFactory) -> None:
    assert f"{SECRET} is wrong" in ErrorReporter(rf.get("/"), *caught(outside)).get_traceback_text()
