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


class CloseReason(TextChoices):
    MERGED = "merged", "Merged with another request"


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
    ESCALATION = "escalation", "Not yet answered"
    DIGEST = "digest", "Daily digest"
    ALERT = "alert", "Mail could not be delivered"


class State(TextChoices):
    DUE = "due", "Waiting to be sent"
    SENDING = "sending", "Being sent"
    SENT = "sent", "Sent"
    FAILED = "failed", "Not delivered"
