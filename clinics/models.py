import zoneinfo
from functools import cached_property
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import register_setting
from wagtail.fields import RichTextField, StreamField
from wagtail.images import get_image_model_string
from wagtail.models import Page
from wagtail.search import index

from clinics import schema
from clinics.blocks import ClosedDaysBlock, OpeningHoursBlock
from clinics.holidays import HOLIDAYS
from clinics.hours import Calendar, DayHours, SpecialDays, calendar, week
from core import rich_text
from core.addresses import parse_addresses, validate_addresses
from core.blocks import ProseBody
from core.lines import split_lines
from core.models import BasePage, ClinicSetting
from core.panels import ProblemsPanel
from core.schema import Node, node, ref
from core.text import plain

ADDRESSES_HELP = "Who is told about a new request: one email address to a line."
ONE_TO_A_LINE = "One to a line."
NOBODY = (
    "{} lists no office address, and the clinic has no fallback address: unless a rule of the request form "
    "names somebody, nobody is written to about requests there."
)

P = TypeVar("P", bound=Page)


def visible(model: type[P], picture: str = "illustration") -> "QuerySet[P]":
    """The pages of this type that everybody may see, each with its picture, in the order of the page tree."""
    return model.objects.live().public().select_related(picture).order_by("path")


def validate_time_zone(name: str) -> None:
    if name not in zoneinfo.available_timezones():
        raise ValidationError("Not a time zone. Use a name such as America/Los_Angeles.")


def image_field(help_text: str = "") -> models.ForeignKey:
    return models.ForeignKey(
        get_image_model_string(),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=help_text,
    )


@register_setting(icon="home")
class OrganisationSettings(ClinicSetting):
    """The clinic as a whole: what every page says of it, and who is written to when a location has nobody."""

    name = models.CharField(max_length=120, default="Our clinic")
    legal_name = models.CharField(max_length=160, blank=True)
    tagline = models.CharField(max_length=160, blank=True)
    description = models.TextField(
        blank=True, help_text="One or two sentences, shown at the foot of each page."
    )
    phone = models.CharField(max_length=32, blank=True)
    email = models.EmailField(blank=True, help_text="A public address. Leave empty if you publish none.")
    crisis_message = models.CharField(
        max_length=200,
        default="In an emergency call 911. For crisis support, call or text 988, day or night.",
        help_text="The slim line at the top of every page.",
    )
    fallback_office_emails = models.TextField(
        blank=True,
        validators=[validate_addresses],
        help_text=f"{ADDRESSES_HELP} Used when a location lists nobody.",
    )

    panels = [
        MultiFieldPanel(
            [FieldPanel("name"), FieldPanel("legal_name"), FieldPanel("tagline"), FieldPanel("description")],
            heading="The clinic",
        ),
        MultiFieldPanel(
            [FieldPanel("phone"), FieldPanel("email"), FieldPanel("crisis_message")], heading="Contact"
        ),
        MultiFieldPanel(
            [ProblemsPanel(), FieldPanel("fallback_office_emails")], heading="Who is told of requests"
        ),
    ]

    class Meta:
        verbose_name = "Clinic"

    def __str__(self) -> str:
        return self.name

    @property
    def fallback_office_addresses(self) -> list[str]:
        return parse_addresses(self.fallback_office_emails)

    @property
    def problems(self) -> list[str]:
        if self.fallback_office_addresses:
            return []
        return [
            NOBODY.format(place.title) for place in LocationPage.objects.live() if not place.office_addresses
        ]


class ClinicPage(BasePage):
    """A page whose graph names the organization it belongs to."""

    class Meta:
        abstract = True

    @cached_property
    def organisation(self) -> OrganisationSettings:
        return OrganisationSettings.for_site(self.get_site())

    @property
    def seo_sitename(self) -> str:
        return self.organisation.name

    def structured_data(self) -> list[Node]:
        return [*super().structured_data(), schema.organisation(self.root_url, self.organisation)]


