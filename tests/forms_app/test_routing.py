"""Which addresses a request goes to, and what is said where it would go to nobody."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from clinics.models import LocationPage, OrganisationSettings
from forms_app.answers import Answers
from forms_app.choices import Kind
from forms_app.models import AppointmentPage, AppointmentRequest, FormField, OfficeSettings, RoutingRule
from forms_app.recipients import page_problems, unreachable_locations
from forms_app.routing import Facts, Offered, Rule, When, choose_recipients, reaches_somebody, why_idle
from forms_app.services import release_from_spam, send_again, submit_request
from tests import factories

OFFICE = ["office@clinic.example"]
RULES = [
    Rule(addresses=("night@clinic.example",), location=1, when=When.CLOSED, office_too=True),
    Rule(addresses=("spanish@clinic.example",), question="Which language?", answer="Spanish"),
    Rule(addresses=("tms@clinic.example",), service="TMS therapy", location=2),
    Rule(addresses=("tms-anywhere@clinic.example",), service="TMS therapy"),
    Rule(addresses=("asked@clinic.example",), question="Who sent you?"),
    Rule(addresses=(), location=3),
    Rule(
        addresses=("open@clinic.example", "office@clinic.example"),
        location=4,
        when=When.OPEN,
        office_too=True,
    ),
]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, "office"),
        ({"location": None}, "office"),
        ({"is_open": False}, "night office"),
        ({"is_open": False, "location": 2}, "office"),
        ({"service": "TMS therapy"}, "tms-anywhere"),
        ({"service": "TMS therapy", "location": 2}, "tms"),
        ({"service": "tms  Therapy", "location": 2}, "tms"),
        ({"service": "TMS"}, "office"),
        ({"service": "TMS therapy", "is_open": False}, "night office"),
        ({"extra": [("Which language?", "Spanish")]}, "spanish"),
        ({"extra": [("which language? ", "SPANISH")]}, "spanish"),
        ({"extra": [("Which language?", "English, Spanish")]}, "spanish"),
        ({"extra": [("Which language?", "Spanish, English")], "service": "TMS therapy"}, "spanish"),
        ({"extra": [("Which language?", "Old Spanish")]}, "office"),
        ({"extra": [("Another?", "Spanish")]}, "office"),
        ({"extra": [("Who sent you?", "My doctor")]}, "asked"),
        ({"extra": [("Another?", "x"), ("Who sent you?", "A friend")]}, "asked"),
        ({"location": 3}, "office"),
        ({"location": 4}, "open office"),
        ({"location": 4, "is_open": False}, "office"),
    ],
)
def test_the_first_rule_that_holds_decides(facts: dict[str, Any], expected: str) -> None:
    known = Facts(**{"location": 1, "is_open": True} | facts)
    assert choose_recipients(RULES, known, usual=OFFICE) == [
        f"{name}@clinic.example" for name in expected.split()
    ]


@pytest.mark.parametrize(
    ("rules", "reaches"),
    [
        ([], False),
        ([Rule(addresses=("a@clinic.example",))], True),
        ([Rule(addresses=("a@clinic.example",), location=1)], True),
        ([Rule(addresses=("a@clinic.example",), location=2)], False),
        ([Rule(addresses=("a@clinic.example",), when=When.CLOSED)], False),
        ([Rule(addresses=("a@clinic.example",), when=when) for when in (When.CLOSED, When.OPEN)], True),
        ([Rule(addresses=("a@clinic.example",), service="TMS therapy")], False),
        ([Rule(addresses=("a@clinic.example",), question="Why?")], False),
    ],
)
def test_whether_a_location_without_office_reaches_somebody(rules: list[Rule], reaches: bool) -> None:
    assert reaches_somebody(rules, 1, usual=[]) is reaches
    assert reaches_somebody(rules, 1, usual=OFFICE)


OFFERED = Offered(
    locations=frozenset({1}),
    services=frozenset({"TMS therapy"}),
    questions={"Which language?": frozenset({"Spanish", "English"}), "Why?": None},
)
ANY = ("a@clinic.example",)


@pytest.mark.parametrize(
    ("rules", "reason"),
    [
        ([Rule(addresses=ANY)], ""),
        ([Rule(addresses=ANY, location=1, service="tms therapy", question="Why?", answer="So")], ""),
        ([Rule(addresses=ANY, question="Which language?", answer="Spanish")], ""),
        ([Rule(addresses=ANY, location=2)], "its location is not on the site"),
        ([Rule(addresses=ANY, service="Reiki")], "no service on the site is called “Reiki”"),
        ([Rule(addresses=ANY, question="Who?")], "the form does not ask “Who?”"),
        (
            [Rule(addresses=ANY, question="Which language?", answer="Welsh")],
            "“Which language?” has no answer “Welsh”",
        ),
        ([Rule(addresses=ANY), Rule(addresses=ANY, location=1)], "rule 1 comes first"),
        ([Rule(addresses=ANY, when=When.OPEN), Rule(addresses=ANY, location=1)], ""),
        (
            [Rule(addresses=ANY, question="Why?"), Rule(addresses=ANY, question="Why?", answer="So")],
            "rule 1 comes first",
        ),
        ([Rule(addresses=ANY, question="Why?", answer="So"), Rule(addresses=ANY, question="Why?")], ""),
    ],
)
def test_why_a_rule_is_never_met(rules: list[Rule], reason: str) -> None:
    assert why_idle(rules, len(rules) - 1, OFFERED) == reason


MONDAY_NOON = datetime(
    2026, 11, 23, 20, tzinfo=UTC
)  # in Oregon; the location opens on Mondays from nine to five
SUNDAY = datetime(2026, 11, 22, 20, tzinfo=UTC)


@pytest.fixture
def ruled(page: AppointmentPage, location: LocationPage) -> AppointmentPage:
    """An appointment page with a question, and rules for it, for a service and for Sundays."""
    page.form_fields.add(
        FormField(label="Which language?", field_type="radio", choices="English\nSpanish", required=False)
    )
    factories.make_service()
    page.routing_rules = [
        RoutingRule(
            sort_order=0, question="Which language?", answer="Spanish", emails="spanish@clinic.example"
        ),
        RoutingRule(sort_order=1, service="TMS therapy", emails="tms@clinic.example", office_too=True),
        RoutingRule(sort_order=2, when=When.CLOSED, location=location, emails="night@clinic.example"),
    ]
    page.save_revision().publish()
    return AppointmentPage.objects.get(pk=page.pk)


def told(page: AppointmentPage, location: LocationPage, **given: Any) -> list[str]:
    extra = given.pop("extra", ())
    now = given.pop("now", MONDAY_NOON)
    answers = Answers(first_name="Ana", last_name="Reyes", phone="+1 503-555-0142", **given)
    submission = submit_request(page=page, location=location, answers=answers, extra=extra, now=now)
    request = AppointmentRequest.objects.get(reference=submission.reference)
    return [mail.recipient.partition("@")[0] for mail in request.notifications.filter(kind=Kind.OFFICE)]


def test_a_request_goes_where_the_rules_say(ruled: AppointmentPage, location: LocationPage) -> None:
    assert told(ruled, location) == ["office-riverside"]
    assert told(ruled, location, extra=[("Which language?", "Spanish")]) == ["spanish"]
    assert told(ruled, location, service="TMS therapy") == ["tms", "office-riverside"]
    assert told(ruled, location, now=SUNDAY, message="On a Sunday") == ["night"]
    location.closed_days = [
        (
            "days",
            {"name": "Training", "first": date(2026, 11, 23), "last": None, "opens": None, "closes": None},
        )
    ]
    assert told(ruled, location, now=MONDAY_NOON, message="Closed today") == ["night"]


def test_what_is_sent_again_or_released_goes_by_the_same_rules(
    ruled: AppointmentPage, location: LocationPage
) -> None:
    answers = Answers(first_name="Ana", last_name="Reyes", phone="+1 503-555-0142", service="TMS therapy")
    submission = submit_request(page=ruled, location=location, answers=answers, is_spam=True)
    request = AppointmentRequest.objects.get(reference=submission.reference)
    release_from_spam(request=request)
    mails = request.notifications.filter(kind=Kind.OFFICE)
    assert {mail.recipient for mail in mails} == {"tms@clinic.example", "office-riverside@clinic.example"}
    mails.update(state="sent")
    assert send_again(request=request) == 2


def test_a_draft_of_the_rules_changes_nothing(ruled: AppointmentPage, location: LocationPage) -> None:
    ruled.routing_rules = []
    ruled.save_revision()
    assert told(ruled, location, service="TMS therapy") == ["tms", "office-riverside"]


def test_rules_that_lead_nowhere_are_named(ruled: AppointmentPage, location: LocationPage) -> None:
    assert page_problems(ruled) == []
    factories.ServicePage.objects.get().unpublish()
    ruled.form_fields.first().delete()
    problems = page_problems(AppointmentPage.objects.get(pk=ruled.pk))
    assert problems == [
        "Rule 1 for who is written to is never met: the form does not ask “Which language?”.",
        "Rule 2 for who is written to is never met: no service on the site is called “TMS therapy”.",
    ]


def test_locations_nobody_is_written_to_about(page: AppointmentPage, location: LocationPage) -> None:
    assert unreachable_locations() == []
    OrganisationSettings.objects.update(fallback_office_emails="")
    assert unreachable_locations() == []
    LocationPage.objects.update(office_emails="")
    assert unreachable_locations() == [location]
    [problem] = page_problems(AppointmentPage.objects.get())
    assert problem.startswith("Nobody is written to about requests for Riverside")
    page.routing_rules = [RoutingRule(emails="all@clinic.example", when=When.CLOSED)]
    page.save_revision().publish()
    assert unreachable_locations() == [location]
    RoutingRule.objects.update(when=When.ALWAYS)
    assert unreachable_locations() == []
    page.unpublish()
    assert unreachable_locations() == [location]


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"emails": "a@clinic.example", "answer": "Spanish"}, "question"),
        ({"emails": " , "}, "emails"),
        ({"emails": "not an address"}, "emails"),
        ({"emails": ""}, "emails"),
    ],
)
def test_a_rule_that_cannot_work_is_refused(fields: dict[str, str], wrong: str) -> None:
    with pytest.raises(ValidationError) as refused:
        RoutingRule(**fields).full_clean(exclude=["page"])
    assert set(refused.value.message_dict) == {wrong}


def test_marketing_sees_the_rules_and_what_is_wrong_with_them(
    ruled: AppointmentPage, marketing_client: Client
) -> None:
    factories.ServicePage.objects.get().delete()
    html = marketing_client.get(reverse("wagtailadmin_pages:edit", args=[ruled.pk])).content.decode()
    assert "Rule 2 for who is written to is never met" in html
    assert "TMS therapy (not on the site)" in html
    home = marketing_client.get(reverse("wagtailadmin_home")).content.decode()
    assert "Rule 2 for who is written to is never met" in home


def test_a_rule_is_made_in_the_editor(
    page: AppointmentPage, location: LocationPage, marketing_client: Client
) -> None:
    rule = {"location": location.pk, "when": When.CLOSED, "emails": "", "answer": "Spanish", "ORDER": 1}
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])

    def publish(**fields: object) -> HttpResponse:
        typed = {
            **{
                "title": page.title,
                "slug": page.slug,
                "action-publish": "yes",
                "comments": inline_formset([]),
            },
            **{
                name: rich_text("<p>Hello.</p>")
                for name in ("notes_above", "notes_below", "what_happens_next")
            },
            "form_fields": inline_formset([]),
            "routing_rules": inline_formset([rule | fields]),
        }
        return marketing_client.post(address, nested_form_data(typed))

    refused = publish().content.decode()
    assert "Say which question this answers." in refused
    assert "This field is required." in refused
    assert RoutingRule.objects.count() == 0
    publish(answer="", emails="night@clinic.example")
    assert told(page, location, now=SUNDAY) == ["night"]


def test_settings_say_where_nobody_hears_of_what_waits(
    page: AppointmentPage, location: LocationPage, admin_client: Client
) -> None:
    address = reverse("wagtailsettings:edit", args=["forms_app", "officesettings"])
    html = admin_client.get(address, follow=True).content.decode()
    assert "Riverside has no second person and no manager" in html
    assert "Riverside has no second person" in admin_client.get(reverse("wagtailadmin_home")).content.decode()
    OfficeSettings.objects.update(manager_emails="manager@clinic.example")
    assert "has no second person" not in admin_client.get(address, follow=True).content.decode()


def test_the_clinics_settings_and_the_location_say_it_too(
    page: AppointmentPage, location: LocationPage, admin_client: Client
) -> None:
    OrganisationSettings.objects.update(fallback_office_emails="")
    LocationPage.objects.update(office_emails="")
    for address in (
        reverse("wagtailsettings:edit", args=["clinics", "organisationsettings"]),
        reverse("wagtailadmin_pages:edit", args=[location.pk]),
    ):
        assert "lists no office address" in admin_client.get(address, follow=True).content.decode()
