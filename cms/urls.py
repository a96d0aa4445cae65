"""Every address of the site. Pages come last: they take what is left."""

import posixpath

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from django.views.static import serve as serve_file
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.views import serve as serve_page

from blog.views import llms_txt, markdown_twin
from core.same_origin import same_origin_required
from core.views import healthz, read_only
from editorial.evidence import urls as editor_urls
from forms_app.mail_events import mail_events
from forms_app.patience import waits_for_database
from home.views import readyz, robots_txt, search

# Folders of uploads that everybody may see. Documents can be private; their own view asks who wants them.
PUBLIC_MEDIA = {"avatar_images", "images", "original_images"}


@read_only
def serve_media(request: HttpRequest, path: str) -> HttpResponse:
    """An uploaded image. Scripts inside it (an SVG can hold some) do not run."""
    path = posixpath.normpath(path)
    if path.partition("/")[0] not in PUBLIC_MEDIA:
        raise Http404
    try:
        response = serve_file(request, path, document_root=settings.MEDIA_ROOT)
    except (OSError, ValueError) as error:  # no file can have such a name
        raise Http404 from error
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    response["Cache-Control"] = "public, max-age=86400"
    return response


handler400 = "core.error_pages.bad_request"
handler403 = "core.error_pages.forbidden"
handler404 = "core.error_pages.page_not_found"
handler500 = "core.error_pages.server_error"

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("robots.txt", robots_txt, name="robots_txt"),
    path("sitemap.xml", read_only(sitemap), name="sitemap"),
    path("llms.txt", llms_txt, name="llms_txt"),
    path("favicon.ico", read_only(RedirectView.as_view(url=f"{settings.STATIC_URL}img/favicon.svg"))),
    path("search/", search, name="search"),
    path("mail/events/", mail_events, name="mail_events"),
    path("admin/", include(editor_urls)),
    path("admin/", include(wagtailadmin_urls)),
    path("review/", include("editorial.medical_review.urls")),
    path("documents/", include(wagtaildocs_urls)),
    re_path(r"^media/(?P<path>.*)$", serve_media),
    re_path(r"^(?P<path>(?:[\w\-]+/)+)index\.md$", markdown_twin, name="markdown_twin"),
    re_path(
        wagtail_urls.serve_pattern,
        same_origin_required(waits_for_database(serve_page)),
        name="wagtail_serve",
    ),
    path("", include(wagtail_urls)),
]
