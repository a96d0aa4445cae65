"""What an answer says of a source. Pure.

What keeps programs out, and readers perhaps not, says nothing. A page that stands for another one, such as a
home page in place of an article, is for a person to look at.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import StrEnum
from http import HTTPStatus
from urllib.parse import SplitResult, urlsplit

from editorial.identity import normalise_url
from editorial.link_watch import signs
from editorial.link_watch.visits import Failure, Visit

PERMANENT = {301, 308}
GONE = {404, 410}
WAIT = {429, 503}
REST = timedelta(hours=12)
LONGEST_REST = timedelta(days=7)


class Result(StrEnum):
    """Where the address of a source stands."""

    OK = "ok"
    MOVED = "moved"
    SUSPECT = "suspect"
    UNKNOWN = "unknown"
    DEAD = "dead"


LABELS = {
    Result.OK: "Ok",
    Result.MOVED: "Moved",
    Result.SUSPECT: "Suspect",
    Result.UNKNOWN: "Cannot tell",
    Result.DEAD: "Dead",
}


@dataclass(frozen=True)
class Verdict:
    """What one visit says. A source is dead when visits of several days have `failed`."""

    result: Result
    detail: str = ""
    failed: bool = False
    moved_to: str = ""


def _fail(detail: str) -> Verdict:
    return Verdict(Result.SUSPECT, detail, failed=True)


def _suspect(detail: str) -> Verdict:
    return Verdict(Result.SUSPECT, detail)


def _cannot_tell(detail: str) -> Verdict:
    return Verdict(Result.UNKNOWN, detail)


WITHOUT_ANSWER: dict[Failure, Verdict] = {
    Failure.UNUSABLE: _cannot_tell("This is no address of the web that can be asked for."),
    Failure.PRIVATE: _suspect("It leads into a private network, which is not asked."),
    Failure.NO_NAME: _fail("There is no server of this name."),
    Failure.RESOLVER: _cannot_tell("Names of servers could not be looked up."),
    Failure.OWN_NETWORK: _cannot_tell("The network of this site could not be left."),
    Failure.REFUSED: _fail("The server takes no connections."),
    Failure.UNREACHABLE: _fail("The server cannot be reached."),
    Failure.TIMEOUT: _fail("The server cannot be reached in time."),
    Failure.SILENT: _suspect("The server takes the connection, but does not answer in time."),
    Failure.DROPPED: _fail("The server ends the connection without an answer."),
    Failure.CERTIFICATE: _suspect("The server's certificate is not valid; browsers warn of it."),
    Failure.CHAIN: _cannot_tell("The issuer of the server's certificate is not known here."),
    Failure.TLS: _fail("No secure connection can be made."),
    Failure.GARBAGE: _fail("The server's answer is not one of the web."),
    Failure.TOO_LARGE: _cannot_tell("The head of the server's answer is too large."),
    Failure.LOOP: _fail("Its redirects go round in a circle."),
    Failure.TOO_MANY_REDIRECTS: _cannot_tell("It is redirected too often."),
    Failure.COOKIES: _cannot_tell("The server wants a cookie first."),
    Failure.CONFUSED: _cannot_tell("The answer could not be understood."),
}


def judge(visit: Visit) -> Verdict:
    """What this visit says of its address."""
    if visit.failure:
        return WITHOUT_ANSWER[visit.failure]
    verdicts = (rule(visit) for rule in RULES)
    return next((verdict for verdict in verdicts if verdict), Verdict(Result.OK))


def rest(visit: Visit, now: datetime) -> timedelta | None:
    """How long its server wants to be left alone; None if it does not say so."""
    if visit.status != 429 and not (visit.status == 503 and "retry-after" in visit.headers):
        return None
    text = visit.headers.get("retry-after", "").strip()
    if text.isascii() and text.isdigit():
        wanted = timedelta(seconds=int(text[:9]))
    else:
        try:
            until = parsedate_to_datetime(text)
            wanted = (until if until.tzinfo else until.replace(tzinfo=UTC)) - now
        except ValueError:
            wanted = REST
    return min(max(wanted, timedelta(0)), LONGEST_REST)


def _wall(visit: Visit) -> Verdict | None:
    is_wall = (
        signs.WALL_HEADERS & set(visit.headers)
        or signs.WALL_TITLE.match(visit.title)
        or (visit.hops and signs.WALL.search(visit.final) and not signs.WALL.search(visit.asked))
    )
    return _cannot_tell(f"The server keeps programs out ({_status(visit)}).") if is_wall else None


def _gone(visit: Visit) -> Verdict | None:
    return _fail(f"The page is not there ({_status(visit)}).") if visit.status in GONE else None


def _broken(visit: Visit) -> Verdict | None:
    if visit.status < 500 or visit.status == 999 or (visit.status == 503 and "retry-after" in visit.headers):
        return None
    return _fail(f"The server reports an error of its own ({_status(visit)}).")


def _withheld(visit: Visit) -> Verdict | None:
    """Any other refusal: a sign-in, a subscription, a program that is not wanted, a server that is busy."""
    if visit.status in {200, 203, 206}:
        return None
    return _cannot_tell(f"The server does not show the page to a program ({_status(visit)}).")


def _not_found(visit: Visit) -> Verdict | None:
    parts = signs.TITLE_PARTS.split(visit.title.strip())
    is_named = any(
        signs.NOT_FOUND_TITLE.fullmatch(part.strip()) for part in (visit.title.strip(), *parts) if part
    )
    is_page = visit.hops and _has(signs.NOT_FOUND, visit.final) and not _has(signs.NOT_FOUND, visit.asked)
    return _suspect("The server answers with a page that says “not found”.") if is_named or is_page else None


def _sign_in(visit: Visit) -> Verdict | None:
    def asks(url: str) -> bool:
        return _has(signs.SIGN_IN, url) or bool(signs.SIGN_IN_HOST.fullmatch(_split(url).netloc))

    if visit.hops and asks(visit.final) and not asks(visit.asked):
        return _suspect(f"It leads to a sign-in: {visit.final}")
    return None


def _front(visit: Visit) -> Verdict | None:
    asked, final = _split(visit.asked), _split(visit.final)
    was_front = signs.FRONT.fullmatch(asked.path) and not asked.query
    keeps_query = final.query and final.query == asked.query
    if visit.hops and signs.FRONT.fullmatch(final.path) and not was_front and not keeps_query:
        return _suspect(f"It leads to a home page: {visit.final}")
    return None


def _moved(visit: Visit) -> Verdict | None:
    """Only as far as the redirects are meant to last, and not from one spelling to another."""
    target = ""
    for hop in visit.hops:
        if hop.status not in PERMANENT:
            break
        target = hop.target
    if not target or normalise_url(target) == normalise_url(visit.asked):
        return None
    return Verdict(Result.MOVED, "It has moved for good.", moved_to=target)


RULES: list[Callable[[Visit], Verdict | None]] = [
    _wall,
    _gone,
    _broken,
    _withheld,
    _not_found,
    _sign_in,
    _front,
    _moved,
]


def _status(visit: Visit) -> str:
    try:
        return f"{visit.status} {HTTPStatus(visit.status).phrase}"
    except ValueError:
        return str(visit.status)


def _split(url: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError:
        return SplitResult("", "", url, "", "")


def _has(pattern: re.Pattern[str], url: str) -> bool:
    return any(pattern.fullmatch(segment) for segment in _split(url).path.split("/"))
