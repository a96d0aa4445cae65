"""The cache on Redis: as good as any while Redis answers, an empty one while it does not."""

import os
import threading
import uuid
from typing import Any

import pytest
from django.core.cache import cache
from pytest_django import Settings

from core import cache as quiet
from tests.e2e.site import free_port


@pytest.fixture
def away(settings: Settings) -> None:
    """A Redis that nobody runs."""
    settings.CACHES = {
        "default": {"BACKEND": "core.cache.RedisCache", "LOCATION": f"redis://127.0.0.1:{free_port()}/0"}
    }


@pytest.mark.parametrize(
    ("method", "arguments", "answer"),
    [
        ("add", ["key", 1], False),
        ("get", ["key"], None),
        ("get", ["key", "default"], "default"),
        ("set", ["key", 1], None),
        ("touch", ["key"], False),
        ("delete", ["key"], False),
        ("get_many", [["key", "other"]], {}),
        ("has_key", ["key"], False),
        ("set_many", [{"key": 1}], []),
        ("delete_many", [["key"]], None),
        ("get_or_set", ["key", "made"], "made"),
        ("clear", [], False),
    ],
)
def test_redis_that_is_away_is_an_empty_cache(
    away: None, method: str, arguments: list[Any], answer: Any
) -> None:
    assert getattr(cache, method)(*arguments) == answer


def test_nothing_is_counted_in_a_redis_that_is_away(away: None) -> None:
    with pytest.raises(ValueError, match="key"):
        cache.incr("key")


def test_no_thread_waits_to_find_out_again_that_redis_is_away(
    away: None, caplog: pytest.LogCaptureFixture
) -> None:
    threads = [threading.Thread(target=cache.get, args=("key",)) for _ in range(5)]
    cache.get("key")
    for thread in threads:
        thread.start()
        thread.join()
    assert len(caplog.records) == 1


def test_an_outage_ends_when_the_server_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quiet, "SECONDS_UNTIL_ASKED_AGAIN", 0)
    answers: list[Exception | None] = [OSError(), ConnectionError(), None]
    back = threading.Event()

    def ask() -> None:
        if error := answers.pop(0):
            raise error
        back.set()

    outage = quiet.Outage()
    assert outage.begin(ask)
    assert back.wait(timeout=5)
    assert answers == []


@pytest.mark.redis
def test_redis_that_answers_keeps_what_it_is_given(settings: Settings) -> None:
    location = os.environ["REDIS_URL"]
    settings.CACHES = {"default": {"BACKEND": "core.cache.RedisCache", "LOCATION": location}}
    key = uuid.uuid4().hex
    assert cache.add(key, 1, 60)
    assert not cache.add(key, 2, 60)
    assert cache.incr(key) == 2
    assert cache.touch(key, 60)
    assert cache.get_many([key]) == {key: 2}
    cache.set_many({key: "new"}, 60)
    assert cache.has_key(key)
    assert cache.get(key) == "new"
    assert cache.delete(key)
    assert cache.get(key, "gone") == "gone"
