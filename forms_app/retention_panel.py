from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from forms_app.panels import OfficePanel
from forms_app.services import forgotten


class ForgottenPanel(OfficePanel):
    """Open requests so old that closed ones would have been deleted. Without any it prints nothing."""

    name = "forgotten_requests"
    template_name = "forms_app/admin/forgotten.html"
    order = 70

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        old = forgotten(timezone.now())
        return {"count": old.past.count(), "days": old.days}
