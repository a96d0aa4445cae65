from datetime import date
from typing import TypedDict, Unpack

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page

from editorial.findings import Finding
from editorial.history import ACCEPT, WITHDRAW
from editorial.models import AcceptedFinding, CheckedPage, Source


class Details(TypedDict, total=False):
    """What may be known of a source besides its title."""

    type: str
    authors: str
    year: int | None
    container: str
    locator: str
    publisher: str
    doi: str
    pmid: str
    url: str
    archived_url: str
    accessed: date | None
    notes: str


@transaction.atomic
def find_or_create_source(*, title: str, **details: Unpack[Details]) -> tuple[Source, bool]:
    """The source with this DOI, PMID or address, and whether it was made now. One found is left as it is.

    A source without any of them is found by its title. ValidationError means values that cannot be stored.
    """
    source = Source(title=title, **details)
    source.refuse_control_characters()
    source.normalise()
    known = Source.objects.same_as(source)
    if not any((source.doi, source.pmid, source.url_key)):
        known = Source.objects.filter(doi="", pmid="", url_key="", title=title)
    if found := known.first():
        return found, False
    try:
        with transaction.atomic():
            source.full_clean()
            source.save()
    except (IntegrityError, ValidationError):
        if found := known.first():  # somebody else has made it since
            return found, False
        raise
    return source, True


@transaction.atomic
def accept_finding(
    *, page: CheckedPage, finding: Finding, reason: str, user: AbstractBaseUser
) -> AcceptedFinding:
    """Let the page be published with this finding, as long as its words stay the same.

    Who, when and why is kept with the newest revision and in the page's history. Who accepts what is accepted
    already gets that. Raises ValidationError when the reason says too little, when a part is missing that no
    page goes without, and for a page that is not stored yet.
    """
    if page.pk is None:
        raise ValidationError("Save the draft first: an acceptance is kept with it.")
    if not finding.can_be_accepted:
        raise ValidationError("This part cannot be left out, so the finding cannot be accepted.")
    accepted = AcceptedFinding(
        page_id=page.pk,
        revision=page.latest_revision,
        revision_number=page.latest_revision_id,
        revision_created_at=page.latest_revision_created_at,
        code=finding.code,
        severity=finding.severity.value,
        fingerprint=finding.fingerprint,
        message=finding.message,
        quotes=list(finding.quotes),
        reason=" ".join(reason.split()),
        accepted_by=user,
        accepted_by_name=_name(user),
    )
    AcceptedFinding._meta.get_field("reason").clean(accepted.reason, accepted)
    try:
        with transaction.atomic():
            accepted.save()
    except IntegrityError:
        return AcceptedFinding.objects.standing().get(page_id=page.pk, fingerprint=finding.fingerprint)
    _log(page, ACCEPT, accepted, user)
    return accepted


@transaction.atomic
def withdraw_acceptance(*, acceptance: AcceptedFinding, user: AbstractBaseUser) -> None:
    """Let the finding hold again. The page stays on the site; the next publishing is refused if it blocks."""
    withdrawn = AcceptedFinding.objects.standing().filter(pk=acceptance.pk)
    if withdrawn.update(withdrawn_at=timezone.now(), withdrawn_by=user, withdrawn_by_name=_name(user)):
        _log(acceptance.page.specific, WITHDRAW, acceptance, user)


def _name(user: AbstractBaseUser) -> str:
    return user.get_full_name() or user.get_username()


def _log(page: Page, action: str, accepted: AcceptedFinding, user: AbstractBaseUser) -> None:
    data = {"code": accepted.code, "message": accepted.message, "reason": accepted.reason}
    log(instance=page, action=action, user=user, revision=page.latest_revision, data=data)
