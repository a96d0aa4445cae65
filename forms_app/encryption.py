"""Personal data at rest: encrypted columns, and keyed hashes by which an exact value can still be found."""

import hmac
import json
from functools import cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

UNREADABLE = "Cannot be read: key missing"


@cache
def _fernet(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


def encrypt(text: str) -> str:
    """The text under the first key; an empty text stays empty."""
    return _fernet(tuple(settings.FIELD_ENCRYPTION_KEYS)).encrypt(text.encode()).decode() if text else ""


def decrypt(token: str) -> str:
    """What encrypt() was given, under whichever of the keys."""
    return _fernet(tuple(settings.FIELD_ENCRYPTION_KEYS)).decrypt(token.encode()).decode() if token else ""


def decrypt_with_first_key(token: str) -> str | None:
    """What encrypt() was given, or None if that was under another key."""
    try:
        return _fernet((settings.FIELD_ENCRYPTION_KEYS[0],)).decrypt(token.encode()).decode() if token else ""
    except InvalidToken:
        return None


@cache
def _hash_key(secret: str, purpose: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=f"bedside:{purpose}".encode()).derive(
        secret.encode()
    )


def keyed_hash(purpose: str, value: str) -> str:
    """A fingerprint that nobody can guess at without SECRET_KEY. Each purpose has a key of its own."""
    return hmac.digest(_hash_key(settings.SECRET_KEY, purpose), value.encode(), "sha256").hex()


class Unreadable:
    """A value that no key can read. It is empty, and is stored as the token it was."""

    token: str


class UnreadableText(Unreadable, str):
    def __new__(cls, token: str) -> "UnreadableText":
        value = super().__new__(cls)
        value.token = token
        return value


class UnreadableList(Unreadable, list[Any]):
    def __init__(self, token: str) -> None:
        super().__init__()
        self.token = token


def has_unreadable(row: models.Model) -> bool:
    """Whether there is something, of what has been read of a row, that no key can read."""
    return any(isinstance(value, Unreadable) for value in vars(row).values())


def shown(value: str) -> str:
    """The value, or words that say that no key can read it."""
    return UNREADABLE if isinstance(value, Unreadable) else value


class EncryptedTextField(models.TextField):
    """Text that the database holds only as a Fernet token. It cannot be filtered by.

    What no key can read is an `Unreadable`.
    """

    def from_db_value(self, value: str | None, *args: object) -> Any:
        if value is None:
            return None
        try:
            return decrypt(value)
        except (InvalidToken, ValueError):
            return UnreadableText(value)

    def get_prep_value(self, value: Any) -> Any:
        if isinstance(value, Unreadable):
            return value.token
        return None if value is None else encrypt(str(value))


class EncryptedJSONField(models.TextField):
    """A JSON list that the database holds only as a Fernet token. It cannot be filtered by.

    What no key can read is an `Unreadable`.
    """

    def from_db_value(self, value: str | None, *args: object) -> Any:
        if value is None:
            return None
        try:
            return json.loads(decrypt(value))
        except (InvalidToken, ValueError):
            return UnreadableList(value)

    def get_prep_value(self, value: Any) -> Any:
        if isinstance(value, Unreadable):
            return value.token
        return None if value is None else encrypt(json.dumps(value, cls=DjangoJSONEncoder))
