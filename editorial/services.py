from datetime import date
from typing import TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from editorial import lexicon
from editorial.models import Source, Term


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
def load_shipped_terms(*, model: type[models.Model] = Term) -> int:
    """Bring the words of the checks up to what comes with Bedside, and say how many were added or changed.

    What somebody here has written or changed is left alone. A migration gives the model of its own time.
    """
    rows = {(row.kind, row.name): row for row in model._default_manager.all()}
    now = timezone.now()
    added, changed = [], []
    for term in lexicon.shipped().terms:
        values = _values(term, model)
        row = rows.pop((term.kind, term.name), None)
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
        fields = {*_values(lexicon.shipped().terms[0], model), "updated_at"} - {"kind", "name"}
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
