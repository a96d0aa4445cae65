"""Which requests the inbox lists."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django_filters import ChoiceFilter, DateFromToRangeFilter, MultipleChoiceFilter
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from clinics.models import LocationPage
from forms_app.choices import NO_LOCATION, NOWHERE, Shelf, Status
from forms_app.inbox.forms import NOBODY, staff
from forms_app.models.contact_log import name_of
from forms_app.models.requests import AppointmentRequest

ME = "me"
SHELVES: dict[object, object] = {Status.SCHEDULED: Shelf.SCHEDULED, Status.CLOSED: Shelf.CLOSED}


def people() -> list[tuple[str, str]]:
    return [(ME, "Me"), (NOBODY, "Nobody"), *((str(user.pk), name_of(user)) for user in staff())]


def places() -> list[tuple[str, str]]:
    named = LocationPage.objects.order_by("title").values_list("pk", "title")
    return [*((str(pk), title) for pk, title in named), (NOWHERE, NO_LOCATION)]


class RequestFilterSet(WagtailFilterSet):
    """What is open, unless a status or spam is asked for."""

    status = MultipleChoiceFilter(
        choices=Status.choices, label="Status", widget=forms.CheckboxSelectMultiple, method="keep"
    )
    overdue = ChoiceFilter(
        choices=[("yes", "Overdue")],
        label="Due",
        empty_label="All",
        widget=forms.RadioSelect,
        method="filter_overdue",
    )
    location = ChoiceFilter(choices=places, label="Location", method="filter_location")
    assigned_to = ChoiceFilter(choices=people, label="Assigned to", method="filter_assigned")
    created = DateFromToRangeFilter(label="Received", widget=DateRangePickerWidget)
    is_spam = ChoiceFilter(
        choices=[("True", "Set aside as spam")],
        label="Show",
        empty_label="Requests",
        widget=forms.RadioSelect,
        method="keep",
    )

    class Meta:
        model = AppointmentRequest
        fields: list[str] = []

    def filter_queryset(self, queryset: QuerySet[AppointmentRequest]) -> QuerySet[AppointmentRequest]:
        chosen = self.form.cleaned_data
        return super().filter_queryset(on_shelf(queryset, chosen.get("status"), bool(chosen.get("is_spam"))))

    def keep(
        self, queryset: QuerySet[AppointmentRequest], name: str, value: Any
    ) -> QuerySet[AppointmentRequest]:
        return queryset  # on_shelf has looked at these two together

    def filter_overdue(self, queryset: Any, name: str, value: str) -> QuerySet[AppointmentRequest]:
        return queryset.overdue(timezone.now())

    def filter_location(self, queryset: Any, name: str, value: str) -> QuerySet[AppointmentRequest]:
        return queryset.filter(location=None if value == NOWHERE else int(value))

    def filter_assigned(self, queryset: Any, name: str, value: str) -> QuerySet[AppointmentRequest]:
        who = {ME: self.request.user.pk, NOBODY: None}
        return queryset.filter(assigned_to=who[value] if value in who else int(value))


def on_shelf(
    queryset: QuerySet[AppointmentRequest], statuses: list[Any] | None = None, is_spam: bool = False
) -> QuerySet[AppointmentRequest]:
    """Where the requests lie that are asked for: every index of a list begins with the shelf."""
    if is_spam:
        queryset = queryset.filter(shelf=Shelf.SPAM)
        return queryset.filter(status__in=statuses) if statuses else queryset
    if not statuses:
        return queryset.filter(shelf=Shelf.OPEN)
    shelves = {SHELVES.get(status, Shelf.OPEN) for status in statuses}
    return queryset.filter(status__in=statuses, shelf__in=shelves)


def named_views(asked: QueryDict) -> list[tuple[str, str, bool]]:
    """The lists that are looked at most: what each is called, its query, and whether it is this one."""
    views = [
        ("Open", ""),
        ("New", "status=new"),
        ("Overdue", "overdue=yes"),
        ("Mine", "assigned_to=me"),
        ("Nobody’s", "assigned_to=nobody"),
        ("Scheduled", "status=scheduled"),
        ("Closed", "status=closed"),
        ("Spam", "is_spam=True"),
    ]
    given = sorted((name, value) for name, value in asked.items() if value and name not in ("p", "ordering"))
    return [(label, query, sorted(QueryDict(query).items()) == given) for label, query in views]
