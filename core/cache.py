"""Django's cache on Redis, without which the site goes on."""

import functools
import logging
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any

from django.core.cache.backends import redis
from redis.exceptions import RedisError

SECONDS_UNTIL_ASKED_AGAIN = 2

logger = logging.getLogger(__name__)


class Outage:
    """Whether a server is away, as all threads of the process know it: no visitor waits to find out anew.

    While it lasts a thread of its own asks now and then.
    """

    def __init__(self) -> None:
        self.lasts = False
        self._lock = threading.Lock()

    def begin(self, ask: Callable[[], object]) -> bool:
        """False if it was known already."""
        with self._lock:
            if self.lasts:
                return False
            self.lasts = True
        threading.Thread(target=self._watch, args=(ask,), name="cache", daemon=True).start()
        return True

    def _watch(self, ask: Callable[[], object]) -> None:
        while self.lasts:
            time.sleep(SECONDS_UNTIL_ASKED_AGAIN)
            try:
                ask()
            except (RedisError, OSError):
                continue
            self.lasts = False


@functools.cache
def outage_of(servers: Sequence[str]) -> Outage:
    return Outage()


class Client(redis.RedisCacheClient):
    """Answers as an empty cache would while the server does not answer."""

    def _ask(self, empty: Any, method: Callable[..., Any], *args: Any) -> Any:
        outage = outage_of(tuple(self._servers))
        if outage.lasts:
            return empty
        try:
            return method(*args)
        except (RedisError, OSError) as error:
            if outage.begin(lambda: self.get_client(None, write=True).ping()):
                logger.warning("The cache counts as empty: Redis answered %s", type(error).__name__)
            return empty

    def add(self, key: str, value: Any, timeout: float | None) -> bool:
        return bool(self._ask(False, super().add, key, value, timeout))

    def get(self, key: str, default: Any) -> Any:
        return self._ask(default, super().get, key, default)

    def set(self, key: str, value: Any, timeout: float | None) -> None:
        self._ask(None, super().set, key, value, timeout)

    def touch(self, key: str, timeout: float | None) -> bool:
        return bool(self._ask(False, super().touch, key, timeout))

    def delete(self, key: str) -> bool:
        return bool(self._ask(False, super().delete, key))

    def get_many(self, keys: list[str]) -> dict[str, Any]:
        return dict(self._ask({}, super().get_many, keys))

    def has_key(self, key: str) -> bool:
        return bool(self._ask(False, super().has_key, key))

    def incr(self, key: str, delta: int) -> int:
        """Raises ValueError where there is no such key, which is so in an empty cache."""
        count = self._ask(None, super().incr, key, delta)
        if count is None:
            raise ValueError(f"Key '{key}' not found.")
        return int(count)

    def set_many(self, data: dict[str, Any], timeout: float | None) -> None:
        self._ask(None, super().set_many, data, timeout)

    def delete_many(self, keys: list[str]) -> None:
        self._ask(None, super().delete_many, keys)

    def clear(self) -> bool:
        return bool(self._ask(False, super().clear))


class RedisCache(redis.RedisCache):
    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = Client
