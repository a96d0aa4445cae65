"""A visit to an address: HEAD first, GET where that does not say enough, through a few redirects."""

import logging
import re
import time
from dataclasses import dataclass, field, replace
from html import unescape
from urllib.parse import urljoin, urlsplit

from editorial.link_watch.manners import Manners
from editorial.link_watch.network import Answer, Network, Target, ask
from editorial.link_watch.visits import Failure, Hop, NoAnswer, Visit

MOST_REDIRECTS = 5
SECONDS = 40.0
SECONDS_A_REQUEST = 10.0
LONGEST_TITLE = 200
REDIRECTS = {301, 302, 303, 307, 308}
TITLE = re.compile(r"<title\b[^>]*>(.*?)</title", re.IGNORECASE | re.DOTALL)
# Where a server has said this much, a second request would only be a nuisance.
ENOUGH = {429}

logger = logging.getLogger(__name__)


@dataclass
class Visitor:
    """Goes to addresses politely. `seconds` is for each address, without the waiting for its turn."""

    network: Network = field(default_factory=Network)
    manners: Manners = field(default_factory=Manners)
    seconds: float = SECONDS
    seconds_a_request: float = SECONDS_A_REQUEST

    def visit(self, url: str) -> Visit:
        """What came of it; never raises."""
        try:
            return _Way(self, url).walk()
        except Exception:
            logger.exception("The check of an address went wrong: %s", url)
            return Visit(url, failure=Failure.CONFUSED)


class _Way:
    """One visit under way."""

    def __init__(self, visitor: Visitor, url: str) -> None:
        self.visitor = visitor
        self.left = visitor.seconds
        self.visit = Visit(url)
        self.wants_cookie = False

    def walk(self) -> Visit:
        seen = set()
        try:
            while True:
                url = self.visit.final.partition("#")[0]
                if url in seen:
                    raise NoAnswer(Failure.COOKIES if self.wants_cookie else Failure.LOOP)
                if len(self.visit.hops) > MOST_REDIRECTS:
                    raise NoAnswer(Failure.COOKIES if self.wants_cookie else Failure.TOO_MANY_REDIRECTS)
                seen.add(url)
                answer = self._answer(Target.of(url))
                self.wants_cookie |= "set-cookie" in answer.headers
                target = answer.headers.get("location", "").strip()
                if answer.status not in REDIRECTS or not target:
                    return self._arrived(answer)
                self.visit = replace(
                    self.visit, hops=(*self.visit.hops, Hop(answer.status, _joined(url, target)))
                )
        except NoAnswer as error:
            return replace(self.visit, failure=error.failure)

    def _answer(self, target: Target) -> Answer:
        """HEAD is enough for a redirect, for what is no page, and for a server that wants its peace."""
        try:
            head = self._ask("HEAD", target)
        except NoAnswer as error:
            if error.failure not in {Failure.SILENT, Failure.DROPPED, Failure.GARBAGE}:
                raise
            return self._ask("GET", target)
        is_page = "html" in head.headers.get("content-type", "html")
        is_enough = head.status in REDIRECTS or "retry-after" in head.headers or head.status in ENOUGH
        return head if is_enough or (head.status == 200 and not is_page) else self._ask("GET", target)

    def _ask(self, method: str, target: Target) -> Answer:
        """No request is begun that could not have its full time: haste would look like a server's fault."""
        seconds = self.visitor.seconds_a_request
        if self.left < seconds:
            raise NoAnswer(Failure.SILENT)
        with self.visitor.manners.turn(target.host):
            started = time.monotonic()
            try:
                return ask(self.visitor.network, method, target, seconds=seconds)
            finally:
                self.left -= time.monotonic() - started

    def _arrived(self, answer: Answer) -> Visit:
        found = TITLE.search(answer.body.decode("utf-8", "replace"))
        title = " ".join(unescape(found[1]).split())[:LONGEST_TITLE] if found else ""
        return replace(self.visit, status=answer.status, headers=answer.headers, title=title)


def _joined(url: str, target: str) -> str:
    try:
        return urljoin(url, target)
    except ValueError as error:
        raise NoAnswer(Failure.UNUSABLE) from error


def host_of(url: str) -> str:
    """The host an address names; '' where it names none."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""
