from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.http import urlencode

from clinics.models import LocationPage
from forms_app.forms import CHOOSE_LOCATION, MESSAGE_LENGTH, AppointmentForm
from forms_app.models import AppointmentPage, FormField
from tests import factories
from tests.forms_app.make import TYPED

pytestmark = pytest.mark.embedded


def bound(page: AppointmentPage, location: LocationPage, **changes: Any) -> AppointmentForm:
    typed = {**TYPED, "location": location.pk} | changes
    return page.get_form(QueryDict(urlencode(typed, doseq=True)))


def errors(form: AppointmentForm) -> dict[str, str]:
    return {name: messages[0] for name, messages in form.errors.items()}


def test_valid_answers_in_the_words_of_the_request(page: AppointmentPage, location: LocationPage) -> None:
    service = factories.make_service()
    form = bound(page, location, service=service.pk)
    assert form.is_valid(), form.errors
    answers = form.answers
    assert (answers.first_name, answers.phone) == ("Xiomara", "+1 503-555-0177")
    assert (answers.service, answers.days, answers.voicemail_ok) == (
        "TMS therapy",
        ("tuesday", "saturday"),
        True,
    )
    assert (form.chosen_location, form.verdict, form.extra) == (location, ("", False), [])


def test_only_four_answers_are_needed(page: AppointmentPage, location: LocationPage) -> None:
    required = {"first_name": "Ana", "last_name": "Reyes", "phone": "5035550142", "location": location.pk}
    assert page.get_form(QueryDict(urlencode(required))).is_valid()
    assert errors(page.get_form(QueryDict(""))) == {
        "first_name": "Enter your first name",
        "last_name": "Enter your last name",
        "phone": "Enter a phone number we can call",
        "location": CHOOSE_LOCATION,
    }


PHONE = "Enter a phone number with its area code, such as (503) 555-0142"
EMAIL = "Enter an email address such as name@example.com, or leave this empty"
HIDDEN = "“{}” held characters that cannot be shown. We took them out: please check it and send again"
TWICE = "“{}” was answered more than once. Please check the answer and send again"


@pytest.mark.parametrize(
    ("name", "typed", "message"),
    [
        ("first_name", "   ", "Enter your first name"),
        ("first_name", "\u200b\u200b", "Enter your first name"),
        ("first_name", "\u3164", "Enter your first name"),
        ("first_name", "A" * 81, "“First name” can have 80 characters at most. You wrote 81"),
        ("first_name", "Ana\x00", HIDDEN.format("First name")),
        ("last_name", "\u202eevil", HIDDEN.format("Last name")),
        ("last_name", "lost\ufffdbyte", HIDDEN.format("Last name")),
        ("last_name", ["Reyes", "Other"], TWICE.format("Last name")),
        ("phone", "555-0142", PHONE),
        ("phone", "911", PHONE),
        ("phone", "not a number", PHONE),
        ("phone", "5" * 500, PHONE),
        ("phone", "+1 503 555 0142\x00", HIDDEN.format("Phone number")),
        ("phone", "+999 12345678", PHONE),
        ("email", "nobody", EMAIL),
        ("email", "a@b", EMAIL),
        ("email", "a@mail.example\nBcc: all@mail.example", EMAIL),
        ("email", "<script>@mail.example", EMAIL),
        ("location", "", CHOOSE_LOCATION),
        ("location", "999999", CHOOSE_LOCATION),
        ("location", "9" * 400, CHOOSE_LOCATION),
        ("location", "1 OR 1=1", CHOOSE_LOCATION),
        ("service", "-1", "Choose one of the services listed"),
        ("best_time", "midnight", "Choose one of the times listed"),
        ("patient_type", "admin", "Choose one of the answers listed"),
        ("days", ["monday", "sunday"], "Choose from the days listed"),
        ("times", ["night"], "Choose from the times listed"),
        (
            "message",
            "x" * 501,
            "“Anything we should know before we call” can have 500 characters at most. You wrote 501",
        ),
        ("message", "\x1b[31mred", HIDDEN.format("Anything we should know before we call")),
        (
            "payer",
            "P" * 101,
            "“Insurance, or how you plan to pay” can have 100 characters at most. You wrote 101",
        ),
        ("language", "L" * 61, "“Preferred language” can have 60 characters at most. You wrote 61"),
    ],
)
def test_bad_answers_are_named_in_plain_words(
    page: AppointmentPage, location: LocationPage, name: str, typed: str | list[str], message: str
) -> None:
    form = page.get_form(QueryDict(urlencode({**TYPED, "location": location.pk, name: typed}, doseq=True)))
    assert errors(form) == {name: message}
    (problem,) = form.error_list
    assert problem.message == message
    assert f'id="{problem.field_id}"' in str(form[name])


