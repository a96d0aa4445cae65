from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha1
from typing import Any
from urllib.parse import unquote, urlsplit

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils.text import slugify
from PIL.Image import DecompressionBombError
from wagtail.images import get_image_model
from wagtail.images.fields import WagtailImageField
from wagtail.images.models import AbstractImage
from wagtail.models import Page, Site

from blog.models import ArticlePage
from editorial.models import Source
from editorial.services import Details, find_or_create_source
from importer.errors import ImportRefused
from importer.nodes import Picture
from importer.reading import Citation, Reading
from importer.stream import introduction, to_stream
from importer.writers.from_page import words

UNTITLED = "Untitled article"
NOT_YET = "The article cannot be published yet. Nothing was stored; it can be imported as a draft."
LONGEST_SLUG = 80
LONGEST_NAME = 255


@dataclass(slots=True)
class ImportResult:
    page: ArticlePage
    sources_created: list[Source] = field(default_factory=list)
    sources_reused: list[Source] = field(default_factory=list)
    citation_notes: list[str] = field(default_factory=list)  # where the library says another thing
    refused_citations: list[str] = field(default_factory=list)
    images_created: list[AbstractImage] = field(default_factory=list)
    refused_pictures: list[str] = field(default_factory=list)
    same_title: list[str] = field(default_factory=list)  # articles that may be this one, imported before
    missing: list[str] = field(default_factory=list)  # to be filled in before the draft can be published


def import_article(
    *, reading: Reading, parent: Page, publish: bool, user: AbstractBaseUser | None = None
) -> ImportResult:
    """Make an article of a reading, below `parent`, as a draft or published.

    Sources and images that the library has are used again. Form notes and teasers stay out: the site has its
    own. Raises ImportRefused, and stores nothing, when the article cannot be stored, or is to be published
    with something missing or with sentences of it that found no place. A draft may be made of it then.
    """
    result = ImportResult(_article(reading, parent), same_title=_same_title(reading.title))
    try:
        with transaction.atomic():
            _store(result, reading, parent, publish, user)
    except BaseException:
        for image in result.images_created:  # the database forgets them by itself
            image.file.storage.delete(image.file.name)
        raise
    return result


def _store(
    result: ImportResult, reading: Reading, parent: Page, publish: bool, user: AbstractBaseUser | None
) -> None:
    cited = [(citation, _source(citation, result)) for citation in reading.citations]
    result.citation_notes = list(_citation_notes(cited))
    pictures = [node for _, body in reading.bodies() for node in body if isinstance(node, Picture)]
    images = {
        picture.name: image.pk
        for picture in pictures
        if (image := _image(picture, reading.files.get(picture.name), result, user))
    }
    page = result.page
    page.introduction = introduction(reading, images)
    page.body = to_stream(reading, [source and source.pk for _, source in cited], images)
    try:
        parent.add_child(instance=page)
    except ValidationError as error:
        raise _refused("The article cannot be stored.", _field_messages(page, error)) from error
    result.missing = _missing(page, reading)
    if publish and result.missing:
        raise _refused(NOT_YET, result.missing)
    revision = page.save_revision(user=user, log_action=True, clean=False)
    if publish:
        try:
            revision.publish(user=user)
        except ValidationError as error:
            raise _refused(NOT_YET, _field_messages(page, error)) from error
        page.refresh_from_db()


def _refused(reason: str, messages: list[str]) -> ImportRefused:
    return ImportRefused("\n- ".join([reason, *messages]))


def _article(reading: Reading, parent: Page) -> ArticlePage:
    title = reading.title or UNTITLED
    return ArticlePage(
        title=title,
        slug=_free_slug(parent, title),
        search_keywords="\n".join(reading.keywords),
        search_description=reading.search_description,
        live=False,
    )


def _same_title(title: str) -> list[str]:
    pages = ArticlePage.objects.filter(title__iexact=title).order_by("pk") if title else []
    return [f"{page.slug} ({'published' if page.live else 'draft'})" for page in pages]


def _free_slug(parent: Page, title: str) -> str:
    base = slugify(title, allow_unicode=True)[:LONGEST_SLUG].strip("-_") or "article"
    taken = set(parent.get_children().filter(slug__startswith=base).values_list("slug", flat=True))
    slug, number = base, 1
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug


def _source(citation: Citation, result: ImportResult) -> Source | None:
    title = citation.title or citation.url or ""
    try:
        details = source_details(citation)
        if not (details["doi"] or details["pmid"] or details["url"]):
            title = _title_in_library(title)
        source, is_new = find_or_create_source(title=title, **details)
    except ValidationError as error:
        result.refused_citations.append(f"{title}: {' '.join(error.messages)}")
        return None
    known = [*result.sources_created, *result.sources_reused]
    if source not in known:
        (result.sources_created if is_new else result.sources_reused).append(source)
    return source


