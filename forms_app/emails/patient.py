from core.text import plain
from forms_app.emails.content import Content
from forms_app.emails.office import subject_of
from forms_app.models.outbox import Notification
from forms_app.recipients import organisation


def patient_mail(notification: Notification) -> Content:
    """The patient's own copy. It echoes no answer."""
    request = subject_of(notification)
    clinic = organisation()
    context = {
        "reference": request.reference,
        "what_happens_next": plain(request.page.what_happens_next) if request.page else "",
        "organisation": clinic,
    }
    return Content(f"We have received your request {request.reference}", "patient_copy", context)
