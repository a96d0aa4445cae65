from django.core.management.base import BaseCommand, CommandParser
from django.utils.timezone import localdate

from forms_app.services import purge_requests, retention_limit


class Command(BaseCommand):
    help = (
        "Delete requests that were closed, or set aside as spam, more than RETENTION_DAYS ago, "
        "with their mail. The scheduler does the same every day."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only say how many there are")

    def handle(self, *args: object, dry_run: bool, **options: object) -> None:
        before = retention_limit()
        count = purge_requests(before=before, dry_run=dry_run)
        verb = "would be deleted" if dry_run else "deleted"
        self.stdout.write(f"{count} requests from before {localdate(before)} {verb}.")