def _title_in_library(title: str) -> str:
    """The title as a source without any other sign has it: perhaps with spaces that no document keeps."""
    unsigned = Source.objects.filter(doi="", pmid="", url_key="").only("title")
    return next((one.title for one in unsigned if words(one.title) == words(title)), title)


def source_details(citation: Citation) -> Details:
    """What a citation says of its source besides the title. Raises ValidationError."""
    details = citation.details
    types = {label: key for key, label in Source.Type.choices}
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
        url=citation.url or "",
        archived_url=details.get("archived_url", ""),
        accessed=citation.accessed,
    )


def image_at(address: str) -> AbstractImage | None:
    """The image of the library whose file has this address on the site. Nothing is fetched."""
    url = urlsplit(address)
    root = urlsplit(default_storage.url("file"))
    hosts = {urlsplit(site.root_url).netloc for site in Site.objects.all()} | {root.netloc}
    folder = root.path.removesuffix("file")
    if url.netloc not in hosts or not url.path.startswith(folder):
        return None
    return get_image_model().objects.filter(file=unquote(url.path.removeprefix(folder))).first()


def _image(
    picture: Picture, data: bytes | None, result: ImportResult, user: AbstractBaseUser | None
) -> AbstractImage | None:
    """The image with these data, out of the library or new in it; None where Wagtail would refuse it."""
    if data is None:
        if not (found := image_at(picture.name)):
            result.refused_pictures.append(f"{picture.alt or picture.name}: this is not in the library.")
        return found
    images = get_image_model()
    digest = sha1(data, usedforsecurity=False).hexdigest()
    if known := images.objects.filter(file_hash=digest).first():
        return known
    name = picture.alt or picture.caption or picture.name
    try:
        file = WagtailImageField().clean(SimpleUploadedFile(picture.name, data))
    except ValidationError as error:
        result.refused_pictures.append(f"{name}: {' '.join(error.messages)}")
        return None
    except (DecompressionBombError, OSError, SyntaxError, ValueError):  # what Pillow raises for broken files
        result.refused_pictures.append(f"{name}: this cannot be read as a picture.")
        return None
    image = images(title=name[:LONGEST_NAME], description=picture.alt[:LONGEST_NAME], file=file)
    image.file_hash, image.file_size = digest, len(data)
    image.uploaded_by_user = user
    image.save()
    result.images_created.append(image)
    return image


def _citation_notes(cited: Sequence[tuple[Citation, Source | None]]) -> Iterator[str]:
    """What a reader of the page will not find as the writer wrote it, citations counted from 1."""
    places: dict[Source, list[int]] = {}
    for place, (citation, source) in enumerate(cited, start=1):
        if source is None:
            continue
        places.setdefault(source, []).append(place)
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


def _missing(page: ArticlePage, reading: Reading) -> list[str]:
    """What stands between the page and publishing, one line each."""
    missing = [] if reading.title else ["Title: none was found in the document."]
    try:
        page.full_clean()
    except ValidationError as error:
        missing += _field_messages(page, error)
    try:
        page.body.stream_block.clean(page.body)
    except ValidationError as error:
        missing += _block_messages(page, error.as_json_data())
    return missing + [f"Line {one.line} found no place: {one.text}" for one in reading.unplaced_prose()]


def _field_messages(page: ArticlePage, error: ValidationError) -> list[str]:
    """One line per field with what is wrong with it."""
    by_name = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
    labels = {
        name: "article" if name == NON_FIELD_ERRORS else page._meta.get_field(name).verbose_name
        for name in by_name
    }
    return [f"{str(labels[name]).capitalize()}: {' '.join(messages)}" for name, messages in by_name.items()]


def _block_messages(page: ArticlePage, error: dict[str, Any]) -> list[str]:
    messages = [f"Body: {message}" for message in error.get("messages", [])]
    for index, below in error.get("blockErrors", {}).items():
        child = page.body[index]
        heading = child.value.get("heading")
        name = f"{child.block.label} “{heading}”" if heading else child.block.label
        messages += [f"{name}{place}: {message}" for place, message in _flat(below)]
    return messages


def _flat(error: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Every message in a tree of block errors with its place, positions counted from 1."""
    for message in error.get("messages", []):
        yield "", message
    for key, below in error.get("blockErrors", {}).items():
        place = f" {key + 1}" if isinstance(key, int) else f", {key.replace('_', ' ')}"
        yield from ((place + deeper, message) for deeper, message in _flat(below))
