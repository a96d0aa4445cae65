"""Encrypted columns move to a new key."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from cryptography.fernet import InvalidToken
from django.apps import apps
from django.db import transaction
from django.db.models import Model

from forms_app.answers import look_up_hashes
from forms_app.encryption import EncryptedJSONField, EncryptedTextField
from forms_app.models.requests import AppointmentRequest
from forms_app.services.searching import renew_search_keys

ENCRYPTED = (EncryptedTextField, EncryptedJSONField)


class Progress(NamedTuple):
    """How far it is; and how many rows no key can read, by the name of what they are."""

    done: int
    total: int
    unreadable: Counter[str]


def encrypted_fields(model: type[Model]) -> list[str]:
    return [field.name for field in model._meta.concrete_fields if isinstance(field, ENCRYPTED)]


def encrypted_models() -> list[type[Model]]:
    """Every model of the site with an encrypted column, whoever adds one."""
    return [model for model in apps.get_models() if encrypted_fields(model)]


def reencrypt(*, batch: int) -> Iterator[Progress]:
    """Store encrypted columns under the first key, and renew the hashes.

    Each batch is a transaction of its own. Rows that come in meanwhile are taken along. A row that no key can
    read stays as it is and is counted.
    """
    done, unreadable = 0, Counter[str]()
    for model in encrypted_models():
        last = 0
        while pks := _pks_after(model, last, batch):
            with transaction.atomic():
                for pk in pks:
                    unreadable[str(model._meta.verbose_name)] += not _reencrypt_row(model, pk)
            done, last = done + len(pks), pks[-1]
            total = sum(other._base_manager.count() for other in encrypted_models())
            yield Progress(done, max(total, done), +unreadable)


def _pks_after(model: type[Model], last: int, batch: int) -> list[int]:
    rows = model._base_manager.filter(pk__gt=last).order_by("pk")
    return list(rows.values_list("pk", flat=True)[:batch])


def _reencrypt_row(model: type[Model], pk: int) -> bool:
    """Whether the row could be read, or has been deleted meanwhile."""
    names = encrypted_fields(model)
    rows = model._base_manager.filter(pk=pk)
    try:
        row = rows.select_for_update().only(*names).first()
    except InvalidToken:
        return False
    if row is None:
        return True
    changes = {name: getattr(row, name) for name in names}
    if isinstance(row, AppointmentRequest):
        changes |= look_up_hashes(last_name=row.last_name, phone=row.phone, email=row.email)
        renew_search_keys(row)
    rows.update(**changes)
    return True
