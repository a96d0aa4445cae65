"""Articles that a document may have been imported as before."""

from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import QuerySet

from blog.models import ArticlePage
from importer.models import ImportedDocument

MOST = 3


@dataclass(frozen=True, slots=True)
class Twin:
    """An article that an import can update, and why it may be the same."""

    page: ArticlePage
    reason: str


def twins_of(document: ImportedDocument, title: str, user: AbstractBaseUser) -> list[Twin]:
    """The likeliest first: made of the same file, of a file with this name, or with this title.

    Only those that this person may edit, and that nobody has locked.
    """
    others = ImportedDocument.objects.exclude(page=None)
    found: dict[int, str] = {}
    for reason, keys in (
        ("it was made of the same file", others.filter(digest=document.digest).values_list("page", flat=True)),
        ("it was made of a file with this name", _named(document).values_list("page", flat=True)),
        ("it has the same title", ArticlePage.objects.filter(title__iexact=title).values_list("pk", flat=True)),
    ):
        for key in keys:
            found.setdefault(key, reason)
    pages = ArticlePage.objects.in_bulk(list(found))
    twins = [Twin(pages[key], reason) for key, reason in found.items() if key in pages]
    return [twin for twin in twins if _may_update(twin.page, user)][:MOST]


def _named(document: ImportedDocument) -> "QuerySet[ImportedDocument]":
    """Those of the same name; every pasted text has the same one."""
    others = ImportedDocument.objects.exclude(page=None)
    return others.none() if document.is_pasted else others.filter(name=document.name)


def _may_update(page: ArticlePage, user: AbstractBaseUser) -> bool:
    permissions = page.permissions_for_user(user)
    return permissions.can_edit() and not permissions.page_locked()
