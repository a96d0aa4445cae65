from django.conf import settings
from django.urls import reverse

from forms_app.emails.content import Content, spoken
from forms_app.models.outbox import Notification
from forms_app.models.requests import AppointmentRequest
from forms_app.recipients import organisation


def office_mail(notification: Notification) -> Content:
    """A new request: its reference and place, and a link that opens it after sign-in."""
    request = subject_of(notification)
    context = {
        "reference": request.reference,
        "location": request.location_name,
        "received": spoken(request.created, request.time_zone),
        "due": spoken(request.due_at, request.time_zone),
        "url": settings.SITE_URL + reverse("appointment_requests:inspect", args=[request.pk]),
        "organisation": organisation(),
    }
    return Content(
        f"Appointment request {request.reference}, {request.location_name}", "office_notification", context
    )


def changed_mail(notification: Notification) -> Content:
    """The patient has changed or withdrawn a request: which one, and a link to what changed."""
    request = subject_of(notification)
    context = {
        "reference": request.reference,
        "location": request.location_name,
        "url": settings.SITE_URL + reverse("appointment_requests:inspect", args=[request.pk]),
        "organisation": organisation(),
    }
    return Content(f"Changed by the patient: {request.reference}", "patient_change", context)


def subject_of(notification: Notification) -> AppointmentRequest:
    """The request of a mail that is about one."""
    if notification.request is None:
        raise ValueError("This kind of mail is about a request.")
    return notification.request
