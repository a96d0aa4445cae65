from datetime import datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import Case, Count, Exists, OuterRef, Q, Value, When
from django.template.defaultfilters import pluralize
from django.utils import timezone
from django.utils.timesince import timesince, timeuntil

from forms_app import references
from forms_app.answers import phone_hash
from forms_app.choices import (
    OPEN,
    BestTime,
    CloseReason,
    Day,
    Kind,
    Language,
    PatientType,
    Shelf,
    State,
    Status,
    Suspicion,
    TimeOfDay,
)
from forms_app.encryption import (
    UNREADABLE,
    EncryptedJSONField,
    EncryptedTextField,
    Unreadable,
    has_unreadable,
)
from forms_app.models.contact_log import name_of
from forms_app.models.outbox import MADE_UP_FOR_BY, Notification
from forms_app.models.search_key import SearchKey
from forms_app.search_keys import keys_for

ANSWER_FIELDS = [
    *["first_name", "last_name", "phone", "voicemail_ok", "best_time", "email", "language"],
    *["service", "patient_type", "days", "times", "payer", "message"],
]
OTHER_ANSWERS = "Other answers"
LATELY = timedelta(hours=1)


UNCONTACTED = Q(status=Status.NEW, is_spam=False, first_contact_at=None)


MOST_FOUND = 100
MOST_COUNTED = 1000
MOST_LOOKED_AT = 200


class Counts(NamedTuple):
    """How many requests wait for an answer; more than MOST_COUNTED are not counted."""

    unanswered: int
    overdue: int


class Remark(NamedTuple):
    """How something stands, in words."""

    text: str
    is_problem: bool


class RequestQuerySet(models.QuerySet["AppointmentRequest"]):
    def standing_alone(self) -> "RequestQuerySet":
        """Without those that were merged into another."""
        return self.filter(merged_into=None)

    def alike(self, request: "AppointmentRequest", since: datetime) -> "RequestQuerySet":
        """Open requests received since then that share a phone number, an email address or a last name."""
        same = Q(phone_hash=request.phone_hash) | Q(last_name_hash=request.last_name_hash)
        if request.email_hash:
            same |= Q(email_hash=request.email_hash)
        open_ones = self.standing_alone().filter(is_spam=False, created__gte=since)
        return open_ones.filter(same).exclude(status=Status.CLOSED).exclude(pk=request.pk)

    def lately_from(self, phone: str, now: datetime) -> int:
        """How many requests with this phone number came within the last hour."""
        return self.filter(phone_hash=phone_hash(phone), created__gt=now - LATELY).count()

    def open(self) -> "RequestQuerySet":
        """What the office has something to do with: neither scheduled, closed nor set aside as spam."""
        return self.filter(shelf=Shelf.OPEN)

    def unanswered(self) -> "RequestQuerySet":
        """Those that nobody in the office has begun to answer."""
        return self.open().filter(status=Status.NEW)

    def uncontacted(self) -> "RequestQuerySet":
        """Those whose patient nobody has tried to reach."""
        return self.filter(UNCONTACTED)

    def overdue(self, now: datetime) -> "RequestQuerySet":
        return self.unanswered().filter(due_at__lte=now)

    def counts(self, now: datetime) -> Counts:
        """In one query that costs the same however many there are."""
        first = self.unanswered().order_by("due_at").values("due_at")[:MOST_COUNTED]
        found = first.aggregate(unanswered=Count("*"), overdue=Count("due_at", filter=Q(due_at__lte=now)))
        return Counts(**found)

    def unnoticed(self) -> "RequestQuerySet":
        """Requests of which somebody on the staff was not told: mail was given up, or nobody is named.

        For the latter it looks at the newest MOST_LOOKED_AT: whether anybody is named shows in these.
        """
        failed = Notification.objects.given_up().order_by().values("request")  # few, and found by their state
        office = Notification.objects.filter(request=OuterRef("pk"), kind=Kind.OFFICE)
        newest = self.unanswered().order_by("-created").values("pk")[:MOST_LOOKED_AT]
        unnamed = list(self.filter(~Exists(office), pk__in=newest).values_list("pk", flat=True))
        # One set of keys, so that no database reads the table for an "or".
        return self.filter(
            pk__in=failed.union(self.model.objects.filter(pk__in=unnamed).order_by().values("pk"))
        )

    def changed_unnoticed(self) -> "RequestQuerySet":
        """Those of which somebody was not told that the patient has changed them."""
        lost = Notification.objects.given_up().filter(kind=Kind.CHANGED)
        return self.filter(pk__in=lost.values("request"))

    def matching(self, query: str) -> "RequestQuerySet":
        """The newest MOST_FOUND that hold what is asked for: reference, names, phone number or address.

        It asks at once, in one small query for each way to understand the text.
        """
        named = self.model.objects.filter(reference=references.find(query) or "")
        found = {key for pair in named.values_list("pk", "merged_into") for key in pair if key}
        for keys in keys_for(query):
            found.update(_holding(keys))
        return self.filter(pk__in=sorted(found, reverse=True)[:MOST_FOUND])


