"""Articles as files to download from the admin."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

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
