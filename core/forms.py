from typing import Any

from django.utils.text import slugify
from wagtail.admin.forms.pages import WagtailAdminPageForm


class PageForm(WagtailAdminPageForm):
    """The editor's form. An empty slug follows from the title, as it does while typing.

    The browser fills the slug in a moment later, so whoever saves at once sends an empty one.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        title = cleaned.get("title", "")
        if cleaned.get("slug") == "" and title and not slugify(title, allow_unicode=True):
            self.add_error("slug", "Enter a slug: the title has no letters to make one of.")
        return cleaned
