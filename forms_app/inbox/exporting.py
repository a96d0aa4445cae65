"""Requests as a file, for those who may take them out."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from wagtail.admin import messages

from core.spreadsheets import csv_pieces, xlsx_pieces
from forms_app.access import kind_of_search
from forms_app.choices import Action
from forms_app.encryption import UNREADABLE, Unreadable
from forms_app.inbox.filters import ME
from forms_app.inbox.listing import LONGEST_QUERY, InboxView
from forms_app.models.requests import ANSWER_FIELDS, OTHER_ANSWERS, AppointmentRequest, answer_label
from forms_app.services import record_access

PERMISSION = "forms_app.export_appointmentrequest"
WRITERS = {"csv": csv_pieces, "xlsx": xlsx_pieces}
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
HEADINGS = [
    *[
        "Reference",
        "Received",
        "Due",
        "First contact",
        "Status",
        "Reason",
        "Closed",
        "Assigned to",
        "Location",
    ],
    *map(answer_label, ANSWER_FIELDS),
    OTHER_ANSWERS,
]
AT_ONCE = 500


class ExportView(InboxView):
    """What the inbox lists under the same filters and search, as a file. Who took out how much is noted.

    It is posted, so that what was searched for stands in no address.
    """

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        kind = request.POST.get("format", "")
        self.query = request.POST.get("query", "").strip()[:LONGEST_QUERY]
        if not request.user.has_perm(PERMISSION):
            return self.refuse("You may not export requests. An administrator can allow it to your group.")
        if kind not in WRITERS or (self.filters and not self.filters.is_valid()):
            return self.refuse("Nothing was exported: choose a format, and filters from the lists.")
        pks = list(self.get_queryset().values_list("pk", flat=True))
        record_access(user=request.user, action=Action.EXPORT, count=len(pks), detail=self.describe(kind))
        response = StreamingHttpResponse(WRITERS[kind](rows(pks)), content_type=TYPES[kind])
        day = timezone.localdate().isoformat()
        response["Content-Disposition"] = f'attachment; filename="requests-{day}.{kind}"'
        return response

    def refuse(self, reason: str) -> HttpResponse:
        messages.error(self.request, reason)
        return redirect("appointment_requests:index")

    def describe(self, kind: str) -> str:
        """The format, and by what the list was narrowed."""
        narrowed = [
            f"{field.label}: {in_words(field.field, value, me=str(self.request.user.pk))}"
            for field in (self.filters.form if self.filters else [])
            if (value := field.form.cleaned_data.get(field.name))
        ]
        searched = [f"searched {kind_of_search(self.query)}"] if self.query else []
        return "; ".join([kind.upper(), *narrowed, *searched])


def in_words(field: forms.Field, value: Any, *, me: str) -> str:
    """What a filter is set to, by names and dates. Pure."""
    if isinstance(value, slice):
        ends = [("from", value.start), ("to", value.stop)]
        return " ".join(f"{word} {day:%Y-%m-%d}" for word, day in ends if day)
    if isinstance(field, forms.ModelChoiceField) or not isinstance(field, forms.ChoiceField):
        return str(value)
    labels = {str(choice): str(label) for choice, label in field.choices}
    chosen = value if isinstance(value, list) else [me if value == ME else value]
    return ", ".join(labels.get(str(one), str(one)) for one in chosen)


def rows(pks: list[int]) -> Iterator[list[str]]:
    """A row for each of these requests that is still there, in this order, under a row of headings."""
    yield HEADINGS
    ordered = iter(pks)
    while some := list(islice(ordered, AT_ONCE)):
        yield from map(_row, _requests(some))


def _requests(pks: list[int]) -> Iterator[AppointmentRequest]:
    by_pk = AppointmentRequest.objects.select_related("assigned_to", "location").in_bulk(pks)
    yield from (by_pk[pk] for pk in pks if pk in by_pk)


def _row(request: AppointmentRequest) -> list[str]:
    zone = request.time_zone
    moments = [request.created, request.due_at, request.first_contact_at]
    stamps = [f"{moment.astimezone(zone):%Y-%m-%d %H:%M}" if moment else "" for moment in moments]
    closed = f"{request.closed_at.astimezone(zone):%Y-%m-%d %H:%M}" if request.closed_at else ""
    return [
        *[
            request.reference,
            *stamps,
            request.get_status_display(),
            request.get_close_reason_display(),
            closed,
        ],
        *[str(request.assigned_to or ""), request.location_name],
        *_answers(request),
    ]


def _answers(request: AppointmentRequest) -> list[str]:
    words = request.in_words
    extra = "\n".join(f"{question}: {answer}" for question, answer in request.extra)
    is_lost = isinstance(request.extra, Unreadable)
    return [*(words[name] for name in ANSWER_FIELDS), UNREADABLE if is_lost else extra]
