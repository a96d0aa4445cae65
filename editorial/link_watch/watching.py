"""The nightly run over the library, one at a time, and the check of one source."""

import logging
import threading
import time
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from queue import SimpleQueue

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from editorial.link_watch.judging import Verdict, judge, rest
from editorial.link_watch.visiting import Visitor, host_of
from editorial.link_watch.visits import Failure, Visit
from editorial.models import EditorialSettings, LinkLease, LinkState, Source

AT_ONCE = 4  # hosts
MOST_SECONDS = 45 * 60
LEASE = timedelta(minutes=5)
RECENT = timedelta(hours=6)  # what was checked in this night already
RUN = "run"
# A site that is cut off itself must not take the world for dead.
CUT_OFF = {
    Failure.NO_NAME,
    Failure.REFUSED,
    Failure.UNREACHABLE,
    Failure.TIMEOUT,
    Failure.DROPPED,
    Failure.TLS,
}
MANY_HOSTS = 3

logger = logging.getLogger(__name__)

Visited = tuple[Source, Visit]


class AlreadyRunning(Exception):
    pass


@dataclass(frozen=True)
class Checked:
    """One source of a run. `state` is what is known now; None where nothing was recorded."""

    source: Source
    verdict: Verdict
    state: LinkState | None
    number: int
    total: int


def watch_links() -> None:
    """The nightly run, unless the editors have turned it off; what is left over is for the next one."""
    if not EditorialSettings.of_default_site().watch_links:
        return
    try:
        results = Counter(checked.verdict.result.value for checked in watch())
    except AlreadyRunning:
        return
    logger.info(
        "Link watch: %s", ", ".join(f"{n} {result}" for result, n in results.items()) or "nothing due"
    )


def watch(
    *,
    visitor: Visitor | None = None,
    now: Callable[[], datetime] = timezone.now,
    everything: bool = False,
    dry_run: bool = False,
    seconds: float = MOST_SECONDS,
) -> Iterator[Checked]:
    """Check the sources that are due, longest unchecked first; each is recorded as soon as it is known.

    Raises AlreadyRunning. A run that is killed holds others up for the length of its lease.
    """
    lease = LinkLease.objects.take(RUN, now=now(), lasts=LEASE)
    if lease is None:
        raise AlreadyRunning
    try:
        sources = due(now(), everything=everything)
        with closing(_visits(sources, visitor or Visitor(), time.monotonic() + seconds)) as visits:
            known = believable(_while_ours(visits, lease, now))
            for number, (source, visit) in enumerate(known, 1):
                state = None if dry_run else record(source=source, visit=visit, now=now())
                yield Checked(source, judge(visit), state, number, len(sources))
    finally:
        lease.give_back()


def due(now: datetime, *, everything: bool = False) -> list[Source]:
    """The sources to be checked, without those whose hosts want to be left alone."""
    sources = Source.objects.order_by(F("link_state__last_checked").asc(nulls_first=True), "pk")
    if not everything:
        sources = sources.filter(Q(link_state=None) | Q(link_state__last_checked__lt=now - RECENT))
    resting = {
        host_of(address)
        for address in LinkState.objects.filter(next_check__gt=now).values_list("address", flat=True)
    }
    return [source for source in sources if source.address and host_of(source.address) not in resting]


def check_now(source: Source, visitor: Visitor) -> LinkState | None:
    """Check one source at once."""
    return record(source=source, visit=visitor.visit(source.address), now=timezone.now())


@transaction.atomic
def record(*, source: Source, visit: Visit, now: datetime) -> LinkState | None:
    """Write what a visit says; None where the source has gone or has another address by now."""
    current = Source.objects.select_for_update(of=("self",)).filter(pk=source.pk).first()
    if current is None or current.address != visit.asked:
        return None
    state = LinkState.objects.filter(source=current).first() or LinkState(source=current)
    state.take(judge(visit), address=visit.asked, status=visit.status, now=now)
    wanted = rest(visit, now)
    state.next_check = None if wanted is None else now + wanted
    state.save()
    return state


def _while_ours(
    visits: Iterable[Visited], lease: LinkLease, now: Callable[[], datetime]
) -> Iterator[Visited]:
    """Hold the lease from one visit to the next; raises AlreadyRunning where somebody else has it by now."""
    for visited in visits:
        if not lease.keep(now=now(), lasts=LEASE):
            raise AlreadyRunning
        yield visited


def believable(visits: Iterable[Visited]) -> Iterator[Visited]:
    """Hold failures to connect back until somebody has answered; if nobody does, it may be us."""
    held: list[Visited] = []
    heard = False
    for source, visit in visits:
        heard = heard or visit.status > 0
        if heard:
            yield from held
            held.clear()
        if not heard and visit.failure in CUT_OFF:
            held.append((source, visit))
        else:
            yield source, visit
    is_us = len({host_of(visit.asked) for _, visit in held}) >= MANY_HOSTS
    for source, visit in held:
        yield source, replace(visit, failure=Failure.OWN_NETWORK) if is_us else visit


def _visits(sources: list[Source], visitor: Visitor, ends: float) -> Generator[Visited, None, None]:
    """Visit a few hosts at once, the sources of each one by one. Threads touch the network only."""
    by_host: dict[str, list[Source]] = defaultdict(list)
    for source in sources:
        by_host[host_of(source.address)].append(source)
    hosts, found, stop = deque(by_host.values()), SimpleQueue[Visited | None](), threading.Event()

    def work() -> None:
        try:
            while not stop.is_set():
                for source in hosts.popleft():
                    if stop.is_set() or time.monotonic() > ends:
                        return
                    visit = visitor.visit(source.address)
                    found.put((source, visit))
                    if rest(visit, timezone.now()) is not None:
                        break  # the others of this host have to wait
        except IndexError:
            pass  # no host is left
        finally:
            found.put(None)

    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="link-watch") as pool:
        try:
            for _ in range(AT_ONCE):
                pool.submit(work)
            working = AT_ONCE
            while working:
                if (visited := found.get()) is None:
                    working -= 1
                else:
                    yield visited
        finally:
            stop.set()
