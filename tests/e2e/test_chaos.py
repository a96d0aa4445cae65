"""Part of `make chaos`, on a site of its own: the kills that cost seconds, and a Redis that is away."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.chaos.faults import RedisServer, kill
from tests.chaos.patients import Patients
from tests.e2e.site import RunningSite, start, status

EMBEDDED = {"DATABASE_URL": "", "REDIS_URL": "", "EMAIL_URL": "", "RATE_LIMIT_POSTS": "1000"}


def told(site: RunningSite, references: list[str]) -> list[str]:
    """Those of the references that the office gets a mail about in time."""
    return [reference for reference in references if site.wait_for_mail(reference, seconds=30)]


@pytest.fixture(scope="module")
def fragile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSite]:
    site = start(tmp_path_factory.mktemp("fragile"), EMBEDDED)
    yield site
    site.stop()


@pytest.mark.xdist_group("fragile")
@pytest.mark.parametrize("process", ["worker", "beat", "wsgi"])
def test_a_process_that_dies_comes_back_and_nothing_is_lost(fragile: RunningSite, process: str) -> None:
    with Patients(fragile) as patients:
        kill(fragile, process)
    patients.ask()
    assert len(patients.accepted) > 1
    assert told(fragile, patients.accepted) == patients.accepted
    assert "starts again in 2 seconds" in fragile.log.read_text()


@pytest.mark.redis
def test_requests_are_taken_and_pages_served_without_redis(tmp_path: Path) -> None:
    redis = RedisServer(tmp_path)
    redis.start()
    site = start(tmp_path / "site", EMBEDDED | {"REDIS_URL": redis.url})
    try:
        patients = Patients(site)
        redis.stop()
        patients.ask()
        assert status(f"{site.url}/articles/") == 200
        redis.start()
        assert len(patients.accepted) == 1
        assert told(site, patients.accepted) == patients.accepted
    finally:
        redis.stop()
        site.stop()
