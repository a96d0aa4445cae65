"""What is told after a step that can be taken back."""

from django.contrib import messages
from django.http import HttpRequest
from django.template.loader import render_to_string

from forms_app.models.requests import AppointmentRequest


def undo_close(request: HttpRequest, text: str, closed: list[AppointmentRequest]) -> None:
    """Say what was closed, with a button that opens it again."""
    context = {"text": text, "closed": closed}
    messages.success(request, render_to_string("forms_app/admin/includes/undo_close.html", context, request))
