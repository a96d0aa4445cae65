"""Which pages rest on a source."""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, ReferenceIndex

from editorial.models import Source


def pages_citing(sources: Iterable[Source]) -> dict[int, list[Page]]:
    """The pages that point to each source, by its key and in order of title. Two queries for all of them."""
    pairs = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        to_content_type=ContentType.objects.get_for_model(Source),
        to_object_id__in=[str(source.pk) for source in sources],
    ).values_list("to_object_id", "object_id")
    citing: dict[int, set[int]] = {}
    for source, page in pairs:
        citing.setdefault(int(source), set()).add(int(page))
    pages = Page.objects.filter(pk__in=set().union(*citing.values())).order_by("title")
    ordered = list(pages)
    return {source: [page for page in ordered if page.pk in keys] for source, keys in citing.items()}
