"""The health of all checked pages: what is out of date, and bringing it up to date."""

import hashlib
import logging
import time
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, get_page_models

from editorial.checks.article import Review
from editorial.findings import Finding, Severity
from editorial.lexicons import version_in_force
from editorial.models import CheckedPage, PageHealth, Source

RULES = Path(__file__).parents[1]

logger = logging.getLogger(__name__)


class Stamp(NamedTuple):
    page: int
    value: str


def refresh_health(*, seconds: float | None = None) -> int:
    """Check each page that has changed since it was checked, the newest first, and say how many are left.

    At least one is checked, and no other is begun when the time is over. One that cannot be checked gets a
    row that says so, and is tried again when it is out of date.
    """
    ends = time.monotonic() + seconds if seconds is not None else None
    stale = list(_stale())
    for done, stamp in enumerate(stale, 1):
        _check_or_note(stamp)
        if ends is not None and time.monotonic() > ends:
            return len(stale) - done
    return 0


def _stale() -> Iterator[Stamp]:
    """The pages whose findings are not known or out of date. Five queries, however many pages there are."""
    known = {row.page_id: row for row in PageHealth.objects.all()}
    sources = _states_of_sources() if known else {}
    for stamp in _stamps():
        row = known.get(stamp.page)
        if (
            row is None
            or row.stamp != stamp.value
            or row.sources_stamp != _hash(sources.get(key, "") for key in row.sources)
        ):
            yield stamp


def _stamps() -> Iterator[Stamp]:
    """What the findings of each page depend on, besides its sources: its state, the rules and their words."""
    logged = dict(PageLogEntry.objects.order_by().values_list("page_id").annotate(Max("pk")))
    around = (rules(), *map(str, version_in_force()), str(timezone.localdate()))
    models = [model for model in get_page_models() if issubclass(model, CheckedPage)]
    pages = Page.objects.type(*models).order_by("-latest_revision_created_at", "-pk") if models else ()
    for page in pages:
        state = (page.latest_revision_id, page.latest_revision_created_at, page.last_published_at, page.title)
        yield Stamp(page.pk, _hash(map(str, (*state, page.live, logged.get(page.pk), *around))))


def _states_of_sources() -> dict[int, str]:
    return {values[0]: str(values) for values in Source.objects.order_by().values_list()}


@lru_cache(maxsize=1)
def rules() -> str:
    """The version of the checks and their words: another one when any of the files is another."""
    files = sorted([*RULES.glob("*.py"), *RULES.glob("checks/**/*.py"), *RULES.glob("shipped/*.json")])
    return _hash(file.read_text(encoding="utf-8") for file in files)


def _check_or_note(stamp: Stamp) -> None:
    try:
        with transaction.atomic():
            _check(stamp)
    except Page.DoesNotExist:  # somebody has deleted it since
        return
    except Exception as error:  # noqa: BLE001 - one page must not keep the others from being checked
        logger.error("Page %s could not be checked: %s", stamp.page, type(error).__name__)
        unknown = {"stamp": stamp.value, "sources": [], "sources_stamp": _hash([]), "is_checked": False}
        counts = {"codes": "", "accepted_codes": "", "blocks": 0, "warnings": 0, "notes": 0, "accepted": 0}
        PageHealth.objects.update_or_create(page_id=stamp.page, defaults=unknown | counts)


def _check(stamp: Stamp) -> None:
    page = Page.objects.get(pk=stamp.page).specific.get_latest_revision_as_object()
    still_open, accepted, article = page.open_findings, page.accepted, page.checkable()
    sources = sorted(page.source_keys)
    states = {values[0]: str(values) for values in Source.objects.filter(pk__in=sources).values_list()}
    PageHealth.objects.update_or_create(
        page_id=stamp.page,
        defaults={
            "stamp": stamp.value,
            "is_checked": True,
            "sources": sources,
            "sources_stamp": _hash(states.get(key, "") for key in sources),
            "codes": _codes(still_open),
            "accepted_codes": _codes(accepted),
            "blocks": _count(still_open, Severity.BLOCKS),
            "warnings": _count(still_open, Severity.WARNING),
            "notes": _count(still_open, Severity.NOTE),
            "accepted": len(accepted),
            "author": article.author,
            "review": _told(article.review),
        },
    )


def _count(findings: Iterable[Finding], severity: Severity) -> int:
    return sum(finding.severity == severity for finding in findings)


def _codes(findings: Iterable[Finding]) -> str:
    """Each once, between spaces, so that one is found as a word."""
    codes = dict.fromkeys(finding.code for finding in findings)
    return f" {' '.join(codes)} " if codes else ""


def _told(review: Review | None) -> str:
    if review is None:
        return ""
    edited = ", edited since" if review.is_edited else ""
    until = f", until {review.until:%B %-d, %Y}" if review.until else ""
    return f"{review.by}, {review.on:%B %-d, %Y}{until}{edited}"


def _hash(parts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
