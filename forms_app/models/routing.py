from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import register_setting
from wagtail.models import Orderable

from clinics.models import ONE_TO_A_LINE, LocationPage, ServicePage
from core.addresses import parse_addresses, validate_addresses
from core.models import ClinicSetting
from core.panels import ProblemsPanel
from forms_app.escalation import Limits
from forms_app.routing import Rule, When

TIMES = [
    (When.ALWAYS, "At any time"),
    (When.OPEN, "While the location is open"),
    (When.CLOSED, "While the location is closed"),
]

NOBODY_WAITS = (
    "{} has no second person and no manager, not even in Settings, Deadlines and escalation: "
    "nobody else hears of a request there that waits too long."
)


def hours_field(label: str, hours: int, help_text: str) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(
        label,
        default=hours,
        validators=[
            MinValueValidator(1, "Enter 1 hour or more."),
            MaxValueValidator(200, "Enter 200 hours or fewer."),
        ],
        help_text=help_text,
    )


def addresses_field(label: str, help_text: str) -> models.TextField:
    return models.TextField(label, blank=True, validators=[validate_addresses], help_text=help_text)


@register_setting(icon="mail")
class OfficeSettings(ClinicSetting):
    """How soon requests are answered, and who hears of those that are not."""

    opened_within = hours_field(
        "hours until a request has been opened", 4, "In business hours of the location, holidays left out."
    )
    contacted_within = hours_field(
        "hours until somebody has tried to reach the patient",
        8,
        "When either time is over, the second person is told.",
    )
    manager_after = hours_field(
        "hours from then until the manager is told", 4, "Each of them is told of a request once."
    )
    second_emails = addresses_field("second person", f"{ONE_TO_A_LINE} A location can name its own.")
    manager_emails = addresses_field("manager", f"{ONE_TO_A_LINE} A location can name its own.")
    digest = models.BooleanField(
        "send each office a summary on every business day",
        default=True,
        help_text="How many requests are open, without a word about patients. Nothing is sent when none is.",
    )
    digest_at = models.TimeField(
        "time of the summary",
        null=True,
        blank=True,
        help_text="By the clocks of the location, such as 7:30. Empty: when it opens.",
    )

    panels = [
        ProblemsPanel(),
        MultiFieldPanel(
            [
                FieldPanel("opened_within"),
                FieldPanel("contacted_within"),
                FieldPanel("second_emails"),
                FieldPanel("manager_after"),
                FieldPanel("manager_emails"),
            ],
            heading="Requests that wait too long",
        ),
        MultiFieldPanel([FieldPanel("digest"), FieldPanel("digest_at")], heading="Daily summary"),
    ]

    class Meta:
        verbose_name = "deadlines and escalation"

    def __str__(self) -> str:
        return "Deadlines and escalation"

    @property
    def second_addresses(self) -> list[str]:
        return parse_addresses(self.second_emails)

    @property
    def manager_addresses(self) -> list[str]:
        return parse_addresses(self.manager_emails)

    @property
    def limits(self) -> Limits:
        return Limits(
            opened=timedelta(hours=self.opened_within),
            contacted=timedelta(hours=self.contacted_within),
            manager=timedelta(hours=self.manager_after),
        )

    @property
    def problems(self) -> list[str]:
        if self.second_addresses or self.manager_addresses:
            return []
        return [
            NOBODY_WAITS.format(place.title)
            for place in LocationPage.objects.live()
            if not (place.second_addresses or place.manager_addresses)
        ]


class ServiceSelect(forms.Select):
    """The services on the site, by title. One that is gone stays chosen until somebody chooses another."""

    def optgroups(self, name: str, value: list[str], attrs: dict[str, Any] | None = None) -> list[Any]:
        titles = list(ServicePage.objects.live().order_by("path").values_list("title", flat=True))
        gone = [title for title in value if title and title not in titles]
        self.choices = [
            ("", "Any service, or none"),
            *((title, title) for title in titles),
            *((title, f"{title} (not on the site)") for title in gone),
        ]
        return super().optgroups(name, value, attrs)


class RoutingRule(Orderable):
    """Requests of one kind go to addresses of their own."""

    page = ParentalKey("forms_app.AppointmentPage", on_delete=models.CASCADE, related_name="routing_rules")
    location = models.ForeignKey(
        "clinics.LocationPage",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        help_text="Empty: any location.",
    )
    service = models.CharField(max_length=255, blank=True)
    question = models.CharField(
        max_length=255, blank=True, help_text="One of the extra questions, exactly as it is asked above."
    )
    answer = models.CharField(
        max_length=255, blank=True, help_text="Exactly as patients choose it. Empty: any answer."
    )
    when = models.CharField(max_length=10, choices=TIMES, default=When.ALWAYS)
    emails = models.TextField(
        "write to", validators=[validate_addresses], help_text="One email address to a line."
    )
    office_too = models.BooleanField("and to the location’s office as well", default=False)

    panels = [
        FieldPanel("location"),
        FieldPanel("service", widget=ServiceSelect),
        FieldRowPanel([FieldPanel("question"), FieldPanel("answer")]),
        FieldPanel("when"),
        FieldPanel("emails"),
        FieldPanel("office_too"),
    ]

    class Meta(Orderable.Meta):
        default_permissions = ()

    def __str__(self) -> str:
        return f"Rule {(self.sort_order or 0) + 1}"

    def clean(self) -> None:
        super().clean()
        if self.answer and not self.question:
            raise ValidationError({"question": "Say which question this answers."})
        if self.emails and not parse_addresses(self.emails):
            raise ValidationError({"emails": "Enter an email address."})

    @property
    def rule(self) -> Rule:
        return Rule(
            addresses=tuple(parse_addresses(self.emails)),
            location=self.location_id,
            service=self.service,
            question=self.question,
            answer=self.answer,
            when=self.when,
            office_too=self.office_too,
        )
