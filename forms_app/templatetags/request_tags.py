from django import template
from django.utils import timezone

from forms_app.services import forgotten, retention_periods
from forms_app.services.retention import Period

register = template.Library()


@register.simple_tag(name="retention_periods")
def periods() -> list[Period]:
    """What is deleted next."""
    return retention_periods(timezone.now())


@register.simple_tag
def forgotten_requests() -> Period:
    """Open requests that are as old as closed ones may become."""
    return forgotten(timezone.now())
