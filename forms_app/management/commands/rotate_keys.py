from django.core.management.base import BaseCommand, CommandError, CommandParser

from forms_app.services import reencrypt


class Command(BaseCommand):
    help = (
        "Encrypt every stored request anew under the first of FIELD_ENCRYPTION_KEYS, and renew its hashes. "
        "Put the new key first, restart, run this, then drop the old key. It can be stopped and run again."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--batch", type=int, default=500, help="rows to a transaction")

    def handle(self, *args: object, batch: int, **options: object) -> None:
        progress = None
        for progress in reencrypt(batch=batch):
            self.stdout.write(f"{progress.done} of {progress.total} rows")
        if progress and progress.unreadable:
            lost = ", ".join(f"{count} of {name}" for name, count in progress.unreadable.items())
            raise CommandError(
                f"No key in FIELD_ENCRYPTION_KEYS can read some rows: {lost}. They were left as they are. "
                "Add the key that they were stored under and run this again; keep every old key until then."
            )
        self.stdout.write("Every row is under the first key.")
