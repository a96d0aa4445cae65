from forms_app.emails.content import Content, about, subject_of, times_of
from forms_app.models.outbox import Notification


def office_mail(notification: Notification) -> Content:
    """A new request: its reference and place, and a link that opens it after sign-in."""
    request = subject_of(notification)
    subject = f"Appointment request {request.reference}, {request.location_name}"
    return Content(subject, "office_notification", about(request) | times_of(request))


def changed_mail(notification: Notification) -> Content:
    """The patient has changed or withdrawn a request: which one, and a link to what changed."""
    request = subject_of(notification)
    subject = f"Changed by the patient: {request.reference}, {request.location_name}"
    return Content(subject, "patient_change", about(request))
