"""The way out in the admin: addresses of files to download, and the buttons that lead there."""

from collections.abc import Iterator

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from blog.models import ArticlePage
from importer.exports import FORMATS, export, file_name


@require_safe
def export_article(request: HttpRequest, page_id: int, suffix: str) -> HttpResponse:
    """The newest draft of an article, for whoever may edit it."""
    if suffix not in FORMATS:
        raise Http404
    page = get_object_or_404(ArticlePage, pk=page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    response = HttpResponse(export(page, suffix), content_type=FORMATS[suffix].content_type)
    response["Content-Disposition"] = content_disposition_header(True, file_name(page, suffix)) or ""
    response["Cache-Control"] = "private, no-store"
    return response


urlpatterns = [path("articles/<int:page_id>/export.<slug:suffix>", export_article, name="importer_export")]


def export_buttons(page: Page, user: AbstractBaseUser) -> Iterator[Button]:
    """A button for each format, where the page is an article that this person may edit."""
    if not isinstance(page.specific_deferred, ArticlePage) or not page.permissions_for_user(user).can_edit():
        return
    for place, (suffix, known) in enumerate(FORMATS.items()):
        address = reverse("importer_export", args=[page.pk, suffix])
        yield Button(f"Export as {known.name}", address, icon_name="download", priority=80 + place)
