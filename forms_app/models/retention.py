from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from forms_app.periods import LEAST_DAYS, MOST_DAYS, SIX_YEARS


def between(least: int) -> list[MinValueValidator | MaxValueValidator]:
    too_few, too_many = f"Enter {least} days or more.", f"Enter {MOST_DAYS:,} days (100 years) or fewer."
    return [MinValueValidator(least, too_few), MaxValueValidator(MOST_DAYS, too_many)]


def days_field(name: str) -> models.PositiveIntegerField:
    return models.PositiveIntegerField(name, null=True, blank=True, validators=between(LEAST_DAYS))


@register_setting(icon="history")
class RetentionSettings(BaseGenericSetting):
    """For how many days requests are kept. Empty means RETENTION_DAYS."""

    closed_days = days_field("closed")
    scheduled_days = days_field("scheduled")
    spam_days = days_field("set aside as spam")
    access_days = models.PositiveIntegerField(
        "who looked at requests", default=SIX_YEARS, validators=between(365)
    )

    panels = [
        HelpPanel(template="forms_app/admin/retention_help.html", heading="As it is now"),
        MultiFieldPanel(
            [
                FieldPanel("closed_days", help_text="Counted from the day it was closed."),
                FieldPanel("scheduled_days", help_text="Counted from the day it was scheduled."),
                FieldPanel("spam_days", help_text="Counted from the day it came."),
            ],
            heading="Days after which requests are deleted",
            help_text="From 30 to 36,500. What is past its time is deleted within the hour and cannot be "
            "brought back. Left empty, the number that your technical support has set holds. Requests that "
            "are new, attempted or waiting are never deleted.",
        ),
        MultiFieldPanel([FieldPanel("access_days")], heading="Days for which the access log is kept"),
    ]

    class Meta:
        verbose_name = "retention of requests"

    def __str__(self) -> str:
        return "Retention of requests"
