from forms_app.models.outbox import Notification
from forms_app.models.pages import AppointmentPage, FormField
from forms_app.models.requests import AppointmentRequest, SubmissionFingerprint

__all__ = ["AppointmentPage", "AppointmentRequest", "FormField", "Notification", "SubmissionFingerprint"]
