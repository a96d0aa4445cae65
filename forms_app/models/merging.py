from django.conf import settings
from django.db import models
from django.utils import timezone

from forms_app.choices import CloseReason, Status


class Merge(models.Model):
    """One request was taken for a repetition of another, by somebody who may have been wrong.

    It keeps what is needed to separate them again, and stays when they are.
    """

    kept = models.ForeignKey(
        "forms_app.AppointmentRequest", on_delete=models.CASCADE, related_name="merges_into_it"
    )
    other = models.ForeignKey("forms_app.AppointmentRequest", on_delete=models.CASCADE, related_name="merges")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    by_name = models.CharField(max_length=150)

    former_status = models.CharField(max_length=10, choices=Status)
    former_close_reason = models.CharField(max_length=12, choices=CloseReason, blank=True)

    separated_at = models.DateTimeField(null=True)
    separated_by_name = models.CharField(max_length=150, blank=True)

    class Meta:
        ordering = ["pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.other} into {self.kept}"
