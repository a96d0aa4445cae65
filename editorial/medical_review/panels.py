from collections.abc import Mapping
from typing import Any

from django.forms import Media
from wagtail.admin.panels import Panel

from editorial.medical_review.overview import overview


class ReviewPanel(Panel):
    """The medical review of a page: how it stands, what has changed since, and what can be done."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "editorial/admin/review_panel.html"

        @property
        def media(self) -> Media:
            return super().media + Media(css={"all": ["css/admin/review.css"]})

        def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            if self.instance.pk and self.request:
                context |= overview(self.instance, self.request.user)
            return context
