import json
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any, TypedDict, Unpack

from django.contrib.auth.models import AbstractBaseUser
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from wagtail.blocks import StreamValue
from wagtail.fields import RichTextField, StreamField
from wagtail.locks import BasicLock
from wagtail.log_actions import log
from wagtail.models import Page, ReferenceIndex, Revision

from core.free_text import validate_free_text
from editorial import lexicon
from editorial.blocks import repointed_stream
from editorial.findings import Finding
from editorial.history import ACCEPT, MERGED, WITHDRAW
from editorial.medical_review.reviewed import ReviewedMixin
from editorial.medical_review.services import follow_merged_sources
from editorial.models import AcceptedFinding, CheckedPage, MergedSource, Source, Term
from editorial.rich_text import repointed
from editorial.usage import references_to_sources


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
    key: str
    study_design: str
    n: int | None
    status: str
    status_note: str


@transaction.atomic
def find_or_create_source(*, title: str, **details: Unpack[Details]) -> tuple[Source, bool]:
    """The source with this DOI, PMID or address, and whether it was made now. One found is left as it is.

    A source without any of them is found by its title. One that is made gets another key where its own is
    taken. ValidationError means values that cannot be stored.
    """
    source = Source(title=title, **details)
    source.refuse_characters()
    source.normalise()
    known = Source.objects.same_as(source)
    if not any((source.doi, source.pmid, source.url_key)):
        known = Source.objects.filter(doi="", pmid="", url_key="", title=title)
    if found := known.first():
        return found, False
    try:
        _store(source)
    except (IntegrityError, ValidationError):
        if found := known.first():  # somebody else has made it since
            return found, False
        raise
    return source, True


def _store(source: Source) -> None:
    """Save a new source; a key that is taken, or was taken since, gives way."""
    if source.key and Source.objects.filter(key=source.key).exists():
        source.key = ""
    source.full_clean()
    try:
        with transaction.atomic():
            source.save()
    except IntegrityError:
        if not Source.objects.filter(key=source.key).exists():
            raise
        source.key = ""
        source.full_clean()
        source.save()


@transaction.atomic
def merge_sources(*, keep: Source, others: Collection[Source], user: AbstractBaseUser | None) -> list[Page]:
    """Make one source of several; the pages that were rewritten.

    Whatever is stored points to `keep` from then on: what is published, drafts, what is scheduled and what is
    history. What is stored later and still names the others means `keep`. A review holds for what it held
    for. `keep` is saved with the values that it holds. Raises ValidationError, and changes nothing in the
    database, where these cannot be stored.
    """
    if keep in others or not others:
        raise ValueError("A source is merged with others.")
    keys = {other.pk: keep.pk for other in others}
    list(Source.objects.select_for_update(of=("self",)).filter(pk__in=[keep.pk, *keys]))
    fingerprints = _repoint_revisions(keys)
    pages = [one for one in _repoint_stored(keys) if isinstance(one, Page)]
    follow_merged_sources(keys=keys, fingerprints=fingerprints)
    Source.objects.filter(superseded_by__in=others).update(superseded_by=keep)
    if keep.superseded_by_id in {*keys, keep.pk}:
        keep.superseded_by = None
    MergedSource.objects.filter(kept__in=others).update(kept=keep)
    merged = [{"id": other.pk, "title": other.title, "key": other.key} for other in others]
    for other in others:
        other.delete()
    keep.full_clean()
    keep.save()
    MergedSource.objects.bulk_create(MergedSource(former=former, kept=keep) for former in keys)
    for instance in (keep, *pages):
        log(instance=instance, action=MERGED, user=user, data={"kept": keep.title, "merged": merged})
    return pages


def _repoint_stored(keys: Mapping[int, int]) -> Iterator[models.Model]:
    """Rewrite what is stored with pages, and with anything else that has texts; yields what has changed."""
    references = references_to_sources().filter(to_object_id__in=map(str, keys))
    for kind, pk in set(references.values_list("base_content_type", "object_id")):
        base = ContentType.objects.get_for_id(kind).get_object_for_this_type(pk=pk)
        instance = base.specific if isinstance(base, Page) else base
        stored = {name: getattr(instance, name) for name in _texts(type(instance))}
        changes = _changes(type(instance), stored, keys)
        if changes:
            type(instance)._default_manager.filter(pk=instance.pk).update(**changes)
            instance = type(instance)._default_manager.get(pk=instance.pk)
            ReferenceIndex.create_or_update_for_object(instance)
            yield instance


def _repoint_revisions(keys: Mapping[int, int]) -> dict[str, str]:
    """Rewrite every revision, so that none that is published or gone back to later points to nothing.

    Returns what the fingerprint of each reviewed one was, and is.
    """
    fingerprints: dict[str, str] = {}
    for revision in Revision.objects.iterator(chunk_size=50):
        model = revision.content_type.model_class()
        stored = {name: revision.content.get(name) for name in _texts(model)} if model else {}
        if changes := _changes(model, stored, keys):
            was = _fingerprint(revision)
            revision.content |= changes
            Revision.objects.filter(pk=revision.pk).update(content=revision.content)
            fingerprints[was] = _fingerprint(revision)
    return fingerprints


