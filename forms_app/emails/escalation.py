from forms_app.choices import Status
from forms_app.emails.content import Content, about, subject_of, times_of
from forms_app.models.outbox import Notification
from forms_app.models.requests import AppointmentRequest


def escalation_mail(notification: Notification) -> Content:
    """A request that waits too long: how it stands at this moment, and a link that opens it after sign-in."""
    request = subject_of(notification)
    context = about(request) | times_of(request) | {"standing": standing(request)}
    return Content(f"Still waiting: {request.reference}, {request.location_name}", "escalation", context)


def standing(request: AppointmentRequest) -> str:
    """What has been done, also when that has happened since the mail was written."""
    if request.status != Status.NEW or request.first_contact_at:
        return f"Somebody has seen to it by now: {request.get_status_display()}"
    return "Opened, but nobody has tried to reach the patient" if request.opened_at else "Not opened yet"
