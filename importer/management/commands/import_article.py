import json
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.urls import reverse

from blog.models import ArticleIndexPage, ArticlePage
from core.database import explained_when_not_ready
from importer import mapper, parsers, reader
from importer.errors import ImportRefused, UnreadableDocument
from importer.nodes import Document
from importer.progress import Progress
from importer.reading import Reading
from importer.report import bulleted, not_imported, remarks, summary
from importer.services import ImportResult, import_article, keep_document

HELP = """\
Make an article of a writer's document.

The document is read by its wording and layout: keywords, title, introduction, quick answer, sections,
questions, takeaways and citations each find their place. The article becomes a draft; --publish puts it
on the site. Keywords stay internal. Notes of a form and teasers of other articles are reported and not
imported, because the site has its own. Text that fits nowhere is reported with its line; --publish stores
nothing, not even a draft, while sentences of the article are among it or a field is missing.

  manage.py import_article article.txt --dry-run          show what would be understood, store nothing
  manage.py import_article article.txt --dry-run --json   the same, complete, as JSON
  manage.py import_article article.txt                    make a draft
  manage.py import_article article.txt --publish          make it and publish it
  manage.py import_article article.txt --update sleep     give the article with the slug “sleep” a new draft

Exit status: 0 done, 2 the document, the place for it or the database cannot be used, or the article cannot
be published as it is (nothing is stored then).
"""


class Command(BaseCommand):
    help = HELP
    requires_migrations_checks = False

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        return super().create_parser(
            prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, **kwargs
        )

    def add_arguments(self, parser: ArgumentParser) -> None:
        formats = ", ".join(f"{suffix} ({known.name})" for suffix, known in parsers.FORMATS.items())
        parser.add_argument("file", metavar="FILE", type=Path, help=f"the document: {formats}")
        parser.add_argument("--dry-run", action="store_true", help="only read the document; store nothing")
        parser.add_argument("--json", action="store_true", help="print JSON instead of a report")
        parser.add_argument("--publish", action="store_true", help="publish the article at once")
        parser.add_argument(
            "--parent",
            metavar="SLUG",
            help="slug of the article index to put it under (default: the first one of the site)",
        )
        parser.add_argument(
            "--update",
            metavar="SLUG",
            help="slug of the article to give a new draft, instead of a new article",
        )

    def handle(
        self,
        *,
        file: Path,
        dry_run: bool,
        json: bool,
        publish: bool,
        parent: str | None,
        update: str | None,
        **options: Any,
    ) -> None:
        try:
            data, document = self._read(file)
            reading = mapper.read(document)
            if dry_run:
                self.stdout.write(_json(reading.to_json()) if json else "\n".join(_described(reading)))
                return
            with explained_when_not_ready(), transaction.atomic():
                index = _index(parent)
                kept = keep_document(name=file.name, data=data, document=document, parent=index, user=None)
                result = import_article(
                    reading=reading,
                    parent=index,
                    publish=publish,
                    update=_article(update) if update else None,
                    document=kept,
                )
        except (UnreadableDocument, ImportRefused) as error:
            raise CommandError(str(error), returncode=2) from error
        self.stdout.write(_json(_outcome(reading, result)) if json else "\n".join(_told(reading, result)))

    def _read(self, file: Path) -> tuple[bytes, Document]:
        limits = getattr(settings, "IMPORTER_MAX_BYTES", None)
        data = parsers.load(file, limits)
        progress = Progress(self._say, is_terminal=self.stderr.isatty())
        try:
            return data, reader.read(file.name, data, tell=progress, max_bytes=limits)
        finally:
            progress.end()

    def _say(self, text: str) -> None:
        self.stderr.write(text, style_func=str, ending="")
        self.stderr.flush()


def _index(slug: str | None) -> ArticleIndexPage:
    indexes = ArticleIndexPage.objects.order_by("path")
    found = (indexes.filter(slug=slug) if slug is not None else indexes).first()
    if found is None:
        named = f"no article index with the slug “{slug}”" if slug is not None else "no article index page"
        raise ImportRefused(f"There is {named} to put the article under. Make one in the admin first.")
    return found


def _article(slug: str) -> ArticlePage:
    found = list(ArticlePage.objects.filter(slug=slug)[:2])
    if len(found) != 1:
        raise ImportRefused(f"There is {'more than one' if found else 'no'} article with the slug “{slug}”.")
    return found[0]


def _json(data: dict[str, Any]) -> str:
    return json.dumps(data, indent=2, ensure_ascii=False)


def _described(reading: Reading) -> Iterator[str]:
    yield from summary(reading)
    yield from bulleted("Not imported:", not_imported(reading))
    yield from bulleted("Remarks:", remarks(reading))


def _told(reading: Reading, result: ImportResult) -> Iterator[str]:
    yield from summary(reading)
    for heading, lines in result.told(reading):
        yield from bulleted(f"{heading}:", lines)
    page = result.page
    yield ""
    state = "Draft" if page.has_unpublished_changes or not page.live else "Published"
    yield f"{state}{'' if result.is_new else ', updated'}: {page.title}"
    yield f"  Edit   {_edit_path(result)}"
    yield f"  Read   {page.get_url()}{'' if page.live else '  (once it is published)'}"


def _outcome(reading: Reading, result: ImportResult) -> dict[str, Any]:
    page = result.page
    return {
        "page": page.pk,
        "title": page.title,
        "published": page.live,
        "edit_path": _edit_path(result),
        "url": page.get_url(),
        "sources_created": [str(source) for source in result.sources_created],
        "sources_reused": [str(source) for source in result.sources_reused],
        "citation_notes": result.citation_notes,
        "refused_citations": result.refused_citations,
        "same_title": result.same_title,
        "missing": result.missing,
        "not_imported": list(not_imported(reading)),
        "remarks": list(remarks(reading)),
        "refused_pictures": result.refused_pictures,
    }


def _edit_path(result: ImportResult) -> str:
    return reverse("wagtailadmin_pages:edit", args=[result.page.pk])
