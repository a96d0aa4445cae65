"""Everything a patient reads is there in Spanish."""

import ast
import gettext
import re
import string
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils import translation
from django.utils.http import urlencode
from django.utils.translation import get_language

from clinics.models import LocationPage
from core import error_pages
from forms_app import emails, status
from forms_app.choices import Kind, Status
from forms_app.forms import AppointmentForm
from forms_app.models import AppointmentPage, AppointmentRequest, FormField
from forms_app.references import EXAMPLE
from tests import factories
from tests.forms_app.make import TYPED
from tests.forms_app.test_views import one

pytestmark = pytest.mark.embedded

URL = "/request-appointment/es/"
FORM = "application/x-www-form-urlencoded"
CATALOGUE = Path(settings.LOCALE_PATHS[0]) / "es/LC_MESSAGES"
# What is the same in both languages.
SHARED = {"html", "Riverside", "Error:", "English", "Español", "Mayo", "TMS therapy", "911", "988"}
ENTRY = re.compile(r'^(msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?) ((?:".*"\n)+)', re.MULTILINE)


def entries() -> Iterator[dict[str, str]]:
    """The entries of the catalogue as it is written, the header first."""
    for block in (CATALOGUE / "django.po").read_text().split("\n\n"):
        found = ENTRY.findall(block.rstrip() + "\n")
        yield {name: "".join(map(ast.literal_eval, lines.splitlines())) for name, lines in found}


def test_the_compiled_catalogue_says_what_the_written_one_says() -> None:
    with (CATALOGUE / "django.mo").open("rb") as compiled:
        known = gettext.GNUTranslations(compiled)._catalog  # type: ignore[attr-defined]
    written: dict[object, str] = {}
    for entry in entries():
        context = f"{entry['msgctxt']}\x04" if "msgctxt" in entry else ""
        if "msgid_plural" in entry:
            written |= {(entry["msgid"], number): entry[f"msgstr[{number}]"] for number in (0, 1)}
        else:
            written[context + entry["msgid"]] = entry["msgstr"]
    assert written == known


def test_every_entry_is_translated_and_keeps_its_places() -> None:
    places = re.compile(r"%\(\w+\)[sd]|{\w*}")
    for entry in list(entries())[1:]:
        for name, words in entry.items():
            if name.startswith("msgstr"):
                assert words.strip(), entry
                assert sorted(places.findall(words)) == sorted(places.findall(entry["msgid"])), entry


IN_CODE = re.compile(r'\b(?:gettext|pgettext(?:_lazy)?|ngettext|_)\(\s*r?"([^"]+)"')
IN_TEMPLATE = re.compile(r'{% translate "([^"]+)"')


def test_every_sentence_of_code_and_templates_is_in_the_catalogue() -> None:
    known = {entry["msgid"] for entry in entries()} | {entry.get("msgctxt", "") for entry in entries()}
    root = Path(settings.BASE_DIR)
    said = [
        match
        for path in root.glob("templates/**/*")
        if path.is_file()
        for match in IN_TEMPLATE.findall(path.read_text())
    ]
    said += [
        match
        for path in [*root.glob("forms_app/**/*.py"), root / "core/rate_limit.py"]
        for match in IN_CODE.findall(path.read_text())
        if "migrations" not in path.parts
    ]
    assert len(said) > 120
    assert [words for words in said if words not in known] == []


def texts(html: str) -> set[str]:
    """What a page says in its own language, attributes that are read out included."""
    soup = BeautifulSoup(html, "html.parser")
    for part in soup.select("script, style, :not(html)[lang=en], :not(html)[lang=es]"):
        part.decompose()
    found = {" ".join(str(text).split()) for text in soup.find_all(string=True)}
    found |= {
        str(tag[name])
        for name in ("aria-label", "placeholder", "title", "alt")
        for tag in soup.select(f"[{name}]")
    }
    return {text for text in found if any(letter in string.ascii_letters for letter in text)}


def untranslated(english: str, spanish: str) -> set[str]:
    return (texts(english) & texts(spanish)) - SHARED


