from django.conf import settings
from django.db import models
from django.utils import timezone

from forms_app.choices import Action


class AccessLog(models.Model):
    """Somebody saw or took out what patients wrote. Never in whose words: not even what was searched for."""

    at = models.DateTimeField(default=timezone.now, db_index=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="person",
    )
    user_name = models.CharField("person", max_length=150)
    action = models.CharField(max_length=10, choices=Action)
    request = models.ForeignKey(
        "forms_app.AppointmentRequest", null=True, on_delete=models.SET_NULL, related_name="accesses"
    )
    reference = models.CharField(max_length=12, blank=True, db_index=True)
    count = models.PositiveIntegerField("requests", default=1)
    detail = models.CharField(max_length=255, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        default_permissions = ("view",)
        verbose_name = "access to requests"
        verbose_name_plural = "access to requests"

    def __str__(self) -> str:
        return f"{self.user_name} {self.get_action_display()} {self.reference}".strip()
