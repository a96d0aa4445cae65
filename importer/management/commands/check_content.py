import json
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from blog.checkable import checkable as page_view
from blog.models import ArticlePage
from core.database import explained_when_not_ready
from editorial.checks import check
from editorial.checks.article import Article
from editorial.findings import Finding, Severity
from editorial.lexicons import lexicon_in_force
from importer import mapper, parsers, reader
from importer.checkable import checkable as document_view
from importer.errors import UnreadableDocument

HELP = """\
Check an article: figures without a source, sources nobody cites, parts that are missing, and more.

Name either a writer's document, which is read as `import_article` reads it and not stored, or the slug of
an article on the site, of which the newest draft is checked. The guide for editors lists the codes.

  manage.py check_content article.txt             check a document
  manage.py check_content --page sleep-and-mood   check an article of the site
  manage.py check_content article.txt --json      the same as a list of
                                                  {code, severity, message, path, quotes}

Exit status: 0 checked, whatever was found; 2 the document cannot be read, there is no such article or the
database is not ready.
"""


class Command(BaseCommand):
    help = HELP

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        return super().create_parser(
            prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, **kwargs
        )

    def add_arguments(self, parser: ArgumentParser) -> None:
        formats = ", ".join(f"{suffix} ({known.name})" for suffix, known in parsers.FORMATS.items())
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("file", metavar="FILE", nargs="?", type=Path, help=f"a document: {formats}")
        what.add_argument("--page", metavar="SLUG", help="the slug of an article on the site")
        parser.add_argument("--json", action="store_true", help="print JSON instead of a list to read")

    def handle(self, *, file: Path | None, page: str | None, json: bool, **options: Any) -> None:
        try:
            with explained_when_not_ready():
                article = _document(file) if file is not None else _page(page or "")
        except UnreadableDocument as error:
            raise CommandError(str(error), returncode=2) from error
        findings = check(article)
        self.stdout.write(_json(findings) if json else "\n".join(_told(findings)))


def _document(file: Path) -> Article:
    max_bytes = getattr(settings, "IMPORTER_MAX_BYTES", None)
    return document_view(mapper.read(reader.read_file(file, max_bytes=max_bytes)), lexicon_in_force())


def _page(slug: str) -> Article:
    found = list(ArticlePage.objects.filter(slug=slug)[:2])
    if not found:
        raise CommandError(f"There is no article with the slug “{slug}”.", returncode=2)
    if len(found) > 1:
        raise CommandError(f"More than one article has the slug “{slug}”.", returncode=2)
    return page_view(found[0].get_latest_revision_as_object())


def _json(findings: Sequence[Finding]) -> str:
    return json.dumps([finding.to_json() for finding in findings], indent=2, ensure_ascii=False)


def _told(findings: Sequence[Finding]) -> Iterator[str]:
    counts = Counter(finding.severity for finding in findings)
    yield ", ".join(f"{severity}: {counts[severity]}" for severity in Severity if counts[severity]) or (
        "Nothing found."
    )
    for finding in findings:
        yield f"\n{finding.severity}  {finding.code}  at {finding.path}"
        yield f"  {finding.message}"
        yield from (f"  “{' '.join(quote.split())}”" for quote in finding.quotes)
