from django.db import models

UNKNOWN = "Could not be checked"


class PageHealth(models.Model):
    """What the checks said of the newest draft of a page. It can be made anew from the page at any time.

    The stamps say of which state of the page and its sources; where that is another now, it is out of date.
    `is_checked` is False where that state could not be checked: nothing is known of it then.
    """

    page = models.OneToOneField("wagtailcore.Page", on_delete=models.CASCADE, related_name="health")
    stamp = models.CharField(max_length=64)
    is_checked = models.BooleanField(default=True)
    sources = models.JSONField(default=list)
    sources_stamp = models.CharField(max_length=64)
    codes = models.TextField(blank=True)
    accepted_codes = models.TextField(blank=True)
    blocks = models.PositiveSmallIntegerField("blocking")
    warnings = models.PositiveSmallIntegerField()
    notes = models.PositiveSmallIntegerField()
    accepted = models.PositiveSmallIntegerField()
    author = models.CharField(max_length=255, blank=True)
    review = models.CharField("medical review", max_length=255, blank=True)

    is_refused = False  # the report looks it up for all rows at once

    class Meta:
        verbose_name = "article"
        ordering = ["-blocks", "-warnings", "-notes", "page__title"]

    def __str__(self) -> str:
        return str(self.page)

    @property
    def open_codes_list(self) -> list[str]:
        return self.codes.split()

    @property
    def open_codes(self) -> str:
        return ", ".join(self.open_codes_list) if self.is_checked else UNKNOWN

    @property
    def accepted_codes_listed(self) -> str:
        return ", ".join(self.accepted_codes.split())

    @property
    def status(self) -> str:
        status = str(self.page.status_string)
        return f"{status}, not published at its time" if self.is_refused else status
