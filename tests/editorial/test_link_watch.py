"""What becomes of the addresses of sources, against a server that is difficult in every way."""

import gzip
import logging
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from io import StringIO
from ipaddress import ip_address
from itertools import pairwise
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connections
from pytest_django import Settings

from editorial import tasks
from editorial.link_watch import visiting, watching
from editorial.link_watch.judging import Result, Verdict, judge, rest
from editorial.link_watch.manners import Manners
from editorial.link_watch.network import MOST_BYTES, Target, ask, is_public
from editorial.link_watch.visiting import Visitor
from editorial.link_watch.visits import Failure, Hop, NoAnswer, Visit
from editorial.link_watch.watching import AlreadyRunning, believable, check_now, due, record, watch
from editorial.models import EditorialSettings, LinkLease, LinkState, Source
from home.models import HomePage
from tests import factories
from tests.editorial.link_server import Authority, Handler, LinkServer, answer, page, raw, redirect

ASKED = "https://journal.example/study/12"
NIGHT = datetime(2026, 11, 3, 11, 30, tzinfo=UTC)  # half past three in Oregon
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)


@pytest.fixture
def server() -> Iterator[LinkServer]:
    with LinkServer().running() as server:
        yield server


@pytest.fixture
def visitor(server: LinkServer) -> Visitor:
    """Goes to the server of the test, without pauses."""
    return Visitor(server.network(), Manners(pause=0))


# What an answer says


def visited(
    status: int = 200, *hops: tuple[int, str], title: str = "", asked: str = ASKED, **headers: str
) -> Visit:
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    return Visit(asked, status, hops=tuple(Hop(*hop) for hop in hops), headers=named, title=title)


FAILED = (
    *(Failure.NO_NAME, Failure.REFUSED, Failure.UNREACHABLE, Failure.TIMEOUT),
    *(Failure.DROPPED, Failure.TLS, Failure.GARBAGE, Failure.LOOP),
)
STRANGE = (Failure.PRIVATE, Failure.SILENT, Failure.CERTIFICATE)
SILENCE = tuple(set(Failure) - set(FAILED) - set(STRANGE))


def outcome_of(verdict: Verdict) -> str:
    return "failed" if verdict.failed else verdict.result.value


@pytest.mark.parametrize(
    ("visit", "outcome", "detail"),
    [
        (visited(200), "ok", ""),
        (visited(206), "ok", ""),
        (visited(404), "failed", "not there (404 Not Found)"),
        (visited(410), "failed", "not there (410 Gone)"),
        (visited(500), "failed", "an error of its own (500"),
        (visited(503), "failed", "an error of its own (503"),
        (visited(522), "failed", "an error of its own (522)"),
        (visited(503, retry_after="60"), "unknown", "503"),
        (visited(400), "unknown", "400"),
        (visited(401), "unknown", "401"),
        (visited(403), "unknown", "to a program (403 Forbidden)"),
        (visited(405), "unknown", "405"),
        (visited(429), "unknown", "429"),
        (visited(451), "unknown", "451"),
        (visited(999), "unknown", "999"),
        (visited(202), "unknown", "202"),
        (visited(304), "unknown", "304"),
        # What keeps programs out
        (visited(404, title="Just a moment..."), "unknown", "keeps programs out"),
        (visited(200, title="Just a moment..."), "unknown", "keeps programs out"),
        (visited(200, title="Attention Required! | Cloudflare"), "unknown", "programs"),
        (visited(503, cf_mitigated="challenge"), "unknown", "programs"),
        (
            visited(200, (302, "https://journal.example/action/cookieAbsent")),
            "unknown",
            "programs",
        ),
        (
            visited(404, (302, "https://agency.example/apology_objects/abuse-detection-apology.html")),
            "unknown",
            "programs",
        ),
        (visited(200, title="Barriers when access is denied"), "ok", ""),
        # Pages that are not the page
        (
            visited(200, (302, "https://journal.example/")),
            "suspect",
            "home page: https://journal.example/",
        ),
        (visited(200, (301, "https://journal.example/index.html")), "suspect", "home page"),
        (visited(200, (301, "https://other.example/en/")), "suspect", "home page"),
        (visited(200, (302, "https://journal.example/home?from=study")), "suspect", "home page"),
        (
            visited(200, (302, "https://journal.example/?id=5"), asked="https://journal.example/x?id=5"),
            "ok",
            "",
        ),
        (
            visited(200, (302, "https://journal.example/en/"), asked="https://journal.example/"),
            "ok",
            "",
        ),
        (
            visited(200, (302, "https://journal.example/login?next=/study/12")),
            "suspect",
            "sign-in",
        ),
        (visited(200, (302, "https://login.publisher.example/start")), "suspect", "sign-in"),
        (visited(200, (302, "https://journal.example/blogging/12")), "ok", ""),
        (visited(200, (302, "https://journal.example/404.html")), "suspect", "“not found”"),
        (
            visited(200, (302, "https://journal.example/errors/page-not-found")),
            "suspect",
            "“not found”",
        ),
        (visited(200, title="Page not found | Journal"), "suspect", "“not found”"),
        (visited(200, title="404 - Not Found"), "suspect", "“not found”"),
        (visited(200, title="Error 404 (Not Found)!!1"), "suspect", "“not found”"),
        (
            visited(200, title="Journal – Sorry, this page is no longer available."),
            "suspect",
            "“not found”",
        ),
        (visited(200, title="Effect not found in 404 patients"), "ok", ""),
        (visited(200, title="404 patients with depression: a cohort"), "ok", ""),
        (visited(200, title="Why the gene could not be found"), "ok", ""),
        # Redirects that mean well
        (visited(200, (302, "https://journal.example/full/12")), "ok", ""),
        (visited(200, (301, "https://www.journal.example/study/12/")), "ok", ""),
        (visited(200, (301, ASKED), asked="http://journal.example/study/12"), "ok", ""),
        (
            visited(200, (301, "https://journal.example/a"), (308, "https://journal.example/b")),
            "moved",
            "moved",
        ),
        (
            visited(200, (302, "https://journal.example/a"), (301, "https://journal.example/b")),
            "ok",
            "",
        ),
        (visited(404, (301, "https://journal.example/b")), "failed", "404"),
        # No answer
        *(
            (Visit(ASKED, failure=failure), "failed", "")
            for failure in (
                Failure.NO_NAME,
                Failure.REFUSED,
                Failure.UNREACHABLE,
                Failure.TIMEOUT,
                Failure.DROPPED,
                Failure.TLS,
                Failure.GARBAGE,
                Failure.LOOP,
            )
        ),
        *(
            (Visit(ASKED, failure=failure), "suspect", "")
            for failure in (Failure.PRIVATE, Failure.SILENT, Failure.CERTIFICATE)
        ),
        *(
            (Visit(ASKED, failure=failure), "unknown", "")
            for failure in (
                Failure.UNUSABLE,
                Failure.RESOLVER,
                Failure.OWN_NETWORK,
                Failure.CHAIN,
                Failure.TOO_LARGE,
                Failure.TOO_MANY_REDIRECTS,
                Failure.COOKIES,
                Failure.CONFUSED,
            )
        ),
    ],
)
def test_what_an_answer_says(visit: Visit, outcome: str, detail: str) -> None:
    verdict = judge(visit)
    assert outcome_of(verdict) == outcome
    assert detail in verdict.detail
    assert bool(verdict.detail) == (outcome != "ok")


