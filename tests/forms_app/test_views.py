from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.utils.http import urlencode
from pytest_django import DjangoAssertNumQueries, Settings

from clinics.models import LocationPage
from forms_app.models import AppointmentPage, AppointmentRequest, FormField, Notification
from forms_app.references import EXAMPLE
from tests import factories
from tests.forms_app.make import DISTINCTIVE, TYPED

pytestmark = pytest.mark.embedded

URL = "/request-appointment/"


def send(client: Client, location: LocationPage, **changes: Any) -> HttpResponse:
    typed = {**TYPED, "location": location.pk} | changes
    body = urlencode(typed, doseq=True)
    return client.post(URL, body, content_type="application/x-www-form-urlencoded")


def soup(response: HttpResponse) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def one(html: BeautifulSoup | Tag, selector: str) -> Tag:
    (found,) = html.select(selector)
    return found


def test_the_form_is_public_and_carries_nothing_per_visitor(client: Client, page: AppointmentPage) -> None:
    response = client.get(URL)
    assert response.status_code == 200
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert "no-store" not in response.get("Cache-Control", "")
    assert "csrf" not in response.content.decode()


def test_the_way_of_a_request(client: Client, page: AppointmentPage, location: LocationPage) -> None:
    response = send(client, location)
    request = AppointmentRequest.objects.get()
    assert response.status_code == 303
    assert response["Location"] == f"{URL}received/{request.reference}/"
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies

    confirmation = client.get(response["Location"])
    text = soup(confirmation).get_text(" ", strip=True)
    assert confirmation.status_code == 200
    assert "no-store" in confirmation["Cache-Control"]
    assert not confirmation.cookies
    words = ["We have received your request", "within one business day", "(503) 555-0100", "911", "988"]
    for wanted in (request.reference, *words):
        assert wanted in text
    assert not [answer for answer in DISTINCTIVE if answer in text]


def test_a_confirmation_looks_nobody_up(client: Client, page: AppointmentPage) -> None:
    assert client.get(f"{URL}received/{EXAMPLE}/").status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_nothing_is_received_at_the_confirmation(client: Client, page: AppointmentPage, method: str) -> None:
    response = getattr(client, method)(f"{URL}received/{EXAMPLE}/", TYPED)
    assert response.status_code == 405
    assert not AppointmentRequest.objects.exists()


@pytest.mark.parametrize(
    "path", ["received/", "received/nonsense/", f"received/{EXAMPLE.lower()}/", f"{EXAMPLE}/"]
)
def test_other_addresses_below_the_page_do_not_exist(
    client: Client, page: AppointmentPage, path: str
) -> None:
    assert client.get(URL + path).status_code == 404


def test_the_same_form_sent_twice_shows_one_reference(
    client: Client, page: AppointmentPage, location: LocationPage
) -> None:
    first, second = send(client, location), send(client, location)
    assert first["Location"] == second["Location"]
    assert AppointmentRequest.objects.count() == 1


def test_errors_are_summed_up_and_answers_kept(
    client: Client, page: AppointmentPage, location: LocationPage
) -> None:
    response = send(client, location, phone="555", last_name="")
    assert response.status_code == 422
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies
    html = soup(response)
    assert html.title
    assert html.title.get_text().startswith("Error:")
    links = html.select('.error-summary a[href^="#"]')
    assert [link.get_text(strip=True) for link in links] == [
        "Enter your last name",
        "Enter a phone number with its area code, such as (503) 555-0142",
    ]
    for link in links:
        assert html.find(id=str(link["href"])[1:])
    assert one(html, "#id_first_name")["value"] == "Xiomara"
    assert one(html, "#id_phone")["value"] == "555"
    assert "Wobbling hammock" in one(html, "#id_message").get_text()
    assert [box["value"] for box in html.select('input[name="days"][checked]')] == ["tuesday", "saturday"]
    assert not AppointmentRequest.objects.exists()


def test_the_same_form_closes_an_article(
    client: Client, page: AppointmentPage, location: LocationPage
) -> None:
    article = factories.make_article()
    form = one(soup(client.get(article.url)), "form[method=post]")
    assert form["action"] == URL
    source = one(form, "input[name=source]")
    assert source["value"] == str(article.pk)
    response = send(client, location, source=article.pk, phone="")
    kept = one(soup(response), "input[name=source]")
    assert kept["value"] == str(article.pk)
    send(client, location, source=article.pk)
    assert AppointmentRequest.objects.get().source_page_id == article.pk


def test_an_article_does_without_a_form_while_there_is_no_appointment_page(
    client: Client, home: object
) -> None:
    response = client.get(factories.make_article().url)
    assert response.status_code == 200
    assert not soup(response).select("form[method=post]")


def test_notes_questions_and_a_location_from_the_address(client: Client, page: AppointmentPage) -> None:
    page.notes_above, page.notes_below = "<p>Before you start</p>", "<p>Privacy matters</p>"
    page.form_fields.add(FormField(label="Who sent you?", field_type="singleline", required=False))
    page.save_revision().publish()
    location = factories.make_location(title="Mill", slug="mill")
    html = soup(client.get(f"{URL}?location={location.pk}"))
    for words in ("Before you start", "Privacy matters", "Who sent you?"):
        assert words in html.get_text()
    chosen = one(html, "#id_location option[selected]")
    assert chosen.get_text() == "Mill"


