from django.apps import AppConfig
from django.core.checks import Tags, register

from forms_app.checks import check_encryption_keys


class FormsAppConfig(AppConfig):
    name = "forms_app"
    verbose_name = "Appointment requests"

    def ready(self) -> None:
        register(check_encryption_keys, Tags.security)