def test_every_failure_is_judged() -> None:
    assert all(judge(Visit(ASKED, failure=failure)).detail for failure in Failure)


@pytest.mark.parametrize(
    ("hops", "moved_to"),
    [
        ([(301, "https://new.example/a")], "https://new.example/a"),
        ([(301, "https://new.example/a"), (308, "https://new.example/b")], "https://new.example/b"),
        ([(301, "https://new.example/a"), (302, "https://new.example/b")], "https://new.example/a"),
        ([(302, "https://new.example/a"), (301, "https://new.example/b")], ""),
    ],
)
def test_a_new_address_is_as_far_as_redirects_last(hops: list[tuple[int, str]], moved_to: str) -> None:
    assert judge(visited(200, *hops)).moved_to == moved_to


@pytest.mark.parametrize(
    ("visit", "wanted"),
    [
        (visited(200, retry_after="60"), None),
        (visited(503), None),
        (visited(429), timedelta(hours=12)),
        (visited(429, retry_after="soon"), timedelta(hours=12)),
        (visited(429, retry_after="90"), timedelta(seconds=90)),
        (visited(503, retry_after="90"), timedelta(seconds=90)),
        (visited(429, retry_after="99999999"), timedelta(days=7)),
        (visited(429, retry_after="Tue, 03 Nov 2026 12:30:00 GMT"), timedelta(hours=1)),
        (visited(429, retry_after="Tue, 03 Nov 2020 12:30:00 GMT"), timedelta(0)),
    ],
)
def test_how_long_a_server_wants_to_be_left_alone(visit: Visit, wanted: timedelta | None) -> None:
    assert rest(visit, NIGHT) == wanted


