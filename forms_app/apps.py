from django.apps import AppConfig
from django.core.checks import Tags, register

from forms_app.checks import check_encryption_keys, check_mail_events_secret, check_retention_days


class FormsAppConfig(AppConfig):
    name = "forms_app"
    verbose_name = "Appointment requests"

    def ready(self) -> None:
        register(check_encryption_keys, Tags.security)
        register(check_mail_events_secret, Tags.security)
        register(check_retention_days)
