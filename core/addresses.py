"""Lists of email addresses, one to a line."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import validate_email


def parse_addresses(text: str) -> list[str]:
    """The addresses in a text, parted by line ends, commas or semicolons, each once, in order."""
    parts = (part.strip() for part in re.split(r"[\n\r,;]", text))
    return list(dict.fromkeys(part for part in parts if part))


def validate_addresses(text: str) -> None:
    """Raise ValidationError naming every entry that is not an email address."""
    wrong = []
    for address in parse_addresses(text):
        try:
            validate_email(address)
        except ValidationError:
            wrong.append(address)
    if wrong:
        raise ValidationError(f"Not an email address: {', '.join(wrong)}")