@pytest.mark.parametrize(
    ("name", "typed", "kept"),
    [
        ("phone", "\u202a+1 503-555-0142\u202c", "+1 503-555-0142"),
        ("phone", "503.555.0142 x12", "+1 503-555-0142 ext. 12"),
        ("phone", "+44 20 7946 0958", "+44 20 7946 0958"),
        ("first_name", "Jose\u0301", "José"),
        ("first_name", "李", "李"),
        ("last_name", "O'Brien-Núñez y García", "O'Brien-Núñez y García"),
        ("message", "one\r\ntwo", "one\ntwo"),
        ("message", "é\r\n" * 166, ("é\n" * 166).strip()),
        ("message", "x" * MESSAGE_LENGTH, "x" * MESSAGE_LENGTH),
        ("message", "<b>bold</b> {{ x }} %s", "<b>bold</b> {{ x }} %s"),
        ("days", ["monday", "monday"], ("monday",)),
        ("email", " ana@mail.example ", "ana@mail.example"),
    ],
)
def test_good_answers_are_kept_as_meant(
    page: AppointmentPage, location: LocationPage, name: str, typed: str | list[str], kept: object
) -> None:
    form = bound(page, location, **{name: typed})
    assert form.is_valid(), form.errors
    assert getattr(form.answers, name) == kept


def test_what_people_do_not_see_can_never_keep_them_from_sending(
    page: AppointmentPage, location: LocationPage
) -> None:
    form = bound(page, location, source=["1", "\x00"], followup_code=["\x00", "\u202e"], pace="\x00soon")
    assert form.is_valid()
    assert form.verdict == ("", False)
    assert bound(page, location, followup_code="http://spam.example").is_valid()


@pytest.mark.parametrize("source", ["", "0", "-1", "abc", "²", "9" * 30, "1; DROP TABLE", "1e3"])
def test_a_source_that_is_no_page_is_ignored(
    page: AppointmentPage, location: LocationPage, source: str
) -> None:
    form = bound(page, location, source=source)
    assert form.is_valid()
    assert form.source_page is None


def test_a_source_is_a_live_page(page: AppointmentPage, location: LocationPage) -> None:
    form = bound(page, location, source=location.pk)
    assert form.is_valid()
    assert form.source_page
    assert form.source_page.pk == location.pk


def test_every_field_is_asked_once_and_the_trap_never(page: AppointmentPage) -> None:
    form = page.get_form()
    asked = [field.name for fieldset in form.fieldsets for field in fieldset.fields]
    assert sorted([*asked, "source", "pace", "followup_code"]) == sorted(form.fields)
    assert [fieldset.legend for fieldset in form.fieldsets] == [
        "How to reach you",
        "Your visit",
        "Your message",
    ]
    assert [field.name for field in form.hidden_fields()] == ["source", "pace"]


def test_contact_fields_can_be_filled_in_by_the_browser(page: AppointmentPage) -> None:
    form = page.get_form()
    wanted = {"first_name": "given-name", "last_name": "family-name", "phone": "tel", "email": "email"}
    for name, autocomplete in wanted.items():
        assert f'autocomplete="{autocomplete}"' in str(form[name])


def test_unpublished_locations_and_services_are_not_offered(
    page: AppointmentPage, location: LocationPage
) -> None:
    factories.make_location(title="Closed", slug="closed", live=False)
    factories.make_service(title="Withdrawn", slug="withdrawn", live=False)
    form = page.get_form()
    assert [label for _, label in form.fields["location"].choices] == ["Choose a location", "Riverside"]
    assert [label for _, label in form.fields["service"].choices] == ["Not sure yet"]


@pytest.fixture
def asking(page: AppointmentPage) -> AppointmentPage:
    """The page with one extra question of each kind."""
    kinds = (
        "singleline multiline email number url checkbox checkboxes dropdown multiselect radio date datetime"
    )
    for kind in kinds.split():
        page.form_fields.add(
            FormField(
                label=f"About {kind}", field_type=kind, required=False, choices="Yes, please\nNo\nMaybe"
            )
        )
    page.form_fields.add(FormField(label="Who sent you?", field_type="singleline", required=True))
    page.save()
    return page


def test_extra_questions_have_a_fieldset_and_are_kept_as_asked(
    asking: AppointmentPage, location: LocationPage
) -> None:
    form = bound(
        asking,
        location,
        extra_who_sent_you="Dr. Osei",
        extra_about_checkboxes=["Yes, please", "Maybe"],
        extra_about_checkbox="on",
        extra_about_date="2026-12-01",
        extra_about_number="1e3",
    )
    assert [fieldset.legend for fieldset in form.fieldsets][2] == "A few more questions"
    assert form.is_valid(), form.errors
    assert form.extra == [
        ("About number", "1E+3"),
        ("About checkbox", "Yes"),
        ("About checkboxes", "Yes, please, Maybe"),
        ("About date", "December 1, 2026"),
        ("Who sent you?", "Dr. Osei"),
    ]


