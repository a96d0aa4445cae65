"""What is shown when something went wrong, in the language of the address."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation

ENGLISH, SPANISH = "en", "es"


def language_of(path: str) -> str:
    """Spanish where a part of the path says so, as on every page that is read in Spanish."""
    return SPANISH if SPANISH in path.split("/") else ENGLISH


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _shown(request.path, HTTPStatus.BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _shown(request.path, HTTPStatus.FORBIDDEN, request)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _shown(request.path, HTTPStatus.NOT_FOUND, request)


def server_error(request: HttpRequest) -> HttpResponse:
    return _shown(request.path, HTTPStatus.INTERNAL_SERVER_ERROR)


def _shown(path: str, status: HTTPStatus, request: HttpRequest | None = None) -> HttpResponse:
    """The page of a status; with a request it has the site's header and footer, else it asks no database."""
    language = language_of(path)
    with translation.override(language):
        html = render_to_string(f"{status.value}.html", {"language": language}, request)
    return HttpResponse(html, status=status)
