from forms_app.models.escalation import Digest, Escalation
from forms_app.models.outbox import DeliveryAttempt, Notification
from forms_app.models.pages import AppointmentPage, FormField
from forms_app.models.requests import AppointmentRequest, SubmissionFingerprint
from forms_app.models.routing import OfficeSettings, RoutingRule

__all__ = [
    "AppointmentPage",
    "AppointmentRequest",
    "DeliveryAttempt",
    "Digest",
    "Escalation",
    "FormField",
    "Notification",
    "OfficeSettings",
    "RoutingRule",
    "SubmissionFingerprint",
]
