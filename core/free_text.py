"""What people may type where they answer in words of their own: reasons, comments, corrections."""

import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

LONGEST = 1000
LAYOUT = "\t\n\r"


def validate_free_text(text: str, longest: int = LONGEST) -> None:
    """Raise ValidationError, which says in words what is wrong, for a text that is not kept."""
    if len(text) > longest:
        raise ValidationError(f"This has {len(text):,} characters; there is room for {longest:,}.")
    if any(unicodedata.category(sign) in {"Cc", "Cs"} for sign in text if sign not in LAYOUT):
        raise ValidationError("It holds a character that cannot be printed. Type the text anew.")


class FreeTextField(forms.CharField):
    """Some lines of text, of characters that can be printed."""

    def __init__(self, *, rows: int = 3, longest: int = LONGEST, **kwargs: Any) -> None:
        widget = forms.Textarea(attrs={"rows": rows, "maxlength": longest})
        super().__init__(**{"widget": widget} | kwargs)
        self.longest = longest
        self.validators = [self.validate_text]

    def to_python(self, value: Any) -> str:
        """Browsers send two characters for the end of a line."""
        return super().to_python(value).replace("\r\n", "\n")

    def validate_text(self, value: str) -> None:
        validate_free_text(value, self.longest)
