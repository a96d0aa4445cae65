"""Being a guest: one request at a time to a host, and a pause after each."""

import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

PAUSE = 2.0  # seconds


class Manners:
    def __init__(self, pause: float = PAUSE) -> None:
        self.pause = pause
        self._guard = threading.Lock()
        self._turns: dict[str, threading.Lock] = defaultdict(threading.Lock)
        self._free_at: dict[str, float] = {}

    @contextmanager
    def turn(self, host: str) -> Iterator[None]:
        """Wait until the host is free and has rested, and keep others from it meanwhile."""
        with self._guard:
            turn = self._turns[host]
        with turn:
            time.sleep(max(0.0, self._free_at.get(host, 0.0) - time.monotonic()))
            try:
                yield
            finally:
                self._free_at[host] = time.monotonic() + self.pause
