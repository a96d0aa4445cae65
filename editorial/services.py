from datetime import date
from typing import TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from editorial.models import Source


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
    source.refuse_control_characters()
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
    try:
        with transaction.atomic():
            source.full_clean()
            source.save()
    except IntegrityError:
        if not Source.objects.filter(key=source.key).exists():
            raise
        source.key = ""
        source.full_clean()
        source.save()
