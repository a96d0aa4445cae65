"""What a patient sends while the database restarts is received as soon as it is back."""

import pytest
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.template.response import SimpleTemplateResponse
from django.test import RequestFactory

from forms_app import patience

POST = RequestFactory().post("/request-appointment/")
CONFIRMATION = RequestFactory().get("/request-appointment/received/APT-7KQ2M4XW/")
PAGE = RequestFactory().get("/articles/")


@pytest.fixture(autouse=True)
def _no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "SECONDS_BETWEEN", 0)
    monkeypatch.setattr(patience.connection, "close", lambda: None)


class Flaky:
    """A view whose database is away for the first calls."""

    __name__ = "flaky"

    def __init__(self, *errors: Exception) -> None:
        self.errors = list(errors)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if self.errors:
            raise self.errors.pop(0)
        return HttpResponse("received")


@pytest.mark.parametrize("request_", [POST, CONFIRMATION])
def test_it_is_tried_until_the_database_is_back(request_: HttpRequest) -> None:
    view = patience.waits_for_database(Flaky(OperationalError(), InterfaceError(), OperationalError()))
    assert view(request_).content == b"received"


def test_a_page_that_is_only_read_holds_up_nobody() -> None:
    with pytest.raises(OperationalError):
        patience.waits_for_database(Flaky(OperationalError()))(PAGE)


def test_patience_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "LONGEST_WAIT", 0)
    with pytest.raises(OperationalError):
        patience.waits_for_database(Flaky(OperationalError()))(POST)


def test_other_errors_are_not_waited_for() -> None:
    with pytest.raises(ValueError, match="no"):
        patience.waits_for_database(Flaky(ValueError("no")))(POST)


def test_a_template_is_rendered_while_there_is_still_patience() -> None:
    template = engines["django"].from_string("received")
    assert patience.rendered(SimpleTemplateResponse(template)).content == b"received"
