from datetime import date, time

from django.core.exceptions import ValidationError
from django.forms import CheckboxSelectMultiple
from wagtail.blocks import (
    CharBlock,
    ChoiceBlock,
    DateBlock,
    MultipleChoiceBlock,
    StreamBlock,
    StructBlock,
    StructBlockValidationError,
    StructValue,
    TimeBlock,
)

from clinics.holidays import HOLIDAY_CHOICES
from clinics.hours import DAY_CHOICES, Span, SpecialDays


class OpeningHoursBlock(StructBlock):
    """One span on one weekday; a lunch break is two spans."""

    day = ChoiceBlock(choices=DAY_CHOICES)
    opens = TimeBlock()
    closes = TimeBlock()

    def clean(self, value: StructValue) -> StructValue:
        cleaned = super().clean(value)
        if not self.is_deferred_validation and cleaned["opens"] >= cleaned["closes"]:
            raise StructBlockValidationError(
                block_errors={"closes": ValidationError("The closing time must be after the opening time.")}
            )
        return cleaned

    class Meta:
        icon = "time"
        label = "Hours"
        description = "When the doors are open on one weekday. A break makes two."
        preview_value = {"day": "0", "opens": time(9), "closes": time(17)}
        label_format = "{day} {opens} to {closes}"


class SpecialDaysValue(StructValue):
    @property
    def days(self) -> SpecialDays | None:
        """None while the first day is missing, as it may be in a draft."""
        if not self["first"]:
            return None
        is_open = self["opens"] and self["closes"]
        spans = (Span(self["opens"], self["closes"]),) if is_open else ()
        return SpecialDays(self["first"], self["last"] or self["first"], spans, self["name"])


class SpecialDaysBlock(StructBlock):
    """A day, or several in a row, when the usual hours do not hold."""

    name = CharBlock(max_length=80, help_text="Why, in a word or two: patients read it.")
    first = DateBlock(label="First day")
    last = DateBlock(label="Last day", required=False, help_text="Leave empty if it is one day.")
    opens = TimeBlock(required=False, help_text="Leave both times empty if you are closed all day.")
    closes = TimeBlock(required=False)

    def clean(self, value: StructValue) -> StructValue:
        cleaned = super().clean(value)
        if not self.is_deferred_validation and (errors := _mistakes(cleaned)):
            raise StructBlockValidationError(block_errors=errors)
        return cleaned

    class Meta:
        icon = "date"
        label = "Closed, or other hours"
        description = "A day, or several in a row, when the usual hours do not hold."
        preview_value = {"name": "Staff training", "first": date(2027, 3, 4)}
        label_format = "{name} {first}"
        value_class = SpecialDaysValue


def _mistakes(value: StructValue) -> dict[str, ValidationError]:
    errors = {}
    if value["last"] and value["last"] < value["first"]:
        errors["last"] = ValidationError("The last day must not be before the first.")
    if bool(value["opens"]) != bool(value["closes"]):
        missing = "closes" if value["opens"] else "opens"
        errors[missing] = ValidationError("Enter both times, or neither.")
    elif value["opens"] and value["opens"] >= value["closes"]:
        errors["closes"] = ValidationError("The closing time must be after the opening time.")
    return errors


class ClosedDaysBlock(StreamBlock):
    """When a location is closed, although the weekday has hours."""

    holidays = MultipleChoiceBlock(
        choices=HOLIDAY_CHOICES,
        widget=CheckboxSelectMultiple,
        label="Holidays, every year",
        icon="calendar",
        help_text="Only the day itself. Where you close on another day instead, add that day as well.",
    )
    days = SpecialDaysBlock()

    class Meta:
        block_counts = {"holidays": {"max_num": 1}}
        required = False
