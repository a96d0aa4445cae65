"""Who is written to about a request, and on whose behalf."""

from clinics.models import LocationPage, OrganisationSettings


def organisation() -> OrganisationSettings:
    """The clinic as its editors describe it, also outside any web request."""
    return OrganisationSettings.objects.order_by("-site__is_default_site").first() or OrganisationSettings()


def office_recipients(location: LocationPage | None) -> list[str]:
    """The addresses of the location's office, else the clinic's fallback. Empty if nobody is named at all."""
    return (location.office_addresses if location else []) or organisation().fallback_office_addresses


def unreachable_locations() -> list[LocationPage]:
    """The locations whose requests would be stored but mailed to nobody."""
    if organisation().fallback_office_addresses:
        return []
    return [page for page in LocationPage.objects.live() if not page.office_addresses]
