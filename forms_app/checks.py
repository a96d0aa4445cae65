from collections.abc import Sequence

from cryptography.fernet import Fernet
from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.core.checks import Warning as Doubt

from forms_app.periods import MOST_DAYS

SHORTEST_SECRET = 20
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


def check_mail_events_secret(app_configs: Sequence[AppConfig] | None, **kwargs: object) -> list[CheckMessage]:
    """Whoever guesses the secret can make mail look undelivered."""
    if 0 < len(settings.MAIL_EVENTS_SECRET) < SHORTEST_SECRET:
        text = f"MAIL_EVENTS_SECRET has fewer than {SHORTEST_SECRET} characters."
        return [Doubt(text, hint="Make it a long random string, or leave it empty.", id="forms_app.W001")]
    return []


def check_retention_days(app_configs: Sequence[AppConfig] | None, **kwargs: object) -> list[CheckMessage]:
    """With none, all that is closed would be deleted within the hour."""
    if 0 < settings.RETENTION_DAYS <= MOST_DAYS:
        return []
    return [Error(f"RETENTION_DAYS must lie between 1 and {MOST_DAYS:,}.", id="forms_app.E003")]
