"""Protection of public forms from other sites, without a cookie or a token in the page.

The rule is the one of Go's net/http.CrossOriginProtection: browsers say where a request comes from, in
Sec-Fetch-Site and, where that is missing, in Origin. A request with neither comes from no other site's page.
"""

from collections.abc import Callable, Mapping
from functools import wraps
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from core.error_pages import forbidden

SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
View = Callable[..., HttpResponse]


def is_same_origin(headers: Mapping[str, str], host: str) -> bool:
    """Whether a request with these headers can be trusted to come from a page on `host`."""
    site = headers.get("Sec-Fetch-Site", "")
    if site:
        return site in {"same-origin", "none"}
    origin = headers.get("Origin", "")
    if not origin:
        return True
    try:
        return urlsplit(origin).netloc.lower() == host.lower()
    except ValueError:
        return False


def same_origin_required(view: View) -> View:
    """Answer 403 to a writing request from another site; the CSRF cookie is not used."""

    @wraps(view)
    def checked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if request.method not in SAFE_METHODS and not is_same_origin(request.headers, request.get_host()):
            return forbidden(request)
        return view(request, *args, **kwargs)

    return csrf_exempt(checked)
