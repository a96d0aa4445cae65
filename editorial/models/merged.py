from django.db import models


class MergedSource(models.Model):
    """A source that was merged into another one. What names its key means that one from then on."""

    former = models.BigIntegerField(primary_key=True)
    kept = models.ForeignKey("editorial.Source", on_delete=models.CASCADE, related_name="merged")

    wagtail_reference_index_ignore = True  # having become a source is not using it

    def __str__(self) -> str:
        return f"{self.former} is {self.kept_id}"
