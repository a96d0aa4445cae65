import os
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from home.demo import loader


class Command(BaseCommand):
    help = "Load the demo clinic. Changes nothing where there is a home page already."

    def add_arguments(self, parser: CommandParser) -> None:
        people = parser.add_mutually_exclusive_group()
        people.add_argument(
            "--users",
            action="store_true",
            default=None,
            help=f"Make the demo sign-ins (password {loader.PASSWORD}) where they are left out by default.",
        )
        people.add_argument("--no-users", dest="users", action="store_false", help="Make no demo sign-ins.")

    def handle(self, *, users: bool | None, **options: Any) -> None:
        demo = settings.DEMO_USERS if users is None else users
        people = loader.People(
            demo=demo,
            admin_email=os.environ.get("ADMIN_EMAIL", ""),
            admin_password=os.environ.get("ADMIN_PASSWORD", ""),
        )
        if not loader.load(people=people, say=self._say):
            self.stdout.write("There is a home page already; nothing was changed.")
            return
        if not demo:
            self.stdout.write("The demo sign-ins were left out, because everybody knows their password.")
        self.stdout.write(self.style.SUCCESS("The demo is loaded."))

    def _say(self, line: str) -> None:
        self.stdout.write(f"  {line}")
