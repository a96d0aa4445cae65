"""`make bench`: pages and requests of the demo site as ratios to a bare Django view on the same server.

Then what the checks find and how fast, how fast and how well documents are read, and what the office's inbox
costs with many requests. `make bench ONLY=checks` measures the checks alone, `ONLY=inbox` the inbox.
"""

import http.client
import json
import os
import sys
import tempfile
import urllib.parse
from collections.abc import Callable
from pathlib import Path

from tests.bench.checks import corpus
from tests.bench.checks.measure import print_checks
from tests.bench.importer import print_table
from tests.bench.inbox import print_inbox
from tests.bench.reading import print_speed
from tests.bench.timing import ROUNDS, milliseconds
from tests.e2e.site import RunningSite, start
from tests.e2e.test_request import ANSWERS, article_address, form_on, location_of
from tests.importer.test_documents import CORPUS, expected

YARDSTICK = "/healthz"


def getter(connection: http.client.HTTPConnection, path: str) -> Callable[[], None]:
    def get() -> None:
        connection.request("GET", path)
        response = connection.getresponse()
        response.read()
        if response.status != 200:
            raise SystemExit(f"{path} answered {response.status}")

    return get


def poster(connection: http.client.HTTPConnection, site: RunningSite) -> Callable[[], None]:
    """Post a different patient's request each time, from a different address so that no limit is met."""
    action, hidden, form = form_on(f"{site.url}/request-appointment/")
    answers = ANSWERS | hidden | {"location": location_of(form)[0]}
    path = urllib.parse.urlsplit(action).path
    number = iter(range(10_000))

    def post() -> None:
        body = urllib.parse.urlencode(answers | {"message": f"Request {next(number)}"})
        connection.request("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded"})
        response = connection.getresponse()
        response.read()
        if response.status != 303:
            raise SystemExit(f"the request form answered {response.status}")

    return post


def write(line: str) -> None:
    sys.stdout.write(line + "\n")


def print_pages(site: RunningSite, connection: http.client.HTTPConnection, bare: float) -> None:
    pages = {
        "home": "/",
        "articles": "/articles/",
        "article": urllib.parse.urlsplit(article_address(site)).path,
        "form": "/request-appointment/",
    }
    for name, path in pages.items():
        spent = milliseconds(getter(connection, path))
        write(f"{name:<34}{spent:>7.2f} ms{spent / bare:>13.1f}x")
    spent = milliseconds(poster(connection, site), 30)
    write(f"{'request stored (POST)':<34}{spent:>7.2f} ms{spent / bare:>13.1f}x")


def published(site: RunningSite, document: Path) -> str:
    """The path of a page made of a document."""
    outcome = site.manage("import_article", str(document), "--publish", "--json")
    if outcome.returncode:
        raise SystemExit(outcome.stderr)
    return urllib.parse.urlsplit(json.loads(outcome.stdout)["url"]).path


def ask_once(site: RunningSite) -> None:
    """Request an appointment as a patient does."""
    poster(http.client.HTTPConnection(urllib.parse.urlsplit(site.url).netloc, timeout=30), site)()


def main(only: str = "") -> None:
    os.environ["RATE_LIMIT_POSTS"] = "100000"
    if only == "inbox":
        print_inbox(write, ask_once)
        return
    with tempfile.TemporaryDirectory() as folder:
        write("Starting the demo site ...")
        site = start(Path(folder), {"DATABASE_URL": "", "REDIS_URL": "", "EMAIL_URL": ""})
        try:
            longest = published(site, corpus.LONGEST)
            host = urllib.parse.urlsplit(site.url).netloc
            connection = http.client.HTTPConnection(host, timeout=30)
            bare = milliseconds(getter(connection, YARDSTICK), 4 * ROUNDS)
            write(f"\n{'what':<34}{'median':>10}{'x bare view':>14}")
            write(f"{'bare Django view (' + YARDSTICK + ')':<34}{bare:>7.2f} ms{1:>13.1f}x")
            if only != "checks":
                print_pages(site, connection, bare)
            rendered = milliseconds(getter(connection, longest))
        finally:
            site.stop()
    print_checks(write, rendered, bare)
    if only != "checks":
        print_speed(write)
        print_table(write, CORPUS, expected)
        print_inbox(write, ask_once)


if __name__ == "__main__":
    main(*sys.argv[1:2])
