from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import register_setting

from core.addresses import parse_addresses, validate_addresses
from core.models import ClinicSetting

STATEMENT = "I have read this article. It is accurate and agrees with current evidence and practice."


@register_setting(icon="openquote")
class EditorialSettings(ClinicSetting):
    """How the team keeps its articles true and current."""

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
    watch_links = models.BooleanField(
        "check the addresses of sources every night",
        default=True,
        help_text="Nothing but the addresses is sent, and only to the servers they name.",
    )
    link_digest_emails = models.TextField(
        "who hears of links that died, moved or came back",
        blank=True,
        validators=[validate_addresses],
        help_text="One email address to a line. One mail a night at the most.",
    )

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("review_months"),
                FieldPanel("statement"),
                FieldPanel("link_days"),
                FieldPanel("fallback_emails"),
            ],
            heading="Medical review",
        ),
        MultiFieldPanel([FieldPanel("watch_links"), FieldPanel("link_digest_emails")], heading="Link watch"),
    ]

    class Meta:
        verbose_name = "Editorial"

    def __str__(self) -> str:
        return "Editorial"

    @property
    def fallback_addresses(self) -> list[str]:
        return parse_addresses(self.fallback_emails)

    @property
    def link_digest_addresses(self) -> list[str]:
        return parse_addresses(self.link_digest_emails)
