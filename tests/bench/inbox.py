"""`make bench ONLY=inbox`: what the inbox costs with 100,000 requests, as a multiple of 100."""

import http.client
import re
import urllib.parse
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from forms_app.references import ALPHABET, PREFIX, check_character
from tests.bench.timing import in_turns
from tests.e2e.site import PASSWORD, RunningSite, start

FEW, MANY = 100, 100_000
FIRST_NAMES = ["Ana", "Bea", "Cem", "Dee", "Eli", "Fay", "Gus", "Hal", "Ida", "Jon"]
LETTERS = "bcdfghjkmnpqrstvwxyz"


def first_name(number: int) -> str:
    return FIRST_NAMES[number % len(FIRST_NAMES)]


def last_name(number: int) -> str:
    """A name of seven letters that nobody else has."""
    letters = [LETTERS[number // 20**place % 20] + "aeiou"[place] for place in range(4)]
    return "".join(reversed(letters))[:7].capitalize() + LETTERS[number % 20]


def phone(number: int) -> str:
    return f"+1 503-{200 + number // 10_000}-{number % 10_000:04}"


def reference(number: int) -> str:
    body = "".join(ALPHABET[number // 30**place % 30] for place in range(7))
    return f"{PREFIX}-{body}{check_character(body)}"


class Office:
    """Somebody of the office, signed in."""

    def __init__(self, site: RunningSite) -> None:
        self.connection = http.client.HTTPConnection(urllib.parse.urlsplit(site.url).netloc, timeout=60)
        self.cookies: dict[str, str] = {}
        page = self.ask("GET", "/admin/login/")
        form = {"csrfmiddlewaretoken": self.token(page), "username": "office", "password": PASSWORD}
        self.ask("POST", "/admin/login/", form, expected=302)

    def ask(self, method: str, path: str, form: dict[str, str] | None = None, expected: int = 200) -> str:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if form:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, urllib.parse.urlencode(form or {}), headers)
        response = self.connection.getresponse()
        page = response.read().decode()
        for cookie in response.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        if response.status != expected:
            raise SystemExit(f"{path} answered {response.status}")
        return page

    @staticmethod
    def token(page: str) -> str:
        return re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[0]

    def searcher(self, query: str) -> Callable[[], str]:
        token = self.token(self.ask("GET", "/admin/requests/"))
        return lambda: self.ask("POST", "/admin/requests/", {"csrfmiddlewaretoken": token, "query": query})


PAGES = {
    "list": "/admin/requests/",
    "list by what is due": "/admin/requests/?ordering=due_at",
    "filter: closed": "/admin/requests/?status=closed",
    "filter: closed and new, nobody’s": "/admin/requests/?status=closed&status=new&assigned_to=nobody",
    "filter: overdue": "/admin/requests/?overdue=yes",
    "last page that is counted": "/admin/requests/?status=closed&p=9999",
    "dashboard": "/admin/",
    "any page, with its menu": "/admin/account/",
}
QUERIES = {
    "search: a name": last_name(7),
    "search: two names": f"{last_name(7)}, {first_name(7)}",
    "search: the end of a number": phone(7)[-4:],
    "search: a reference": reference(7),
    "search: nobody": "Nobody Whatsoever",
}


def calls(office: Office) -> dict[str, Callable[[], str]]:
    """What somebody of the office does with a list."""
    pages = {name: partial(office.ask, "GET", path) for name, path in PAGES.items()}
    return pages | {name: office.searcher(query) for name, query in QUERIES.items()}


SCRIPT = (
    "from tests.bench.inbox_rows import fill; from forms_app.models import AppointmentRequest;"
    " fill({}, AppointmentRequest.objects.earliest('pk'))"
)


def print_inbox(write: Callable[[str], None], ask: Callable[[RunningSite], None]) -> None:
    """Two sites, asked in turns, so that whatever else the machine does weighs on both.

    `ask` requests an appointment as a patient does; every other request is a copy of that one.
    """
    with TemporaryDirectory() as folder, ExitStack() as sites:
        running = []
        for wanted in (FEW, MANY):
            site = start(Path(folder) / str(wanted), {"DATABASE_URL": "", "REDIS_URL": "", "EMAIL_URL": ""})
            sites.callback(site.stop)
            ask(site)
            write(f"Filling a site with {wanted:,} requests ...")
            outcome = site.manage("shell", "--command", SCRIPT.format(wanted))
            if outcome.returncode:
                raise SystemExit(outcome.stderr)
            running.append(site)
        few, many = (calls(Office(site)) for site in running)
        write(f"\n{'inbox':<34}{FEW:>10,}{MANY:>14,}{'ratio':>8}")
        for name in few:
            fast, slow = in_turns(few[name], many[name])
            write(f"{name:<34}{fast:>7.2f} ms{slow:>11.2f} ms{slow / fast:>8.2f}")
