"""Loads the demo: a clinic that does not exist, with everything a site of its size holds."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.images import ImageFile
from django.db import transaction
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage
from wagtail.models import Page, Site

from blog.models import ArticleIndexPage, ArticlePage, Topic
from clinics.models import (
    LocationIndexPage,
    LocationPage,
    OrganisationSettings,
    ProviderIndexPage,
    ProviderPage,
    ServiceIndexPage,
    ServicePage,
)
from core.site_address import follow_site_url
from editorial.medical_review import workflow
from editorial.medical_review.reminders import months_after
from editorial.medical_review.services import publish_correction, record_review
from editorial.models import EditorialSettings, Source
from editorial.services import find_or_create_source
from forms_app.models import AppointmentPage, FormField, OfficeSettings, RoutingRule
from home.models import HomePage, StandardPage

CONTENT = Path(__file__).parent / "content"
IMAGES = Path(__file__).parent / "images"
PASSWORD = "bedside-demo"  # noqa: S105 - printed on purpose, and left out in production unless asked for
DOMAIN = "aldergrove.example"
GROUPS = {"marketing": "Marketing", "office": "Office", "clinician": "Clinicians"}
NOT_FIELDS = {"published_days_ago", "review", "corrections"}
OPENED_DAYS_AGO = 190
THURSDAY = 3

Data = dict[str, Any]
Say = Callable[[str], None]


@dataclass(frozen=True)
class Library:
    """What the content names by file name, key or slug."""

    images: Mapping[str, AbstractImage]
    sources: Mapping[str, Source]
    topics: Mapping[str, Topic]


def read(name: str) -> Data:
    return json.loads((CONTENT / name).read_text(encoding="utf-8"))


def read_articles() -> list[Data]:
    """The articles, oldest first."""
    names = sorted(path.name for path in (CONTENT / "articles").glob("*.json"))
    return sorted((read(f"articles/{name}") for name in names), key=lambda data: -data["published_days_ago"])


@dataclass(frozen=True)
class People:
    """Who may sign in. Without `demo` nobody gets the known password."""

    demo: bool
    admin_email: str = ""
    admin_password: str = ""


def is_empty() -> bool:
    """Whether nobody has touched the site yet: there is the first home page at the most."""
    touched = HomePage.objects.exclude(latest_revision=None)
    return not touched.exists() and not Page.objects.filter(depth__gt=2).exists()


@transaction.atomic
def load(*, people: People, say: Say) -> bool:
    """Load the site and its people. False, and nothing changed, if there is a site already."""
    if not is_empty():
        return False
    HomePage.objects.all().delete()
    _load_site(read("clinic.json"), read("pages.json"), say)
    _load_people(people, say)
    return True


def _load_site(clinic: Data, pages: Data, say: Say) -> None:
    library = Library(
        images={path.name: _image(path) for path in sorted(IMAGES.glob("*.svg"))},
        sources={
            key: find_or_create_source(key=key, **fields)[0] for key, fields in read("sources.json").items()
        },
        topics={
            data["slug"]: Topic.objects.get_or_create(slug=data["slug"], defaults=data)[0]
            for data in clinic["topics"]
        },
    )
    say(f"{len(library.images)} images, {len(library.sources)} sources, {len(library.topics)} topics")

    home = _home(pages["home"], library)
    site = _site(home, clinic["site_name"])
    OrganisationSettings.objects.update_or_create(site=site, defaults=clinic["organisation"])
    OfficeSettings.objects.update_or_create(site=site, defaults=clinic["requests"])
    review_settings, _ = EditorialSettings.objects.update_or_create(
        site=site, defaults=clinic["editorial"] | {"fallback_emails": f"marketing@{DOMAIN}"}
    )
    say(f"Home page and settings for {site.root_url}")

    indexes = {
        slug: _publish(home, model(slug=slug, show_in_menus=True, **pages["indexes"][slug]))
        for slug, model in {
            "services": ServiceIndexPage,
            "providers": ProviderIndexPage,
            "locations": LocationIndexPage,
            "articles": ArticleIndexPage,
        }.items()
    }
    locations = {
        data["slug"]: _publish(indexes["locations"], _location(data, library)) for data in clinic["locations"]
    }
    services = {
        data["slug"]: _publish(indexes["services"], _service(data, library, locations))
        for data in clinic["services"]
    }
    providers = {
        data["slug"]: _publish(indexes["providers"], _provider(data, library, locations, services))
        for data in clinic["providers"]
    }
    say(f"{len(locations)} locations, {len(services)} services, {len(providers)} providers")

    articles = read_articles()
    for data in articles:
        article = _article(data, library, providers)
        _publish(indexes["articles"], article, days_ago=data["published_days_ago"])
        _review(article, data, providers, review_settings.review_months)
    workflow.set_up(page=indexes["articles"])
    say(f"{len(articles)} articles, each with its medical review")

    _publish(home, _appointment(pages["appointment"]))
    for data in pages["standard"]:
        _publish(home, StandardPage(**data | {"body": stream(data["body"], library)}))
    say(f"The appointment page and {len(pages['standard'])} others")


def _load_people(people: People, say: Say) -> None:
    users = get_user_model().objects
    if (people.admin_password or people.demo) and not users.filter(username="admin").exists():
        email = people.admin_email or f"admin@{DOMAIN}"
        users.create_superuser("admin", email, people.admin_password or PASSWORD)
        say("Sign-in: admin")
    for name, group in GROUPS.items() if people.demo else ():
        if not users.filter(username=name).exists():
            user = users.create_user(name, f"{name}@{DOMAIN}", PASSWORD)
            user.groups.add(Group.objects.get(name=group))
            say(f"Sign-in: {name}")


def demo_sign_ins() -> list[str]:
    """Who may sign in with the known password."""
    users = get_user_model().objects.filter(username__in=["admin", *GROUPS], is_active=True)
    return [user.get_username() for user in users.order_by("pk") if user.check_password(PASSWORD)]


def stream(blocks: list[Data], library: Library) -> list[Data]:
    """Blocks as written in the content, with what they name in place of names."""
    return [
        {"type": block["type"], "value": _value(block["type"], block["value"], library)} for block in blocks
    ]


def _value(kind: str, value: Data, library: Library) -> Data:
    def keys(names: list[str]) -> list[int]:
        return [library.sources[name].pk for name in names]

    match kind:
        case "takeaways":
            return value | {
                "items": [item | {"sources": keys(item["sources"])} for item in value["items"]],
            }
        case "study_result":
            return value | {"source": library.sources[value["source"]].pk}
        case "citations":
            return value | {"also_listed": keys(value["also_listed"])}
        case "image":
            chosen = {
                "image": library.images[value["image"]].pk,
                "alt_text": value["alt"],
                "decorative": value["decorative"],
            }
            return {"image": chosen, "caption": value["caption"]}
        case "table":
            table = {
                "caption": value["caption"],
                "columns": [{"type": "text", "heading": heading} for heading in value["columns"]],
                "rows": [{"values": row} for row in value["rows"]],
            }
            return {"first_column_is_header": value["first_column_is_header"], "table": table}
    return value


def _image(path: Path) -> AbstractImage:
    with path.open("rb") as file:
        title = path.stem.replace("-", " ").capitalize()
        return get_image_model().objects.create(title=title, file=ImageFile(file, name=path.name))


def _home(data: Data, library: Library) -> Page:
    steps = [{"type": "step", "value": step} for step in data["steps"]]
    links = {"steps": steps, "illustration": library.images[data["illustration"]]}
    return _publish(Page.objects.get(depth=1), HomePage(**data | links))


def _site(home: Page, name: str) -> Site:
    """The default site, at SITE_URL, with this home page."""
    default = Site(is_default_site=True, hostname="localhost")
    site = Site.objects.filter(is_default_site=True).first() or default
    site.root_page, site.site_name = home, name
    site.save()
    follow_site_url()
    return Site.objects.get(pk=site.pk)


def _location(data: Data, library: Library) -> LocationPage:
    fields = {name: value for name, value in data.items() if name not in {"hours", "holidays", "days"}}
    hours = [{"type": "span", "value": span} for span in _spans(data["hours"])]
    closed = [
        {"type": "holidays", "value": data["holidays"]},
        *({"type": "days", "value": _special(days)} for days in data.get("days", ())),
    ]
    return LocationPage(
        **fields
        | {
            "opening_hours": hours,
            "closed_days": closed,
            "illustration": library.images[data["illustration"]],
        }
    )


def _special(days: Data) -> Data:
    """Other hours than usual: on the first Thursday after so many days, when every location is open."""
    value = {name: given for name, given in days.items() if name != "in_days"}
    day = _day(-days["in_days"])
    return value | {"first": str(day + timedelta(days=(THURSDAY - day.weekday()) % 7))}


def _spans(hours: Mapping[str, list[str]]) -> Iterator[dict[str, str]]:
    for day, spans in hours.items():
        for span in spans:
            opens, closes = span.split("-")
            yield {"day": day, "opens": opens, "closes": closes}


def _service(data: Data, library: Library, locations: Mapping[str, Page]) -> ServicePage:
    links = {
        "body": stream(data["body"], library),
        "illustration": library.images[data["illustration"]],
        "locations": [locations[slug] for slug in data["locations"]],
    }
    return ServicePage(**data | links)


def _provider(
    data: Data, library: Library, locations: Mapping[str, Page], services: Mapping[str, Page]
) -> ProviderPage:
    links = {
        "portrait": library.images[data["portrait"]],
        "locations": [locations[slug] for slug in data["locations"]],
        "services": [services[slug] for slug in data["services"]],
    }
    return ProviderPage(**data | links)


def _article(data: Data, library: Library, providers: Mapping[str, Page]) -> ArticlePage:
    fields = {name: value for name, value in data.items() if name not in NOT_FIELDS}
    links = {
        "author": providers[data["author"]],
        "topics": [library.topics[slug] for slug in data["topics"]],
        "search_keywords": "\n".join(data["search_keywords"]),
        "illustration": library.images[data["illustration"]],
        "body": stream(data["body"], library),
    }
    return ArticlePage(**fields | links)


def _review(article: ArticlePage, data: Data, providers: Mapping[str, Page], months: int) -> None:
    review = data["review"]
    day = _day(review["days_ago"])
    record_review(
        revision=article.get_latest_revision(),
        provider=providers[review["by"]],
        statement=review["statement"],
        approved_on=day,
        valid_until=months_after(day, months),
    )
    for correction in data.get("corrections", ()):
        day = _day(correction["days_ago"])
        publish_correction(page=article, text=correction["text"], corrected_on=day, user=None)


def _day(days_ago: int) -> date:
    return timezone.localdate() - timedelta(days=days_ago)


def _appointment(data: Data) -> AppointmentPage:
    questions = [FormField(sort_order=place, **question) for place, question in enumerate(data["questions"])]
    rules = [RoutingRule(sort_order=place, **rule) for place, rule in enumerate(data["rules"])]
    fields = {name: value for name, value in data.items() if name not in {"questions", "rules"}}
    return AppointmentPage(show_in_menus=False, form_fields=questions, routing_rules=rules, **fields)


def _publish(parent: Page, page: Page, *, days_ago: int = OPENED_DAYS_AGO) -> Page:
    """Add the page and publish its first revision, as of some days ago."""
    when = timezone.now() - timedelta(days=days_ago)
    page.live, page.first_published_at = False, when
    parent.add_child(instance=page)
    page.save_revision().publish()
    Page.objects.filter(pk=page.pk).update(last_published_at=when)
    page.refresh_from_db()
    return page
