"""`make bench`: pages and requests of the demo site as ratios to a bare Django view on the same server.

Then how fast and how well documents are read.
"""

import http.client
import os
import statistics
import sys
import tempfile
import time
import urllib.parse
from collections.abc import Callable
from pathlib import Path

from tests.bench.importer import print_table
from tests.bench.reading import print_speed
from tests.e2e.site import RunningSite, start
from tests.e2e.test_request import ANSWERS, article_address, form_on, location_of
from tests.importer.test_documents import CORPUS, expected

ROUNDS = 60
YARDSTICK = "/healthz"


def milliseconds(call: Callable[[], None], rounds: int = ROUNDS) -> float:
    """The median time of a call, after a few to warm up."""
    for _ in range(5):
        call()
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        call()
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times)


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


def main() -> None:
    os.environ["RATE_LIMIT_POSTS"] = "100000"
    with tempfile.TemporaryDirectory() as folder:
        write("Starting the demo site ...")
        site = start(Path(folder), {"DATABASE_URL": "", "REDIS_URL": "", "EMAIL_URL": ""})
        try:
            host = urllib.parse.urlsplit(site.url).netloc
            connection = http.client.HTTPConnection(host, timeout=30)
            article = urllib.parse.urlsplit(article_address(site)).path
            bare = milliseconds(getter(connection, YARDSTICK), 4 * ROUNDS)
            write(f"\n{'what':<34}{'median':>10}{'x bare view':>14}")
            write(f"{'bare Django view (' + YARDSTICK + ')':<34}{bare:>7.2f} ms{1:>13.1f}x")
            pages = {
                "home": "/",
                "articles": "/articles/",
                "article": article,
                "form": "/request-appointment/",
            }
            for name, path in pages.items():
                spent = milliseconds(getter(connection, path))
                write(f"{name:<34}{spent:>7.2f} ms{spent / bare:>13.1f}x")
            spent = milliseconds(poster(connection, site), 30)
            write(f"{'request stored (POST)':<34}{spent:>7.2f} ms{spent / bare:>13.1f}x")
        finally:
            site.stop()
    print_speed(write)
    print_table(write, CORPUS, expected)


if __name__ == "__main__":
    main()
