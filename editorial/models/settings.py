from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from core.addresses import parse_addresses, validate_addresses

STATEMENT = "I have read this article. It is accurate and agrees with current evidence and practice."


@register_setting(icon="clipboard-list")
class EditorialSettings(BaseSiteSetting):
    """How long a review holds, and who is written to when nobody else is."""

    review_months = models.PositiveSmallIntegerField(
        "months a review holds", default=24, validators=[MinValueValidator(1), MaxValueValidator(60)]
    )
    statement = models.TextField(
        default=STATEMENT, help_text="What a clinician states by approving; it can be changed each time."
    )
    link_days = models.PositiveSmallIntegerField(
        "days a link to a draft holds", default=14, validators=[MinValueValidator(1), MaxValueValidator(90)]
    )
    fallback_emails = models.TextField(
        blank=True,
        validators=[validate_addresses],
        help_text="Who else is reminded of reviews that run out: one email address to a line.",
    )

    panels = [
        FieldPanel("review_months"),
        FieldPanel("statement"),
        FieldPanel("link_days"),
        FieldPanel("fallback_emails"),
    ]

    class Meta:
        verbose_name = "Medical review"

    def __str__(self) -> str:
        return "Medical review"

    @property
    def fallback_addresses(self) -> list[str]:
        return parse_addresses(self.fallback_emails)
