"""Small makers of pages and records for the tests."""

from typing import Any

from wagtail.models import Page, Site

from blog.models import ArticleIndexPage, ArticlePage
from clinics.models import (
    LocationIndexPage,
    LocationPage,
    OrganisationSettings,
    ProviderIndexPage,
    ProviderPage,
    ServiceIndexPage,
    ServicePage,
)
from editorial.models import Source
from home.models import HomePage


def make_site() -> HomePage:
    """A clinic with an empty index page for each kind of page, at http://testserver/."""
    root = Page.objects.get(depth=1)
    Page.objects.filter(depth=2).delete()
    root.refresh_from_db()
    home = root.add_child(
        instance=HomePage(
            title="Test Clinic", slug="home", headline="Care that listens", introduction="Talk to us."
        )
    )
    Site.objects.all().delete()
    site = Site.objects.create(
        hostname="testserver", root_page=home, is_default_site=True, site_name="Test Clinic"
    )
    OrganisationSettings.objects.create(
        site=site,
        name="Test Clinic",
        phone="(503) 555-0100",
        fallback_office_emails="fallback@clinic.example",
    )
    for model, slug in (
        (ArticleIndexPage, "articles"),
        (LocationIndexPage, "locations"),
        (ProviderIndexPage, "providers"),
        (ServiceIndexPage, "services"),
    ):
        home.add_child(instance=model(title=slug.capitalize(), slug=slug, show_in_menus=True))
    return home


def make_location(**fields: Any) -> LocationPage:
    defaults = {
        "title": "Riverside",
        "street": "12 Mill Street",
        "city": "Alder Grove",
        "state": "OR",
        "postal_code": "97000",
        "phone": "(503) 555-0101",
        "office_emails": "office-riverside@clinic.example",
        "opening_hours": [
            {"type": "span", "value": {"day": "0", "opens": "09:00:00", "closes": "17:00:00"}},
        ],
    }
    return LocationIndexPage.objects.get().add_child(instance=LocationPage(**defaults | fields))


def make_provider(**fields: Any) -> ProviderPage:
    defaults = {"title": "Maya Chen", "credentials": "MD", "job_title": "Psychiatrist", "summary": "Listens."}
    return ProviderIndexPage.objects.get().add_child(instance=ProviderPage(**defaults | fields))


def make_service(**fields: Any) -> ServicePage:
    defaults = {"title": "TMS therapy", "summary": "Magnetic pulses, no anesthesia."}
    return ServiceIndexPage.objects.get().add_child(instance=ServicePage(**defaults | fields))


def make_source(**fields: Any) -> Source:
    return Source.objects.create(**{"title": "A study", "url": "https://journal.example/study"} | fields)


def make_article(**fields: Any) -> ArticlePage:
    """An article on the site, or a draft with `live=False`, whatever it says: it does not pass the gate."""
    defaults = {
        "title": "Sleep and mood",
        "introduction": "<p>Sleep and mood move together.</p>",
        "body": [
            {"type": "quick_answer", "value": {"heading": "Quick answer", "text": "<p>Sleep helps.</p>"}},
            {
                "type": "section",
                "value": {"heading": "Why sleep matters", "level": "h2", "body": "<p>It does.</p>"},
            },
        ],
    }
    page = ArticlePage(**defaults | fields)
    is_live, page.live = page.live, False
    ArticleIndexPage.objects.get().add_child(instance=page)
    ArticlePage.objects.filter(pk=page.pk).update(live=is_live)
    page.live = is_live
    return page
