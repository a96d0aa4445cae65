"""What is said of a page that was refused at the time it was to be published."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from wagtail.admin import messages
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page, PageLogEntry, Revision

REFUSED = "core.publish.refused"


def register_log_actions(actions: LogActionRegistry) -> None:
    actions.register_action(
        REFUSED, "Refuse scheduled publishing", "Was refused at its time and not published"
    )


def refused_revision(page: Page) -> Revision | None:
    """The revision of a page that still has a date, and was refused on it."""
    due = page.revisions.filter(approved_go_live_at__lt=timezone.now())
    told = PageLogEntry.objects.filter(page=page.pk, action=REFUSED).values("revision")
    return due.filter(pk__in=told).first()


def tell_of_refusal(revision: Revision) -> None:
    """Mail the owner of the page and the author of the revision: its title, and no other word of it."""
    page = revision.content_object
    people = (getattr(page, "owner", None), revision.user)
    told = (person.email for person in people if person is not None and person.is_active)
    addresses = list(filter(None, dict.fromkeys(told)))
    if not addresses:
        return
    title = " ".join(revision.object_str.split())
    context = {
        "title": title,
        "at": revision.approved_go_live_at,
        "url": settings.SITE_URL + reverse("wagtailadmin_pages:edit", args=[page.pk]),
    }
    EmailMessage(
        subject=f"Not published at its time: {title}",
        body=render_to_string("emails/schedule_refused.txt", context),
        to=addresses,
        headers={"Auto-Submitted": "auto-generated"},
    ).send()


def tell_whoever_edits(request: HttpRequest, page: Page) -> None:
    """Say in the editor that the page was refused at its time."""
    if request.method != "GET" or not (revision := refused_revision(page)):
        return
    at = timezone.localtime(revision.approved_go_live_at)
    messages.warning(
        request,
        f"This page was to be published on {at:%B %-d, %Y, at %H:%M} and was refused. Publish it to see why, "
        "or set another date.",
    )
