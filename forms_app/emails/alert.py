from forms_app.emails.content import Content, about, about_place, subject_of
from forms_app.models.outbox import Notification


def alert_mail(notification: Notification) -> Content:
    """Mail will not reach the staff: about which request, or whose summary, and what can be done."""
    digest = notification.digests.select_related("location").first()
    if digest:
        context = about_place(digest.location)
        return Content(f"Not delivered: daily summary, {context['location']}", "alert_summary", context)
    request = subject_of(notification)
    subject = f"Not delivered: appointment request {request.reference}, {request.location_name}"
    return Content(subject, "alert", about(request))
