from django.conf import settings
from django.core.validators import MinLengthValidator
from django.db import models

from editorial.findings import Severity

is_long_enough = MinLengthValidator(10, "Say why in a few more words.")


class AcceptedFindingQuerySet(models.QuerySet):
    def standing(self) -> "AcceptedFindingQuerySet":
        """Those that nobody has withdrawn."""
        return self.filter(withdrawn_at=None)


class AcceptedFinding(models.Model):
    """A finding that somebody has answered for. It ends when the words change or when it is withdrawn.

    What the finding said and the names of people are kept as they were, for whoever reads it years later.
    """

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="accepted_findings")
    revision = models.ForeignKey(
        "wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    revision_number = models.PositiveBigIntegerField(null=True)
    revision_created_at = models.DateTimeField(null=True)
    code = models.CharField(max_length=80)
    severity = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Severity])
    fingerprint = models.CharField(max_length=64)
    message = models.TextField()
    quotes = models.JSONField(default=list)
    reason = models.TextField(validators=[is_long_enough])
    accepted_at = models.DateTimeField(auto_now_add=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    accepted_by_name = models.CharField(max_length=255, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    withdrawn_by_name = models.CharField(max_length=255, blank=True)

    objects = AcceptedFindingQuerySet.as_manager()

    class Meta:
        ordering = ["-accepted_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["page", "fingerprint"],
                condition=models.Q(withdrawn_at=None),
                name="one_acceptance_per_finding",
            )
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.reason}"
