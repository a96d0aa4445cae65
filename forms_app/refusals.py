"""What is said to whoever sends too much."""

from http import HTTPStatus

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _

from core.rate_limit import in_minutes


def too_many() -> str:
    wait = in_minutes(settings.RATE_LIMIT_SECONDS)
    return _(
        "Many requests have come from your connection. Please wait {} and send again, or call us"
    ).format(wait)


def looked_up_too_often() -> str:
    wait = in_minutes(settings.RATE_LIMIT_SECONDS)
    return _("This reference was looked up many times. Please wait {} and try again, or call us").format(wait)


def to_try_later(response: HttpResponse) -> HttpResponse:
    """The same answer, saying when it may be tried again."""
    response.status_code = HTTPStatus.TOO_MANY_REQUESTS
    response["Retry-After"] = str(settings.RATE_LIMIT_SECONDS)
    return response
