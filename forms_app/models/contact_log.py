from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.utils import timezone

from forms_app.choices import EntryKind
from forms_app.encryption import EncryptedTextField, shown

OF_PATIENTS = {EntryKind.BEST_TIME, EntryKind.WITHDRAWN}


def name_of(user: AbstractBaseUser | None) -> str:
    """What colleagues call somebody; kept where an account may be deleted."""
    return "" if user is None else (user.get_full_name() or user.get_username())


class ContactLog(models.Model):
    """What was done about a request, by whom and when. It is added to, never changed.

    `summary` says nothing about the patient; what the office wrote is `note`.
    """

    request = models.ForeignKey(
        "forms_app.AppointmentRequest", on_delete=models.CASCADE, related_name="contact_log"
    )
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    by_name = models.CharField(max_length=255, blank=True)
    kind = models.CharField(max_length=10, choices=EntryKind)
    summary = models.CharField(max_length=200, blank=True)
    note = EncryptedTextField(blank=True)
    version = models.PositiveIntegerField(help_text="That of the request once this was done.")

    class Meta:
        ordering = ["-pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.request}: {self.get_kind_display()}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("An entry of the contact log is never changed.")
        super().save(*args, **kwargs)

    @property
    def note_in_words(self) -> str:
        return shown(self.note)

    @property
    def author(self) -> str:
        """Who did it, in words."""
        return self.by_name or ("The patient" if self.kind in OF_PATIENTS else "The website")