def main_of(response: HttpResponse) -> str:
    page = BeautifulSoup(response.content, "html.parser")
    return "".join(str(part) for part in page.select("main, title, .skip, .crisis"))


def send(client: Client, url: str, typed: dict[str, object]) -> HttpResponse:
    return client.post(url, urlencode(typed, doseq=True), content_type=FORM)


@pytest.fixture
def asking(page: AppointmentPage) -> AppointmentPage:
    """The page with all that editors can write, in both languages."""
    for name in ("notes_above", "notes_below", "what_happens_next"):
        setattr(page, name, f"<p>About the {name}</p>")
        setattr(page, f"{name}_es", f"<p>Sobre {name.upper()}</p>")
    page.form_fields.add(
        FormField(
            **{"label": "How did you hear of us?", "label_es": "¿Cómo supo de nosotros?", "required": False},
            **{
                "field_type": "dropdown",
                "choices": "From a friend\nOn the street",
                "choices_es": "Por un amigo\nEn la calle",
            },
        ),
        FormField(label="Since when?", label_es="¿Desde cuándo?", field_type="date", required=False),
        FormField(label="How many?", label_es="¿Cuántos?", field_type="number", required=False),
    )
    page.save_revision().publish()
    return page


def test_no_english_stays_on_the_form_its_errors_and_the_confirmation(
    client: Client, asking: AppointmentPage, location: LocationPage
) -> None:
    english, spanish = client.get(asking.url), client.get(URL)
    assert spanish.status_code == 200
    assert not spanish.cookies
    assert "no-store" not in spanish.get("Cache-Control", "")
    page = BeautifulSoup(spanish.content, "html.parser")
    assert page.select("html")[0]["lang"] == "es-US"
    assert [part["lang"] for part in page.select("header.site-header, footer.site-footer")] == ["en", "en"]
    assert page.select("#id_language")[0]["value"] == "Español"
    assert page.select("form.form")[0]["action"] == URL
    assert untranslated(main_of(english), main_of(spanish)) == set()

    wrong: dict[str, object] = {
        "first_name": "x" * 99,
        "last_name": "a\x00",
        "phone": "1",
        "email": "x",
        "service": "-1",
        "days": "x",
    }
    wrong |= {"best_time": "x", "patient_type": "x", "times": "x", "payer": "x" * 101, "message": "x" * 501}
    wrong |= {"extra_since_when": "soon", "extra_how_many": "many", "extra_how_did_you_hear_of_us": "x"}
    english, spanish = send(client, asking.url, wrong), send(client, URL, wrong)
    assert spanish.status_code == 422
    assert len(BeautifulSoup(spanish.content, "html.parser").select(".error-summary li")) == 15
    assert untranslated(main_of(english), main_of(spanish)) - {"x" * 501, "a"} == set()

    english, spanish = (client.get(f"{url}received/{EXAMPLE}/") for url in (asking.url, URL))
    assert untranslated(main_of(english), main_of(spanish)) - {EXAMPLE} == set()


def test_every_message_of_the_fixed_questions_is_translated(page: AppointmentPage) -> None:
    def messages() -> set[str]:
        form = AppointmentForm()
        mine = ("required", "invalid", "invalid_choice", "max_length")
        return {
            str(words)
            for field in form.fields.values()
            for words in [
                field.label,
                field.help_text,
                *(field.error_messages.get(code, "") for code in mine),
            ]
            if words
        }

    with translation.override("es"):
        spanish = messages()
    assert spanish & messages() - {"Source", "Pace"} == set()


