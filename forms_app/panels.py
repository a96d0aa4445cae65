from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from wagtail.admin.ui.components import Component

from forms_app.choices import NO_LOCATION
from forms_app.models import AppointmentRequest, Notification
from forms_app.models.requests import MOST_COUNTED
from forms_app.recipients import unreachable_locations
from forms_app.services import counted_in_words, last_unreadable

MOST_NAMED = 20


class OfficePanel(Component):
    """Something that only those who may see requests are shown."""

    def render_html(self, parent_context: Mapping[str, Any] | None = None) -> str:
        user = parent_context["request"].user if parent_context else None
        if user is None or not user.has_perm("forms_app.view_appointmentrequest"):
            return ""
        return str(super().render_html(parent_context))


class ProblemsPanel(OfficePanel):
    """What keeps mail about requests from the office. It prints nothing while all is well."""

    name = "request_problems"
    template_name = "forms_app/admin/problems.html"
    order = 50

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        changed = AppointmentRequest.objects.changed_unnoticed()
        lost = Notification.objects.given_up().summaries()
        places = lost.order_by("digests__location").values_list("digests__location__title", flat=True)
        return {
            "unnoticed": AppointmentRequest.objects.unnoticed().exclude(pk__in=changed.values("pk")).count(),
            "changed": changed.only("reference")[:MOST_NAMED],
            "summaries": [title or NO_LOCATION for title in places.distinct()],
            "alerts": Notification.objects.failed_alerts().count(),
            "late": Notification.objects.late(timezone.now()).count(),
            "unreachable": unreachable_locations(),
            "unreadable": counted_in_words(last_unreadable()),
        }


class RequestsPanel(OfficePanel):
    """How many requests wait for an answer."""

    name = "requests"
    template_name = "forms_app/admin/requests_panel.html"
    order = 60

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        counts = AppointmentRequest.objects.counts(timezone.now())
        return counts._asdict() | {"is_more": counts.unanswered >= MOST_COUNTED}