# What may be asked


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1"),
        *("169.254.169.254", "100.64.0.1", "100.100.100.200", "192.0.0.192", "168.63.129.16"),
        *("198.18.0.1", "192.0.2.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::", "::1"),
        *("::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254"),
        *("64:ff9b::a00:1", "64:ff9b:1::1", "2002:7f00:1::", "2001:0:7f00:1::", "2001:db8::1"),
        *("fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "ff02::1", "fec0::1"),
    ],
)
def test_addresses_of_nobody_elses_network(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "2606:2800:220:1::1", "::ffff:93.184.216.34", "64:ff9b::5db8:d822"]
)
def test_addresses_of_the_internet(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    ("url", "host", "path"),
    [
        ("http://journal.example", "journal.example", "/"),
        ("HTTP://Journal.Example:80/a?b=c#d", "journal.example", "/a?b=c"),
        ("http://user:secret@journal.example/a", "journal.example", "/a"),
        ("https://münchen.example/straße?q=ä b", "xn--mnchen-3ya.example", "/stra%C3%9Fe?q=%C3%A4%20b"),
        ("https://journal.example/a%20b(c);d", "journal.example", "/a%20b(c);d"),
        (" https://journal.example/a\r\nX: y ", "journal.example", "/aX:%20y"),
    ],
)
def test_an_address_as_a_request_needs_it(url: str, host: str, path: str) -> None:
    target = Target.of(url)
    assert (target.host, target.path) == (host, path)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "journal.example/a",
        "ftp://journal.example/a",
        "file:///etc/passwd",
        "gopher://journal.example",
        "javascript:alert(1)",
        "http://",
        "http://journal.example:22/",
        "http://journal.example:8000/",
        "http://journal.example:99999/",
        "http://[::1",
        "http://a..example/",
        f"http://{'a' * 64}.example/",
    ],
)
def test_what_is_no_address_of_the_web_is_not_asked_for(
    visitor: Visitor, server: LinkServer, url: str
) -> None:
    assert visitor.visit(url) == Visit(url, failure=Failure.UNUSABLE)
    assert not server.looked_up


# A server that is difficult

HOST = "journal.example"
URL = f"http://{HOST}/study"
Play = Callable[[LinkServer], None]


def plays(**answers: Any) -> Play:
    """`study` is what the address answers, any other name a path; a string is a trick of the server."""

    def play(server: LinkServer) -> None:
        for name, handler in answers.items():
            server.answers[f"{HOST}/{name}"] = (
                getattr(server, handler) if isinstance(handler, str) else handler
            )

    return play


def steps(last: int) -> dict[str, Handler]:
    return {str(n): redirect(302, f"/{n + 1}") for n in range(1, last)} | {str(last): page("A study")}


def cut_off(server: LinkServer) -> None:
    server.answers[HOST] = page("A study")
    server.network_is_away = True


def only_get(request: object) -> bytes:
    is_get = request.method == "GET"  # type: ignore[attr-defined]
    return (page("A study") if is_get else answer(405))(request)  # type: ignore[arg-type,return-value]


def silent_on_head(server: LinkServer) -> None:
    def study(request: object) -> object:
        is_head = request.method == "HEAD"  # type: ignore[attr-defined]
        return (server.hang if is_head else page("A study"))(request)  # type: ignore[arg-type]

    server.answers[f"{HOST}/study"] = study  # type: ignore[assignment]


BOMB = gzip.compress(b"<title>404</title>" + b"\0" * 50_000_000)


