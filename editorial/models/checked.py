from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING, Any

from wagtail.models import Revision

from editorial.checks import check
from editorial.checks.article import Article
from editorial.evidence.gate import CheckedPageForm, PublishingRefused
from editorial.findings import Finding, Severity
from editorial.models.acceptance import AcceptedFinding

# What readers see of a page beside the fields of its own class. Any other field of Page is about it.
READ_FIELDS = frozenset({"live", "title", "search_description"})


class CheckedPage:
    """A page that does not go on the site, by any way, with a finding that blocks it.

    Drafts are always saved. A class says what the checks see of it in `checkable`.
    """

    base_form_class = CheckedPageForm

    if TYPE_CHECKING:
        pk: int | None
        title: str
        live: bool
        alias_of_id: int | None
        live_revision_id: int | None
        latest_revision: Revision | None
        latest_revision_id: int | None
        latest_revision_created_at: datetime | None
        _meta: Any

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the page. Raises PublishingRefused where readers would see what blocks publishing."""
        if self._is_for_readers(kwargs.get("update_fields")):
            self._refuse_what_is_new()
        super().save(*args, **kwargs)  # type: ignore[misc]

    def checkable(self) -> Article:
        """What the page says at this moment, whether it is stored or not."""
        raise NotImplementedError

    @property
    def source_keys(self) -> set[int]:
        """The keys of the sources that the page names, on which its findings rest."""
        raise NotImplementedError

    @property
    def findings(self) -> list[Finding]:
        """Everything the checks find, the gravest first. The same words are checked once."""
        return check(self.checkable())

    @property
    def accepted(self) -> dict[Finding, AcceptedFinding]:
        """The findings that somebody has accepted, each with the acceptance that stands."""
        standing = AcceptedFinding.objects.standing().filter(page_id=self.pk) if self.pk else ()
        acceptances = {acceptance.fingerprint: acceptance for acceptance in standing}
        return {
            finding: acceptances[finding.fingerprint]
            for finding in self.findings
            if finding.can_be_accepted and finding.fingerprint in acceptances
        }

    @property
    def open_findings(self) -> list[Finding]:
        """The findings that nobody has accepted."""
        accepted = self.accepted
        return [finding for finding in self.findings if finding not in accepted]

    @property
    def blocking(self) -> list[Finding]:
        """What keeps the page from being published."""
        return [finding for finding in self.open_findings if finding.severity == Severity.BLOCKS]

    def refuse_blocking(self) -> None:
        """Raise PublishingRefused if something keeps the page from being published."""
        if blocking := self.blocking:
            raise PublishingRefused(self, blocking)

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> None:
        """Publish a revision or set the date for it. What is refused then is refused now."""
        revision.as_object().refuse_blocking()
        super().publish(revision, *args, **kwargs)  # type: ignore[misc]

    def _is_for_readers(self, update_fields: Collection[str] | None) -> bool:
        """Whether readers see what is stored now. An alias says what its page was let say."""
        if not self.live or self.alias_of_id:
            return False
        own = {field.name for field in self._meta.local_fields}
        return update_fields is None or not (own | READ_FIELDS).isdisjoint(update_fields)

    def _refuse_what_is_new(self) -> None:
        """What a later rule blocks and is on the site already is not refused again with another change."""
        if not (blocking := self.blocking):
            return
        live = self._meta.default_manager.filter(pk=self.pk, live=True).first()
        is_published_now = live is None or live.live_revision_id != self.live_revision_id
        on_site = set() if is_published_now else {finding.fingerprint for finding in live.blocking}
        if any(finding.fingerprint not in on_site for finding in blocking):
            raise PublishingRefused(self, blocking)