class IntroducedPage(ClinicPage):
    """A page that opens with a paragraph or two, which also describe it to search engines."""

    introduction = RichTextField(blank=True, features=rich_text.PROSE)
    search_fields = [*BasePage.search_fields, index.SearchField("introduction")]
    seo_description_sources = ["search_description", "plain_introduction"]

    class Meta:
        abstract = True

    @property
    def plain_introduction(self) -> str:
        return plain(self.introduction)


class IndexPage(IntroducedPage):
    """A page that introduces the pages beneath it."""

    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    max_count_per_parent = 1

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {"entries": self.entries}

    @property
    def entries(self) -> QuerySet:
        raise NotImplementedError


class LocationIndexPage(IndexPage):
    subpage_types = ["clinics.LocationPage"]

    @property
    def entries(self) -> "QuerySet[LocationPage]":
        return visible(LocationPage).child_of(self)


class ProviderIndexPage(IndexPage):
    subpage_types = ["clinics.ProviderPage"]

    @property
    def entries(self) -> "QuerySet[ProviderPage]":
        locations = Prefetch("locations", visible(LocationPage))
        return visible(ProviderPage, "portrait").child_of(self).prefetch_related(locations)


class ServiceIndexPage(IndexPage):
    subpage_types = ["clinics.ServicePage"]

    @property
    def entries(self) -> "QuerySet[ServicePage]":
        return visible(ServicePage).child_of(self)


