from collections.abc import Iterable

from django.contrib.auth.models import AbstractBaseUser
from django.urls import URLPattern, reverse
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from importer.buttons import ImportMenuItem, page_header_buttons
from importer.urls import urlpatterns


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    return urlpatterns


@hooks.register("register_admin_menu_item")
def register_menu_item() -> ImportMenuItem:
    return ImportMenuItem("Import a document", reverse("importer_choose"), icon_name="upload", order=150)


@hooks.register("register_page_header_buttons")
def add_page_header_buttons(
    page: Page, user: AbstractBaseUser, view_name: str, next_url: str | None = None
) -> Iterable[Button]:
    return page_header_buttons(page, user)
