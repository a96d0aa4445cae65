from typing import Any

from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.blocks import CharBlock, StructBlock, TextBlock
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from blog.models import ArticlePage
from clinics.models import (
    ClinicPage,
    IntroducedPage,
    LocationPage,
    ProviderPage,
    ServicePage,
    image_field,
    visible,
)
from clinics.schema import organisation_id
from core.blocks import ProseBody
from core.schema import Node, node, ref

ARTICLES_SHOWN = 3


class StepBlock(StructBlock):
    heading = CharBlock()
    text = TextBlock()

    class Meta:
        icon = "list-ol"
        label = "Step"
        label_format = "{heading}"
        description = "One step on the way to a first visit."
        preview_value = {"heading": "You call us", "text": "We ask a few questions and find a time."}


class HomePage(ClinicPage):
    """The front door: what the clinic treats, how a visit comes about, who works there and where."""

    headline = models.CharField(max_length=120)
    introduction = models.TextField()
    illustration = image_field()
    call_to_action = models.CharField(max_length=40, default="Request an appointment")
    services_heading = models.CharField(max_length=120, default="What we treat with")
    services_introduction = models.TextField(blank=True)
    steps_heading = models.CharField(max_length=120, default="How it works")
    steps = StreamField([("step", StepBlock())], blank=True)
    providers_heading = models.CharField(max_length=120, default="Who you will meet")
    providers_introduction = models.TextField(blank=True)
    articles_heading = models.CharField(max_length=120, default="Read before you decide")
    articles_introduction = models.TextField(blank=True)
    locations_heading = models.CharField(max_length=120, default="Where to find us")

    content_panels = [
        *Page.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("headline"),
                FieldPanel("introduction"),
                FieldPanel("illustration"),
                FieldPanel("call_to_action"),
            ],
            heading="Opening",
        ),
        MultiFieldPanel(
            [FieldPanel("services_heading"), FieldPanel("services_introduction")], heading="Services"
        ),
        MultiFieldPanel([FieldPanel("steps_heading"), FieldPanel("steps")], heading="Steps"),
        MultiFieldPanel(
            [FieldPanel("providers_heading"), FieldPanel("providers_introduction")], heading="Providers"
        ),
        MultiFieldPanel(
            [FieldPanel("articles_heading"), FieldPanel("articles_introduction")], heading="Articles"
        ),
        FieldPanel("locations_heading"),
    ]
    parent_page_types = ["wagtailcore.Page"]
    max_count = 1
    search_fields = [
        *ClinicPage.search_fields,
        index.SearchField("headline"),
        index.SearchField("introduction"),
    ]
    seo_description_sources = ["search_description", "introduction"]

    @property
    def seo_pagetitle(self) -> str:
        return self.seo_title or f"{self.seo_sitename} | {self.headline}"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {
            "services": visible(ServicePage).descendant_of(self),
            "providers": visible(ProviderPage, "portrait").descendant_of(self),
            "articles": ArticlePage.cards().descendant_of(self)[:ARTICLES_SHOWN],
            "locations": self.locations,
        }

    @property
    def locations(self) -> "models.QuerySet[LocationPage]":
        return visible(LocationPage).descendant_of(self)

    def structured_data(self) -> list[Node]:
        site = {"@id": f"{self.root_url}/#website"} | node(
            "WebSite",
            name=self.seo_sitename,
            url=f"{self.root_url}/",
            publisher=ref(organisation_id(self.root_url)),
        )
        return [*super().structured_data(), site, *(location.clinic for location in self.locations)]


class StandardPage(IntroducedPage):
    """Any other page: about, privacy, help in an emergency."""

    body = StreamField(ProseBody(), blank=True)
    content_panels = [*Page.content_panels, FieldPanel("introduction"), FieldPanel("body")]
    search_fields = [*IntroducedPage.search_fields, index.SearchField("body")]
    parent_page_types = ["home.HomePage", "home.StandardPage"]
