"""The mail about links: one a night at the most, and none without news."""

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import dateformat, timezone

from editorial.link_watch.judging import Result
from editorial.models import EditorialSettings, LinkLease, LinkState
from editorial.usage import Use, pages_citing

LEASE = timedelta(minutes=10)
HEADINGS = {
    Result.DEAD: "No longer reachable",
    Result.SUSPECT: "Suspect: please look",
    Result.MOVED: "Moved to a new address",
    Result.OK: "Reachable again",
}

logger = logging.getLogger(__name__)


class Outcome(StrEnum):
    SENT = "sent"
    NO_NEWS = "no-news"
    NOBODY = "nobody"
    DONE = "done"  # today's went out, or is on its way
    FAILED = "failed"


class Item(NamedTuple):
    state: LinkState
    pages: list[Use]
    url: str


def news() -> list[LinkState]:
    """What the editors have not been told, of the addresses that sources have now."""
    states = LinkState.objects.news().select_related("source").order_by("source__title")
    return [state for state in states if state.address == state.source.address]


def send_digest(*, now: datetime | None = None) -> Outcome:
    """Mail the news. A mail that fails is due again the next time this runs; what it held is never lost."""
    now = now or timezone.now()
    recipients = EditorialSettings.of_default_site().link_digest_addresses
    states = news()
    if not states or not recipients:
        return Outcome.NOBODY if states else Outcome.NO_NEWS
    day = timezone.localdate(now)
    lease = LinkLease.objects.take(f"digest {day}", now=now, lasts=LEASE)
    if lease is None:
        return Outcome.DONE
    try:
        message = build(states, recipients, now)
        message.send()
    except Exception as error:  # noqa: BLE001 - whatever it was, it is tried again and shows in the report
        logger.warning("The link digest of %s waits after %s", day, type(error).__name__)
        lease.give_back(error=type(error).__name__)
        return Outcome.FAILED
    with transaction.atomic():
        for state in states:
            LinkState.objects.filter(pk=state.pk).update(told=state.result)
        lease.give_back(done=now)
    return Outcome.SENT


def build(states: list[LinkState], recipients: list[str], now: datetime) -> EmailMultiAlternatives:
    """The message; its id is the day's, so that a repeat after a crash can be recognised."""
    count = len(states)
    day = dateformat.format(timezone.localtime(now), "F j, Y")
    context = {
        "day": day,
        "groups": list(_groups(states)),
        "report": settings.SITE_URL + reverse("link_watch"),
    }
    message = EmailMultiAlternatives(
        subject=f"Links in your articles: {count} change{'' if count == 1 else 's'}, {day}",
        body=render_to_string("emails/link_digest.txt", context),
        to=recipients,
        headers={
            "Message-ID": f"<link-digest-{timezone.localdate(now)}@{urlsplit(settings.SITE_URL).hostname}>",
            "Auto-Submitted": "auto-generated",
        },
    )
    message.attach_alternative(render_to_string("emails/link_digest.html", context), "text/html")
    return message


def _groups(states: list[LinkState]) -> Iterator[tuple[str, list[Item]]]:
    citing = pages_citing()
    for result, heading in HEADINGS.items():
        items = [
            Item(state, citing.get(state.source_id, []), _edit_url(state))
            for state in states
            if state.result == result
        ]
        if items:
            yield heading, items


def _edit_url(state: LinkState) -> str:
    return settings.SITE_URL + reverse("wagtailsnippets_editorial_source:edit", args=[state.source_id])


def untold() -> str:
    """Why the editors do not hear of news; '' while they do."""
    if not news():
        return ""
    if not EditorialSettings.of_default_site().link_digest_addresses:
        return "Nobody is named to hear of links that died or moved."
    last = LinkLease.objects.filter(name__startswith="digest ").order_by("-name").first()
    if last and last.last_error:
        return f"The mail about links could not be sent ({last.last_error}). It is tried again."
    return ""
