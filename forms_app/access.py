"""Views that show what patients wrote say so in the access log: one line above each."""

import re
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from forms_app import references
from forms_app.choices import Action
from forms_app.models.requests import AppointmentRequest
from forms_app.services import record_access

V = TypeVar("V", bound=type)
Note = Callable[[Any, HttpResponse], None]


def kind_of_search(query: str) -> str:
    """What somebody searched by, in words. What they searched for is nobody's business. Pure."""
    if references.find(query):
        return "by reference"
    if "@" in query:
        return "by email address"
    return "by phone number" if len(re.findall(r"\d", query)) >= 4 else "by name"


def logged(action: object, *, method: str = "get") -> Callable[[V], V]:
    """For a view of one request: each answer of this method is noted, once the person was let in.

    A form that comes back has changed nothing, but its page has been seen. Other requests of which a view
    shows something are its `also_shown`.
    """

    def note(view: Any, response: HttpResponse) -> None:
        has_changed = response.status_code == HTTPStatus.FOUND
        request = getattr(view, "object", None)
        if not isinstance(request, AppointmentRequest):
            request = get_object_or_404(AppointmentRequest.objects.only("reference"), pk=view.kwargs["pk"])
        if method == "post" and has_changed:
            record_access(user=view.request.user, action=action, request=request)
            return
        seen = Action.VIEW if method == "post" else action
        for shown in (request, *getattr(view, "also_shown", ())):
            record_access(user=view.request.user, action=seen, request=shown)

    return _noting(note, method)


def logged_list(view_class: V) -> V:
    """For a list of requests: each page of it is noted, and a search with its kind and number of hits."""

    def note(view: Any, response: HttpResponse) -> None:
        query = getattr(view, "query", "")
        record_access(
            user=view.request.user,
            action=Action.SEARCH if query else Action.LIST,
            count=getattr(response, "context_data", {}).get("items_count", 0),
            detail=kind_of_search(query) if query else "",
        )

    return _noting(note, "get")(view_class)


def _noting(note: Note, method: str) -> Callable[[V], V]:
    def decorate(view_class: V) -> V:
        answer = getattr(view_class, method)

        @wraps(answer)
        def noted(view: Any, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            response = answer(view, request, *args, **kwargs)
            note(view, response)
            return response

        setattr(view_class, method, noted)
        return view_class

    return decorate
