from datetime import datetime

from django.db import models
from django.db.models import Q


class NoticeQuerySet(models.QuerySet):
    def due(self, now: datetime) -> "NoticeQuerySet":
        return self.filter(Q(leased_until=None) | Q(leased_until__lte=now), sent_at=None)

    def failing(self) -> "NoticeQuerySet":
        return self.filter(sent_at=None).exclude(last_error="")


class Notice(models.Model):
    """A mail about reviews that is to be sent once. The row is written with what it tells of.

    Each has a `key`, so that nothing is told twice: a reminder's is its review and the days that are left.
    """

    class Kind(models.TextChoices):
        REMINDER = "reminder", "A review runs out"
        INVITATION = "invitation", "A draft waits for a clinician"
        COMMENT = "comment", "A clinician has commented"
        APPROVED = "approved", "A clinician has approved"
        CHANGES = "changes", "A clinician asks for changes"

    key = models.CharField(max_length=80, unique=True)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    review = models.ForeignKey(
        "editorial.Review", null=True, on_delete=models.CASCADE, related_name="notices"
    )
    link = models.ForeignKey(
        "editorial.DraftLink", null=True, on_delete=models.CASCADE, related_name="notices"
    )
    days = models.PositiveSmallIntegerField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    leased_until = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=120, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.key