def _holding(keys: list[str]) -> models.QuerySet[SearchKey, int]:
    """The newest requests that have all the keys, found along the index of the first."""
    holding = SearchKey.objects.filter(key=keys[0])
    for key in keys[1:]:
        holding = holding.filter(Exists(SearchKey.objects.filter(request=OuterRef("request"), key=key)))
    return holding.order_by("-request").values_list("request", flat=True)[:MOST_FOUND]


class AppointmentRequest(models.Model):
    """What a patient asked for. Nobody adds, copies or deletes one by hand; its name is its reference."""

    reference = models.CharField(max_length=12, unique=True)
    created = models.DateTimeField("received", default=timezone.now)
    due_at = models.DateTimeField("due")
    page = models.ForeignKey(
        "forms_app.AppointmentPage", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    source_page = models.ForeignKey(
        "wagtailcore.Page", null=True, on_delete=models.SET_NULL, related_name="+", verbose_name="asked on"
    )
    location = models.ForeignKey(
        "clinics.LocationPage", null=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    location_name = models.CharField("location", max_length=255)

    status = models.CharField(max_length=10, choices=Status, default=Status.NEW)
    status_since = models.DateTimeField(default=timezone.now, editable=False)
    closed_at = models.DateTimeField(null=True, blank=True)
    close_reason = models.CharField("reason", max_length=12, choices=CloseReason, blank=True, editable=False)
    closed_from = models.CharField(max_length=10, choices=Status, blank=True, editable=False)
    merged_into = models.ForeignKey(
        "self", null=True, editable=False, on_delete=models.CASCADE, related_name="merged_requests"
    )
    is_spam = models.BooleanField("set aside as spam", default=False)
    suspicion = models.CharField(max_length=10, choices=Suspicion, blank=True)
    ui_language = models.CharField(
        "language of the form", max_length=2, choices=Language, default=Language.ENGLISH
    )
    # When to see again whether somebody else has to be told; None once there is nobody left to tell.
    watch_at = models.DateTimeField(
        null=True, blank=True, default=timezone.now, db_index=True, editable=False
    )
    shelf = models.GeneratedField(
        expression=Case(
            When(is_spam=True, then=Value(Shelf.SPAM)),
            When(status=Status.CLOSED, then=Value(Shelf.CLOSED)),
            When(status=Status.SCHEDULED, then=Value(Shelf.SCHEDULED)),
            default=Value(Shelf.OPEN),
        ),
        output_field=models.CharField(max_length=9, choices=Shelf),
        db_persist=True,
        help_text="As it is stored: it does not follow what is assigned to the other fields.",
    )
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        db_index=False,
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    opened_at = models.DateTimeField(null=True, blank=True, editable=False)
    first_contact_at = models.DateTimeField(null=True, blank=True, editable=False)

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
        permissions = [("export_appointmentrequest", "Can export appointment requests")]
        # Each list of the inbox is read along one of these, newest first or by what is due.
        indexes = [
            models.Index(fields=["shelf", "created"], name="shelf_by_age"),
            models.Index(fields=["shelf", "due_at"], name="shelf_by_due"),
            models.Index(fields=["shelf", "status", "created"], name="status_by_age"),
            models.Index(fields=["shelf", "status", "due_at"], name="status_by_due"),
            models.Index(fields=["location", "shelf", "created"], name="location_by_age"),
            models.Index(fields=["assigned_to", "shelf", "created"], name="assigned_by_age"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_unreadable(self) -> bool:
        return has_unreadable(self)

    @property
    def full_name(self) -> str:
        names = self.first_name, self.last_name
        return UNREADABLE if any(isinstance(name, Unreadable) for name in names) else " ".join(names)

    @property
    def answers(self) -> list[tuple[str, str]]:
        """Every question that was answered, with its answer, in words."""
        pairs = [(answer_label(name), self.in_words[name]) for name in ANSWER_FIELDS]
        extra = [(OTHER_ANSWERS, UNREADABLE)] if isinstance(self.extra, Unreadable) else self.extra
        return [(label, answer) for label, answer in [*pairs, *extra] if answer]

    @property
    def in_words(self) -> dict[str, str]:
        """The answer to each of the fixed questions; empty where there is none."""
        lost = [name for name in ANSWER_FIELDS if isinstance(getattr(self, name), Unreadable)]
        words = {name: getattr(self, name) for name in ANSWER_FIELDS} | {
            "voicemail_ok": "Yes" if self.voicemail_ok else "No",
            "best_time": str(BestTime(self.best_time).label) if self.best_time else "",
            "patient_type": str(PatientType(self.patient_type).label) if self.patient_type else "",
            "days": ", ".join(str(Day(day).label) for day in self.days),
            "times": ", ".join(str(TimeOfDay(time).label) for time in self.times),
        }
        return words | dict.fromkeys(lost, UNREADABLE)

    @property
    def kept(self) -> "AppointmentRequest":
        """The request that is worked on: itself, unless it was merged into another."""
        return self.merged_into or self

    @property
    def is_open(self) -> bool:
        """Whether the patient can still be called about it: no time is arranged, and it is not closed."""
        return self.status in OPEN

    @property
    def time_zone(self) -> ZoneInfo:
        """That of the location, in which its times are told."""
        return ZoneInfo(self.location.time_zone if self.location else settings.TIME_ZONE)

    @property
    def standing(self) -> str:
        """Its status in words, with the reason where it is closed."""
        if self.is_spam:
            return "Set aside as spam"
        reason = f": {self.get_close_reason_display()}" if self.close_reason else ""
        return f"{self.get_status_display()}{reason}"

    @property
    def looked_after_by(self) -> str:
        return name_of(self.assigned_to)

    @property
    def age(self) -> str:
        """How long ago it came in, in words."""
        seconds = (timezone.now() - self.created).total_seconds()
        return "just now" if seconds < 60 else f"{timesince(self.created, depth=1)} ago"

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
    def mails(self) -> models.QuerySet[Notification]:
        """Every mail about it, each with what came of it."""
        return self.notifications.prefetch_related("history")

    @property
    def delivery(self) -> Remark:
        """Whether the staff were told by mail, going by the latest mail of each kind to each address.

        An address that failed and was not written to again is one that the office has done away with.
        """
        told = [mail for mail in self.notifications.all() if mail.kind in MADE_UP_FOR_BY]
        latest = {
            (mail.kind, mail.recipient): mail
            for mail in told
            if mail.state != State.FAILED or not mail.is_made_up_for(told)
        }
        states = {mail.state for mail in latest.values()}
        unsent = [mail for mail in latest.values() if mail.state != State.SENT]
        tries = max((mail.attempts - (mail.state == State.SENDING) for mail in unsent), default=0)
        if self.is_spam:
            return Remark("Set aside as spam, nobody was written to", is_problem=False)
        if not any(mail.kind == Kind.OFFICE for mail in told):
            return Remark("Nobody was written to", is_problem=True)
        if State.FAILED in states:
            return Remark("Not delivered", is_problem=True)
        if tries:
            return Remark(f"Not delivered yet, tried {tries} time{pluralize(tries)}", is_problem=True)
        return Remark("Sent" if states == {State.SENT} else "Waiting to be sent", is_problem=False)


def answer_label(name: str) -> str:
    """What a fixed question is called where its answer is shown."""
    return str(AppointmentRequest._meta.get_field(name).verbose_name).capitalize()


class SubmissionFingerprint(models.Model):
    """Which request some answers belong to. The unique key lets one of several equal requests win."""

    key = models.CharField(max_length=64, unique=True)
    reference = models.CharField(max_length=12)
    created = models.DateTimeField(db_index=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.reference
