from typing import Any

from django import template
from django.utils import timezone

from forms_app.models.requests import AppointmentRequest
from forms_app.services import forgotten, probable_duplicates, retention_periods
from forms_app.services.retention import Period

register = template.Library()


@register.inclusion_tag("forms_app/admin/includes/duplicates.html", takes_context=True)
def duplicates(context: dict[str, Any], request: AppointmentRequest) -> dict[str, Any]:
    """What a request was merged with, and what it should perhaps be merged with."""
    user = context["request"].user
    return {
        "object": request,
        "merges": request.merges_into_it.filter(separated_at=None, other__merged_into=request.pk),
        "merge": request.merges.filter(separated_at=None).last() if request.merged_into_id else None,
        "probable": probable_duplicates(request),
        "can_change": user.has_perm("forms_app.change_appointmentrequest"),
        "csrf_token": context.get("csrf_token"),
    }


@register.simple_tag(name="retention_periods")
def periods() -> list[Period]:
    """What is deleted next."""
    return retention_periods(timezone.now())


@register.simple_tag
def forgotten_requests() -> Period:
    """Open requests that are as old as closed ones may become."""
    return forgotten(timezone.now())
