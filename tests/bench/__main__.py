"""`make bench`: pages and requests of the demo site as ratios to a bare Django view on the same server.

Then what a request costs without Redis and beside Wagtail's own form page, what the checks find and how fast,
how fast and how well documents are read, and what the office's inbox costs with many requests.
`make bench ONLY=checks`, `ONLY=requests` or `ONLY=inbox` measures a part. Where a request costs more than was
promised, that is said and the status is 1.
"""

import http.client
import json
import os
import shutil
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
from tests.bench.requests import poster, print_processor_time, print_redis
from tests.bench.timing import ROUNDS, milliseconds
from tests.e2e.site import RunningSite, start
from tests.e2e.test_request import article_address
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
    spent = milliseconds(poster(site), 30)
    write(f"{'request stored (POST)':<34}{spent:>7.2f} ms{spent / bare:>13.1f}x")


def published(site: RunningSite, document: Path) -> str:
    """The path of a page made of a document."""
    outcome = site.manage("import_article", str(document), "--publish", "--json")
    if outcome.returncode:
        raise SystemExit(outcome.stderr)
    return urllib.parse.urlsplit(json.loads(outcome.stdout)["url"]).path


def ask_once(site: RunningSite) -> None:
    """Request an appointment as a patient does."""
    poster(site)()


def main(only: str = "") -> int:
    """Measure; the status is 1 if a request costs more than was promised."""
    kept = True
    os.environ["RATE_LIMIT_POSTS"] = "100000"
    if only == "inbox":
        print_inbox(write, ask_once)
        return 0
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
            if not only:
                print_pages(site, connection, bare)
            rendered = milliseconds(getter(connection, longest))
        finally:
            site.stop()
        if only in ("", "requests"):
            kept &= print_processor_time(write, Path(folder))
    if only in ("", "requests") and shutil.which("redis-server"):
        kept &= print_redis(write)
    if only in ("", "checks"):
        print_checks(write, rendered, bare)
    if not only:
        print_speed(write)
        print_table(write, CORPUS, expected)
        print_inbox(write, ask_once)
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
