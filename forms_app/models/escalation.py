from django.db import models
from django.utils import timezone

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

    `counts` is what `forms_app.digest.Counts` holds. The unique key lets a day have one.
    """

    location = models.ForeignKey("clinics.LocationPage", on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    created = models.DateTimeField(default=timezone.now)
    counts = models.JSONField(default=dict)
    mails = models.ManyToManyField("forms_app.Notification", related_name="digests")

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["location", "day"], name="one_digest_a_day")]

    def __str__(self) -> str:
        return f"{self.location}, {self.day}"
