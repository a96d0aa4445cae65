from django.utils import translation
from django.utils.translation import gettext as _

from clinics.models import OrganisationSettings
from core.text import plain
from forms_app.emails.content import Content, subject_of
from forms_app.models.outbox import Notification


def patient_mail(notification: Notification) -> Content:
    """The patient's own copy, in the language of the form. It echoes no answer."""
    request = subject_of(notification)
    page = request.page
    with translation.override(request.ui_language):
        context: dict[str, object] = {
            "reference": request.reference,
            "what_happens_next": plain(page.texts["what_happens_next"].html) if page else "",
            "status_url": page.full_address("status") if page else "",
            "organisation": OrganisationSettings.of_default_site(),
        }
        subject = _("We have received your request {}").format(request.reference)
    return Content(subject, "patient_copy", context, request.ui_language)
