from django.db import models

from core.schema import Node, node
from editorial.models.reviews import Withdrawable


class CorrectionQuerySet(models.QuerySet):
    def counting(self) -> "CorrectionQuerySet":
        return self.filter(withdrawn_at=None)


class Correction(Withdrawable):
    """Tells readers what a page said wrongly, and since when it is right. An edit leaves it alone."""

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="corrections")
    corrected_on = models.DateField()
    text = models.TextField()

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["-corrected_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.corrected_on}: {self.text}"

    @property
    def schema_node(self) -> Node:
        return node("CorrectionComment", text=self.text, datePublished=self.corrected_on.isoformat())
