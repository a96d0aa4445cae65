"""The answers a patient can choose from, and the states of a request and of its mail."""

from django.db.models import TextChoices


class PatientType(TextChoices):
    NEW = "new", "I would be a new patient"
    RETURNING = "returning", "I have been a patient here before"


class BestTime(TextChoices):
    ANY = "any", "Any time"
    MORNING = "morning", "Morning"
    MIDDAY = "midday", "Around noon"
    AFTERNOON = "afternoon", "Afternoon"


class Day(TextChoices):
    MONDAY = "monday", "Monday"
    TUESDAY = "tuesday", "Tuesday"
    WEDNESDAY = "wednesday", "Wednesday"
    THURSDAY = "thursday", "Thursday"
    FRIDAY = "friday", "Friday"
    SATURDAY = "saturday", "Saturday"


class TimeOfDay(TextChoices):
    MORNING = "morning", "Mornings"
    AFTERNOON = "afternoon", "Afternoons"
    EVENING = "evening", "Evenings"


class Status(TextChoices):
    NEW = "new", "New"
    ATTEMPTED = "attempted", "Attempted"
    WAITING = "waiting", "Waiting"
    SCHEDULED = "scheduled", "Scheduled"
    CLOSED = "closed", "Closed"


class Shelf(TextChoices):
    """Where a request lies in the inbox."""

    OPEN = "open", "Open"
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


class Kind(TextChoices):
    OFFICE = "office", "To the office"
    PATIENT = "patient", "Patient's copy"
    ESCALATION = "escalation", "Not yet answered"
    DIGEST = "digest", "Daily digest"
    ALERT = "alert", "Mail could not be delivered"


class State(TextChoices):
    DUE = "due", "Waiting to be sent"
    SENDING = "sending", "Being sent"
    SENT = "sent", "Sent"
    FAILED = "failed", "Not delivered"
