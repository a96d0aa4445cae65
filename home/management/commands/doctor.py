import sys
from typing import Any

from django.core.management import BaseCommand

from home.doctor import examine


class Command(BaseCommand):
    help = "Look at database, queue, worker, mail and waiting requests. Status 1: something is wrong."
    requires_system_checks: list[str] = []

    def handle(self, **options: Any) -> None:
        wrong = False
        for finding in examine(tell=self.stdout.write):
            mark = self.style.ERROR("wrong") if finding.advice else self.style.SUCCESS("ok   ")
            self.stdout.write(f"{mark}  {finding.subject}: {finding.state}")
            if finding.advice:
                wrong = True
                self.stdout.write(f"       {finding.advice}")
        sys.exit(1 if wrong else 0)
