from django.conf import settings
from django.urls import reverse

from forms_app.emails.content import Content
from forms_app.emails.office import subject_of
from forms_app.models.outbox import Notification
from forms_app.recipients import organisation


def alert_mail(notification: Notification) -> Content:
    """Mail about a request will not reach the office: which request, and where to see why and send again."""
    request = subject_of(notification)
    context = {
        "reference": request.reference,
        "location": request.location_name,
        "url": settings.SITE_URL + reverse("appointment_requests:inspect", args=[request.pk]),
        "organisation": organisation(),
    }
    return Content(
        f"Not delivered: appointment request {request.reference}, {request.location_name}", "alert", context
    )
