from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from core.addresses import parse_addresses, validate_addresses


@register_setting(icon="openquote")
class EditorialSettings(BaseSiteSetting):
    """How the team keeps its articles true and current."""

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
        MultiFieldPanel([FieldPanel("watch_links"), FieldPanel("link_digest_emails")], heading="Link watch"),
    ]

    class Meta:
        verbose_name = "Editorial"

    def __str__(self) -> str:
        return "Editorial"

    @classmethod
    def of_default_site(cls) -> "EditorialSettings":
        """Those of the clinic, also outside any web request."""
        return cls.objects.order_by("-site__is_default_site").first() or cls()

    @property
    def link_digest_addresses(self) -> list[str]:
        return parse_addresses(self.link_digest_emails)