@pytest.mark.parametrize(
    ("name", "typed", "message"),
    [
        ("who_sent_you", "", "Answer “Who sent you?”"),
        ("who_sent_you", "x" * 256, "“Who sent you?” can have 255 characters at most. You wrote 256"),
        ("who_sent_you", "a\x07b", HIDDEN.format("Who sent you?")),
        ("about_multiline", "x" * 2001, "“About multiline” can have 2000 characters at most. You wrote 2001"),
        ("about_email", "nobody", "“About email”: enter an email address such as name@example.com"),
        ("about_number", "NaN", "“About number”: enter a number"),
        ("about_number", "many", "“About number”: enter a number"),
        ("about_number", "1e999999", "“About number” can have 18 digits at most"),
        (
            "about_url",
            "javascript:alert(1)",
            "“About url”: enter a web address such as https://www.example.com",
        ),
        ("about_dropdown", "Never", "Choose from the answers listed for “About dropdown”"),
        ("about_checkboxes", ["Never"], "Choose from the answers listed for “About checkboxes”"),
        ("about_multiselect", ["Never"], "Choose from the answers listed for “About multiselect”"),
        ("about_radio", "Never", "Choose from the answers listed for “About radio”"),
        ("about_date", "soon", "“About date”: enter a date such as 12/31/2026"),
        ("about_datetime", "9999-99-99", "“About datetime”: enter a date and time such as 12/31/2026 14:30"),
    ],
)
def test_extra_questions_are_checked_too(
    asking: AppointmentPage, location: LocationPage, name: str, typed: str | list[str], message: str
) -> None:
    form = bound(asking, location, **{"extra_who_sent_you": "A friend", f"extra_{name}": typed})
    assert errors(form) == {f"extra_{name}": message}


@pytest.mark.parametrize(
    ("kind", "native"),
    [
        ("singleline", "text"),
        ("email", "email"),
        ("url", "url"),
        ("number", "number"),
        ("date", "date"),
        ("datetime", "datetime-local"),
        ("multiselect", "checkbox"),
    ],
)
def test_extra_questions_use_the_inputs_of_the_browser(
    asking: AppointmentPage, kind: str, native: str
) -> None:
    html = BeautifulSoup(str(asking.get_form()[f"extra_about_{kind}"]), "html.parser")
    assert {box["type"] for box in html.select("input")} == {native}


@pytest.mark.parametrize(
    "typed", ["2026-03-08T02:30", "2026-11-01T01:30", "03/08/2026 02:30"], ids=["skipped", "twice", "typed"]
)
def test_a_date_and_time_is_kept_as_the_clock_shows_it(
    asking: AppointmentPage, location: LocationPage, typed: str
) -> None:
    form = bound(asking, location, extra_who_sent_you="A friend", extra_about_datetime=typed)
    assert form.is_valid(), form.errors
    spoken = {"2026-11-01T01:30": "November 1, 2026, 1:30 AM"}.get(typed, "March 8, 2026, 2:30 AM")
    assert form.extra == [("About datetime", spoken), ("Who sent you?", "A friend")]


def test_nothing_is_chosen_for_the_patient(asking: AppointmentPage, location: LocationPage) -> None:
    form = asking.get_form()
    kinds = ("dropdown", "radio", "checkboxes", "multiselect")
    boxes = [BeautifulSoup(str(form[f"extra_about_{kind}"]), "html.parser") for kind in kinds]
    assert not [box for html in boxes for box in html.select("[checked]")]
    first = boxes[0].select("option")[0]
    assert (first["value"], first.get_text()) == ("", "Choose an answer")
    assert not boxes[0].select("[selected]:not([value=''])")
    form = bound(asking, location, extra_who_sent_you="A friend", extra_about_dropdown="")
    assert form.is_valid(), form.errors
    assert form.extra == [("Who sent you?", "A friend")]


def test_a_dropdown_that_must_be_answered_is(page: AppointmentPage, location: LocationPage) -> None:
    page.form_fields.add(FormField(label="Which?", field_type="dropdown", required=True, choices="One\nTwo"))
    page.save()
    assert errors(bound(page, location, extra_which="")) == {"extra_which": "Answer “Which?”"}


def test_a_question_with_choices_needs_some(page: AppointmentPage) -> None:
    with pytest.raises(ValidationError, match="List the answers"):
        FormField(page=page, label="Which?", field_type="dropdown", choices=" ").full_clean()


def test_an_extra_question_cannot_replace_a_fixed_one(page: AppointmentPage, location: LocationPage) -> None:
    page.form_fields.add(FormField(label="Phone", field_type="singleline", required=False))
    page.save()
    form = bound(page, location, extra_phone="at work")
    assert form.is_valid()
    assert (form.answers.phone, form.extra) == ("+1 503-555-0177", [("Phone", "at work")])
