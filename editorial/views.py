from collections.abc import Sequence

from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from wagtail.models import Page

from editorial.models import Source
from editorial.usage import cited_in_drafts

MOST_KEYS = 50


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


def sources_by_key(request: HttpRequest) -> JsonResponse:
    """The sources with these citation keys, for the editor that has seen them typed."""
    sources = Source.objects.filter(key__in=request.GET.getlist("key")[:MOST_KEYS])
    return JsonResponse({source.key: {"id": source.pk, "name": source.short_name} for source in sources})


def tell_what_stays_typed(request: HttpRequest, page: Page) -> None:
    """Say which typed citations mean nothing. Saving by itself says nothing; the text stays as it is."""
    left = ", ".join(dict.fromkeys(getattr(page, "left_as_typed", ())))
    if left and request.accepts("text/html"):
        messages.warning(
            request,
            f"Typed citations that stay as they are: {left}. A key must be in the library, a number in the list "
            "of this page, and a heading or claim holds none.",
        )