def _fingerprint(revision: Revision) -> str:
    version = revision.as_object()
    return version.fingerprint if isinstance(version, ReviewedMixin) else ""


def _texts(model: type[models.Model]) -> list[str]:
    return [one.name for one in model._meta.fields if isinstance(one, StreamField | RichTextField)]


def _changes(model: type[models.Model], stored: Mapping[str, Any], keys: Mapping[int, int]) -> dict[str, Any]:
    """The texts that have to change, each in the form in which it is stored: a revision holds JSON."""
    changes: dict[str, Any] = {}
    for name, value in stored.items():
        field = model._meta.get_field(name)
        if isinstance(field, StreamField):
            raw = list(value.raw_data) if isinstance(value, StreamValue) else json.loads(value or "[]")
            changed = repointed_stream(field.stream_block, raw, keys)
            if changed != raw:
                is_json = isinstance(value, str)
                block = field.stream_block
                changes[name] = json.dumps(changed) if is_json else StreamValue(block, changed, is_lazy=True)
        elif value and (changed := repointed(value, keys)) != value:
            changes[name] = changed
    return changes


@transaction.atomic
def accept_finding(
    *, page: CheckedPage, finding: Finding, reason: str, user: AbstractBaseUser
) -> AcceptedFinding:
    """Let the page be published with this finding, as long as its words stay the same.

    Who, when and why is kept with the newest revision and in the page's history. Who accepts what is accepted
    already gets that. Raises ValidationError when the reason says too little or too much, when a part is
    missing that no page goes without, for a page that is not stored yet, and for one that the user may not
    edit now.
    """
    if page.pk is None:
        raise ValidationError("Save the draft first: an acceptance is kept with it.")
    _refuse_locked(page, user)
    validate_free_text(reason)
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
    """Let the finding hold again. The page stays on the site; the next publishing is refused if it blocks.

    Raises ValidationError for a page that the user may not edit now.
    """
    page = acceptance.page.specific
    _refuse_locked(page, user)
    withdrawn = AcceptedFinding.objects.standing().filter(pk=acceptance.pk)
    if withdrawn.update(withdrawn_at=timezone.now(), withdrawn_by=user, withdrawn_by_name=_name(user)):
        _log(page, WITHDRAW, acceptance, user)


def _refuse_locked(page: Any, user: AbstractBaseUser) -> None:
    """A date to be published on locks a page as well; one that was refused then waits for an acceptance."""
    task = page.current_workflow_task
    if page.locked and BasicLock(page).for_user(user):
        raise ValidationError("Somebody else has locked the page. Ask them to unlock it first.")
    if task is not None and task.lock_class(page, task).for_user(user):
        raise ValidationError(f"The page waits for “{task.name}”. Until that is done others decide on it.")


def _name(user: AbstractBaseUser) -> str:
    return user.get_full_name() or user.get_username()


def _log(page: Page, action: str, accepted: AcceptedFinding, user: AbstractBaseUser) -> None:
    data = {"code": accepted.code, "message": accepted.message, "reason": accepted.reason}
    log(instance=page, action=action, user=user, revision=page.latest_revision, data=data)


@transaction.atomic
def load_shipped_terms(*, model: type[models.Model] = Term) -> int:
    """Bring the words of the checks up to what comes with Bedside, and say how many were added or changed.

    What somebody here has written or changed is left alone. A migration gives the model of its own time.
    """
    rows = {(row.kind, row.name.lower()): row for row in model._default_manager.all()}
    now = timezone.now()
    added, changed = [], []
    for term in lexicon.shipped().terms:
        values = _values(term, model)
        row = rows.pop((term.kind, term.name.lower()), None)
        if row is None:
            added.append(model(**values, is_own=False, updated_at=now))
        elif not row.is_own and any(getattr(row, field) != value for field, value in values.items()):
            changed.append(row)
            for field, value in (values | {"updated_at": now}).items():
                setattr(row, field, value)
    gone = [row.pk for row in rows.values() if not row.is_own]
    model._default_manager.filter(pk__in=gone).delete()
    model._default_manager.bulk_create(added, ignore_conflicts=True)
    if changed:
        fields = {*_values(lexicon.shipped().terms[0], model), "updated_at"} - {"kind"}
        model._default_manager.bulk_update(changed, sorted(fields))
    return len(added) + len(changed)


def _values(term: lexicon.Term, model: type[models.Model]) -> dict[str, object]:
    """A term as the columns that a table has for it."""
    columns = {field.name for field in model._meta.get_fields()}
    return {
        name: "\n".join(value) if isinstance(value := getattr(term, name), tuple) else value
        for name in term.__dataclass_fields__
        if name in columns
    }
