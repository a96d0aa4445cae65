"""What a reading brings along takes its place in the site's library: sources and pictures, each only once."""

from collections.abc import Iterator, Sequence
from hashlib import sha1
from typing import Any
from urllib.parse import unquote, urlsplit

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import TextChoices
from PIL.Image import DecompressionBombError
from wagtail.images import get_image_model
from wagtail.images.fields import WagtailImageField
from wagtail.images.models import AbstractImage
from wagtail.models import Site

from editorial.identity import without_user
from editorial.models import Source
from editorial.services import Details, find_or_create_source
from importer.nodes import Picture
from importer.reading import Citation
from importer.writers.from_page import words

LONGEST_NAME = 255


class Refused(Exception):
    """The library cannot take this; the message names it and says why."""


def source_for(citation: Citation) -> tuple[Source, bool]:
    """The source of a citation, and whether it was made now. Raises Refused."""
    title = citation.title or without_user(citation.url or "")
    try:
        details = _details(citation)
        if not (details["doi"] or details["pmid"] or details["url"]):
            title = _title_in_library(title)
        return find_or_create_source(title=title, **details)
    except ValidationError as error:
        raise Refused(f"{title}: {' '.join(error.messages)}") from error


def _title_in_library(title: str) -> str:
    """The title as a source without any other sign has it: perhaps with spaces that no document keeps."""
    unsigned = Source.objects.filter(doi="", pmid="", url_key="").values_list("title", flat=True)
    return next((one for one in unsigned if words(one) == words(title)), title)


def _details(citation: Citation) -> Details:
    """What a citation says of its source besides the title; what fits no field becomes a note.

    Raises ValidationError.
    """
    details = citation.details
    types, designs, statuses = (_by_label(one) for one in (Source.Type, Source.Design, Source.Status))
    design, status, n = (details.get(name, "") for name in ("study_design", "status", "n"))
    others = [text for text, known in ((design, designs), (status, statuses)) if text and text not in known]
    others += [n] if n and not n.isdecimal() else []
    year = details.get("year", "")
    if not (year.isdecimal() or not year):
        raise ValidationError(f"“{year}” is no year.")
    return Details(
        type=types.get(details.get("type", ""), Source.Type.WEB_PAGE),
        authors=details.get("authors", ""),
        year=int(year) if year else None,
        container=details.get("container", ""),
        locator=details.get("locator", ""),
        publisher=citation.publisher or "",
        doi=details.get("doi", ""),
        pmid=details.get("pmid", ""),
        url=without_user(citation.url or ""),
        archived_url=without_user(details.get("archived_url", "")),
        accessed=citation.accessed,
        study_design=designs.get(design, ""),
        n=int(n) if n.isdecimal() else None,
        status=statuses.get(status, ""),
        status_note=details.get("status_note", ""),
        key=details.get("key", ""),
        notes="\n".join(others),
    )


def _by_label(choices: type[TextChoices]) -> dict[str, Any]:
    return {label: key for key, label in choices.choices}


def image_at(address: str) -> AbstractImage | None:
    """The image of the library whose file has this address on the site. Nothing is fetched."""
    url = urlsplit(address)
    root = urlsplit(default_storage.url("file"))
    hosts = {urlsplit(site.root_url).netloc for site in Site.objects.all()} | {root.netloc}
    folder = root.path.removesuffix("file")
    if url.netloc not in hosts or not url.path.startswith(folder):
        return None
    return get_image_model().objects.filter(file=unquote(url.path.removeprefix(folder))).first()


def image_for(
    picture: Picture, data: bytes | None, user: AbstractBaseUser | None
) -> tuple[AbstractImage, bool]:
    """The image with these data, and whether it was made now. Raises Refused where Wagtail would.

    Without data it is the one of the library with this address.
    """
    if data is None:
        if found := image_at(picture.name):
            return found, False
        raise Refused(f"{picture.alt or picture.name}: this is not in the library.")
    images = get_image_model()
    digest = sha1(data, usedforsecurity=False).hexdigest()
    if known := images.objects.filter(file_hash=digest).first():
        return known, False
    name = picture.alt or picture.caption or picture.name
    try:
        file = WagtailImageField().clean(SimpleUploadedFile(picture.name, data))
    except ValidationError as error:
        raise Refused(f"{name}: {' '.join(error.messages)}") from error
    except (DecompressionBombError, OSError, SyntaxError, ValueError) as error:  # what Pillow raises
        raise Refused(f"{name}: this cannot be read as a picture.") from error
    image = images(title=name[:LONGEST_NAME], description=picture.alt[:LONGEST_NAME], file=file)
    image.file_hash, image.file_size = digest, len(data)
    image.uploaded_by_user = user
    image.save()
    return image, True


def citation_notes(cited: Sequence[tuple[Citation, Source | None]]) -> Iterator[str]:
    """What a reader of the page will not find as the writer wrote it, citations counted from 1."""
    places: dict[Source, list[int]] = {}
    for place, (citation, source) in enumerate(cited, start=1):
        if source is None:
            continue
        places.setdefault(source, []).append(place)
        addresses = (citation.url or "", citation.details.get("archived_url", ""))
        if any(without_user(url) != url for url in addresses):
            yield f"citation {place}: what stood before the @ of its address was left out"
        if citation.title and citation.title != source.title:
            yield f"citation {place} “{citation.title}” → library source “{source.title}”"
        if citation.publisher and citation.publisher != source.publisher:
            theirs = f"“{source.publisher}”" if source.publisher else "none"
            yield f"citation {place}, publisher “{citation.publisher}” → library source: {theirs}"
        if citation.accessed and citation.accessed != source.accessed:
            theirs = str(source.accessed or "none")
            yield f"citation {place}, read on {citation.accessed} → library source: {theirs}"
    for source, found in places.items():
        if len(found) > 1:
            first = ", ".join(map(str, found[:-1]))
            yield f"citations {first} and {found[-1]} are one source: “{source.title}”"
