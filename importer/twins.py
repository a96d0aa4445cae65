"""Articles that a document may have been imported as before."""

from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser

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
    twins = [Twin(pages[key], reason) for key, reason in found.items() if key in pages]
    return [twin for twin in twins if _may_update(twin.page, user)][:MOST]


def _may_update(page: ArticlePage, user: AbstractBaseUser) -> bool:
    permissions = page.permissions_for_user(user)
    return permissions.can_edit() and not permissions.page_locked()
