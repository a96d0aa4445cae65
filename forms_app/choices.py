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


OPEN = [Status.NEW, Status.ATTEMPTED, Status.WAITING]  # the office has something to do


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


class Outcome(TextChoices):
    """What became of one attempt, or what the mail server told of it later."""

    SENT = "sent", "Accepted by the mail server"
    PUT_OFF = "put_off", "Put off"
    GIVEN_UP = "given_up", "Given up"
    CUT_OFF = "cut_off", "Cut off, so it is tried again"
    DELIVERED = "delivered", "Delivered"
    BOUNCED = "bounced", "Came back"
    COMPLAINED = "complained", "Marked as spam by the recipient"
