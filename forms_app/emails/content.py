from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils import dateformat

from clinics.models import LocationPage, OrganisationSettings
from forms_app.choices import NO_LOCATION, NOWHERE, Language
from forms_app.models.outbox import Notification
from forms_app.models.requests import AppointmentRequest


class Content(NamedTuple):
    """What one mail says: `template` is the name of a .txt and a .html below templates/emails/."""

    subject: str
    template: str
    context: dict[str, object]
    language: str = str(Language.ENGLISH)


def spoken(moment: datetime, zone: ZoneInfo) -> str:
    """A time in full, as it is on the clocks of a zone, which it names."""
    return dateformat.format(moment.astimezone(zone), r"l, F j, Y, g:i A T")


def subject_of(notification: Notification) -> AppointmentRequest:
    """The request of a mail that is about one."""
    if notification.request is None:
        raise ValueError("This kind of mail is about a request.")
    return notification.request


def about(request: AppointmentRequest) -> dict[str, object]:
    """What every mail to the staff says of a request: which and where, and a link that opens it."""
    return {
        "reference": request.reference,
        "location": request.location_name,
        "url": settings.SITE_URL + reverse("appointment_requests:inspect", args=[request.pk]),
        "organisation": OrganisationSettings.of_default_site(),
    }


def times_of(request: AppointmentRequest) -> dict[str, object]:
    """When it came and when it is due."""
    zone = request.time_zone
    return {"received": spoken(request.created, zone), "due": spoken(request.due_at, zone)}


def about_place(location: LocationPage | None) -> dict[str, object]:
    """What a mail about all the requests of a location, or of none, says of it, and a link to them."""
    place = location.pk if location else NOWHERE
    return {
        "location": location.title if location else NO_LOCATION,
        "url": f"{settings.SITE_URL}{reverse('appointment_requests:index')}?location={place}",
        "organisation": OrganisationSettings.of_default_site(),
    }
