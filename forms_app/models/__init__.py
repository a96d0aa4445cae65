from forms_app.models.contact_log import ContactLog
from forms_app.models.outbox import Notification
from forms_app.models.pages import AppointmentPage, FormField
from forms_app.models.ready_notes import ReadyNotes
from forms_app.models.requests import AppointmentRequest, SubmissionFingerprint
from forms_app.models.search_key import SearchKey
from forms_app.models.viewing import Viewing

__all__ = [
    "AppointmentPage",
    "AppointmentRequest",
    "ContactLog",
    "FormField",
    "Notification",
    "ReadyNotes",
    "SearchKey",
    "SubmissionFingerprint",
    "Viewing",
]
