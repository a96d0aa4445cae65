"""The form that patients fill in. Its messages say what to do, in the patient's words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django import forms
from django.conf import settings
from django.utils import dateformat, translation
from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise, cached_property
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from phonenumber_field.formfields import PhoneNumberField
from phonenumber_field.widgets import RegionalPhoneNumberWidget
from wagtail.contrib.forms.forms import BaseForm
from wagtail.models import Page

from clinics.models import LocationPage, ServicePage
from forms_app.answers import Answers, Extra
from forms_app.characters import has_bidi, has_unreadable, one_line, tidy
from forms_app.choices import BestTime, Day, PatientType, TimeOfDay
from forms_app.languages import in_current
from forms_app.spam import Verdict, judge

MESSAGE_LENGTH = 500
# What a request needs to know of its location; the rest would be read for nothing.
OF_A_LOCATION = ["title", "time_zone", "opening_hours", "closed_days", "office_emails"]
UNSEEN = {"source", "pace", "followup_code"}
EXTRA_PREFIX = "extra_"
SAME_NAME = [
    *["first_name", "last_name", "voicemail_ok", "best_time", "email"],
    *["language", "patient_type", "payer", "message"],
]
FREE_TEXT = ["first_name", "last_name", "email", "language", "payer", "message"]
CHOOSE_LOCATION = _("Choose the location you would like to visit")
UNREADABLE = _("“{}” held characters that cannot be shown. We took them out: please check it and send again")
SENT_TWICE = _("“{}” was answered more than once. Please check the answer and send again")
TOO_LONG = _("“{label}” can have %(limit_value)d characters at most. You wrote %(show_value)d")


class Problem(NamedTuple):
    """One line of the error summary: what to say, and the id of the field to jump to (empty: none)."""

    field_id: str
    message: str


@dataclass(frozen=True)
class Fieldset:
    legend: str | Promise
    fields: list[forms.BoundField]


def text_field(label: str | Promise, max_length: int, **options: Any) -> forms.CharField:
    """An optional line of text; `autocomplete` and `missing` (what to say when it is required) as options."""
    attrs = {"autocomplete": options.pop("autocomplete", "off")}
    missing = options.pop("missing", "")
    return forms.CharField(
        label=label,
        max_length=max_length,
        required=bool(missing),
        widget=forms.TextInput(attrs=attrs),
        error_messages={"required": missing, "max_length": _too_long(label)},
        **options,
    )


def _too_long(label: str | Promise) -> str | Promise:
    return format_lazy(TOO_LONG, label=label)


class AppointmentForm(BaseForm):
    """The fixed questions. RequestFormBuilder adds those that editors wrote."""

    first_name = text_field(
        _("First name"), 80, autocomplete="given-name", missing=_("Enter your first name")
    )
    last_name = text_field(_("Last name"), 80, autocomplete="family-name", missing=_("Enter your last name"))
    phone = PhoneNumberField(
        label=_("Phone number"),
        region="US",
        widget=RegionalPhoneNumberWidget(region="US", attrs={"autocomplete": "tel"}),
        help_text=_("We call this number to find a time with you."),
        error_messages={
            "required": _("Enter a phone number we can call"),
            "invalid": _("Enter a phone number with its area code, such as (503) 555-0142"),
        },
    )
    voicemail_ok = forms.BooleanField(label=_("You may leave a voicemail at this number"), required=False)
    best_time = forms.ChoiceField(
        label=_("Best time to call"),
        required=False,
        choices=[("", _("No preference")), *BestTime.choices],
        error_messages={"invalid_choice": _("Choose one of the times listed")},
    )
    email = forms.EmailField(
        label=_("Email address"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("If you leave one, we send you your reference."),
        error_messages={
            "invalid": _("Enter an email address such as name@example.com, or leave this empty"),
            "max_length": _too_long(_("Email address")),
        },
    )
    language = text_field(_("Preferred language"), 60, help_text=_("If you would rather not speak English."))

    location = forms.ChoiceField(
        label=_("Location"),
        error_messages={"required": CHOOSE_LOCATION, "invalid_choice": CHOOSE_LOCATION},
    )
    service = forms.ChoiceField(
        label=_("What you would like to be seen for"),
        required=False,
        error_messages={"invalid_choice": _("Choose one of the services listed")},
    )
    patient_type = forms.ChoiceField(
        label=_("Have you been here before?"),
        required=False,
        choices=PatientType.choices,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose one of the answers listed")},
    )
    days = forms.MultipleChoiceField(
        label=_("Days that suit you"),
        required=False,
        choices=Day.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose from the days listed")},
    )
    times = forms.MultipleChoiceField(
        label=_("Times that suit you"),
        required=False,
        choices=TimeOfDay.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose from the times listed")},
    )
    payer = text_field(
        _("Insurance, or how you plan to pay"),
        100,
        help_text=_("The name of the plan is enough. Please leave out member numbers."),
    )
    message = forms.CharField(
        label=_("Anything we should know before we call"),
        required=False,
        max_length=MESSAGE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=format_lazy(
            _("Up to {} characters. In an emergency call 911; for crisis support, 988."), MESSAGE_LENGTH
        ),
        error_messages={"max_length": _too_long(_("Anything we should know before we call"))},
    )
    source = forms.CharField(required=False, widget=forms.HiddenInput)  # the page the form stands on
    pace = forms.CharField(required=False, widget=forms.HiddenInput)  # written by static/js/pace.js
    # People do not see this field; programs that fill in every field do.
    followup_code = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    layout = {
        _("How to reach you"): "first_name last_name phone voicemail_ok best_time email language",
        _("Your visit"): "location service patient_type days times payer",
        _("Your message"): "message",
    }
    extra_legend = _("A few more questions")
    single = (forms.CharField, forms.ChoiceField, forms.BooleanField)

    def __init__(self, data: MultiValueDict[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        locations = LocationPage.objects.live().order_by("path").only(*OF_A_LOCATION)
        self.locations = {str(page.pk): page for page in locations}
        self.fields["location"].choices = [
            ("", _("Choose a location")),
            *((pk, page.title) for pk, page in self.locations.items()),
        ]
        self.fields["service"].choices = lambda: [
            ("", _("Not sure yet")),
            *((pk, in_current(*titles).html) for pk, titles in self.services.items()),
        ]
        self.fields["message"].widget.attrs.pop("maxlength", None)  # it cuts a pasted text unseen
        self.refused: dict[str, str] = {}
        if data is not None:
            self.data = MultiValueDict({name: self._tidied(name, data.getlist(name)) for name in self.fields})

    @cached_property
    def services(self) -> dict[str, tuple[str, str]]:
        """The titles on offer in English and Spanish; asked for when the form is shown or one was chosen."""
        found = ServicePage.objects.live().order_by("path").values_list("pk", "title", "title_es")
        return {str(pk): (title, spanish) for pk, title, spanish in found}

    def _tidied(self, name: str, values: list[str]) -> list[str]:
        """The answer without hidden characters; notes what the patient has to be told about it."""
        if name in UNSEEN:
            return [one_line(tidy(value)) for value in values]
        label = self.fields[name].label
        loose = name in {"phone", "email"}  # contact apps wrap what they copy in direction marks
        if any(has_unreadable(value) or (has_bidi(value) and not loose) for value in values):
            self.refused[name] = UNREADABLE.format(label)
        if len(values) > 1 and not isinstance(self.fields[name], forms.MultipleChoiceField):
            self.refused[name] = SENT_TWICE.format(label)
        is_long = isinstance(self.fields[name].widget, forms.Textarea)
        return [tidy(value) if is_long else one_line(tidy(value)) for value in values]

    def clean(self) -> dict[str, Any]:
        for name, message in self.refused.items():
            if name not in self.errors:
                self.add_error(name, message)
        return self.cleaned_data

    @property
    def fieldsets(self) -> list[Fieldset]:
        """The visible fields in the order in which they are asked."""
        found = [Fieldset(legend, self._bound(names.split())) for legend, names in self.layout.items()]
        extra = self._bound(name for name in self.fields if name.startswith(EXTRA_PREFIX))
        return [*found[:-1], Fieldset(self.extra_legend, extra), found[-1]] if extra else found

    def _bound(self, names: Iterable[str]) -> list[forms.BoundField]:
        return [self[name] for name in names]

    @property
    def honeypot(self) -> forms.BoundField:
        return self["followup_code"]

    @property
    def error_list(self) -> list[Problem]:
        """The error summary, in the order of the fields."""
        order = [bound for fieldset in self.fieldsets for bound in fieldset.fields]
        general = [Problem("", message) for message in self.non_field_errors()]
        return general + [Problem(_first_id(bound), message) for bound in order for message in bound.errors]

    @property
    def chosen_location(self) -> LocationPage:
        return self.locations[self.cleaned_data["location"]]

    def is_on(self, page: Page) -> bool:
        """Whether it was filled in on this very page."""
        return self.cleaned_data["source"] == str(page.pk)

    @property
    def source_page(self) -> Page | None:
        """The live page on which the form was filled in; None if the form names no such page."""
        written = self.cleaned_data["source"]
        is_number = written.isascii() and written.isdigit() and len(written) < 10
        return Page.objects.live().only("pk").filter(pk=int(written)).first() if is_number else None

    @property
    def verdict(self) -> Verdict:
        """Whether a program seems to have filled this in."""
        cleaned = self.cleaned_data
        words = [*(cleaned[name] for name in FREE_TEXT), *(answer for _question, answer in self.extra)]
        return judge(trap=cleaned["followup_code"], pace=cleaned["pace"], text="\n".join(words))

    @property
    def answers(self) -> Answers:
        cleaned = self.cleaned_data
        return Answers(
            **{name: cleaned[name] for name in SAME_NAME},
            phone=cleaned["phone"].as_international,
            service=self.services[cleaned["service"]][0] if cleaned["service"] else "",
            days=tuple(dict.fromkeys(cleaned["days"])),
            times=tuple(dict.fromkeys(cleaned["times"])),
        )

    @property
    def extra(self) -> Extra:
        """The editors' questions with their answers, in the office's words; those left empty are left out."""
        with translation.override(settings.LANGUAGE_CODE):
            pairs = [
                (field.asked, _spoken(self.cleaned_data[name]))
                for name, field in self.fields.items()
                if name.startswith(EXTRA_PREFIX)
            ]
        return [(question, answer) for question, answer in pairs if answer]


def _first_id(bound: forms.BoundField) -> str:
    return f"{bound.auto_id}_0" if bound.field.widget.use_fieldset else str(bound.id_for_label)


def _spoken(value: object) -> str:
    match value:
        case None | False:
            return ""
        case True:
            return "Yes"
        case list():
            return ", ".join(str(item) for item in value)
        case datetime():
            return dateformat.format(value, "F j, Y, g:i A")
        case date():
            return dateformat.format(value, "F j, Y")
    return str(value)
