from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User
from wagtail.admin.ui.components import Component

from forms_app.models import OfficeSettings
from forms_app.recipients import form_pages, idle_rules


class RoutingPanel(Component):
    """What is wrong with who is told of requests, for those who work on requests or can mend it.

    It prints nothing while all is well.
    """

    name = "request_routing"
    template_name = "forms_app/admin/routing_panel.html"
    order = 55

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        return {"problems": problems_for(parent_context["request"].user) if parent_context else []}


def problems_for(user: User) -> list[str]:
    works_on_requests = user.has_perm("forms_app.view_appointmentrequest")
    rules = [
        problem
        for page in form_pages()
        if works_on_requests or page.permissions_for_user(user).can_edit()
        for problem in idle_rules(page.routing_rules.all(), page.form_fields.all())
    ]
    return rules + (OfficeSettings.of_default_site().problems if works_on_requests else [])
