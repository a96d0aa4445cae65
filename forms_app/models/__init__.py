from forms_app.models.outbox import DeliveryAttempt, Notification
from forms_app.models.pages import AppointmentPage, FormField
from forms_app.models.requests import AppointmentRequest, SubmissionFingerprint

__all__ = [
    "AppointmentPage",
    "AppointmentRequest",
    "DeliveryAttempt",
    "FormField",
    "Notification",
    "SubmissionFingerprint",
]
