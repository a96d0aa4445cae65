from django.db import models
from django.db.models import Q
from django.utils import timezone

from forms_app.choices import NO_LOCATION
from forms_app.escalation import Step

STEPS = [(Step.SECOND, "The second person"), (Step.MANAGER, "A manager")]


class Escalation(models.Model):
    """That somebody else was told of a request that waits. The unique key lets each step happen once."""

    request = models.ForeignKey(
        "forms_app.AppointmentRequest", on_delete=models.CASCADE, related_name="escalations"
    )
    step = models.CharField(max_length=10, choices=STEPS)
    created = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["request", "step"], name="escalated_once")]

    def __str__(self) -> str:
        return f"{self.request}: {self.get_step_display()}"


class Digest(models.Model):
    """What one location was told on one day; with no mails where there was nothing to tell.

    Without a location it is of the requests whose location is gone. `counts` is what
    `forms_app.digest.Counts` holds. The unique keys let a day have one.
    """

    location = models.ForeignKey(
        "clinics.LocationPage", null=True, on_delete=models.CASCADE, related_name="+"
    )
    day = models.DateField()
    created = models.DateTimeField(default=timezone.now)
    counts = models.JSONField(default=dict)
    mails = models.ManyToManyField("forms_app.Notification", related_name="digests")

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["location", "day"], name="one_digest_a_day"),
            models.UniqueConstraint(fields=["day"], condition=Q(location=None), name="one_of_no_location"),
        ]

    def __str__(self) -> str:
        return f"{self.location or NO_LOCATION}, {self.day}"