class LocationPage(IntroducedPage):
    """One place patients come to. Requests for it go to its office addresses."""

    illustration = image_field()
    street = models.CharField(max_length=120)
    suite = models.CharField(max_length=60, blank=True)
    city = models.CharField(max_length=80)
    state = models.CharField(max_length=40)
    postal_code = models.CharField("ZIP code", max_length=12)
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    phone = models.CharField(max_length=32)
    fax = models.CharField(max_length=32, blank=True)
    email = models.EmailField(blank=True)
    time_zone = models.CharField(
        max_length=64, default="America/Los_Angeles", validators=[validate_time_zone]
    )
    opening_hours = StreamField([("span", OpeningHoursBlock())], blank=True)
    closed_days = StreamField(
        ClosedDaysBlock(),
        blank=True,
        help_text="Nobody is expected to answer requests on these days: they count for no deadline.",
    )
    closures = models.TextField(
        blank=True,
        help_text=f"How the page tells of holidays; empty: as entered above. {ONE_TO_A_LINE}",
    )
    getting_here = RichTextField(blank=True, features=rich_text.PROSE)
    office_emails = models.TextField(blank=True, validators=[validate_addresses], help_text=ADDRESSES_HELP)
    second_emails = models.TextField(
        "second person",
        blank=True,
        validators=[validate_addresses],
        help_text="Told when a request here waits too long. Empty: as in Settings, Deadlines and escalation.",
    )
    manager_emails = models.TextField(
        "manager",
        blank=True,
        validators=[validate_addresses],
        help_text="Told when it still waits after that. Empty: as in Settings, Deadlines and escalation.",
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("introduction"),
        FieldPanel("illustration"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("street"), FieldPanel("suite")]),
                FieldRowPanel([FieldPanel("city"), FieldPanel("state"), FieldPanel("postal_code")]),
                FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
            ],
            heading="Address",
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("phone"), FieldPanel("fax")]), FieldPanel("email")], heading="Contact"
        ),
        MultiFieldPanel(
            [
                FieldPanel("time_zone"),
                FieldPanel("opening_hours"),
                FieldPanel("closed_days"),
                FieldPanel("closures"),
            ],
            heading="Hours",
        ),
        FieldPanel("getting_here"),
        MultiFieldPanel(
            [
                ProblemsPanel(),
                FieldPanel("office_emails"),
                FieldPanel("second_emails"),
                FieldPanel("manager_emails"),
            ],
            heading="Who is told of requests",
        ),
    ]
    search_fields = [*IntroducedPage.search_fields, index.SearchField("city")]
    parent_page_types = ["clinics.LocationIndexPage"]
    subpage_types: list[str] = []

    @property
    def office_addresses(self) -> list[str]:
        return parse_addresses(self.office_emails)

    @property
    def problems(self) -> list[str]:
        site = self.get_site()
        fallback = OrganisationSettings.for_site(site).fallback_office_addresses if site else []
        return [] if self.office_addresses or fallback else [NOBODY.format(self.title)]

    @property
    def second_addresses(self) -> list[str]:
        return parse_addresses(self.second_emails)

    @property
    def manager_addresses(self) -> list[str]:
        return parse_addresses(self.manager_emails)

    @property
    def hours(self) -> list[DayHours]:
        return week(
            (int(span.value["day"]), span.value["opens"], span.value["closes"])
            for span in self.opening_hours
            if all(span.value.values())
        )

    @property
    def holidays(self) -> list[str]:
        """The keys of the holidays on which it is closed."""
        return [
            key
            for block in self.closed_days
            if block.block_type == "holidays"
            for key in block.value or ()
            if key in HOLIDAYS
        ]

    @property
    def special_days(self) -> list[SpecialDays]:
        found = [block.value.days for block in self.closed_days if block.block_type == "days"]
        return [days for days in found if days]

    @property
    def calendar(self) -> Calendar:
        return calendar(
            time_zone=self.time_zone, hours=self.hours, holidays=self.holidays, special=self.special_days
        )

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {
            "team": visible(ProviderPage, "portrait").filter(locations=self.pk),
            "treatments": visible(ServicePage).filter(locations=self.pk),
        }

    @property
    def closure_lines(self) -> list[str]:
        """Holidays in the editors' words, else by their names; then what is still to come."""
        today = timezone.localdate(timezone=ZoneInfo(self.time_zone))
        ahead = [days.text for days in self.special_days if days.last >= today]
        return [*(split_lines(self.closures) or [HOLIDAYS[key][0] for key in self.holidays]), *ahead]

    @property
    def address_lines(self) -> list[str]:
        return [
            ", ".join(part for part in (self.street, self.suite) if part),
            f"{self.city}, {self.state} {self.postal_code}",
        ]

    @property
    def clinic(self) -> Node:
        """The location as a schema.org MedicalClinic."""
        return {"@id": f"{self.full_url}#clinic"} | node(
            "MedicalClinic",
            name=self.title,
            url=self.full_url,
            telephone=self.phone,
            faxNumber=self.fax,
            email=self.email,
            parentOrganization=ref(schema.organisation_id(self.root_url)),
            address=node(
                "PostalAddress",
                streetAddress=self.address_lines[0],
                addressLocality=self.city,
                addressRegion=self.state,
                postalCode=self.postal_code,
                addressCountry="US",
            ),
            geo=node("GeoCoordinates", latitude=float(self.latitude), longitude=float(self.longitude))
            if self.latitude is not None and self.longitude is not None
            else None,
            openingHoursSpecification=schema.opening_hours(self.hours),
        )

    def structured_data(self) -> list[Node]:
        return [*super().structured_data(), self.clinic]


class ServicePage(ClinicPage):
    """A treatment or kind of visit the clinic offers; patients can name it in a request."""

    title_es = models.CharField(
        "title in Spanish",
        max_length=255,
        blank=True,
        help_text="For the Spanish request form. Empty: patients read the English title there.",
    )
    summary = models.TextField(help_text="One or two sentences for lists and search results.")
    illustration = image_field()
    introduction = RichTextField(blank=True, features=rich_text.PROSE)
    body = StreamField(ProseBody(), blank=True)
    locations = ParentalManyToManyField("clinics.LocationPage", blank=True, related_name="services")

    content_panels = [
        *Page.content_panels,
        FieldPanel("title_es"),
        FieldPanel("summary"),
        FieldPanel("illustration"),
        FieldPanel("introduction"),
        FieldPanel("body"),
        FieldPanel("locations"),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("summary"), index.SearchField("body")]
    seo_description_sources = ["search_description", "summary"]
    parent_page_types = ["clinics.ServiceIndexPage"]
    subpage_types: list[str] = []

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {
            "offices": visible(LocationPage).filter(pk__in=[place.pk for place in self.locations.all()]),
            "team": visible(ProviderPage, "portrait").filter(services=self.pk),
        }

    def structured_data(self) -> list[Node]:
        service = {"@id": f"{self.full_url}#service"} | node(
            "Service",
            name=self.title,
            description=self.summary,
            url=self.full_url,
            provider=ref(schema.organisation_id(self.root_url)),
        )
        return [*super().structured_data(), service]


