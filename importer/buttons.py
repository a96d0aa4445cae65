"""Where an import can be begun, and what was imported can be found."""

from collections.abc import Iterator

from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from blog.models import ArticleIndexPage, ArticlePage
from importer.exports import FORMATS


class ImportMenuItem(MenuItem):
    """Begins an import, for those who may add pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        return page_permission_policy.user_has_permission(request.user, "add")


def page_header_buttons(page: Page, user: AbstractBaseUser) -> Iterator[Button]:
    """The way in stands above all articles, the way out and what was imported above each."""
    page = page.specific_deferred
    if isinstance(page, ArticleIndexPage) and page.permissions_for_user(user).can_add_subpage():
        url = reverse("importer_start", args=[page.pk])
        yield Button("Import a document", url, icon_name="upload", priority=5)
    if isinstance(page, ArticlePage) and page.permissions_for_user(user).can_edit():
        if page.imported_documents.exists():
            url = reverse("importer_originals", args=[page.pk])
            yield Button("Imported documents", url, icon_name="doc-full-inverse", priority=79)
        for place, (suffix, known) in enumerate(FORMATS.items()):
            url = reverse("importer_export", args=[page.pk, suffix])
            yield Button(f"Export as {known.name}", url, icon_name="download", priority=80 + place)
