import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from forms_app.choices import Action, Kind, Outcome, State, Status
from forms_app.encryption import EncryptedTextField, shown
from forms_app.models.access import AccessLog
from forms_app.models.escalation import Digest
from forms_app.reasons import in_words

LATE = timedelta(minutes=5)  # a mail that waits longer is worth telling somebody
FIRST_KEPT = LAST_KEPT = 10  # of the attempts to send one mail
# Mail to the staff about a request, each with what makes up for it once that is written later.
MADE_UP_FOR_BY: dict[object, list[Any]] = {
    Kind.OFFICE: [Kind.OFFICE],
    Kind.ESCALATION: [Kind.OFFICE],
    Kind.CHANGED: [Kind.OFFICE, Kind.CHANGED],
}
NOWHERE_PK = 0  # of no location
TO_STAFF = (*MADE_UP_FOR_BY, Kind.DIGEST)


def new_message_id() -> str:
    return f"<{uuid.uuid4().hex}@{urlsplit(settings.SITE_URL).hostname}>"


class NotificationQuerySet(models.QuerySet["Notification"]):
    def due(self, now: datetime) -> "NotificationQuerySet":
        """What should be sent now: its time has come, or whoever was sending it let the lease run out."""
        return self.filter(
            Q(state=State.DUE, next_attempt_at__lte=now) | Q(state=State.SENDING, lease_until__lte=now)
        )

    def late(self, now: datetime) -> "NotificationQuerySet":
        """What was to be sent more than LATE ago and has not been, however often it was tried since."""
        return self.filter(state__in=[State.DUE, State.SENDING], created__lt=now - LATE)

    def given_up(self) -> "NotificationQuerySet":
        """Mail to the staff that failed and that nobody has made up for.

        That is: nobody has written again, and the request is still new; or, of what a patient changed, nobody
        has opened the request since; or, of a summary, there is no later one, nor is its location gone.
        """
        return self.filter(_is_missed(), state=State.FAILED)

    def summaries(self) -> "NotificationQuerySet":
        return self.filter(kind=Kind.DIGEST)

    def failed_alerts(self) -> "NotificationQuerySet":
        """Alerts that did not arrive either, while what they are about is still given up."""
        lost = self.model.objects.given_up()
        about = Q(request__in=lost.values("request")) | Q(digests__in=lost.values("digests"))
        return self.filter(about, state=State.FAILED, kind=Kind.ALERT)


def _is_missed() -> Q:
    opened = AccessLog.objects.filter(
        request=OuterRef("request"), action=Action.VIEW, at__gt=OuterRef("created")
    )
    place = Coalesce(OuterRef("digests__location"), NOWHERE_PK)
    later = Digest.objects.alias(place=Coalesce("location", NOWHERE_PK)).filter(
        place=place, day__gt=OuterRef("digests__day")
    )
    is_new = Q(request__status=Status.NEW, request__is_spam=False)
    return (
        Q(~_is_made_up_for(Kind.OFFICE), is_new, kind=Kind.OFFICE)
        | Q(~_is_made_up_for(Kind.ESCALATION), is_new, kind=Kind.ESCALATION)
        | Q(~_is_made_up_for(Kind.CHANGED), ~Exists(opened), kind=Kind.CHANGED)
        | Q(~Exists(later), kind=Kind.DIGEST, digests__isnull=False)
    )


def _is_made_up_for(kind: object) -> Exists:
    return Exists(
        Notification.objects.filter(
            request=OuterRef("request"), kind__in=MADE_UP_FOR_BY[kind], created__gt=OuterRef("created")
        )
    )


class Notification(models.Model):
    """One mail to one recipient: the outbox. A mail sent again is a new row.

    Most are about one request; a digest or an alert is about none, or about several.
    """

    request = models.ForeignKey(
        "forms_app.AppointmentRequest", null=True, on_delete=models.CASCADE, related_name="notifications"
    )
    kind = models.CharField(max_length=10, choices=Kind)
    recipient = EncryptedTextField()
    message_id = models.CharField(max_length=255, unique=True, default=new_message_id, editable=False)
    created = models.DateTimeField(default=timezone.now)

    state = models.CharField(max_length=10, choices=State, default=State.DUE)
    attempts = models.PositiveIntegerField(default=0)
    next_attempt_at = models.DateTimeField(default=timezone.now)
    lease_until = models.DateTimeField(null=True, blank=True)
    lease_token = models.CharField(max_length=32, blank=True)
    last_error = models.CharField(max_length=100, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        indexes = [models.Index(fields=["state", "next_attempt_at"])]

    def __str__(self) -> str:
        return f"{self.request or 'Clinic'} {self.get_kind_display()}: {self.get_state_display()}"

    @property
    def to(self) -> str:
        """The recipient, in words where no key can read the address."""
        return shown(self.recipient)

    @property
    def why(self) -> str:
        """Why the last attempt failed, in words."""
        return in_words(self.last_error)

    def is_made_up_for(self, mails: Iterable["Notification"]) -> bool:
        """Whether one of the mails about the same request tells what this one should have told."""
        telling = MADE_UP_FOR_BY[self.kind]
        return any(mail.created > self.created and mail.kind in telling for mail in mails)

    @property
    def is_pending(self) -> bool:
        return self.state in (State.DUE, State.SENDING)

    @property
    def first_after_gap(self) -> int | None:
        """The number of the first attempt before which others have been left out of the history."""
        numbers = [attempt.number for attempt in self.history.all()]
        return next((after for before, after in pairwise(numbers) if after > before + 1), None)


class DeliveryAttempt(models.Model):
    """What came of one attempt to send a mail. Rows are added and never changed; it holds no address."""

    notification = models.ForeignKey(Notification, on_delete=models.CASCADE, related_name="history")
    number = models.PositiveIntegerField()
    at = models.DateTimeField(default=timezone.now)
    outcome = models.CharField(max_length=10, choices=Outcome)
    reason = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.number}: {self.get_outcome_display()}"

    @property
    def why(self) -> str:
        return in_words(self.reason)
