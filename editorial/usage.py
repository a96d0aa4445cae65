"""Where pages cite sources: what is published, what is scheduled, and what stands in their drafts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any, NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, ReferenceIndex, Revision

from editorial.blocks import Mention, mentions_in, merged

LONGEST_NAME = 60


class Place(NamedTuple):
    """A block or field that cites a source; `anchor` is its place in Wagtail's editor."""

    name: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Use:
    """A page that cites a source: in what is published, in its newest draft, in what is scheduled.

    `uses_of` says the places as well.
    """

    page: Page
    is_published: bool
    is_in_draft: bool
    is_scheduled: bool = False
    places: tuple[Place, ...] = ()

    def __str__(self) -> str:
        return self.page.title if self.is_published else f"{self.page.title} ({self.state.lower()})"

    @property
    def state(self) -> str:
        """'Published, no longer in the draft'; 'Draft, scheduled'; 'Unpublished' for what was taken off."""
        states = {
            "published": self.is_published,
            "no longer in the draft": self.is_published and not self.is_in_draft,
            "draft": self.is_in_draft and not self.is_published,
            "scheduled": self.is_scheduled,
        }
        return ", ".join(name for name, holds in states.items() if holds).capitalize() or "Unpublished"


def references_to_sources() -> "QuerySet[ReferenceIndex]":
    """What Wagtail knows of stored content that points to sources."""
    source = ContentType.objects.get_by_natural_key("editorial", "source")
    return ReferenceIndex.objects.filter(to_content_type=source).exclude(base_content_type=source)


def mentions_of(page: Page) -> Iterator[tuple[str, Mention]]:
    """Every source that the texts of a page name, with the name of the field."""
    for field in page._meta.fields:
        if isinstance(field, StreamField | RichTextField):
            yield from ((field.name, mention) for mention in mentions_in(getattr(page, field.name) or ""))


def drafts() -> Iterator[Page]:
    """The newest draft of every page that has one. Wagtail's index of references does not know them."""
    for page in Page.objects.filter(has_unpublished_changes=True):
        yield page.get_latest_revision_as_object()


def scheduled(**pages: Any) -> Iterator[Page]:
    """What has a date to be published on. The newest draft may say something else."""
    for revision in Revision.page_revisions.filter(approved_go_live_at__isnull=False, **pages):
        yield revision.as_object()


def cited_before_publication() -> set[int]:
    """Keys of sources that drafts and what is scheduled name, also of those merged since."""
    return {mention.key for page in chain(drafts(), scheduled()) for _, mention in mentions_of(page)}


def pages_citing() -> dict[int, list[Use]]:
    """The pages that cite each source, by its key and in order of title."""
    references = references_to_sources().filter(base_content_type=ContentType.objects.get_for_model(Page))
    pairs = references.values_list("to_object_id", "object_id")
    stored = {(int(source), int(page)) for source, page in pairs}
    newest = {draft.pk: {mention.key for _, mention in mentions_of(draft)} for draft in drafts()}
    drafted = {(source, page) for page, sources in newest.items() for source in sources}
    due = {(mention.key, page.pk) for page in scheduled() for _, mention in mentions_of(page)}
    renamed = merged({source for source, _ in stored | drafted | due})
    stored, drafted, due = (
        {(renamed.get(source, source), page) for source, page in cited} for cited in (stored, drafted, due)
    )
    cited = stored | drafted | due
    pages = Page.objects.in_bulk([page for _, page in cited])
    found: dict[int, list[Use]] = {}
    for source, key in sorted(cited, key=lambda pair: pages[pair[1]].title):
        page, is_stored = pages[key], (source, key) in stored
        is_in_draft = (source, key) in (drafted if key in newest else stored)
        use = Use(page, page.live and is_stored, is_in_draft, (source, key) in due)
        found.setdefault(source, []).append(use)
    return found


def uses_of(source: int) -> list[Use]:
    """Every page that cites the source with this key, by title, each with the places."""
    keys = [use.page.pk for use in pages_citing().get(source, ())]
    pages = Page.objects.filter(pk__in=keys).specific().order_by("title")
    return [_use(page, source) for page in pages]


def _use(page: Page, source: int) -> Use:
    published = _places(page, source) if page.live else ()
    draft = _places(page.get_latest_revision_as_object(), source) if _has_draft(page) else published
    due = next(filter(None, (_places(one, source) for one in scheduled(object_id=str(page.pk)))), ())
    return Use(page, bool(published), bool(draft), bool(due), draft or published or due)


def _has_draft(page: Page) -> bool:
    return not page.live or page.has_unpublished_changes


def _places(page: Page, source: int) -> tuple[Place, ...]:
    mentions = list(mentions_of(page))
    renamed = merged({mention.key for _, mention in mentions})
    named = (
        _place(page, field, mention)
        for field, mention in mentions
        if renamed.get(mention.key, mention.key) == source
    )
    return tuple(dict.fromkeys(named))


def _place(page: Page, field: str, mention: Mention) -> Place:
    if not mention.path:
        return Place(page._meta.get_field(field).verbose_name.capitalize(), f"panel-{field}-section")
    child = next(one for one in getattr(page, field) if mention.path[0] in (one.id, one.block_type))
    return Place(_name(child, mention), f"block-{child.id}-section")


def _name(child: Any, mention: Mention) -> str:
    """'Section “Why sleep matters”'."""
    headings: Iterable[str] = (child.value.get(name) or "" for name in ("heading", "outcome", "treatment"))
    heading = next(filter(None, headings), "")[:LONGEST_NAME]
    name = f"{child.block.label} “{heading}”" if heading else str(child.block.label)
    return f"{name} (only listed)" if mention.is_listed else name
