"""Who is written to about a request, and on whose behalf."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from wagtail.contrib.forms.forms import FormBuilder
from wagtail.contrib.forms.models import AbstractFormField

from clinics.hours import Calendar, calendar
from clinics.models import LocationPage, OrganisationSettings, ServicePage
from forms_app.answers import Extra
from forms_app.business_hours import is_open
from forms_app.escalation import Step
from forms_app.models.requests import AppointmentRequest
from forms_app.models.routing import OfficeSettings, RoutingRule
from forms_app.routing import Facts, Offered, choose_recipients, reaches_somebody, why_idle


def calendar_of(location: LocationPage | None) -> Calendar:
    """When the location is open; usual office hours stand in for one that is gone."""
    return location.calendar if location else calendar(time_zone=settings.TIME_ZONE, hours=())


def office_recipients(location: LocationPage | None) -> list[str]:
    """The addresses of the location's office, else the clinic's fallback. Empty if nobody is named at all."""
    own = location.office_addresses if location else []
    return own or OrganisationSettings.of_default_site().fallback_office_addresses


def request_recipients(request: AppointmentRequest, now: datetime) -> list[str]:
    """Whom a stored request goes to, by the rules of today and the hour it is."""
    return recipients(
        page=request.page_id,
        location=request.location,
        service=request.service,
        extra=[(question, answer) for question, answer in request.extra],
        now=now,
    )


def recipients(
    *, page: int | None, location: LocationPage | None, service: str, extra: Extra, now: datetime
) -> list[str]:
    """Whom a request from this form goes to if it is sent now. Empty if nobody is named at all."""
    facts = Facts(
        location=location.pk if location else None,
        is_open=is_open(now, calendar_of(location)),
        service=service,
        extra=extra,
    )
    rules = [row.rule for row in RoutingRule.objects.filter(page=page)]
    return choose_recipients(rules, facts, usual=office_recipients(location))


def waiting_recipients(step: Step, location: LocationPage | None, office: OfficeSettings) -> list[str]:
    """Who is told of a request that has waited too long. Empty if nobody is named for this step."""
    if step is Step.SECOND:
        return (location.second_addresses if location else []) or office.second_addresses
    return (location.manager_addresses if location else []) or office.manager_addresses


def digest_recipients(location: LocationPage | None, office: OfficeSettings) -> list[str]:
    """Who gets the daily summary: the office, and managers where it has no address."""
    return office_recipients(location) or waiting_recipients(Step.MANAGER, location, office)


def unreachable_locations() -> list[LocationPage]:
    """The locations whose requests would be stored but mailed to nobody, at some hour or from some form."""
    if OrganisationSettings.of_default_site().fallback_office_addresses:
        return []
    forms = [[row.rule for row in page.routing_rules.all()] for page in form_pages()] or [[]]
    return [
        place
        for place in LocationPage.objects.live()
        if not all(reaches_somebody(rules, place.pk, usual=place.office_addresses) for rules in forms)
    ]


def form_pages() -> QuerySet:
    """The live appointment pages."""
    return RoutingRule.page.field.related_model.objects.live().prefetch_related(
        "routing_rules", "form_fields"
    )


def idle_rules(rows: Sequence[RoutingRule], fields: Iterable[AbstractFormField]) -> list[str]:
    """In a sentence each: the rules of a form that no request can meet, and why."""
    if not rows:
        return []
    rules = [row.rule for row in rows]
    offered = Offered(
        locations=frozenset(LocationPage.objects.live().values_list("pk", flat=True)),
        services=frozenset(ServicePage.objects.live().values_list("title", flat=True)),
        questions={field.label: _listed_answers(field) for field in fields},
    )
    reasons = [why_idle(rules, place, offered) for place in range(len(rules))]
    return [
        f"Rule {number} for who is written to is never met: {reason}."
        for number, reason in enumerate(reasons, start=1)
        if reason
    ]


def _listed_answers(field: AbstractFormField) -> frozenset[str] | None:
    match field.field_type:
        case "checkboxes" | "dropdown" | "multiselect" | "radio":
            choices = FormBuilder([]).get_formatted_field_choices(field)
            return frozenset(choice for choice, _ in choices)
        case "checkbox":
            return frozenset({"Yes"})
    return None


def page_problems(page: Any) -> list[str]:
    """What is wrong with whom an appointment page writes to, as the page stands, drafts included."""
    rows = list(page.routing_rules.all())
    rules = [row.rule for row in rows]
    fallback = OrganisationSettings.of_default_site().fallback_office_addresses
    nobody = [
        f"Nobody is written to about requests for {place.title}: it lists no office address, "
        "the clinic has no fallback address, and no rule covers every hour."
        for place in LocationPage.objects.live()
        if not reaches_somebody(rules, place.pk, usual=place.office_addresses or fallback)
    ]
    return nobody + idle_rules(rows, page.form_fields.all())
