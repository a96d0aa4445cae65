import json
import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from blog.models import ArticlePage
from core.database import explained_when_not_ready
from editorial.checks import check
from editorial.findings import Finding, Severity
from editorial.lexicons import lexicon_in_force
from editorial.models import AcceptedFinding
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
  manage.py check_content article.txt --fail-on blocks
                                                  for scripts: status 1 if it could not be published

Findings of a page that somebody has accepted with a reason are left out; --all lists them as well, and says
who has accepted them, when and why; with --json under the key "accepted", which is null for the others.

Exit status: 0 checked, whatever was found; 1 something as grave as --fail-on names was found; 2 the document
cannot be read, there is no such article or the database is not ready.
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
        parser.add_argument("--all", action="store_true", help="list what was accepted as well")
        parser.add_argument(
            "--fail-on",
            metavar="SEVERITY",
            choices=[severity.value for severity in Severity],
            help="exit with status 1 when something as grave as this is found: blocks, warning or note",
        )

    def handle(
        self,
        *,
        file: Path | None,
        page: str | None,
        json: bool,
        all: bool,
        fail_on: str | None,
        **options: Any,
    ) -> None:
        try:
            with explained_when_not_ready():
                found = _in_document(file) if file is not None else _on_page(page or "")
        except UnreadableDocument as error:
            raise CommandError(str(error), returncode=2) from error
        listed = [one for one in found if all or not one.acceptance]
        self.stdout.write(_json(listed, with_accepted=all) if json else "\n".join(_told(listed)))
        if fail_on and any(_is_as_grave(one.finding, fail_on) for one in found if not one.acceptance):
            sys.exit(1)


class Found(NamedTuple):
    finding: Finding
    acceptance: AcceptedFinding | None = None


def _is_as_grave(finding: Finding, severity: str) -> bool:
    gravity = list(Severity)
    return gravity.index(finding.severity) <= gravity.index(Severity(severity))


def _in_document(file: Path) -> list[Found]:
    max_bytes = getattr(settings, "IMPORTER_MAX_BYTES", None)
    reading = mapper.read(reader.read_file(file, max_bytes=max_bytes))
    return [Found(finding) for finding in check(document_view(reading, lexicon_in_force()))]


def _on_page(slug: str) -> list[Found]:
    page = _page(slug).get_latest_revision_as_object()
    accepted = page.accepted
    return [Found(finding, accepted.get(finding)) for finding in page.findings]


def _page(slug: str) -> ArticlePage:
    found = list(ArticlePage.objects.filter(slug=slug)[:2])
    if not found:
        raise CommandError(f"There is no article with the slug “{slug}”.", returncode=2)
    if len(found) > 1:
        raise CommandError(f"More than one article has the slug “{slug}”.", returncode=2)
    return found[0]


def _json(found: Sequence[Found], *, with_accepted: bool) -> str:
    rows = [
        one.finding.to_json() | ({"accepted": _accepted(one.acceptance)} if with_accepted else {})
        for one in found
    ]
    return json.dumps(rows, indent=2, ensure_ascii=False)


def _accepted(acceptance: AcceptedFinding | None) -> dict[str, str] | None:
    if acceptance is None:
        return None
    return {
        "reason": acceptance.reason,
        "by": acceptance.accepted_by_name,
        "at": acceptance.accepted_at.isoformat(),
    }


def _told(found: Sequence[Found]) -> Iterator[str]:
    counts = Counter(one.finding.severity for one in found if not one.acceptance)
    yield ", ".join(f"{severity}: {counts[severity]}" for severity in Severity if counts[severity]) or (
        "Nothing found."
    )
    for finding, acceptance in found:
        yield f"\n{finding.severity}  {finding.code}  at {finding.path}"
        yield f"  {finding.message}"
        yield from (f"  “{' '.join(quote.split())}”" for quote in finding.quotes)
        if acceptance:
            on = timezone.localtime(acceptance.accepted_at)
            yield f"  Accepted by {acceptance.accepted_by_name} on {on:%Y-%m-%d}: {acceptance.reason}"