def test_a_spanish_request_reads_well_in_the_office_and_is_answered_in_spanish(
    client: Client, asking: AppointmentPage, location: LocationPage
) -> None:
    typed = {**TYPED, "location": location.pk, "language": "Español"}
    typed |= {"extra_how_did_you_hear_of_us": "On the street", "extra_since_when": "2026-03-08"}
    response = send(client, URL, typed)
    request = AppointmentRequest.objects.get()
    assert response["Location"] == f"{URL}received/{request.reference}/"
    assert (request.ui_language, request.language, request.best_time) == ("es", "Español", "midday")
    assert request.extra == [["How did you hear of us?", "On the street"], ["Since when?", "March 8, 2026"]]
    assert ("Best time to call", "Around noon") in request.answers

    mail = request.notifications.get(kind=Kind.PATIENT)
    spanish = emails.build(mail)
    AppointmentRequest.objects.update(ui_language="en")
    english = emails.build(mail.__class__.objects.get(pk=mail.pk))
    assert spanish.subject == f"Hemos recibido su solicitud {request.reference}"
    for ours, theirs in ((spanish.alternatives[0].content, english.alternatives[0].content),):
        assert untranslated(str(theirs), str(ours)) - {request.reference, "Test Clinic"} == set()
        assert 'lang="es"' in str(ours)
    lines = set(str(spanish.body).splitlines()) & set(str(english.body).splitlines())
    assert lines - {"", "Test Clinic"} == set()
    assert f"http://testserver{URL}status/" in str(spanish.body)
    assert "Sobre WHAT_HAPPENS_NEXT" in str(spanish.body)
    assert "Appointment request" in emails.build(request.notifications.get(kind=Kind.OFFICE)).subject


def test_no_english_stays_on_the_status_page(
    client: Client, asking: AppointmentPage, location: LocationPage
) -> None:
    send(client, URL, {**TYPED, "location": location.pk})
    request = AppointmentRequest.objects.get()
    note = status.note(request.reference)
    known = {request.reference, EXAMPLE}
    steps: list[dict[str, object]] = [
        {},
        {"reference": EXAMPLE, "phone": "5035550100"},
        {"note": "old"},
        {"note": note, "step": "withdraw"},
        {"note": note, "step": "best_time", "best_time": "x"},
        {"note": note, "step": "best_time", "best_time": "morning"},
        {"note": note, "step": "withdrawn"},
    ]
    for step in steps:
        english, spanish = (send(client, f"{url}status/", dict(step)) for url in (asking.url, URL))
        assert untranslated(main_of(english), main_of(spanish)) - known == set(), step
    for state in Status.values:
        english_words: list[str] = []
        spanish_words: list[str] = []
        for language, words in (("en", english_words), ("es", spanish_words)):
            with translation.override(language):
                words += status.standing(status=state, close_reason="", due="")
                words += [status.standing(status=state, close_reason="", due="9").text]
        assert set(english_words) & set(spanish_words) == set()


def test_a_time_is_told_as_it_is_said() -> None:
    moment = datetime(2026, 11, 23, 17, tzinfo=UTC)
    assert status.in_words(moment) == "Monday, November 23, 5:00 PM"
    with translation.override("es"):
        assert status.in_words(moment) == "lunes 23 de noviembre, 5:00 p.m."


def test_what_editors_left_in_english_is_marked_as_english(
    client: Client, page: AppointmentPage, location: LocationPage
) -> None:
    page.notes_above = "<p>Before you start</p>"
    page.form_fields.add(FormField(label="Who sent you?", field_type="singleline", required=False))
    page.save_revision().publish()
    html = BeautifulSoup(client.get(URL).content, "html.parser")
    for words in ("Before you start", "Who sent you?"):
        (found,) = html.select("main")[0].find_all(string=re.compile(re.escape(words)))
        assert isinstance(found.parent, Tag)
        assert found.parent.find_parent(lang="en"), words


@pytest.mark.parametrize(
    ("choices", "spanish", "is_right"),
    [
        ("Yes\nNo", "Sí\nNo", True),
        ("Yes, No", "Sí, No", True),
        ("Yes\nNo", "", True),
        ("Yes\nNo", "Sí", False),
    ],
)
def test_each_choice_has_its_spanish(choices: str, spanish: str, is_right: bool) -> None:
    field = FormField(label="Well?", field_type="radio", choices=choices, choices_es=spanish)
    if is_right:
        return field.clean()
    with pytest.raises(ValidationError, match="as many answers in Spanish"):
        field.clean()


@pytest.mark.parametrize(
    ("path", "language"),
    [
        ("/request-appointment/es/gone/", "es"),
        ("/es/", "es"),
        ("/request-appointment/gone/", "en"),
        ("/articles/espanol/", "en"),
        ("/", "en"),
    ],
)
def test_an_error_is_told_in_the_language_of_the_address(path: str, language: str) -> None:
    assert error_pages.language_of(path) == language


