import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from blog.models import ArticlePage
from core.database import explained_when_not_ready
from importer.exports import FORMATS, export, file_name

HELP = """\
Write an article to a file that a writer can edit and `import_article` reads back as the same blocks.

The newest draft is exported, whether it is published or not. Words in square brackets in the file say what
its parts are; the guide for editors explains them.

  manage.py export_article sleep-and-mood                    write sleep-and-mood.docx
  manage.py export_article sleep-and-mood --format md        write sleep-and-mood.md
  manage.py export_article sleep-and-mood --output text.md   the end of the name says the format
  manage.py export_article sleep-and-mood --output -         write to standard output

Exit status: 0 done, 2 there is no such article, the file cannot be written or the database is not ready.
"""


class Command(BaseCommand):
    help = HELP
    requires_migrations_checks = False

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        return super().create_parser(
            prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, **kwargs
        )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", metavar="SLUG", help="the slug of an article on the site")
        parser.add_argument(
            "--format", choices=FORMATS, help="the format (default: what --output ends in, else docx)"
        )
        parser.add_argument(
            "--output",
            metavar="FILE",
            help="the file to write (default: SLUG.docx here; - for standard output)",
        )

    def handle(self, *, slug: str, format: str | None, output: str | None, **options: Any) -> None:
        suffix = format or _suffix(output or "")
        with explained_when_not_ready():
            page = _page(slug)
            data = export(page, suffix)
        if output == "-":
            sys.stdout.buffer.write(data)
            return
        target = Path(output or file_name(page, suffix))
        try:
            target.write_bytes(data)
        except OSError as error:
            raise CommandError(f"{target} cannot be written: {error.strerror}.", returncode=2) from error
        self.stdout.write(f"Written: {target}")


def _suffix(output: str) -> str:
    suffix = Path(output).suffix.lower().removeprefix(".") or "docx"
    if suffix not in FORMATS:
        raise CommandError(
            f"“.{suffix}” is no format to export in; there are {', '.join(FORMATS)}.", returncode=2
        )
    return suffix


def _page(slug: str) -> ArticlePage:
    found = list(ArticlePage.objects.filter(slug=slug)[:2])
    if not found:
        raise CommandError(f"There is no article with the slug “{slug}”.", returncode=2)
    if len(found) > 1:
        raise CommandError(f"More than one article has the slug “{slug}”.", returncode=2)
    return found[0]
