from typing import Any

from django.core.management.base import CommandError
from wagtail.management.commands import publish_scheduled

from core import services
from core.database import explained_when_not_ready


class Command(publish_scheduled.Command):
    help = (
        "Take down the pages whose time is over and publish those whose time has come, as the scheduler "
        "does every minute. One that is refused keeps its date and holds up no other; it is named with the "
        "reasons, and the exit status is 1."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        with explained_when_not_ready():
            if options["dryrun"]:
                super().handle(*args, **options)
                return
            not_done = services.publish_scheduled()
        for what, reasons in not_done:
            self.stderr.write("\n  ".join([f"{what}:", *reasons]))
        if not_done:
            raise CommandError(f"{len(not_done)} could not be done at their time.", returncode=1)