def test_notes_stand_around_the_form(client: Client, page: AppointmentPage) -> None:
    page.notes_above, page.notes_below = "<p>Before you start</p>", "<p>Privacy matters</p>"
    page.save_revision().publish()
    text = soup(client.get(URL)).get_text(" ", strip=True)
    places = [
        text.index(words) for words in ("Before you start", "First name", "Send request", "Privacy matters")
    ]
    assert places == sorted(places)


@pytest.mark.parametrize("field", ["location", "service"])
def test_a_page_leads_to_the_form_with_itself_chosen(
    client: Client, page: AppointmentPage, field: str
) -> None:
    make = {"location": factories.make_location, "service": factories.make_service}[field]
    make(title="First", slug="first")
    from_page = make(title="Second", slug="second")
    links = {
        str(link["href"])
        for link in soup(client.get(from_page.url)).select("main a")
        if "Request an appointment" in link.get_text()
    }
    (link,) = links
    assert link == f"{URL}?{field}={from_page.pk}"
    response = client.get(link)
    assert one(soup(response), f"#id_{field} option[selected]").get_text() == "Second"
    assert not response.cookies
    assert "no-store" not in response.get("Cache-Control", "")


@pytest.mark.parametrize("value", ["", "999999", "zzz", "%00", "<script>", "-1"])
def test_an_unknown_place_in_the_address_is_ignored(
    client: Client, page: AppointmentPage, value: str
) -> None:
    response = client.get(URL, {"location": value, "service": value})
    html = soup(response)
    assert response.status_code == 200
    for field, first in (("location", "Choose a location"), ("service", "Not sure yet")):
        assert not html.select(f"#id_{field} option[selected]:not([value=''])")
        assert html.select(f"#id_{field} option")[0].get_text() == first
    assert "<script>" not in response.content.decode().partition("<form")[2]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 303),
        ({"Origin": "http://testserver"}, 303),
        ({"Sec-Fetch-Site": "same-origin"}, 303),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
    ],
)
def test_only_our_own_pages_may_send_the_form(
    page: AppointmentPage, location: LocationPage, headers: dict[str, str], status: int
) -> None:
    client = Client(enforce_csrf_checks=True, headers=headers)
    assert send(client, location).status_code == status
    assert AppointmentRequest.objects.exists() == (status == 303)


def test_programs_that_fill_in_every_field_are_set_aside(
    client: Client, page: AppointmentPage, location: LocationPage
) -> None:
    trap = one(soup(client.get(URL)), "input[name=followup_code]")
    assert (trap["tabindex"], trap["autocomplete"]) == ("-1", "off")
    assert send(client, location, followup_code="http://spam.example").status_code == 303
    assert AppointmentRequest.objects.get().is_spam
    assert not Notification.objects.exists()


def test_too_many_forms_from_one_address(
    client: Client, page: AppointmentPage, location: LocationPage, settings: Settings
) -> None:
    settings.RATE_LIMIT_POSTS = 2
    assert [send(client, location, first_name=name).status_code for name in ("A", "B")] == [303, 303]
    response = send(client, location, first_name="Cecilia")
    assert response.status_code == 429
    assert "no-store" in response["Cache-Control"]
    html = soup(response)
    assert one(html, "#id_first_name")["value"] == "Cecilia"
    assert "Please wait 10 minutes" in html.get_text()
    assert "Your request was not sent" in html.get_text()
    assert response["Retry-After"] == "600"
    assert "(503) 555-0100" in html.get_text()
    assert AppointmentRequest.objects.count() == 2
    other = Client(REMOTE_ADDR="192.0.2.9")
    assert send(other, location, first_name="Dora").status_code == 303


@pytest.mark.parametrize(
    ("seconds", "words"), [(600, "10 minutes"), (60, "1 minute"), (20, "1 minute"), (61, "2 minutes")]
)
def test_how_long_to_wait_follows_the_setting(
    client: Client,
    page: AppointmentPage,
    location: LocationPage,
    settings: Settings,
    seconds: int,
    words: str,
) -> None:
    settings.RATE_LIMIT_POSTS, settings.RATE_LIMIT_SECONDS = 0, seconds
    response = send(client, location)
    assert response["Retry-After"] == str(seconds)
    assert f"Please wait {words} and" in soup(response).get_text()


def test_markup_in_answers_is_shown_as_text(
    client: Client, page: AppointmentPage, location: LocationPage
) -> None:
    attack = '"><script>alert(1)</script>'
    response = send(client, location, first_name=attack, message=attack, phone=attack)
    assert b"<script>alert" not in response.content


def test_both_previews_work(page: AppointmentPage, rf: RequestFactory) -> None:
    shown = {mode: soup(page.make_preview_request(preview_mode=mode)) for mode in ("form", "landing")}
    assert shown["form"].select("form[method=post] #id_last_name")
    assert EXAMPLE in shown["landing"].get_text()


def test_a_submission_costs_few_queries(
    client: Client,
    page: AppointmentPage,
    location: LocationPage,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    send(client, location, first_name="Warm-up")
    with django_assert_max_num_queries(17):
        assert send(client, location).status_code == 303
