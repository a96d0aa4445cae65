from forms_app.models.access import AccessLog
from forms_app.models.contact_log import ContactLog
from forms_app.models.escalation import Digest, Escalation
from forms_app.models.merging import Merge
from forms_app.models.outbox import DeliveryAttempt, Notification
from forms_app.models.pages import AppointmentPage, FormField
from forms_app.models.ready_notes import ReadyNotes
from forms_app.models.requests import AppointmentRequest, SubmissionFingerprint
from forms_app.models.retention import RetentionSettings
from forms_app.models.routing import OfficeSettings, RoutingRule
from forms_app.models.search_key import SearchKey
from forms_app.models.viewing import Viewing

__all__ = [
    "AccessLog",
    "AppointmentPage",
    "AppointmentRequest",
    "ContactLog",
    "DeliveryAttempt",
    "Digest",
    "Escalation",
    "FormField",
    "Merge",
    "Notification",
    "OfficeSettings",
    "ReadyNotes",
    "RetentionSettings",
    "RoutingRule",
    "SearchKey",
    "SubmissionFingerprint",
    "Viewing",
]
