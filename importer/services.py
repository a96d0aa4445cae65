"""Every write of an import: keep a document, take corrections, make or update its article."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from wagtail.images.models import AbstractImage
from wagtail.models import Page

from blog.models import ArticleIndexPage, ArticlePage
from editorial.models import Source
from importer import codec, library
from importer.errors import ImportRefused, OutdatedReview
from importer.gaps import field_messages, missing
from importer.models import LONGEST_NAME, ImportedDocument, ImportedPicture, digest_of, stored
from importer.nodes import Document, Picture
from importer.parts import Correction
from importer.reading import Citation, Reading
from importer.report import not_imported, remarks
from importer.stream import introduction, keeping_ids, replaced, to_stream

UNTITLED = "Untitled article"
NOT_YET = "The article cannot be published yet. Nothing was stored; it can be imported as a draft."
LONGEST_SLUG = 80
LONGEST_TITLE = 255
TOO_LONG_A_TITLE = f"Title: it has more than {LONGEST_TITLE} characters. Say which piece is the title."
KEPT_WAITING = timedelta(days=30)


@dataclass(slots=True)
class ImportResult:
    page: ArticlePage
    is_new: bool = True
    sources_created: list[Source] = field(default_factory=list)
    sources_reused: list[Source] = field(default_factory=list)
    citation_notes: list[str] = field(default_factory=list)  # where the library says another thing
    refused_citations: list[str] = field(default_factory=list)
    images_created: list[AbstractImage] = field(default_factory=list)
    refused_pictures: list[str] = field(default_factory=list)
    same_title: list[str] = field(default_factory=list)  # articles that may be this one, imported before
    replaced: list[str] = field(default_factory=list)  # blocks of an updated article that are no more
    missing: list[str] = field(default_factory=list)  # to be filled in before the draft can be published

    def told(self, reading: Reading) -> list[tuple[str, list[str]]]:
        """What an editor must know of it: headings, each with its lines."""
        lists = {
            "Not imported": list(not_imported(reading)),
            "Remarks": list(remarks(reading)),
            "Sources added to the library": list(map(str, self.sources_created)),
            "Sources the library had already": list(map(str, self.sources_reused)),
            "Citations that differ from the library": self.citation_notes,
            "Citations that could not be stored": self.refused_citations,
            "Pictures that could not be stored": self.refused_pictures,
            "Articles with the same title": self.same_title,
            "No longer in the article, but in its history": self.replaced,
            "Needed before it can be published": self.missing,
        }
        return [(heading, lines) for heading, lines in lists.items() if lines]


@transaction.atomic
def keep_document(
    *, name: str, data: bytes, document: Document, parent: ArticleIndexPage, user: AbstractBaseUser | None
) -> ImportedDocument:
    """Keep a document that was read, until an article is made of it or it is discarded.

    What people said of the same document before holds again, as long as it is read in the same way.
    """
    digest, content = digest_of(data), codec.to_json(document)
    before = ImportedDocument.objects.defer("data").filter(digest=digest).first()
    said = before.corrections if before and before.content == content else {}
    kept = ImportedDocument.objects.create(
        name=name[-LONGEST_NAME:],
        data=data,
        digest=digest,
        corrections=said,
        content=content,
        parent=parent,
        uploaded_by=user,
    )
    ImportedPicture.objects.bulk_create(
        ImportedPicture(document=kept, name=name, data=data) for name, data in document.files.items()
    )
    return kept


@transaction.atomic
def correct_document(
    *, document: ImportedDocument, changes: Mapping[int, Correction | None], version: int
) -> None:
    """Keep what a person says of these pieces; None takes back what was said.

    Raises OutdatedReview when somebody else has said something since `version`.
    """
    said = {**document.said(), **changes}
    kept = {place: correction for place, correction in said.items() if correction}
    changed = ImportedDocument.objects.filter(pk=document.pk, version=version).update(
        corrections=stored(kept), version=version + 1
    )
    if not changed:
        raise OutdatedReview
    document.corrections, document.version = stored(kept), version + 1


@transaction.atomic
def discard_document(*, document: ImportedDocument) -> None:
    """Forget a document of which no article was made."""
    ImportedDocument.objects.waiting().filter(pk=document.pk).delete()


def discard_abandoned() -> int:
    """Forget the documents of which nobody made an article within KEPT_WAITING; how many there were."""
    late = ImportedDocument.objects.waiting().filter(uploaded_at__lt=timezone.now() - KEPT_WAITING)
    count = late.count()
    late.delete()
    return count


def import_article(
    *,
    reading: Reading,
    parent: Page,
    publish: bool = False,
    update: ArticlePage | None = None,
    document: ImportedDocument | None = None,
    user: AbstractBaseUser | None = None,
) -> ImportResult:
    """Make an article of a reading, below `parent`, as a draft or published; or a new revision of `update`.

    Sources and images that the library has are used again. Form notes and teasers stay out: the site has its
    own. An updated article keeps its place, address, author, topics and pictures of its own. `document`, when
    given, is kept with the article. Raises ImportRefused, and stores nothing, when the article cannot be
    stored, or is to be published with something missing or with sentences of it that found no place. A draft
    may be made of it then.
    """
    if len(reading.title) > LONGEST_TITLE:
        raise _refused("The article cannot be stored.", [TOO_LONG_A_TITLE])
    page = _updated(reading, update) if update else _article(reading, user)
    result = ImportResult(page, is_new=update is None, same_title=_same_title(reading.title, update))
    with _no_files_left_behind(result), transaction.atomic():
        if document:
            _claim(document)
        _fill(result, reading, user)
        if result.is_new:
            _add(page, parent)
        result.missing = missing(page, reading)
        if publish and result.missing:
            raise _refused(NOT_YET, result.missing)
        _save(page, publish, user)
        if document:
            _keep_with(page, document, result.told(reading))
    return result


@contextmanager
def _no_files_left_behind(result: ImportResult) -> Iterator[None]:
    """The database forgets the images of a refused import by itself; their files are deleted here."""
    try:
        yield
    except BaseException:
        for image in result.images_created:
            image.file.storage.delete(image.file.name)
        raise


def _fill(result: ImportResult, reading: Reading, user: AbstractBaseUser | None) -> None:
    page = result.page
    cited = [(citation, _source(citation, result)) for citation in reading.citations]
    result.citation_notes = list(library.citation_notes(cited))
    images = _images(reading, result, user)
    sources = [source and source.pk for _, source in cited]
    body = to_stream(reading, sources, images)
    page.introduction = introduction(reading, sources, images)
    if not result.is_new:
        before = list(page.body.raw_data)
        labels = {name: block.label for name, block in page.body.stream_block.child_blocks.items()}
        result.replaced = [f"{labels[kind]} “{heading}”" for kind, heading in replaced(body, before)]
        body = keeping_ids(body, before)
    page.body = body


def _add(page: ArticlePage, parent: Page) -> None:
    """Add the page under an address that nobody takes meanwhile."""
    parent = Page.objects.select_for_update().get(pk=parent.pk)
    page.slug = _free_slug(parent, page.title)
    try:
        parent.add_child(instance=page)
    except ValidationError as error:
        raise _refused("The article cannot be stored.", field_messages(page, error)) from error


def _save(page: ArticlePage, publish: bool, user: AbstractBaseUser | None) -> None:
    try:
        revision = page.save_revision(user=user, log_action=True, clean=False)
        if publish:
            revision.publish(user=user)
            page.refresh_from_db()
    except ValidationError as error:
        raise _refused(NOT_YET, field_messages(page, error)) from error


def _claim(document: ImportedDocument) -> None:
    """Nobody else makes an article of this document now."""
    if not ImportedDocument.objects.waiting().filter(pk=document.pk).update(imported_at=timezone.now()):
        raise ImportRefused("An article has been made of this document already.")


def _keep_with(page: ArticlePage, document: ImportedDocument, outcome: list[Any]) -> None:
    """The original stays with the article, wherever that goes; its pictures are in the library now."""
    document.page, document.revision, document.outcome = page, page.latest_revision, outcome
    document.parent = None
    document.save(update_fields=["page", "revision", "outcome", "parent"])
    document.pictures.all().delete()


def _refused(reason: str, messages: list[str]) -> ImportRefused:
    return ImportRefused("\n- ".join([reason, *messages]))


def _article(reading: Reading, user: AbstractBaseUser | None) -> ArticlePage:
    return ArticlePage(
        title=reading.title or UNTITLED,
        search_keywords="\n".join(reading.keywords),
        search_description=reading.search_description,
        owner=user,
        live=False,
    )


def _updated(reading: Reading, update: ArticlePage) -> ArticlePage:
    """The newest draft of an article with what the reading says; what it does not say stays."""
    page = update.get_latest_revision_as_object()
    page.title = reading.title or page.title
    page.search_keywords = "\n".join(reading.keywords) or page.search_keywords
    page.search_description = reading.search_description or page.search_description
    return page


def _same_title(title: str, update: ArticlePage | None) -> list[str]:
    pages = ArticlePage.objects.filter(title__iexact=title).order_by("pk") if title else []
    return [f"{page.slug} ({'published' if page.live else 'draft'})" for page in pages if page != update]


def _free_slug(parent: Page, title: str) -> str:
    base = slugify(title, allow_unicode=True)[:LONGEST_SLUG].strip("-_") or "article"
    taken = set(parent.get_children().filter(slug__startswith=base).values_list("slug", flat=True))
    slug, number = base, 1
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug


def _source(citation: Citation, result: ImportResult) -> Source | None:
    try:
        source, is_new = library.source_for(citation)
    except library.Refused as refusal:
        result.refused_citations.append(str(refusal))
        return None
    if source not in [*result.sources_created, *result.sources_reused]:
        (result.sources_created if is_new else result.sources_reused).append(source)
    return source


def _images(reading: Reading, result: ImportResult, user: AbstractBaseUser | None) -> dict[str, int]:
    """The images of a reading by the names of its pictures."""
    images: dict[str, int] = {}
    for picture in (node for _, body in reading.bodies() for node in body if isinstance(node, Picture)):
        if not picture.name:
            continue
        try:
            image, is_new = library.image_for(picture, reading.files.get(picture.name), user)
        except library.Refused as refusal:
            result.refused_pictures.append(str(refusal))
            continue
        images[picture.name] = image.pk
        if is_new:
            result.images_created.append(image)
    return images