@pytest.mark.parametrize(
    ("view", "status"),
    [
        (error_pages.bad_request, 400),
        (error_pages.forbidden, 403),
        (error_pages.page_not_found, 404),
        (error_pages.server_error, 500),
    ],
)
def test_no_english_stays_where_something_went_wrong(
    rf: RequestFactory, page: AppointmentPage, view: Callable[[HttpRequest], HttpResponse], status: int
) -> None:
    english, spanish = (view(rf.get(address)) for address in ("/gone/", f"{URL}gone/"))
    assert english.status_code == spanish.status_code == status
    assert untranslated(main_of(english), main_of(spanish)) == {f"Error {status}"}
    html = BeautifulSoup(spanish.content, "html.parser")
    assert html.select("html")[0]["lang"] == "es-US"
    assert [link["href"] for link in html.select(f"main a[href='{URL}']")] == [URL] * (status == 404)
    assert "noindex" in spanish.content.decode()
    assert get_language() == settings.LANGUAGE_CODE


def test_the_site_answers_with_these_pages(
    client: Client, page: AppointmentPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.raise_request_exception = False
    assert "No encontramos esa página" in client.get(f"{URL}gone/").content.decode()
    sent = client.post(URL, headers={"Origin": "https://evil.example"})
    assert "Eso no está permitido" in sent.content.decode()
    assert "No pudimos leer" in send(client, URL, {"message": "x" * 200_000}).content.decode()
    monkeypatch.setattr(AppointmentPage, "receive", None)
    assert "Algo salió mal" in send(client, URL, {}).content.decode()


@pytest.mark.parametrize("view", [error_pages.bad_request, error_pages.server_error])
def test_an_error_asks_no_database(
    rf: RequestFactory, view: Callable[[HttpRequest], HttpResponse]
) -> None:  # without the fixture `db` a query would fail
    assert "tel:911" in view(rf.get(URL)).content.decode()


def test_a_service_is_offered_by_its_spanish_title_and_stored_by_its_english_one(
    client: Client, page: AppointmentPage, location: LocationPage
) -> None:
    named = factories.make_service(title="Talk therapy", slug="talk", title_es="Psicoterapia")
    factories.make_service(title="TMS therapy", slug="tms")
    offered = [
        [option.get_text() for option in BeautifulSoup(html, "html.parser").select("#id_service option")]
        for html in (client.get(url).content for url in (page.url, URL))
    ]
    assert offered == [
        ["Not sure yet", "Talk therapy", "TMS therapy"],
        ["Todavía no lo sé", "Psicoterapia", "TMS therapy"],
    ]
    send(client, URL, {**TYPED, "location": location.pk, "service": named.pk})
    assert AppointmentRequest.objects.get().service == "Talk therapy"


def test_the_sitemap_names_the_form_in_both_languages(client: Client, page: AppointmentPage) -> None:
    sitemap = BeautifulSoup(client.get("/sitemap.xml").content, "xml")
    addresses = {"en": f"http://testserver{page.url}", "es": f"http://testserver{URL}"}
    for address in addresses.values():
        (entry,) = [url for url in sitemap.select("url") if one(url, "loc").get_text() == address]
        links = {link["hreflang"]: link["href"] for link in entry.find_all("link")}
        assert links == addresses


def test_the_languages_lead_to_each_other(client: Client, page: AppointmentPage) -> None:
    article = factories.make_article()
    for address, language, there in (
        (page.url, "es", URL),
        (article.url, "es", URL),
        (URL, "en", page.url),
        (f"{page.url}status/", "es", f"{URL}status/"),
        (f"{URL}status/", "en", f"{page.url}status/"),
    ):
        html = BeautifulSoup(client.get(address).content, "html.parser")
        (link,) = html.select(f"main a[hreflang={language}][lang={language}]")
        assert link["href"] == there
    html = BeautifulSoup(client.get(URL).content, "html.parser")
    (canonical,) = html.select("link[rel=canonical]")
    assert canonical["href"] == f"http://testserver{URL}"
