"""Encrypted columns move to a new key."""

from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from django.apps import apps
from django.core.cache import cache
from django.db import transaction
from django.db.models import Model, QuerySet, TextField
from django.db.models.functions import Cast
from django.template.defaultfilters import pluralize

from forms_app.answers import look_up_hashes
from forms_app.encryption import (
    EncryptedJSONField,
    EncryptedTextField,
    decrypt_with_first_key,
    has_unreadable,
)
from forms_app.models.requests import AppointmentRequest
from forms_app.services.searching import renew_search_keys

ENCRYPTED = (EncryptedTextField, EncryptedJSONField)
HASHES = ["last_name_hash", "phone_hash", "email_hash"]
TOKEN = "_token"  # noqa: S105 - of a column, as it is stored
LOST = "forms_app.unreadable"  # in the cache
LOST_FOR = 2 * 24 * 3600  # seconds


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

    Each batch is a transaction of its own. Rows that come in meanwhile are taken along, and those that are
    as they should be are only read, so that a second run is quick. A row that no key can read stays as it is
    and is counted.
    """
    done, unreadable = 0, Counter[str]()
    total = sum(model._base_manager.count() for model in encrypted_models())
    for model in encrypted_models():
        last = 0
        while rows := _rows_after(model, last, batch):
            with transaction.atomic():
                for row in rows:
                    is_readable = _is_current(model, row) or _reencrypt_row(model, row["pk"])
                    unreadable[str(model._meta.verbose_name)] += not is_readable
            done, last = done + len(rows), rows[-1]["pk"]
            yield Progress(done, max(total, done), +unreadable)


def unreadable_rows(*, batch: int) -> Iterator[Progress]:
    """Read every encrypted column and count the rows that no key can read, for `last_unreadable` as well."""
    done, unreadable = 0, Counter[str]()
    total = sum(model._base_manager.count() for model in encrypted_models())
    for model in encrypted_models():
        last = 0
        while rows := list(_encrypted(model).filter(pk__gt=last)[:batch]):
            for row in rows:
                unreadable[str(model._meta.verbose_name)] += has_unreadable(row)
            done, last = done + len(rows), rows[-1].pk
            yield Progress(done, max(total, done), +unreadable)
    cache.set(LOST, +unreadable, LOST_FOR)


def last_unreadable() -> Counter[str]:
    """What `unreadable_rows` has counted last; it costs nothing."""
    found: Counter[str] = cache.get(LOST, Counter())
    return found


def counted_in_words(rows: Counter[str]) -> str:
    """“2 appointment requests, 1 notification”; empty where there is none."""
    return ", ".join(f"{count:,} {name}{pluralize(count)}" for name, count in rows.items())


def _encrypted(model: type[Model]) -> QuerySet[Model]:
    return model._base_manager.order_by("pk").only(*encrypted_fields(model))


def _rows_after(model: type[Model], last: int, batch: int) -> list[dict[str, Any]]:
    """The next rows as they are stored: the tokens of their columns, and the hashes a request has."""
    tokens = {f"{name}{TOKEN}": Cast(name, TextField()) for name in encrypted_fields(model)}
    hashes = HASHES if model is AppointmentRequest else []
    rows = model._base_manager.filter(pk__gt=last).order_by("pk")
    return list(rows.annotate(**tokens).values("pk", *tokens, *hashes)[:batch])


def _is_current(model: type[Model], row: dict[str, Any]) -> bool:
    """Whether a row is under the first key, with the hashes of this SECRET_KEY."""
    names = encrypted_fields(model)
    texts = {name: decrypt_with_first_key(row[f"{name}{TOKEN}"] or "") for name in names}
    known = {name: text for name, text in texts.items() if text is not None}
    if len(known) < len(names):
        return False
    if model is not AppointmentRequest:
        return True
    hashes = look_up_hashes(last_name=known["last_name"], phone=known["phone"], email=known["email"])
    return all(row[name] == value for name, value in hashes.items())


def _reencrypt_row(model: type[Model], pk: int) -> bool:
    """Whether the row could be read, or has been deleted meanwhile."""
    names = encrypted_fields(model)
    rows = model._base_manager.filter(pk=pk)
    row = rows.select_for_update().only(*names).first()
    if row is None:
        return True
    if has_unreadable(row):
        return False
    changes = {name: getattr(row, name) for name in names}
    if isinstance(row, AppointmentRequest):
        changes |= look_up_hashes(last_name=row.last_name, phone=row.phone, email=row.email)
        renew_search_keys(row)
    rows.update(**changes)
    return True
