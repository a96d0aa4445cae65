from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

USUAL = """\
Left a voicemail with our number and the reference.
Will call us back.
Asked for a later date.
Sent to the front desk to be scheduled.
Wrong number.
"""


@register_setting(icon="edit")
class ReadyNotes(BaseGenericSetting):
    """Notes that the office writes again and again, to choose instead of typing them."""

    notes = models.TextField(
        blank=True, default=USUAL, help_text="One note on each line. No names of patients."
    )

    panels = [FieldPanel("notes")]

    class Meta:
        verbose_name = "Ready-made notes"
        default_permissions = ("change",)

    def __str__(self) -> str:
        return "Ready-made notes"

    @property
    def lines(self) -> list[str]:
        return [line.strip() for line in self.notes.splitlines() if line.strip()]
