from django.core.management.base import BaseCommand, CommandParser

from forms_app.services import reencrypt


class Command(BaseCommand):
    help = (
        "Encrypt every stored request anew under the first of FIELD_ENCRYPTION_KEYS, and renew its hashes. "
        "Put the new key first, run this, then drop the old key. It can be run again at any time."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--batch", type=int, default=500, help="rows to a transaction")

    def handle(self, *args: object, batch: int, **options: object) -> None:
        for done, total in reencrypt(batch=batch):
            self.stdout.write(f"{done} of {total} rows")
        self.stdout.write("Every row is under the first key.")
