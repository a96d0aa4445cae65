from collections.abc import Sequence

from cryptography.fernet import Fernet
from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error

HINT = (
    "Make one with: python -c 'from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())'"
)


def check_encryption_keys(app_configs: Sequence[AppConfig] | None, **kwargs: object) -> list[CheckMessage]:
    """Without keys no request could be stored: better not to start."""
    if not settings.FIELD_ENCRYPTION_KEYS:
        return [Error("FIELD_ENCRYPTION_KEYS is empty.", hint=HINT, id="forms_app.E001")]
    problems: list[CheckMessage] = []
    for number, key in enumerate(settings.FIELD_ENCRYPTION_KEYS, start=1):
        try:
            Fernet(key)
        except ValueError:
            text = f"Key {number} in FIELD_ENCRYPTION_KEYS is not a Fernet key."
            problems.append(Error(text, hint=HINT, id="forms_app.E002"))
    return problems
