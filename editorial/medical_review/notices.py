"""Mails about reviews: who is written to, what is said, and that each goes out once.

A row of `Notice` is written with what it tells of; these functions send what is due. No mail holds a word of
a draft beside its title.
"""

import logging
from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from editorial.medical_review.reminders import DAYS_BEFORE, due
from editorial.models.notices import Notice
from editorial.models.reviews import Review
from editorial.models.settings import EditorialSettings

LEASE = timedelta(minutes=15)  # also how long a mail that failed waits
MOST_AT_ONCE = 200
SUBJECTS = {
    Notice.Kind.REMINDER: "Medical review due {end}: {title}",
    Notice.Kind.INVITATION: "Please review: {title}",
    Notice.Kind.COMMENT: "A clinician has commented: {title}",
    Notice.Kind.APPROVED: "Approved by a clinician: {title}",
    Notice.Kind.CHANGES: "A clinician asks for changes: {title}",
}

logger = logging.getLogger(__name__)


@transaction.atomic
def remind(*, today: date) -> None:
    """Write a reminder for each review that runs out, 60, 14 and 0 days before; of several only the latest.

    One that was not sent goes when it no longer holds: the page is reviewed again, or no longer published.
    """
    ends = list(Review.objects.running_out(by=today + timedelta(days=max(DAYS_BEFORE))))
    unsent = Notice.objects.filter(kind=Notice.Kind.REMINDER, sent_at=None)
    unsent.exclude(review__in=ends).delete()
    for review in ends:
        days = due(review.valid_until, today)
        unsent.filter(review=review).exclude(days=days).delete()
        Notice.objects.get_or_create(
            key=f"{Notice.Kind.REMINDER}:{review.pk}:{days}",
            defaults={
                "kind": Notice.Kind.REMINDER,
                "page_id": review.page_id,
                "review": review,
                "days": days,
            },
        )


def send_due() -> None:
    """Send what is due, one by one. What fails is tried again later and shown with its page until then."""
    for _ in range(MOST_AT_ONCE):
        notice = _claim(timezone.now())
        if notice is None:
            return
        try:
            _build(notice).send()
        except Exception as error:  # noqa: BLE001 - one mail that cannot be built or sent must not stop the others
            logger.warning("Notice %s was not sent: %s", notice.pk, type(error).__name__)
            reason = "Nobody to write to" if isinstance(error, NobodyToWriteTo) else type(error).__name__
            Notice.objects.filter(pk=notice.pk).update(last_error=reason)
        else:
            Notice.objects.filter(pk=notice.pk).update(sent_at=timezone.now(), last_error="")


class NobodyToWriteTo(Exception):
    """The page has no owner with an address, and the settings name nobody."""


def _claim(now: datetime) -> Notice | None:
    """The next notice that is due, leased so that nobody else sends it meanwhile."""
    for pk in Notice.objects.due(now).order_by("pk").values_list("pk", flat=True):
        if Notice.objects.due(now).filter(pk=pk).update(leased_until=now + LEASE):
            related = ("page", "review", "link__provider", "link__created_by")
            return Notice.objects.select_related(*related).get(pk=pk)
    return None


def _build(notice: Notice) -> EmailMessage:
    recipients = addresses(notice)
    if not recipients:
        raise NobodyToWriteTo
    context = {
        "notice": notice,
        "review": notice.review,
        "link": notice.link,
        "title": notice.page.get_admin_display_title(),
        "clinician": notice.link.provider.full_name if notice.link else "",
        "editor": settings.SITE_URL + reverse("editorial_review", args=[notice.page_id]),
    }
    end = f"{notice.review.valid_until:%B %-d, %Y}" if notice.review else ""
    subject = SUBJECTS[Notice.Kind(notice.kind)].format(end=end, title=context["title"])
    return EmailMessage(
        subject=" ".join(subject.split()),
        body=render_to_string(f"emails/review_{notice.kind}.txt", context),
        to=recipients,
        headers={
            "Message-ID": f"<{notice.key.replace(':', '-')}@{settings.SITE_URL.partition('//')[2]}>",
            "Auto-Submitted": "auto-generated",
        },
    )


def addresses(notice: Notice) -> list[str]:
    """Whom a notice goes to: a draft to its clinician, an answer to whoever made the link, else the owner.

    A reminder goes to the owner of the page, or who edited it last, and to the fallback of the settings.
    """
    if notice.kind == Notice.Kind.INVITATION and notice.link:
        return [notice.link.email]
    page = notice.page.specific
    maker = notice.link.created_by if notice.link else None
    editor = page.latest_revision.user if page.latest_revision else None
    people = [
        person for person in (maker, page.owner, editor) if person and person.is_active and person.email
    ]
    first = [people[0].email] if people else []
    fallback = EditorialSettings.of_default_site().fallback_addresses
    return list(
        dict.fromkeys([*first, *fallback] if notice.kind == Notice.Kind.REMINDER else first or fallback)
    )