@pytest.mark.parametrize(
    ("play", "outcome", "detail"),
    [
        (plays(study=page("A study")), "ok", ""),
        (plays(study=answer(200, "%PDF", Content_Type="application/pdf")), "ok", ""),
        (plays(study=only_get), "ok", ""),
        (plays(study=redirect(301, "http://new.example/study")), "failed", "no server of this name"),
        (plays(study=redirect(301, f"http://{HOST}/new"), new=page("A study")), "moved", "moved"),
        (plays(study=redirect(302, f"http://{HOST}/new"), new=page("A study")), "ok", ""),
        (plays(study=redirect(307, "../new#part"), new=page("A study")), "ok", ""),
        (plays(study=redirect(301, "?id=1"), **{"study?id=1": page("A study")}), "moved", ""),
        (plays(study=redirect(302, "/"), **{"": page("Home")}), "suspect", "home page"),
        (plays(study=redirect(302, "/login"), login=page("Sign in")), "suspect", "sign-in"),
        (plays(study=page("Page not found")), "suspect", "“not found”"),
        (plays(study=page("Just a moment...")), "unknown", "programs"),
        (plays(study=answer(404)), "failed", "404"),
        (plays(study=answer(410)), "failed", "410"),
        (plays(study=answer(401)), "unknown", "401"),
        (plays(study=answer(403)), "unknown", "403"),
        (plays(study=answer(429, Retry_After="120")), "unknown", "429"),
        (plays(study=answer(999)), "unknown", "999"),
        (plays(study=answer(500)), "failed", "500"),
        (plays(study=answer(503)), "failed", "503"),
        (plays(study=answer(503, Retry_After="120")), "unknown", "503"),
        (plays(study="endless"), "ok", ""),
        (plays(study=answer(200, BOMB, Content_Encoding="gzip")), "ok", ""),
        (plays(study=redirect(302, "/study")), "failed", "circle"),
        (plays(study=redirect(302, "/b"), b=redirect(302, "/study")), "failed", "circle"),
        (plays(study=redirect(302, "/study", Set_Cookie="a=b")), "unknown", "cookie"),
        (plays(study=redirect(302, "/1"), **steps(9)), "unknown", "too often"),
        (plays(study=redirect(302, "/1"), **steps(5)), "ok", ""),
        (plays(study=redirect(302, "http://10.0.0.1/")), "suspect", "private network"),
        (plays(study=redirect(302, "ftp://journal.example/study")), "unknown", "no address of the web"),
        (plays(study=redirect(302, "http://[")), "unknown", "no address of the web"),
        (plays(study=answer(302)), "unknown", "302"),
        (lambda server: server.refusing.add(HOST), "failed", "no connections"),
        (lambda server: None, "failed", "no server of this name"),
        (lambda server: setattr(server, "resolver_is_away", True), "unknown", "looked up"),
        (cut_off, "unknown", "network of this site"),
        (plays(study=raw(b"SSH-2.0-OpenSSH_9.6\r\n")), "failed", "not one of the web"),
        (plays(study=raw(b"\x00\xff" * 500)), "failed", "not one of the web"),
        (plays(study=raw(b"HTTP/1.1 2OO OK\r\n\r\n")), "failed", "not one of the web"),
        (plays(study=raw(b"")), "failed", "without an answer"),
        (plays(study=raw(b"HTTP/1.1 200 OK\r\nX: " + b"a" * 100_000 + b"\r\n\r\n")), "unknown", "too large"),
        (plays(study=raw(b"HTTP/1.1 200 OK\r\n" + b"X: a\r\n" * 5_000 + b"\r\n")), "unknown", "too large"),
        (plays(study=raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n")), "ok", ""),
    ],
)
def test_an_answer_and_its_judgement(
    server: LinkServer, visitor: Visitor, play: Play, outcome: str, detail: str
) -> None:
    play(server)
    verdict = judge(visitor.visit(URL))
    assert outcome_of(verdict) == outcome, verdict
    assert detail in verdict.detail


@pytest.mark.parametrize(
    ("play", "outcome", "detail"),
    [
        (silent_on_head, "ok", ""),
        (plays(study="drip_body"), "ok", ""),
        (plays(study="hang"), "suspect", "does not answer in time"),
        (plays(study="drip"), "suspect", "does not answer in time"),
        (lambda server: server.deaf.add(HOST), "failed", "cannot be reached in time"),
    ],
)
def test_nobody_is_waited_for_long(
    server: LinkServer, visitor: Visitor, play: Play, outcome: str, detail: str
) -> None:
    play(server)
    visitor.seconds, visitor.seconds_a_request = 2.5, 1
    began = time.monotonic()
    verdict = judge(visitor.visit(URL))
    assert time.monotonic() - began < 4
    assert outcome_of(verdict) == outcome, verdict
    assert detail in verdict.detail


def test_no_request_is_begun_in_haste(server: LinkServer, visitor: Visitor) -> None:
    """With half its time a server would seem away that is only slow."""
    server.answers[HOST] = server.hang
    visitor.seconds, visitor.seconds_a_request = 1.5, 1
    assert visitor.visit(URL).failure == Failure.SILENT
    assert [request.method for request in server.asked] == ["HEAD"]


def test_a_request_is_honest_and_bare(
    server: LinkServer, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1/")
    server.answers[HOST] = answer(200, "<p>Words.</p>", Set_Cookie="a=b")
    visitor.visit(f"http://user:secret@{HOST}/study?q=1#results")
    visitor.visit(URL)
    assert [(request.method, request.path) for request in server.asked] == [
        ("HEAD", "/study?q=1"),
        ("GET", "/study?q=1"),
        ("HEAD", "/study"),
        ("GET", "/study"),
    ]
    for request in server.asked:
        assert request.headers["user-agent"] == "bedside-link-check (+http://testserver/)"
        assert request.headers["accept-encoding"] == "identity"
        assert not {"cookie", "authorization", "referer"} & set(request.headers)


@pytest.mark.parametrize(
    ("handler", "methods"),
    [
        (page("A study"), ["HEAD", "GET"]),
        (answer(200, "%PDF", Content_Type="application/pdf"), ["HEAD"]),
        (answer(404), ["HEAD", "GET"]),
        (answer(429), ["HEAD"]),
        (answer(503, Retry_After="9"), ["HEAD"]),
        (redirect(302, "ftp://a.example"), ["HEAD"]),
    ],
)
def test_no_more_is_asked_than_is_needed(
    server: LinkServer, visitor: Visitor, handler: Callable[..., bytes], methods: list[str]
) -> None:
    server.answers[HOST] = handler
    visitor.visit(URL)
    assert [request.method for request in server.asked] == methods


def test_only_the_beginning_of_a_body_is_read(server: LinkServer) -> None:
    server.answers[HOST] = server.endless
    found = ask(server.network(), "GET", Target.of(URL), seconds=5)
    assert len(found.body) == MOST_BYTES


@pytest.mark.parametrize(
    "host", ["[2606:2800:220:1::abcd]", "[2606:2800:220:1::1]", "[::ffff:93.184.216.34]"]
)
def test_an_address_in_numbers_is_asked_for(server: LinkServer, host: str) -> None:
    server.answers[host] = answer(200, "Here")
    found = ask(server.network(), "GET", Target.of(f"http://{host}/"), seconds=5)
    assert (found.status, found.body) == (200, b"Here")
    assert server.connected == [str(ip_address(host.strip("[]")))]


def test_nothing_is_unpacked(server: LinkServer) -> None:
    server.answers[HOST] = answer(200, BOMB, Content_Encoding="gzip")
    assert ask(server.network(), "GET", Target.of(URL), seconds=5).body == b""


@pytest.mark.parametrize(
    "addresses", [["127.0.0.1"], ["93.184.216.1", "10.0.0.1"], ["::ffff:169.254.169.254"], ["fe80::1%eth0"]]
)
def test_a_name_with_a_private_address_is_not_connected_to(
    server: LinkServer, visitor: Visitor, addresses: list[str]
) -> None:
    server.addresses["inside.example"] = addresses
    server.answers[HOST] = redirect(302, "http://inside.example/admin")
    assert visitor.visit("http://inside.example/").failure == Failure.PRIVATE
    assert server.connected == []
    assert visitor.visit(URL).failure == Failure.PRIVATE
    assert server.connected == ["93.184.216.1"]


def test_the_connection_goes_to_the_address_that_was_looked_at(server: LinkServer, visitor: Visitor) -> None:
    """A name that changes between two look-ups gains nothing: there is one for each connection."""
    server.answers[HOST] = answer(200, Content_Type="application/pdf")
    server.addresses[HOST] = ["93.184.216.77"]
    assert visitor.visit(URL).status == 200
    assert server.looked_up == [HOST]
    assert server.connected == ["93.184.216.77"]


def test_another_address_is_tried_where_one_refuses(server: LinkServer, visitor: Visitor) -> None:
    server.answers[HOST] = answer(200, Content_Type="application/pdf")
    server.refusing.add("other.example")
    server.addresses[HOST] = [server.address_of("other.example"), server.address_of(HOST)]
    assert visitor.visit(URL).status == 200


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority.new()


@pytest.mark.parametrize(
    ("name", "fault", "failure"),
    [
        (HOST, {}, None),
        (HOST, {"is_self_signed": True}, Failure.CERTIFICATE),
        (HOST, {"days": -1}, Failure.CERTIFICATE),
        ("other.example", {}, Failure.CERTIFICATE),
    ],
)
def test_certificates(
    server: LinkServer, authority: Authority, name: str, fault: dict[str, int], failure: Failure | None
) -> None:
    server.answers[HOST] = page("A study")
    server.certificates[HOST] = authority.context(name, **fault)  # type: ignore[arg-type]
    visit = Visitor(server.network(authority.trusted()), Manners(pause=0)).visit(f"https://{HOST}/study")
    assert visit.failure == failure
    assert visit.title == ("" if failure else "A study")


def test_an_issuer_that_only_we_do_not_know_says_nothing(server: LinkServer, authority: Authority) -> None:
    server.answers[HOST] = page("A study")
    server.certificates[HOST] = authority.context(HOST)
    visit = Visitor(server.network(), Manners(pause=0)).visit(f"https://{HOST}/study")
    assert visit.failure == Failure.CHAIN


def test_a_secure_server_may_not_drip_for_ever(server: LinkServer, authority: Authority) -> None:
    server.answers[HOST] = server.drip
    server.certificates[HOST] = authority.context(HOST)
    visitor = Visitor(server.network(authority.trusted()), Manners(pause=0), seconds_a_request=0.5, seconds=1)
    began = time.monotonic()
    assert visitor.visit(f"https://{HOST}/study").failure == Failure.SILENT
    assert time.monotonic() - began < 4


def test_plain_words_where_tls_was_expected(server: LinkServer, authority: Authority) -> None:
    server.answers[HOST] = page("A study")
    visitor = Visitor(server.network(authority.trusted()), Manners(pause=0), seconds_a_request=0.5, seconds=1)
    server.tls_port = server.port
    assert visitor.visit(f"https://{HOST}/study").failure in {Failure.TLS, Failure.SILENT}


def test_an_error_of_our_own_is_logged_and_stops_nothing(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(visiting, "ask", lambda *args, **kwargs: 1 / 0)
    assert visitor.visit(URL).failure == Failure.CONFUSED
    assert "ZeroDivisionError" in caplog.text


# Manners


def test_a_host_is_asked_one_at_a_time_with_pauses(server: LinkServer) -> None:
    pdf = answer(200, Content_Type="application/pdf")
    server.answers.update({"a.example": pdf, "b.example": pdf})
    visitor = Visitor(server.network(), Manners(pause=0.15))
    urls = [f"http://{host}/{number}" for number in range(4) for host in ("a.example", "b.example")]
    with ThreadPoolExecutor(8) as pool:
        assert {visit.status for visit in pool.map(visitor.visit, urls)} == {200}
    for host in ("a.example", "b.example"):
        times = sorted(request.began for request in server.asked if request.host == host)
        assert len(times) == 4
        assert min(later - earlier for earlier, later in pairwise(times)) >= 0.15
        assert server.most_at_once[host] == 1
    order = [request.host for request in sorted(server.asked, key=lambda request: request.began)]
    assert set(order[:4]) == {"a.example", "b.example"}  # no host waits for another


# From night to night


def state_after(*verdicts: Visit, state: LinkState | None = None) -> LinkState:
    """The state after one visit a night."""
    state = state or LinkState()
    for night, visit in enumerate(verdicts):
        state.take(judge(visit), address=visit.asked, status=visit.status, now=NIGHT + night * DAY)
    return state


GOOD, GONE, AWAY, SHUT, FRONT = (
    visited(200),
    visited(404),
    Visit(ASKED, failure=Failure.REFUSED),
    visited(403),
    visited(200, (302, "https://journal.example/")),
)


@pytest.mark.parametrize(
    ("nights", "result", "failures"),
    [
        ([GOOD], Result.OK, 0),
        ([GONE], Result.SUSPECT, 1),
        ([GONE, GONE], Result.SUSPECT, 2),
        ([GONE, AWAY, GONE], Result.DEAD, 3),
        ([GONE, GONE, GOOD, GONE], Result.SUSPECT, 1),
        ([GONE, GONE, SHUT], Result.UNKNOWN, 2),
        ([GONE, SHUT, GONE, SHUT, GONE], Result.DEAD, 3),
        ([GONE, GONE, FRONT, GONE], Result.SUSPECT, 1),
        ([GONE, GONE, GONE, GOOD], Result.OK, 0),
        ([GONE, GONE, GONE, SHUT], Result.DEAD, 3),
        ([GONE, GONE, GONE, FRONT], Result.SUSPECT, 0),
        ([SHUT] * 5, Result.UNKNOWN, 0),
        ([FRONT] * 5, Result.SUSPECT, 0),
    ],
)
def test_dead_by_repeated_failure(nights: list[Visit], result: Result, failures: int) -> None:
    state = state_after(*nights)
    assert (state.result, state.failures) == (result, failures)


def test_three_failures_on_one_day_are_one() -> None:
    state = LinkState()
    for hours in range(3):
        state.take(judge(GONE), address=ASKED, status=404, now=NIGHT + timedelta(hours=hours))
    assert (state.result, state.failures) == (Result.SUSPECT, 1)
    assert state.summary == "Suspect (failed on 1 of 3 days)"


def test_what_is_known_of_an_address() -> None:
    state = state_after(GOOD, GONE, GONE, GONE, GONE)
    assert state.last_good == NIGHT
    assert (str(state.first_failed), str(state.last_failed)) == ("2026-11-04", "2026-11-07")
    assert (state.since, state.last_checked) == (NIGHT + 3 * DAY, NIGHT + 4 * DAY)
    assert (state.status, state.detail) == (404, "The page is not there (404 Not Found).")


def test_another_address_begins_anew() -> None:
    state = state_after(GOOD, GONE, GONE, GONE)
    new = Visit("https://journal.example/new", 404)
    state.take(judge(new), address=new.asked, status=404, now=NIGHT + 4 * DAY)
    assert (state.result, state.failures, state.last_good) == (Result.SUSPECT, 1, None)


# A run


def make(host: str, path: str = "/study", **fields: object) -> Source:
    return factories.make_source(title=f"{host}{path}", url=f"http://{host}{path}", **fields)


def results() -> dict[str, str]:
    return dict(LinkState.objects.values_list("source__title", "result"))


def run(visitor: Visitor, *, days: int = 0, **options: object) -> list[str]:
    """The titles of what was checked, in order."""
    now = NIGHT + days * DAY
    return [checked.source.title for checked in watch(visitor=visitor, now=lambda: now, **options)]  # type: ignore[arg-type]


@pytest.mark.django_db
def test_three_nights(server: LinkServer, visitor: Visitor) -> None:
    server.answers.update(
        {"good.example": page("A"), "gone.example": answer(404), "shut.example": answer(403)}
    )
    for host in ("good.example", "gone.example", "shut.example"):
        make(host)
    factories.make_source(title="No address", url="")
    for days, expected in enumerate(("suspect", "suspect", "dead")):
        assert len(run(visitor, days=days)) == 3
        assert results() == {
            "good.example/study": "ok",
            "gone.example/study": expected,
            "shut.example/study": "unknown",
        }
    server.answers["gone.example"] = page("Back")
    run(visitor, days=3)
    assert results()["gone.example/study"] == "ok"


@pytest.mark.django_db
def test_the_longest_unchecked_come_first_and_recent_ones_wait(server: LinkServer, visitor: Visitor) -> None:
    pdf = answer(200, Content_Type="application/pdf")
    server.answers[HOST] = pdf
    first, second, third = (make(HOST, f"/{number}") for number in range(3))
    for source, hours in ((first, 30), (second, 40), (third, 1)):
        record(source=source, visit=Visit(source.address, 200), now=NIGHT - timedelta(hours=hours))
    fresh = make(HOST, "/fresh")
    assert [source.title for source in due(NIGHT)] == [fresh.title, second.title, first.title]
    assert len(due(NIGHT, everything=True)) == 4
    assert run(visitor) == [fresh.title, second.title, first.title]
    assert run(visitor) == []


@pytest.mark.django_db
def test_a_run_that_was_killed_goes_on(server: LinkServer, visitor: Visitor) -> None:
    server.answers[HOST] = answer(200, Content_Type="application/pdf")
    for number in range(6):
        make(HOST, f"/{number}")
    killed = watch(visitor=visitor, now=lambda: NIGHT)
    seen = [next(killed).source.title, next(killed).source.title]
    assert len(results()) == 2  # each is kept as soon as it is known
    with pytest.raises(AlreadyRunning):
        run(visitor)
    later = NIGHT + timedelta(minutes=6)  # nothing was given back, but the lease ran out
    rest_of_them = [checked.source.title for checked in watch(visitor=visitor, now=lambda: later)]
    assert not set(seen) & set(rest_of_them)
    assert len(results()) == 6
    with pytest.raises(AlreadyRunning):  # the one thought dead finds that it has been replaced
        list(killed)


@pytest.mark.django_db
def test_a_run_that_is_interrupted_lets_the_next_one_in_at_once(server: LinkServer, visitor: Visitor) -> None:
    server.answers[HOST] = answer(200, Content_Type="application/pdf")
    for number in range(3):
        make(HOST, f"/{number}")
    interrupted = watch(visitor=visitor, now=lambda: NIGHT)
    next(interrupted)
    interrupted.close()  # type: ignore[attr-defined]
    assert len(run(visitor)) == 2
    assert threading.active_count() < 20


@pytest.mark.django_db
def test_a_run_ends_in_time(server: LinkServer, visitor: Visitor) -> None:
    server.answers[HOST] = answer(200, Content_Type="application/pdf")
    for number in range(5):
        make(HOST, f"/{number}")
    visitor.manners.pause = 1
    began = time.monotonic()
    assert 1 <= len(run(visitor, seconds=1.5)) < 5
    assert time.monotonic() - began < 8
    visitor.manners.pause = 0
    run(visitor)
    assert len(results()) == 5


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_runs_at_a_time_ask_once(server: LinkServer, visitor: Visitor) -> None:
    server.answers[HOST] = answer(200, Content_Type="application/pdf")
    for number in range(4):
        make(HOST, f"/{number}")
    visitor.manners.pause = 0.05
    barrier = threading.Barrier(3)

    def one() -> int:
        try:
            barrier.wait(timeout=10)
            return len(run(visitor))
        except AlreadyRunning:
            return 0
        finally:
            connections.close_all()

    with ThreadPoolExecutor(3) as pool:
        counts = [future.result(timeout=60) for future in [pool.submit(one) for _ in range(3)]]
    assert sum(counts) == 4
    assert len(server.asked) == 4


@pytest.mark.django_db
def test_a_host_that_wants_its_peace_gets_it(server: LinkServer, visitor: Visitor) -> None:
    server.answers.update({"busy.example": answer(429, Retry_After="7200"), "good.example": page("A")})
    for number in range(3):
        make("busy.example", f"/{number}")
    make("good.example")
    assert len(run(visitor)) == 2
    assert [request.path for request in server.asked if request.host == "busy.example"] == ["/0"]
    now = NIGHT + timedelta(hours=1)
    assert list(watch(visitor=visitor, now=lambda: now)) == []
    now = NIGHT + timedelta(hours=3)
    server.answers["busy.example"] = page("A")
    assert [checked.source.title for checked in watch(visitor=visitor, now=lambda: now)] == [
        "busy.example/1",
        "busy.example/2",
    ]


@pytest.mark.django_db
def test_a_site_that_is_cut_off_takes_nobody_for_dead(server: LinkServer, visitor: Visitor) -> None:
    server.refusing.update({"a.example", "b.example", "c.example"})
    for host in ("a.example", "b.example", "c.example"):
        make(host)
    run(visitor)
    assert set(results().values()) == {"unknown"}
    server.answers["d.example"] = answer(403)
    make("d.example")
    run(visitor, days=1)
    assert results() == {
        "a.example/study": "suspect",
        "b.example/study": "suspect",
        "c.example/study": "suspect",
        "d.example/study": "unknown",
    }


def test_failures_of_a_few_hosts_are_believed() -> None:
    pair = [
        (Source(title=host), Visit(f"http://{host}/", failure=Failure.REFUSED))
        for host in ("a.example", "b.example")
    ]
    assert list(believable(pair)) == pair


@pytest.mark.django_db
def test_a_source_that_changes_under_way_is_left_for_the_next_time(
    server: LinkServer, visitor: Visitor
) -> None:
    source, gone = make("a.example"), make("b.example")
    visits = [Visit(each.address, 404) for each in (source, gone)]
    Source.objects.filter(pk=source.pk).update(url="http://a.example/new")
    gone.delete()
    assert [
        record(source=each, visit=visit, now=NIGHT)
        for each, visit in zip((source, gone), visits, strict=True)
    ] == [None, None]
    assert not LinkState.objects.exists()


@pytest.mark.django_db
def test_what_was_checked_is_not_in_use(home: HomePage) -> None:
    source = make("a.example")
    record(source=source, visit=Visit(source.address, 200), now=NIGHT)
    source.delete()
    assert not LinkState.objects.exists()


@pytest.mark.django_db
def test_one_source_is_checked_at_once(server: LinkServer, visitor: Visitor) -> None:
    server.answers["a.example"] = answer(404)
    state = check_now(make("a.example"), visitor)
    assert state is not None
    assert state.summary == "Suspect (failed on 1 of 3 days)"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "asked"),
    [
        ({"url": "", "doi": "10.1056/x"}, "https://doi.org/10.1056/x"),
        ({"url": "", "pmid": "123"}, "https://pubmed.ncbi.nlm.nih.gov/123/"),
        ({"url": "https://a.example/", "doi": "10.1056/x"}, "https://a.example/"),
    ],
)
def test_what_is_asked_for(fields: dict[str, str], asked: str) -> None:
    assert factories.make_source(**fields).address == asked


# By schedule and by hand


@pytest.fixture
def world(server: LinkServer, visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> LinkServer:
    """Whoever goes out by himself meets the server of the test."""
    monkeypatch.setattr(watching, "Visitor", lambda: visitor)
    monkeypatch.setattr("editorial.management.commands.watch_links.Visitor", lambda: visitor)
    return server


@pytest.mark.django_db
def test_the_task_checks_and_says_so(world: LinkServer, caplog: pytest.LogCaptureFixture) -> None:
    world.answers["a.example"] = page("A")
    make("a.example")
    with caplog.at_level(logging.INFO):
        tasks.watch_links()
    assert results() == {"a.example/study": "ok"}
    assert "Link watch: 1 ok" in caplog.text
    LinkLease.objects.take("run", now=datetime.now(UTC), lasts=DAY)
    tasks.watch_links()  # somebody else is at it, which is no error


def test_editors_can_turn_the_watch_off(home: HomePage, world: LinkServer) -> None:
    site = home.get_site()
    make("a.example")
    EditorialSettings.objects.create(site=site, watch_links=False)
    tasks.watch_links()
    assert not world.looked_up
    EditorialSettings.objects.update(watch_links=True)
    tasks.watch_links()
    assert world.looked_up == ["a.example"]


@pytest.mark.parametrize(
    ("task", "hours"), [(tasks.watch_links, {3, 4, 5}), (tasks.send_link_digest, {7, 8, 9, 10, 11, 12})]
)
def test_the_scheduler_does_it_by_the_clock_of_the_clinic(
    settings: Settings, task: object, hours: set[int]
) -> None:
    (planned,) = [
        plan
        for plan in settings.CELERY_BEAT_SCHEDULE.values()
        if plan["task"] == task.name  # type: ignore[attr-defined]
    ]
    assert planned["schedule"].hour == hours
    assert len(planned["schedule"].minute) == 1
    assert settings.CELERY_TIMEZONE == settings.TIME_ZONE


def command(*arguments: str) -> str:
    out = StringIO()
    call_command("watch_links", *arguments, stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_the_command_shows_how_far_it_is(world: LinkServer) -> None:
    world.answers.update({"a.example": page("A"), "b.example": answer(404)})
    make("a.example")
    source = make("b.example")
    assert command("--dry-run").endswith("2 addresses checked.\n")
    assert not results()
    text = command()
    assert "1/2  " in text
    assert "2/2  " in text
    assert "  Ok: http://a.example/study\n" in text
    assert "  Suspect (failed on 1 of 3 days): http://b.example/study\n" in text
    assert "The page is not there (404 Not Found).\n" in text
    assert command() == "0 addresses checked.\n"
    assert command("--all").endswith("2 addresses checked.\n")
    assert command("--source", str(source.pk)).startswith("1/1  Suspect (failed on 1 of 3 days): http://b.ex")
    with pytest.raises(CommandError, match="no source 999 with an address"):
        command("--source", "999")


@pytest.mark.django_db
def test_the_command_says_that_another_run_is_under_way(world: LinkServer) -> None:
    LinkLease.objects.take("run", now=datetime.now(UTC), lasts=DAY)
    with pytest.raises(CommandError, match="Another run is under way"):
        command()


@pytest.mark.django_db
def test_the_command_can_be_stopped(world: LinkServer) -> None:
    world.answers["a.example"] = answer(200, Content_Type="application/pdf")
    make("a.example")

    class Stopping(StringIO):
        def write(self, text: str) -> int:
            raise KeyboardInterrupt

    with pytest.raises(CommandError, match="The next run goes on from here"):
        call_command("watch_links", stdout=Stopping())
    assert results() == {"a.example/study": "ok"}
    assert command() == "0 addresses checked.\n"


@pytest.mark.django_db
def test_the_command_says_what_is_left(world: LinkServer) -> None:
    world.answers["busy.example"] = answer(429)
    for number in range(3):
        make("busy.example", f"/{number}")
    assert "1 addresses checked. 2 of slow or busy servers are left" in command()


def test_an_answer_that_never_came_says_why() -> None:
    assert str(NoAnswer(Failure.REFUSED)) == "refused"
