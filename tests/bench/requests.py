"""What a patient's request costs: whether Redis is there or not, and beside Wagtail's own form page."""

import http.client
import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
from collections.abc import Callable
from itertools import count
from pathlib import Path

from tests.chaos.servers import RedisServer
from tests.e2e.site import ROOT, RunningSite, start
from tests.e2e.test_request import ANSWERS, form_on, location_of

ROUNDS, POSTS = 4, 60  # of each kind, by turns
SECONDS_TO_RECOVER = 6  # until a Redis that was away is asked again
MOST_WITHOUT_REDIS, MOST_BESIDE_WAGTAIL = 1.2, 0.7  # times as long
Write = Callable[[str], object]


def poster(site: RunningSite) -> Callable[[], None]:
    """Post a different patient's request each time."""
    action, hidden, form = form_on(f"{site.url}/request-appointment/")
    answers = ANSWERS | hidden | {"location": location_of(form)[0]}
    address = urllib.parse.urlsplit(action)
    connection = http.client.HTTPConnection(address.netloc, timeout=30)
    number = count()

    def post() -> None:
        body = urllib.parse.urlencode(answers | {"message": f"Request {next(number)}"})
        connection.request("POST", address.path, body, {"Content-Type": "application/x-www-form-urlencoded"})
        response = connection.getresponse()
        response.read()
        if response.status != 303:
            raise SystemExit(f"the request form answered {response.status}")

    return post


def spent(post: Callable[[], None], posts: int) -> list[float]:
    times = []
    for _ in range(posts):
        began = time.perf_counter()
        post()
        times.append((time.perf_counter() - began) * 1000)
    return times


def slow_end(times: list[float]) -> float:
    """The time that one in twenty exceeds."""
    return statistics.quantiles(times, n=20)[-1]


def with_and_without_redis(site: RunningSite, redis: RedisServer) -> dict[str, list[float]]:
    """The times of all posts while Redis is up, killed and hanging, by turns."""
    post = poster(site)
    spent(post, 10)
    times: dict[str, list[float]] = {"up": [], "down": [], "hanging": []}
    for _ in range(ROUNDS):
        times["up"] += spent(post, POSTS)
        redis.stop()
        times["down"] += spent(post, POSTS)
        redis.start()
        time.sleep(SECONDS_TO_RECOVER)
        times["up"] += spent(post, POSTS)
        redis.hang()
        times["hanging"] += spent(post, POSTS)
        redis.stop()
        redis.start()
        time.sleep(SECONDS_TO_RECOVER)
    return times


def kept(write: Write, ratio: float, most: float) -> bool:
    """Whether a ratio is within its limit; where it is not, the line after it says so."""
    if ratio > most:
        write(f"EXCEEDED: {ratio:.2f}x, at most {most:.2f}x was promised")
    return ratio <= most


def print_redis(write: Write) -> bool:
    """How slow the slow requests are, beside those with Redis up; whether that is as promised."""
    with tempfile.TemporaryDirectory() as folder:
        redis = RedisServer(Path(folder))
        redis.start()
        env = {"DATABASE_URL": "", "EMAIL_URL": "", "REDIS_URL": redis.url, "RATE_LIMIT_POSTS": "1000000"}
        try:
            site = start(Path(folder) / "site", env)
            try:
                times = with_and_without_redis(site, redis)
            finally:
                site.stop()
        finally:
            redis.stop()
    up = slow_end(times["up"])
    write(f"\n{'request stored (POST), 95th percentile':<44}{'ms':>8}{'x Redis up':>14}")
    is_kept = True
    for name, values in times.items():
        write(f"{'Redis ' + name:<44}{slow_end(values):>8.1f}{slow_end(values) / up:>13.2f}x")
        is_kept &= kept(write, slow_end(values) / up, MOST_WITHOUT_REDIS)
    return is_kept


def processor_time(var: Path) -> tuple[float, float]:
    """Milliseconds of processor time for a form that is sent: ours, and Wagtail's own."""
    program = [sys.executable, "-m", "tests.bench.wagtail_form.compare"]
    env = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
    env |= {"BEDSIDE_VAR": str(var), "RATE_LIMIT_POSTS": "1000000"}
    done = subprocess.run(program, cwd=ROOT, env=env, capture_output=True, text=True, check=True)
    ours, theirs = done.stdout.split()
    return float(ours), float(theirs)


def print_processor_time(write: Write, var: Path) -> bool:
    """What a form costs beside Wagtail's own; whether that is as promised."""
    ours, theirs = processor_time(var)
    write(f"\n{'processor time of a form that is sent':<44}{'ms':>8}{'x Wagtail':>14}")
    write(f"{'Wagtail: stored, confirmation shown':<44}{theirs:>8.1f}{1:>13.2f}x")
    write(f"{'ours: stored and queued':<44}{ours:>8.1f}{ours / theirs:>13.2f}x")
    return kept(write, ours / theirs, MOST_BESIDE_WAGTAIL)
