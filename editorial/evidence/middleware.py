from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from wagtail.admin.messages import button, render

from editorial.evidence.gate import PublishingRefused, in_words, place, refusal


def tell(request: HttpRequest, refused: PublishingRefused) -> None:
    """Show why a page was not published, with links to the places."""
    page = refused.page
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk]) if page.pk else ""
    lines = (
        (format_html('<a href="{}{}">{}</a>', edit, place(one), in_words(one)) if edit else in_words(one),)
        for one in refused.findings
    )
    detail = format_html('<ul class="errorlist">{}</ul>', format_html_join("", "<li>{}</li>", lines))
    buttons = [button(edit, "Edit")] if edit else None
    messages.error(request, render(refusal(str(page), refused.findings), buttons, detail=detail))


class PublishingRefusedMiddleware:
    """Says in words what was refused, by whatever action of the admin somebody tried to publish.

    Approving in a workflow, copying and bulk actions end in Wagtail's own views, which know of no refusal.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, PublishingRefused):
            return None
        tell(request, exception)
        page = exception.page
        place = reverse("wagtailadmin_pages:edit", args=[page.pk]) if page.pk else request.get_full_path()
        if request.headers.get("X-Requested-With") == "XMLHttpRequest":  # a dialog of a workflow
            return JsonResponse({"step": "success", "redirect": place})
        return redirect(place)
