from collections.abc import Iterable, Sequence

from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.models import Page

from editorial.gate import PublishingRefused
from editorial.middleware import tell
from editorial.models import CheckedPage, Source, cited_in_drafts


def keep_sources_in_use(request: HttpRequest, instances: Sequence[Model]) -> HttpResponse | None:
    """Refuse to delete sources that pages cite, and show where the first of them is cited."""
    keys = [instance.pk for instance in instances if isinstance(instance, Source)]
    used = list(Source.objects.filter(pk__in=keys).in_use())
    if not used:
        return None
    drafts = cited_in_drafts()
    places = {key: f" (in the draft of “{title}”)" for key, title in drafts.items()}
    names = ", ".join(f"“{source.title}”{places.get(source.pk, '')}" for source in used)
    messages.error(request, f"Still in use, so nothing was deleted: {names}.")
    return redirect(Source.snippet_viewset.get_url_name("usage"), used[0].pk)


def keep_blocked_pages_off(
    request: HttpRequest, action_type: str, pages: Iterable[Model], action: BulkAction
) -> HttpResponse | None:
    """Publish several pages at once or none of them, and name each that keeps the others back."""
    if action_type != "publish":
        return None
    drafts = [page.specific.get_latest_revision_as_object() for page in pages if isinstance(page, Page)]
    blocked = [(page, page.blocking) for page in drafts if isinstance(page, CheckedPage) and page.blocking]
    for page, findings in blocked:
        tell(request, PublishingRefused(page, findings))
    if not blocked:
        return None
    if len(drafts) > len(blocked):
        messages.warning(request, "Nothing was published, so the other pages were not either.")
    return redirect(action.next_url)
