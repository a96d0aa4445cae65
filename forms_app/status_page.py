"""The page on which patients find their request, say when to call, or withdraw it. All of it is posted."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from wagtail.models import Page

from core.rate_limit import count, is_over_limit
from forms_app import references
from forms_app.models.requests import AppointmentRequest
from forms_app.refusals import looked_up_too_often, to_try_later, too_many
from forms_app.services.patient import change_best_time, withdraw
from forms_app.status import (
    ANEW,
    MOST_LOOK_UPS,
    NOT_FOUND,
    BestTimeForm,
    FindForm,
    find,
    note,
    noted,
    standing_of,
)

TEMPLATE = "forms_app/status.html"


def respond(page: Page, request: HttpRequest) -> HttpResponse:
    """The form to find a request; what was found; or what became of a change."""
    if request.method != "POST":
        return ask(page, request, FindForm())
    form = FindForm(request.POST)
    if is_over_limit(request, "status"):
        return turn_away(page, request, form, too_many())
    if "note" in request.POST:
        found = noted(request.POST["note"])
        return act(page, request, found) if found else ask_anew(page, request)
    if not form.is_valid():
        return ask(page, request, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    asked = form.cleaned_data
    if count("status", references.normalise(asked["reference"]) or asked["reference"]) > MOST_LOOK_UPS:
        return turn_away(page, request, form, looked_up_too_often())
    found = find(reference=asked["reference"], phone=asked["phone"])
    if found is None:
        form.add_error(None, NOT_FOUND)
        return ask(page, request, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    return show(page, request, found)


def act(page: Page, request: HttpRequest, found: AppointmentRequest) -> HttpResponse:
    """What a button of the page asks for."""
    match request.POST.get("step", ""):
        case "best_time":
            return save_best_time(page, request, found)
        case "withdraw" if found.kept.is_open:
            return show(page, request, found, is_leaving=True)
        case "withdrawn":
            withdraw(reference=found.reference)
            found.refresh_from_db()
    return show(page, request, found)


def save_best_time(page: Page, request: HttpRequest, found: AppointmentRequest) -> HttpResponse:
    form = BestTimeForm(request.POST)
    if not form.is_valid():
        return show(page, request, found, form=form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    is_saved = change_best_time(reference=found.reference, best_time=form.cleaned_data["best_time"])
    found.refresh_from_db()
    return show(page, request, found, saved=_("Saved. The office knows.") if is_saved else "")


def show(
    page: Page,
    request: HttpRequest,
    found: AppointmentRequest,
    *,
    form: BestTimeForm | None = None,
    saved: str = "",
    is_leaving: bool = False,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    """Where it stands. Of the answers it shows the best time to call, which can be changed, and no other."""
    own = {
        "found": found,
        "standing": standing_of(found),
        "is_open": found.kept.is_open,
        "form": form or BestTimeForm(initial={"best_time": found.kept.best_time}),
        "saved": saved,
        "is_leaving": is_leaving,
        "note": note(found.reference),
    }
    return TemplateResponse(request, TEMPLATE, page.get_context(request) | own, status=status)


def ask(page: Page, request: HttpRequest, form: FindForm, status: int = HTTPStatus.OK) -> HttpResponse:
    return TemplateResponse(request, TEMPLATE, page.get_context(request) | {"form": form}, status=status)


def ask_anew(page: Page, request: HttpRequest) -> HttpResponse:
    form = FindForm(request.POST)
    form.errors.clear()
    form.add_error(None, ANEW)
    return ask(page, request, form, HTTPStatus.UNPROCESSABLE_ENTITY)


def turn_away(page: Page, request: HttpRequest, form: FindForm, why: str) -> HttpResponse:
    form.add_error(None, why)
    return to_try_later(ask(page, request, form))
