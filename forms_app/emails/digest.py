from datetime import datetime

from django.utils import dateformat
from django.utils.timesince import timesince

from forms_app.choices import OPEN, Status
from forms_app.emails.content import Content, about_place
from forms_app.models.escalation import Digest
from forms_app.models.outbox import Notification
from forms_app.recipients import calendar_of


def digest_mail(notification: Notification) -> Content:
    """How many requests are open at a location, as counted when the summary was written."""
    digest: Digest = notification.digests.select_related("location").get()
    counts = digest.counts
    zone = calendar_of(digest.location).zone
    oldest = counts["oldest"] and timesince(datetime.fromisoformat(counts["oldest"]), digest.created, depth=1)
    total = sum(counts["by_status"].values())
    context = about_place(digest.location) | {
        "day": dateformat.format(digest.day, "l, F j, Y"),
        "counted": dateformat.format(digest.created.astimezone(zone), "g:i A T"),
        "rows": [
            *((Status(status).label, counts["by_status"].get(status, 0)) for status in OPEN),
            ("Overdue", counts["overdue"]),
            ("The oldest came", f"{oldest} ago" if oldest else ""),
        ],
    }
    what = f"{total} open request{'' if total == 1 else 's'}"
    overdue = f", {counts['overdue']} overdue" if counts["overdue"] else ""
    return Content(f"{context['location']}: {what}{overdue}", "digest", context)
