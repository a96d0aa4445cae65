from typing import Any

from django import template
from wagtail.models import Site

from clinics.hours import in_short
from clinics.models import LocationPage

register = template.Library()


@register.simple_tag(takes_context=True)
def clinic_locations(context: dict[str, Any]) -> list[LocationPage]:
    """The live locations of this site, in the order editors gave them."""
    site = Site.find_for_request(context.get("request"))
    if site is None:
        return []
    return list(LocationPage.objects.descendant_of(site.root_page).live().public().order_by("path"))


@register.filter
def hours_in_short(location: LocationPage) -> list[str]:
    """The week of a location in as few lines as it needs."""
    return in_short(location.hours)
