from datetime import time

from django.core.exceptions import ValidationError
from wagtail.blocks import ChoiceBlock, StructBlock, StructBlockValidationError, StructValue, TimeBlock

from clinics.hours import DAY_CHOICES


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
