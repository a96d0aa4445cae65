from django.core.management.base import BaseCommand

from forms_app.outbox import deliver_due


class Command(BaseCommand):
    help = "Send the mail that is due now, and say what became of it."

    def handle(self, *args: object, **options: object) -> None:
        outcomes = deliver_due()
        self.stdout.write(
            f"{outcomes['sent']} sent, {outcomes['due']} to be tried again, {outcomes['failed']} given up."
        )
