"""The answers a patient can choose from, and the states of a request and of its mail."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PatientType(TextChoices):
    NEW = "new", _("I would be a new patient")
    RETURNING = "returning", _("I have been a patient here before")


class BestTime(TextChoices):
    ANY = "any", _("Any time")
    MORNING = "morning", _("Morning")
    MIDDAY = "midday", _("Around noon")
    AFTERNOON = "afternoon", _("Afternoon")


class Day(TextChoices):
    MONDAY = "monday", pgettext_lazy("choice", "Monday")
    TUESDAY = "tuesday", pgettext_lazy("choice", "Tuesday")
    WEDNESDAY = "wednesday", pgettext_lazy("choice", "Wednesday")
    THURSDAY = "thursday", pgettext_lazy("choice", "Thursday")
    FRIDAY = "friday", pgettext_lazy("choice", "Friday")
    SATURDAY = "saturday", pgettext_lazy("choice", "Saturday")


class TimeOfDay(TextChoices):
    MORNING = "morning", _("Mornings")
    AFTERNOON = "afternoon", _("Afternoons")
    EVENING = "evening", _("Evenings")


class Language(TextChoices):
    """What the form and what comes after it can be read in."""

    ENGLISH = "en", "English"
    SPANISH = "es", "Español"


class Suspicion(TextChoices):
    """Why a request may be no patient's."""

    TRAP = "trap", "A field that people do not see was filled in"
    FAST = "fast", "The form was sent within two seconds of being opened"
    PHONE = "phone", "Many requests with this phone number came within an hour"


class Status(TextChoices):
    NEW = "new", "New"
    ATTEMPTED = "attempted", "Attempted"
    WAITING = "waiting", "Waiting"
    SCHEDULED = "scheduled", "Scheduled"
    CLOSED = "closed", "Closed"


OPEN = [Status.NEW, Status.ATTEMPTED, Status.WAITING]  # the office has something to do

# Where requests stand whose location is gone: in an address, and in words.
NOWHERE, NO_LOCATION = "none", "No location"


class Shelf(TextChoices):
    """Where a request lies in the inbox: open is what the office has something to do with."""

    OPEN = "open", "Open"
    SCHEDULED = "scheduled", "Scheduled"
    CLOSED = "closed", "Closed"
    SPAM = "spam", "Set aside as spam"


class CloseReason(TextChoices):
    SCHEDULED = "scheduled", "An appointment is made"
    UNREACHABLE = "unreachable", "Could not be reached"
    NOT_NEEDED = "not_needed", "No longer needed"
    DUPLICATE = "duplicate", "Asked twice"
    WITHDRAWN = "withdrawn", "Withdrawn by the patient"
    MERGED = "merged", "Merged with another request"
    OTHER = "other", "Something else"


class EntryKind(TextChoices):
    """What an entry of the contact log tells of."""

    CALLED = "called", "Called"
    VOICEMAIL = "voicemail", "Voicemail"
    EMAILED = "emailed", "Emailed"
    NOTE = "note", "Note"
    STATUS = "status", "Status"
    ASSIGNED = "assigned", "Assigned"
    CLOSED = "closed", "Closed"
    REOPENED = "reopened", "Reopened"
    MERGED = "merged", "Merged"
    BEST_TIME = "best_time", "The patient asks for another time to call"
    WITHDRAWN = "withdrawn", "Withdrawn by the patient"


class Action(TextChoices):
    """What somebody did with requests, as the access log tells it."""

    LIST = "list", "Looked through the list"
    VIEW = "view", "Opened"
    SEARCH = "search", "Searched"
    EXPORT = "export", "Exported"
    PRINT = "print", "Printed"
    STATUS = "status", "Changed"
    MERGE = "merge", "Merged or separated"
    PURGE = "purge", "Deleted, being past their time"


class Kind(TextChoices):
    OFFICE = "office", "To the office"
    PATIENT = "patient", "Patient's copy"
    CHANGED = "changed", "Changed by the patient"
    ESCALATION = "escalation", "Not yet answered"
    DIGEST = "digest", "Daily digest"
    ALERT = "alert", "Mail could not be delivered"


class State(TextChoices):
    DUE = "due", "Waiting to be sent"
    SENDING = "sending", "Being sent"
    SENT = "sent", "Sent"
    FAILED = "failed", "Not delivered"


class Outcome(TextChoices):
    """What became of one attempt, or what the mail server told of it later."""

    SENT = "sent", "Accepted by the mail server"
    PUT_OFF = "put_off", "Put off"
    GIVEN_UP = "given_up", "Given up"
    CUT_OFF = "cut_off", "Cut off, so it is tried again"
    DELIVERED = "delivered", "Delivered"
    BOUNCED = "bounced", "Came back"
    COMPLAINED = "complained", "Marked as spam by the recipient"
