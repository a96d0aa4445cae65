from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from forms_app.services import forgotten, purge_requests, retention_periods

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
        doomed, old = retention_periods(now), forgotten(now)
        self.stdout.write(LINE.format("", "Kept for", "Since before", "Requests"))
        for period in doomed:
            day = str(timezone.localdate(period.before))
            self.stdout.write(LINE.format(period.label, f"{period.days} days", day, period.past.count()))
        day = str(timezone.localdate(old.before))
        self.stdout.write(LINE.format("Open", "ever", day, old.past.count()))
        if dry_run:
            count = sum(period.past.count() for period in doomed)
            self.stdout.write(f"{count} requests would be deleted. Open ones never are.")
        else:
            self.stdout.write(f"{purge_requests(now=now)} requests deleted. Open ones never are.")
