from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError

from core.backups import BackupError, write_backup


class Command(BaseCommand):
    help = (
        "Write the database and the uploaded files into one file. It holds patient data: keep it locked away."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="where to write, such as bedside.tar.gz")

    def handle(self, *, file: Path, **options: Any) -> None:
        try:
            write_backup(file)
        except (BackupError, OSError) as error:
            raise CommandError(f"No backup was written. {error}") from error
        self.stdout.write(f"Wrote {file} ({file.stat().st_size:,} bytes).")
