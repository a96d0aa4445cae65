from django.db import models


class SearchKey(models.Model):
    """A keyed hash by which a request is found; see forms_app.search_keys."""

    request = models.ForeignKey(
        "forms_app.AppointmentRequest", on_delete=models.CASCADE, related_name="search_keys"
    )
    key = models.CharField(max_length=16)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["key", "request"], name="one_search_key")]

    def __str__(self) -> str:
        return self.key
