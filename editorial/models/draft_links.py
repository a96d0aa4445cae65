import uuid
from datetime import datetime

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import models
from django.urls import reverse
from wagtail.models import Page


def signer() -> Signer:
    return Signer(salt="editorial.DraftLink", sep="~")


def masked(email: str) -> str:
    """Enough of an address to know it again: m•••@clinic.example."""
    name, _, domain = email.partition("@")
    return f"{name[:1]}•••@{domain}"


class DraftLinkQuerySet(models.QuerySet):
    def open(self, now: datetime) -> "DraftLinkQuerySet":
        """Those that still open. The page of the provider they were made for is on the site."""
        return self.filter(
            revoked_at=None,
            used_at=None,
            revision__isnull=False,
            expires_at__gt=now,
            provider__live=True,
        )

    def find(self, token: str, now: datetime) -> "DraftLink | None":
        """The open link with this token, or None, whatever is wrong with it."""
        try:
            key = uuid.UUID(hex=signer().unsign(token))
        except (BadSignature, ValueError):
            return None
        return self.open(now).select_related("page", "provider", "revision").filter(key=key).first()


class DraftLink(models.Model):
    """Lets a clinician without an account read one draft, comment on it and approve it, until a day.

    Its token is the signed key: who reads the database cannot make it. `fingerprint` is of what was sent,
    since a revision may be saved over. One that was mailed is shown to nobody else; one without an `email`
    was made to be copied, by somebody who could have recorded the review as well.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="draft_links")
    revision = models.ForeignKey(
        "wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    fingerprint = models.CharField(max_length=64)
    provider = models.ForeignKey("clinics.ProviderPage", on_delete=models.CASCADE, related_name="+")
    email = models.EmailField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)

    objects = DraftLinkQuerySet.as_manager()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.provider}, {self.created_at:%Y-%m-%d}"

    @property
    def way(self) -> str:
        """Who made the link, and how it came to its clinician."""
        maker = (self.created_by.get_full_name() or self.created_by.get_username()) if self.created_by else ""
        how = f"mailed to {masked(self.email)}" if self.email else "copied"
        return f"made by {maker or 'somebody who has left'} and {how}"

    @property
    def token(self) -> str:
        return signer().sign(self.key.hex)

    @property
    def address(self) -> str:
        return settings.SITE_URL + reverse("draft_link", args=[self.token])


class ReviewComment(models.Model):
    """What a clinician says of a draft through a link. `place` names the part, `path` leads to it."""

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="review_comments")
    link = models.ForeignKey(DraftLink, null=True, on_delete=models.SET_NULL, related_name="comments")
    author = models.CharField(max_length=320)
    path = models.CharField(max_length=120, blank=True)
    place = models.CharField(max_length=255, blank=True)
    quote = models.TextField(blank=True)
    text = models.TextField()
    created_at = models.DateTimeField(auto_now_add=True)
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        default_permissions = ()
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return self.text


def links_of(page: Page, now: datetime) -> DraftLinkQuerySet:
    """The links to drafts of this page that still open, the newest first."""
    return (
        DraftLink.objects.open(now)
        .filter(page_id=page.pk)
        .select_related("provider", "created_by")
        .order_by("-pk")
    )
