from collections.abc import Sequence

from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from editorial.models import Source, cited_in_drafts


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
