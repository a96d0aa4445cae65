"""The mails. None of them says who asked, for what, or in which words."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import dateformat

from core.text import plain
from forms_app.choices import Kind
from forms_app.models.requests import AppointmentRequest, Notification
from forms_app.recipients import organisation

Content = tuple[str, str, dict[str, object]]  # subject, name of the templates, their context


def build(notification: Notification) -> EmailMultiAlternatives:
    """The message for one row of the outbox."""
    content = office_mail if notification.kind == Kind.OFFICE else patient_mail
    subject, template, context = content(notification.request)
    message = EmailMultiAlternatives(
        subject=" ".join(subject.split()),
        body=render_to_string(f"emails/{template}.txt", context),
        to=[notification.recipient],
        headers={"Message-ID": notification.message_id, "Auto-Submitted": "auto-generated"},
    )
    message.attach_alternative(render_to_string(f"emails/{template}.html", context), "text/html")
    return message


def office_mail(request: AppointmentRequest) -> Content:
    context = {
        "reference": request.reference,
        "location": request.location_name,
        "received": spoken(request.created, request.time_zone),
        "due": spoken(request.due_at, request.time_zone),
        "url": settings.SITE_URL + reverse("appointment_requests:inspect", args=[request.pk]),
        "organisation": organisation(),
    }
    return f"Appointment request {request.reference}, {request.location_name}", "office_notification", context


def patient_mail(request: AppointmentRequest) -> Content:
    clinic = organisation()
    context = {
        "reference": request.reference,
        "what_happens_next": plain(request.page.what_happens_next) if request.page else "",
        "organisation": clinic,
    }
    return f"We have received your request {request.reference}", "patient_copy", context


def spoken(moment: datetime, zone: ZoneInfo) -> str:
    """A time in full, as it is on the clocks of a zone, which it names."""
    return dateformat.format(moment.astimezone(zone), r"l, F j, Y, g:i A T")
