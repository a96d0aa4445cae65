from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from forms_app.services import forgotten, purge_requests, shelves

LINE = "{:<20}{:>10}  {:<12}{:>10}"


class Command(BaseCommand):
    help = (
        "Delete requests that are past their time, with all that belongs to them. "
        "The scheduler does the same every hour."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only say how many there are")

    def handle(self, *args: object, dry_run: bool, **options: object) -> None:
        now = timezone.now()
        doomed, old = shelves(now), forgotten(now)
        self.stdout.write(LINE.format("", "Kept for", "Since before", "Requests"))
        for shelf in doomed:
            day = str(timezone.localdate(shelf.before))
            self.stdout.write(LINE.format(shelf.label, f"{shelf.days} days", day, shelf.past.count()))
        day = str(timezone.localdate(old.before))
        self.stdout.write(LINE.format("Open", "ever", day, old.past.count()))
        if dry_run:
            count = sum(shelf.past.count() for shelf in doomed)
            self.stdout.write(f"{count} requests would be deleted. Open ones never are.")
        else:
            self.stdout.write(f"{purge_requests(now=now)} requests deleted. Open ones never are.")
