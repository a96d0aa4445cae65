from datetime import datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.template.defaultfilters import pluralize
from django.utils import timezone
from django.utils.timesince import timesince, timeuntil

from forms_app import references
from forms_app.answers import email_hash, last_name_hash, phone_hash
from forms_app.choices import (
    BestTime,
    CloseReason,
    Day,
    Kind,
    Language,
    PatientType,
    State,
    Status,
    Suspicion,
    TimeOfDay,
)
from forms_app.encryption import EncryptedJSONField, EncryptedTextField
from forms_app.models.outbox import Notification

ANSWER_FIELDS = [
    *["first_name", "last_name", "phone", "voicemail_ok", "best_time", "email", "language"],
    *["service", "patient_type", "days", "times", "payer", "message"],
]
LATELY = timedelta(hours=1)


class Remark(NamedTuple):
    """How something stands, in words."""

    text: str
    is_problem: bool


class RequestQuerySet(models.QuerySet["AppointmentRequest"]):
    def past_retention(self, before: datetime) -> "RequestQuerySet":
        """Closed, or received and set aside as spam, before the given time."""
        return self.filter(
            Q(status=Status.CLOSED, closed_at__lt=before) | Q(is_spam=True, created__lt=before)
        )

    def lately_from(self, phone: str, now: datetime) -> int:
        """How many requests with this phone number came within the last hour."""
        return self.filter(phone_hash=phone_hash(phone), created__gt=now - LATELY).count()

    def unanswered(self) -> "RequestQuerySet":
        """Those that nobody in the office has begun to answer."""
        return self.filter(status=Status.NEW, is_spam=False)

    def overdue(self, now: datetime) -> "RequestQuerySet":
        return self.unanswered().filter(due_at__lte=now)

    def unnoticed(self) -> "RequestQuerySet":
        """Open requests that no mail told the office about, and none is going to."""
        alive = Notification.objects.filter(request=OuterRef("pk"), kind=Kind.OFFICE).exclude(
            state=State.FAILED
        )
        return self.filter(~Exists(alive), is_spam=False).exclude(status=Status.CLOSED)

    def matching(self, query: str) -> "RequestQuerySet":
        """Those with a reference that stands in the text, or with exactly this last name, phone or email."""
        return self.filter(
            Q(reference=references.find(query) or "")
            | Q(last_name_hash=last_name_hash(query))
            | Q(email_hash=email_hash(query))
            | Q(phone_hash=phone_hash(query))
        )


class AppointmentRequest(models.Model):
    """What a patient asked for. Nobody adds, copies or deletes one by hand; its name is its reference."""

    reference = models.CharField(max_length=12, unique=True)
    created = models.DateTimeField("received", default=timezone.now, db_index=True)
    due_at = models.DateTimeField("due")
    page = models.ForeignKey(
        "forms_app.AppointmentPage", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    source_page = models.ForeignKey(
        "wagtailcore.Page", null=True, on_delete=models.SET_NULL, related_name="+", verbose_name="asked on"
    )
    location = models.ForeignKey(
        "clinics.LocationPage", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    location_name = models.CharField("location", max_length=255)

    status = models.CharField(max_length=10, choices=Status, default=Status.NEW, db_index=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    close_reason = models.CharField(max_length=12, choices=CloseReason, blank=True)
    is_spam = models.BooleanField("set aside as spam", default=False)
    suspicion = models.CharField(max_length=10, choices=Suspicion, blank=True)
    ui_language = models.CharField(
        "language of the form", max_length=2, choices=Language, default=Language.ENGLISH
    )
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    first_name = EncryptedTextField()
    last_name = EncryptedTextField()
    phone = EncryptedTextField()
    voicemail_ok = models.BooleanField("voicemail is fine", default=False)
    best_time = EncryptedTextField("best time to call", choices=BestTime, blank=True)
    email = EncryptedTextField(blank=True)
    language = EncryptedTextField(blank=True)
    service = EncryptedTextField(blank=True)
    patient_type = EncryptedTextField("been here before", choices=PatientType, blank=True)
    days = EncryptedJSONField(default=list, blank=True)
    times = EncryptedJSONField(default=list, blank=True)
    payer = EncryptedTextField("insurance or payment", blank=True)
    message = EncryptedTextField(blank=True)
    extra = EncryptedJSONField(default=list, blank=True, help_text="Pairs of question and answer, as asked.")

    last_name_hash = models.CharField(max_length=64, db_index=True, editable=False)
    phone_hash = models.CharField(max_length=64, db_index=True, editable=False)
    email_hash = models.CharField(max_length=64, db_index=True, editable=False, blank=True)

    objects = RequestQuerySet.as_manager()

    class Meta:
        ordering = ["-created", "-pk"]
        default_permissions = ("view", "change")

    def __str__(self) -> str:
        return self.reference

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}"

    @property
    def answers(self) -> list[tuple[str, str]]:
        """Every question that was answered, with its answer, in words."""
        spoken = {
            "voicemail_ok": "Yes" if self.voicemail_ok else "No",
            "best_time": str(BestTime(self.best_time).label) if self.best_time else "",
            "patient_type": str(PatientType(self.patient_type).label) if self.patient_type else "",
            "days": ", ".join(str(Day(day).label) for day in self.days),
            "times": ", ".join(str(TimeOfDay(time).label) for time in self.times),
        }
        pairs = [
            (str(self._meta.get_field(name).verbose_name).capitalize(), spoken.get(name, getattr(self, name)))
            for name in ANSWER_FIELDS
        ]
        return [(label, answer) for label, answer in [*pairs, *self.extra] if answer]

    @property
    def is_open(self) -> bool:
        """Whether the patient can still be called about it: no time is arranged, and it is not closed."""
        return self.status in {Status.NEW, Status.ATTEMPTED, Status.WAITING}

    @property
    def time_zone(self) -> ZoneInfo:
        """That of the location, in which its times are told."""
        return ZoneInfo(self.location.time_zone if self.location else settings.TIME_ZONE)

    @property
    def due(self) -> Remark:
        """How much time is left to answer; empty once somebody has begun to."""
        now = timezone.now()
        if self.status != Status.NEW or self.is_spam:
            return Remark("", is_problem=False)
        if self.due_at <= now:
            return Remark(f"overdue by {timesince(self.due_at, now, depth=1)}", is_problem=True)
        return Remark(f"due in {timeuntil(self.due_at, now, depth=1)}", is_problem=False)

    @property
    def delivery(self) -> Remark:
        """Whether the office was told by mail, going by the latest mail to each address."""
        latest = {mail.recipient: mail for mail in self.notifications.all() if mail.kind == Kind.OFFICE}
        states = {mail.state for mail in latest.values()}
        unsent = [mail for mail in latest.values() if mail.state != State.SENT]
        tries = max((mail.attempts - (mail.state == State.SENDING) for mail in unsent), default=0)
        if self.is_spam:
            return Remark("Set aside as spam, nobody was written to", is_problem=False)
        if not latest:
            return Remark("Nobody was written to", is_problem=True)
        if State.FAILED in states:
            return Remark("Not delivered", is_problem=True)
        if tries:
            return Remark(f"Not delivered yet, tried {tries} time{pluralize(tries)}", is_problem=True)
        return Remark("Sent" if states == {State.SENT} else "Waiting to be sent", is_problem=False)


class SubmissionFingerprint(models.Model):
    """Which request some answers belong to. The unique key lets one of several equal requests win."""

    key = models.CharField(max_length=64, unique=True)
    reference = models.CharField(max_length=12)
    created = models.DateTimeField(db_index=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.reference
