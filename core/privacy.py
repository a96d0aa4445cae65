"""Errors that could quote what a patient wrote: how they are told, and how they are described without it."""

import traceback
from collections.abc import Iterator

from django.conf import settings
from django.http import HttpRequest

LEFT_OUT = "(left out: it may quote what somebody wrote)"


def is_private(error: BaseException | None, request: HttpRequest | None = None) -> bool:
    """Whether an error may quote a patient: it came up in PRIVATE_APPS, or over a sensitive form."""
    return _asks_for_privacy(request) or any(
        _in_private_app(frame.f_globals.get("__name__"))
        for one in chain(error)
        for frame, _ in traceback.walk_tb(one.__traceback__)
    )


def chain(error: BaseException | None) -> Iterator[BaseException]:
    """The error and all that led to it, the first one last."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


def describe(error: BaseException) -> str:
    """A traceback that says where and of which kind, and quotes nothing but code."""
    told = []
    for one in reversed([*chain(error)]):
        stack = "".join(traceback.format_tb(one.__traceback__))
        told.append(f"Traceback (most recent call last):\n{stack}{type(one).__qualname__}: {LEFT_OUT}")
    return "\n\n".join(told)


def _asks_for_privacy(request: HttpRequest | None) -> bool:
    if not isinstance(request, HttpRequest):
        return False
    match = request.resolver_match
    view = getattr(match.func, "view_class", match.func) if match else None
    is_sensitive = bool(getattr(request, "sensitive_post_parameters", None))
    return is_sensitive or _in_private_app(getattr(view, "__module__", None))


def _in_private_app(module: str | None) -> bool:
    return bool(module) and str(module).partition(".")[0] in settings.PRIVATE_APPS
