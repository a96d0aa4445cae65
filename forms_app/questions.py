"""The questions that editors add to the form, in the language in which it is asked for."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.contrib.forms.forms import FormBuilder
from wagtail.contrib.forms.models import AbstractFormField

from forms_app import languages
from forms_app.forms import EXTRA_PREFIX, TOO_LONG, AppointmentForm

EXTRA_LENGTH = 2000
LONGEST_NUMBER = 18
DATES = ["%Y-%m-%d", "%m/%d/%Y", "%m/%d/%y"]
CLOCK_TIMES = [
    "%Y-%m-%dT%H:%M",
    "%Y-%m-%dT%H:%M:%S",
    *(f"{day} {time}" for day in DATES for time in ("%H:%M", "%H:%M:%S")),
]


class Message(str):
    """What to say of an answer. It quotes a question, in which a per cent sign stands for nothing else."""

    __slots__ = ()

    def __mod__(self, values: Any) -> str:
        text = str(self)
        for name in ("limit_value", "show_value"):
            text = text.replace(f"%({name})d", str(values.get(name, "")))
        return text


class ClockTimeField(forms.DateTimeField):
    """A date and time as some clock shows it. No time zone makes an hour of it doubtful."""

    def to_python(self, value: Any) -> datetime | None:
        with timezone.override(UTC):
            return super().to_python(value)


def _wanted(kind: str) -> str:
    """What to enter, by the type of the question."""
    match kind:
        case "email":
            return _("enter an email address such as name@example.com")
        case "url":
            return _("enter a web address such as https://www.example.com")
        case "number":
            return _("enter a number")
        case "date":
            return _("enter a date such as 12/31/2026")
        case "datetime":
            return _("enter a date and time such as 12/31/2026 14:30")
    return _("check this answer")


def _messages(question: str, kind: str) -> dict[str, Message]:
    """What to say of an answer to an editor's question. Each message names the question."""
    too_many_digits = _("“{question}” can have {number} digits at most")
    templates = {
        "required": _("Answer “{question}”"),
        "invalid": _("“{question}”: {wanted}"),
        "invalid_choice": _("Choose from the answers listed for “{question}”"),
        "max_length": str(TOO_LONG),
        "max_digits": too_many_digits,
        "max_whole_digits": too_many_digits,
        "max_decimal_places": too_many_digits,
    }
    words = {"question": question, "label": question, "wanted": _wanted(kind), "number": LONGEST_NUMBER}
    return {code: Message(template.format(**words)) for code, template in templates.items()}


class RequestFormBuilder(FormBuilder):
    """Wagtail's form builder, adding the editors' questions to the fixed ones."""

    def get_field_options(self, field: AbstractFormField) -> dict[str, Any]:
        options = super().get_field_options(field)
        if languages.current() == languages.SPANISH:
            options["label"] = field.label_es or field.label
            options["help_text"] = field.help_text_es or (options["help_text"] if not field.label_es else "")
        return options | {"error_messages": _messages(options["label"], field.field_type)}

    def get_formatted_field_choices(self, field: AbstractFormField) -> list[tuple[str, str]]:
        """Each answer as the office reads it, with the words the patient reads."""
        choices: list[tuple[str, str]] = super().get_formatted_field_choices(field)
        spoken = spanish_choices(field) if languages.current() == languages.SPANISH else []
        return (
            [(value, words) for (value, _label), words in zip(choices, spoken, strict=True)]
            if spoken
            else choices
        )

    def create_multiline_field(self, field: AbstractFormField, options: dict[str, Any]) -> forms.Field:
        return super().create_multiline_field(field, options | {"max_length": EXTRA_LENGTH})

    def create_dropdown_field(self, field: AbstractFormField, options: dict[str, Any]) -> forms.Field:
        dropdown = super().create_dropdown_field(field, options)
        dropdown.choices = [("", _("Choose an answer")), *dropdown.choices]
        return dropdown

    def create_multiselect_field(self, field: AbstractFormField, options: dict[str, Any]) -> forms.Field:
        return super().create_checkboxes_field(field, options)  # a list of several takes a held key

    def create_number_field(self, field: AbstractFormField, options: dict[str, Any]) -> forms.Field:
        return super().create_number_field(field, options | {"max_digits": LONGEST_NUMBER})

    def create_date_field(self, field: AbstractFormField, options: dict[str, Any]) -> forms.Field:
        return forms.DateField(
            widget=forms.DateInput(attrs={"type": "date"}, format=DATES[0]), input_formats=DATES, **options
        )

    def create_datetime_field(self, field: AbstractFormField, options: dict[str, Any]) -> forms.Field:
        return ClockTimeField(
            widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=CLOCK_TIMES[0]),
            input_formats=CLOCK_TIMES,
            **options,
        )

    def get_form_class(self) -> type[AppointmentForm]:
        asked = self.formfields
        questions = {
            question.clean_name or question.get_field_clean_name(): question for question in self.fields
        }
        for name, field in asked.items():
            question = questions[name]
            field.asked = question.label
            field.lang = "en" if languages.current() == languages.SPANISH and not question.label_es else ""
        extra = {f"{EXTRA_PREFIX}{name}": field for name, field in asked.items()}
        return type("AppointmentForm", (AppointmentForm,), extra) if extra else AppointmentForm


def spanish_choices(field: AbstractFormField) -> list[str]:
    """The editor's Spanish words for each choice, if there are as many as choices."""
    split = FormBuilder([]).get_formatted_field_choices
    words = [word for word, _label in split(SimpleNamespace(choices=field.choices_es)) if word]
    return words if len(words) == len(split(field)) else []
