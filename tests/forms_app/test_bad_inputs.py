"""The catalogue of bad inputs, through the form, the site, the office's screen and the mail."""

from collections.abc import Iterable, Mapping
from itertools import zip_longest
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.http import HttpResponse, QueryDict
from django.test import Client
from django.utils.http import urlencode
from pytest_django import Settings

from clinics.models import LocationPage
from forms_app import emails
from forms_app.models import AppointmentPage, AppointmentRequest, FormField, Notification
from home.models import HomePage
from tests import factories
from tests.conftest import BACKEND
from tests.forms_app.bad_inputs import CASES, POSTS, Aside, Case, Kept, Refused

ANSWERS: dict[str, Any] = {
    "first_name": "Ana",
    "last_name": "Reyes",
    "phone": "(503) 555-0142",
    "email": "ana@mail.example",
}
KINDS = [
    "singleline",
    "multiline",
    "email",
    "number",
    "url",
    "dropdown",
    "checkboxes",
    "radio",
    "date",
    "datetime",
]


@pytest.fixture
def asking(page: AppointmentPage, settings: Settings) -> AppointmentPage:
    """The page with a question of each kind, and nobody counting."""
    settings.RATE_LIMIT_POSTS = settings.RATE_LIMIT_PER_PHONE = 100_000
    for kind in KINDS:
        question = FormField(label=f"About {kind}", field_type=kind, required=False, choices="Yes\nNo")
        page.form_fields.add(question)
    page.form_fields.add(FormField(label="Is 50%d true?", field_type="singleline", required=False))
    page.save_revision().publish()
    return page


@pytest.fixture
def places(home: HomePage, location: LocationPage) -> dict[str, object]:
    """The numbers of pages that the catalogue names."""
    draft = factories.make_location(title="Draft", slug="draft", live=False)
    return {"location": location.pk, "home": home.pk, "unpublished": draft.pk}


def filled_in(cases: Iterable[Case], places: Mapping[str, object]) -> str:
    """The whole form as it is sent, with these answers in it."""
    typed: dict[str, Any] = ANSWERS | {"location": places["location"]}
    for case in cases:
        answers = [case.typed] if isinstance(case.typed, str) else case.typed
        if case.field in {"location", "service"}:
            answers = [answer.format(**places) for answer in answers]
        typed[case.field] = answers
    return urlencode(typed, doseq=True)


def rounds(outcome: type) -> list[list[Case]]:
    """All cases with such an outcome, in forms that hold one for each field."""
    columns: dict[str, list[Case]] = {}
    for case in CASES:
        if isinstance(case.outcome, outcome):
            columns.setdefault(case.field, []).append(case)
    return [[case for case in row if case] for row in zip_longest(*columns.values())]


def test_the_catalogue_is_large() -> None:
    assert len({(case.field, str(case.typed)) for case in CASES}) == len(CASES)
    assert len(CASES) + len(POSTS) > 250


def test_the_form_says_what_the_catalogue_says(asking: AppointmentPage, places: dict[str, object]) -> None:
    form_class = asking.get_form_class()
    wrong = []
    for case in CASES:
        form = form_class(QueryDict(filled_in([case], places)))
        if isinstance(case.outcome, Refused):
            told = [message for messages in form.errors.values() for message in messages]
            is_right = list(form.errors) == [case.field] and case.outcome.words in told[0]
        else:
            is_right = form.is_valid() and form.verdict.is_spam == isinstance(case.outcome, Aside)
        if not is_right:
            wrong.append((case, dict(form.errors)))
    assert wrong == []


def test_the_site_does_what_the_catalogue_says(
    client: Client, admin: User, asking: AppointmentPage, places: dict[str, object]
) -> None:
    wrong = []
    for cases in [*rounds(Refused), *([case] for case in CASES if not isinstance(case.outcome, Refused))]:
        response = post(client, asking.url, filled_in(cases, places))
        page = response.content.decode().replace("&#x27;", "'")
        for case in cases:
            if isinstance(case.outcome, Refused):
                is_right = response.status_code == 422 and case.outcome.words in page
            else:
                is_right = response.status_code == 303 and is_stored_as_meant(response, case)
            if not is_right or is_in(case.typed, page):
                wrong.append((case, response.status_code))
    assert wrong == []

    requests = list(AppointmentRequest.objects.all())
    told = {mail.request_id for mail in Notification.objects.all()}
    assert {request.pk for request in requests if not request.is_spam} == told
    for kind_of_mail in ("office", "patient"):
        built = [emails.build(mail) for mail in Notification.objects.filter(kind=kind_of_mail)]
        for message in built:
            text = str(message.message())
            assert not [sign for sign in ("script", "alert(", "DROP", "Bcc", "evil") if sign in text]
    client.force_login(admin, backend=BACKEND)
    every_answer_is_shown(client, requests)


def post(client: Client, url: str, body: str) -> HttpResponse:
    return client.post(url, body, content_type="application/x-www-form-urlencoded")


def is_in(typed: str | list[str], page: str) -> bool:
    """Whether markup in an answer became part of the page."""
    return any("<" in answer and answer in page for answer in ([typed] if isinstance(typed, str) else typed))


def is_stored_as_meant(response: HttpResponse, case: Case) -> bool:
    reference = response["Location"].rstrip("/").rpartition("/")[2]
    request = AppointmentRequest.objects.get(reference=reference)
    if isinstance(case.outcome, Aside):
        return request.is_spam and not request.notifications.exists()
    assert isinstance(case.outcome, Kept)
    if case.field.startswith("extra_"):
        return dict(request.extra)[f"About {case.field.removeprefix('extra_about_')}"] == case.outcome.value
    if hasattr(request, case.field) and case.field in {
        *ANSWERS,
        "language",
        "payer",
        "message",
        "days",
        "voicemail_ok",
    }:
        return bool(getattr(request, case.field) == case.outcome.value)
    return not request.is_spam and request.status == "new"  # what is no question changes nothing


def every_answer_is_shown(client: Client, requests: list[AppointmentRequest]) -> None:
    """All that was stored, gathered in one request, stands on the office's screen as text."""
    first = requests[0]
    answers = [answer for request in requests for _question, answer in request.answers]
    extra: Any = [(answer, answer) for answer in dict.fromkeys(answers)]
    first.extra = extra
    first.save()
    response = client.get(f"/admin/requests/{first.pk}/")
    page = BeautifulSoup(response.content, "html.parser")
    main = page.select("main")[0]
    shown = {part.get_text() for part in main.select("dt")}
    assert [question for question, _answer in extra if question not in shown] == []
    assert not main.select("dl script, dl img, dl iframe, dl svg, [onerror], [onload]")


def test_what_is_no_form_is_answered_too(client: Client, asking: AppointmentPage) -> None:
    wrong = {}
    for name, sent in POSTS.items():
        response = client.generic(
            sent.method, asking.url + sent.below, sent.body, sent.content_type, headers=sent.headers
        )
        if response.status_code != sent.status or response.cookies:
            wrong[name] = response.status_code
    assert wrong == {}
    assert not AppointmentRequest.objects.exists()
