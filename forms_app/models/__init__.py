from forms_app.models.access import AccessLog
from forms_app.models.merging import Merge
from forms_app.models.outbox import Notification
from forms_app.models.pages import AppointmentPage, FormField
from forms_app.models.requests import AppointmentRequest, SubmissionFingerprint
from forms_app.models.retention import RetentionSettings

__all__ = [
    "AccessLog",
    "AppointmentPage",
    "AppointmentRequest",
    "FormField",
    "Merge",
    "Notification",
    "RetentionSettings",
    "SubmissionFingerprint",
]
