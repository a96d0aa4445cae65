from django.conf import settings
from django.db import models


class Viewing(models.Model):
    """When somebody last had a request open."""

    request = models.ForeignKey("forms_app.AppointmentRequest", on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    seen_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["request", "user"], name="one_viewing")]

    def __str__(self) -> str:
        return f"{self.request}: {self.user}"
