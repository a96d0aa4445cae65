from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from core.database import explained_when_not_ready
from editorial.link_watch.judging import LABELS, judge
from editorial.link_watch.visiting import Visitor
from editorial.link_watch.watching import AlreadyRunning, Checked, record, watch
from editorial.models import Source


class Command(BaseCommand):
    help = (
        "Ask for the addresses of the library's sources and note what became of them: ok, moved, suspect, "
        "dead, or cannot tell. A source is dead when it has failed on three days. The scheduler does this "
        "every night. What was checked within six hours is left out, so a run that was stopped goes on."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        which = parser.add_mutually_exclusive_group()
        which.add_argument("--all", action="store_true", help="also what was checked within six hours")
        which.add_argument(
            "--source", type=int, metavar="KEY", help="only this one: the number in its address in the admin"
        )
        parser.add_argument("--dry-run", action="store_true", help="ask and show, but note nothing")

    def handle(self, **options: Any) -> None:
        with explained_when_not_ready():
            if options["source"] is not None:
                self.check_one(options["source"], dry_run=options["dry_run"])
            else:
                self.check_many(everything=options["all"], dry_run=options["dry_run"])

    def check_one(self, key: int, *, dry_run: bool) -> None:
        source = Source.objects.filter(pk=key).first()
        if source is None or not source.address:
            raise CommandError(f"There is no source {key} with an address.")
        visit = Visitor().visit(source.address)
        state = None if dry_run else record(source=source, visit=visit, now=timezone.now())
        self.say(Checked(source, judge(visit), state, 1, 1))

    def check_many(self, *, everything: bool, dry_run: bool) -> None:
        checked = None
        try:
            for checked in watch(everything=everything, dry_run=dry_run):
                self.say(checked)
        except KeyboardInterrupt as error:
            raise CommandError("Stopped. The next run goes on from here.", returncode=130) from error
        except AlreadyRunning as error:
            raise CommandError(
                "Another run is under way. One that was killed is forgotten after five minutes."
            ) from error
        left = checked.total - checked.number if checked else 0
        rest = f" {left} of slow or busy servers are left for the next run." if left else ""
        self.stdout.write(f"{checked.number if checked else 0} addresses checked.{rest}")

    def say(self, checked: Checked) -> None:
        result = checked.state.summary if checked.state else LABELS[checked.verdict.result]
        width = len(str(checked.total))
        self.stdout.write(f"{checked.number:>{width}}/{checked.total}  {result}: {checked.source.address}")
        if checked.verdict.detail:
            self.stdout.write(f"{'':>{width * 2 + 3}}{checked.verdict.detail}")
        self.stdout.flush()
