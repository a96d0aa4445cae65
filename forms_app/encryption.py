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


class EncryptedTextField(models.TextField):
    """Text that the database holds only as a Fernet token. It cannot be filtered by."""

    def from_db_value(self, value: str | None, *args: object) -> Any:
        return None if value is None else decrypt(value)

    def get_prep_value(self, value: Any) -> Any:
        return None if value is None else encrypt(str(value))


class EncryptedJSONField(models.TextField):
    """JSON values that the database holds only as a Fernet token. It cannot be filtered by."""

    def from_db_value(self, value: str | None, *args: object) -> Any:
        return None if value is None else json.loads(decrypt(value))

    def get_prep_value(self, value: Any) -> Any:
        return None if value is None else encrypt(json.dumps(value, cls=DjangoJSONEncoder))
