"""The inbox in the menu, with how many requests wait for an answer."""

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem

from forms_app.models.requests import MOST_COUNTED, AppointmentRequest, Counts


def label(counts: Counts) -> str:
    """'Requests (12, 3 overdue)': new ones, and those of them that should have been answered."""
    if not counts.unanswered:
        return "Requests"
    overdue = f", {_number(counts.overdue)} overdue" if counts.overdue else ""
    return f"Requests ({_number(counts.unanswered)}{overdue})"


def _number(count: int) -> str:
    return f"{MOST_COUNTED - 1}+" if count >= MOST_COUNTED else str(count)


class InboxMenuItem(MenuItem):
    """Shown, and counted, only for those who may see requests."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("forms_app.view_appointmentrequest")

    def render_component(self, request: HttpRequest) -> LinkMenuItem:
        component = super().render_component(request)
        counts = AppointmentRequest.objects.counts(timezone.now())
        component.label = label(counts)
        component.classname = "inbox-menu inbox-menu--overdue" if counts.overdue else "inbox-menu"
        return component


def stylesheet() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin/inbox_menu.css"))
