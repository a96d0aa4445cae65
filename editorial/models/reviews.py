from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from wagtail.models import Page

from editorial.medical_review.content import Content, Passage


class AppendOnly(models.Model):
    """A record that is added and never edited or deleted; only a service knows a way around it."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError(f"A {self._meta.verbose_name} is not edited; a later one takes its place.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError(f"A {self._meta.verbose_name} is not deleted; it can be withdrawn.")


class Withdrawable(AppendOnly):
    """A record that can be withdrawn with a reason; it stays, and no longer counts."""

    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    withdrawn_because = models.TextField(blank=True, editable=False)

    class Meta:
        abstract = True


class ReviewQuerySet(models.QuerySet):
    def counting(self) -> "ReviewQuerySet":
        return self.filter(withdrawn_at=None)

    def _telling_of(self, page: Page, fingerprint: str) -> "ReviewQuerySet":
        """Those that count, the one to show first; each knows whether it `holds` for this content.

        One of the whole article comes before any of a part.
        """
        accepted = MinorEdit.objects.filter(review=OuterRef("pk"), fingerprint=fingerprint)
        return (
            self.counting()
            .filter(page_id=page.pk)
            .annotate(holds=Q(fingerprint=fingerprint) | Exists(accepted), is_whole=Q(scope="all"))
            .order_by("-is_whole", "-holds", "-approved_on", "-pk")
            .select_related("provider")
            .defer("content")
        )

    def of_draft(self, page: Page, fingerprint: str) -> "Standing | None":
        """The review that holds for this content, else the latest."""
        review = self._telling_of(page, fingerprint).first()
        return Standing(review, not review.holds) if review else None

    def of_live(self, page: Page, fingerprint: str) -> "list[Standing]":
        """The review that holds for this content, else the latest of a version that readers have had.

        Behind it stand those of parts of the article, one for each part. One that approved a draft still to
        be published says nothing of what is live.
        """
        live = page.live_revision_id or page.latest_revision_id or 0
        had = Q(holds=True) | Q(revision_number__lte=live)
        first_of_each: dict[str, Review] = {}
        for review in self._telling_of(page, fingerprint).filter(had):
            first_of_each.setdefault(review.scope, review)
        return [Standing(review, not review.holds) for review in first_of_each.values()]

    def running_out(self, by: date) -> "ReviewQuerySet":
        """The latest review of each live page, where it ends on this day or earlier.

        A review of a part counts where there is none of the whole article.
        """
        others = Review.objects.counting().filter(page=OuterRef("page"))
        later = others.filter(
            Q(approved_on__gt=OuterRef("approved_on"))
            | Q(approved_on=OuterRef("approved_on"), pk__gt=OuterRef("pk"))
        )
        whole = Q(scope=Review.Scope.ALL)
        stands = whole & ~Exists(later.filter(whole))
        stands |= ~whole & ~Exists(later) & ~Exists(others.filter(whole))
        return self.counting().filter(stands, page__live=True, valid_until__lte=by)


class Review(Withdrawable):
    """A provider approved what a revision says, until a day. Nothing else makes a page “medically reviewed”.

    `content` is what was approved, word by word, and `fingerprint` its short form: they stay when the
    revision is purged or saved over. `reviewer` is the provider's name as it was then.
    """

    class Scope(models.TextChoices):
        ALL = "all", "The whole article"
        MEDICATION = "medication", "What it says about medication"
        SAFETY = "safety", "What it says about risks and safety"
        EVIDENCE = "evidence", "What it says about studies"

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="reviews")
    revision = models.ForeignKey(
        "wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="reviews"
    )
    revision_number = models.PositiveBigIntegerField()
    revision_created = models.DateTimeField()
    content = models.JSONField()
    fingerprint = models.CharField(max_length=64)
    provider = models.ForeignKey(
        "clinics.ProviderPage", null=True, on_delete=models.SET_NULL, related_name="reviews_given"
    )
    reviewer = models.CharField(max_length=320)
    scope = models.CharField(max_length=20, choices=Scope.choices, default=Scope.ALL)
    statement = models.TextField()
    approved_on = models.DateField()
    valid_until = models.DateField()
    link = models.ForeignKey(
        "editorial.DraftLink", null=True, on_delete=models.SET_NULL, related_name="reviews"
    )

    objects = ReviewQuerySet.as_manager()

    class Meta:
        default_permissions = ("add", "view")
        indexes = [models.Index(fields=["page", "-approved_on"], name="review_of_page")]

    def __str__(self) -> str:
        return f"{self.reviewer}, {self.approved_on}"

    @property
    def approved_content(self) -> Content:
        return [Passage(*passage) for passage in self.content]


class MinorEdit(AppendOnly):
    """An edit after a review that mends spelling or layout only, so that the review holds for it as well."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="minor_edits")
    fingerprint = models.CharField(max_length=64)
    revision_number = models.PositiveBigIntegerField()
    reason = models.TextField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["review", "fingerprint"], name="minor_edit_once")]

    def __str__(self) -> str:
        return f"{self.review}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Standing:
    """A review as it stands now; `is_edited` where the text has changed since."""

    review: Review
    is_edited: bool = False

    @property
    def is_due(self) -> bool:
        """Whether the page is to be reviewed again: the last day has passed."""
        return self.review.valid_until < timezone.localdate()

    @property
    def is_whole(self) -> bool:
        """Whether it is of the whole article, so that it may be told without its scope."""
        return self.review.scope == Review.Scope.ALL

    @property
    def state(self) -> str:
        if self.is_due:
            return "Review due"
        return "Edited since review" if self.is_edited else "Reviewed"


def history(page: Page) -> "QuerySet[Review]":
    """Every review of the page, the latest first, withdrawn ones too."""
    return (
        Review.objects.filter(page_id=page.pk)
        .select_related("recorded_by", "withdrawn_by", "link__created_by")
        .prefetch_related("minor_edits__recorded_by")
        .order_by("-approved_on", "-pk")
    )
