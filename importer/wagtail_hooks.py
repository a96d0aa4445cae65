from collections.abc import Iterable

from django.contrib.auth.models import AbstractBaseUser
from django.urls import URLPattern
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from importer import downloads


@hooks.register("register_admin_urls")
def register_export_urls() -> list[URLPattern]:
    return downloads.urlpatterns


@hooks.register("register_page_header_buttons")
def add_export_buttons(
    page: Page, user: AbstractBaseUser, view_name: str, next_url: str | None = None
) -> Iterable[Button]:
    return downloads.export_buttons(page, user)