class ProviderPage(ClinicPage):
    """A clinician: who they are, where they see patients and what for."""

    credentials = models.CharField(max_length=60, blank=True, help_text="Letters after the name, such as MD.")
    job_title = models.CharField(max_length=120)
    pronouns = models.CharField(max_length=40, blank=True)
    portrait = image_field()
    summary = models.TextField(help_text="One or two sentences for lists and search results.")
    biography = RichTextField(blank=True, features=rich_text.PROSE)
    specialties = models.TextField(blank=True, help_text=ONE_TO_A_LINE)
    languages = models.TextField(blank=True, help_text=ONE_TO_A_LINE)
    education = models.TextField(blank=True, help_text=ONE_TO_A_LINE)
    locations = ParentalManyToManyField("clinics.LocationPage", blank=True, related_name="providers")
    services = ParentalManyToManyField("clinics.ServicePage", blank=True, related_name="providers")
    accepting_new_patients = models.BooleanField(default=True)
    review_email = models.EmailField(
        "address for medical review",
        blank=True,
        help_text="Links to drafts are mailed there. Readers do not see it.",
    )

    content_panels = [
        *Page.content_panels,
        FieldRowPanel([FieldPanel("credentials"), FieldPanel("job_title"), FieldPanel("pronouns")]),
        FieldPanel("portrait"),
        FieldPanel("summary"),
        FieldPanel("biography"),
        FieldRowPanel([FieldPanel("specialties"), FieldPanel("languages"), FieldPanel("education")]),
        FieldRowPanel([FieldPanel("locations"), FieldPanel("services")]),
        FieldPanel("accepting_new_patients"),
        FieldPanel("review_email", permission="editorial.add_review"),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("job_title"),
        index.SearchField("summary"),
        index.SearchField("biography"),
        index.SearchField("specialties"),
    ]
    seo_description_sources = ["search_description", "summary"]
    seo_image_sources = ["og_image", "portrait"]
    parent_page_types = ["clinics.ProviderIndexPage"]
    subpage_types: list[str] = []

    @property
    def full_name(self) -> str:
        """The name with its credentials: 'Maya Chen, MD'."""
        return f"{self.title}, {self.credentials}" if self.credentials else self.title

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {
            "offices": visible(LocationPage).filter(pk__in=[place.pk for place in self.locations.all()]),
            "treatments": visible(ServicePage).filter(pk__in=[service.pk for service in self.services.all()]),
        }

    @property
    def specialty_lines(self) -> list[str]:
        return split_lines(self.specialties)

    @property
    def language_lines(self) -> list[str]:
        return split_lines(self.languages)

    @property
    def education_lines(self) -> list[str]:
        return split_lines(self.education)

    @property
    def person(self) -> Node:
        """The provider as a schema.org Person."""
        return {"@id": f"{self.full_url}#person"} | node(
            "Person",
            name=self.title,
            honorificSuffix=self.credentials,
            jobTitle=self.job_title,
            description=plain(self.summary),
            url=self.full_url if self.live else None,
            knowsLanguage=self.language_lines,
            worksFor=ref(schema.organisation_id(self.root_url)),
        )

    def structured_data(self) -> list[Node]:
        return [*super().structured_data(), self.person]
