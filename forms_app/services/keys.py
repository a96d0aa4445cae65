"""Encrypted columns move to a new key."""

from collections.abc import Iterator

from django.db import transaction
from django.db.models import Model

from forms_app.answers import look_up_hashes
from forms_app.encryption import EncryptedJSONField, EncryptedTextField
from forms_app.models.contact_log import ContactLog
from forms_app.models.outbox import Notification
from forms_app.models.requests import AppointmentRequest
from forms_app.services.searching import renew_search_keys


def reencrypt(*, batch: int) -> Iterator[tuple[int, int]]:
    """Store encrypted columns under the first key, and renew the hashes; yields (rows done, all rows)."""
    todo: list[tuple[type[Model], int]] = [
        (model, pk)
        for model in (AppointmentRequest, Notification, ContactLog)
        for pk in model.objects.order_by("pk").values_list("pk", flat=True)
    ]
    for start in range(0, len(todo), batch):
        with transaction.atomic():
            for model, pk in todo[start : start + batch]:
                _reencrypt_row(model, pk)
        yield min(start + batch, len(todo)), len(todo)


def _reencrypt_row(model: type[Model], pk: int) -> None:
    encrypted = [
        field.name
        for field in model._meta.fields
        if isinstance(field, (EncryptedTextField, EncryptedJSONField))
    ]
    row = model.objects.select_for_update().only(*encrypted).filter(pk=pk).first()
    if row is None:
        return  # deleted meanwhile
    changes = {name: getattr(row, name) for name in encrypted}
    if isinstance(row, AppointmentRequest):
        changes |= look_up_hashes(last_name=row.last_name, phone=row.phone, email=row.email)
        renew_search_keys(row)
    model.objects.filter(pk=pk).update(**changes)
