"""Articles that a document may have been imported as before."""

from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from wagtail.models import Revision

from blog.models import ArticlePage
from importer.models import ImportedDocument

MOST = 3


@dataclass(frozen=True, slots=True)
class Twin:
    """An article that an import can update, and why it may be the same."""

    page: ArticlePage
    reason: str
    edited: Revision | None  # what somebody has written since the last import


def twins_of(document: ImportedDocument, title: str, user: AbstractBaseUser) -> list[Twin]:
    """The likeliest first: made of the same file, of a file with this name, or with this title.

    Only those that this person may edit, and that nobody has locked.
    """
    others = ImportedDocument.objects.exclude(page=None)
    same_file = others.filter(digest=document.digest)
    same_name = others.none() if document.is_pasted else others.filter(name=document.name)
    same_title = ArticlePage.objects.filter(title__iexact=title)
    reasons = [
        ("it was made of the same file", same_file.values_list("page", flat=True)),
        ("it was made of a file with this name", same_name.values_list("page", flat=True)),
        ("it has the same title", same_title.values_list("pk", flat=True)),
    ]
    found: dict[int, str] = {}
    for reason, keys in reasons:
        for key in keys:
            found.setdefault(key, reason)
    pages = ArticlePage.objects.in_bulk(list(found))
    allowed = [(pages[key], reason) for key, reason in found.items() if key in pages]
    allowed = [(page, reason) for page, reason in allowed if _may_update(page, user)]
    return [Twin(page, reason, _edited(page)) for page, reason in allowed[:MOST]]


def _edited(page: ArticlePage) -> Revision | None:
    """The newest revision, unless an import made it."""
    newest = page.latest_revision
    return None if newest and ImportedDocument.objects.filter(revision=newest).exists() else newest


def _may_update(page: ArticlePage, user: AbstractBaseUser) -> bool:
    permissions = page.permissions_for_user(user)
    return permissions.can_edit() and not permissions.page_locked()
