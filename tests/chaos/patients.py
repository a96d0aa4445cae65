"""Patients who ask for appointments whatever is broken, many at once."""

import http.client
import queue
import threading
import time
import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count

from tests.e2e.test_request import ANSWERS, form_on, location_of

PATIENCE = 120  # seconds for which a patient presses the button again
HEADERS = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass
class Patients:
    """Each asks once, through one of the web servers, and presses the button again until it is received."""

    urls: list[str]
    clients: int
    accepted: list[str] = field(default_factory=list)
    refused: int = 0  # answers that said plainly: not received
    given_up: int = 0
    errors_after_acceptance: list[str] = field(default_factory=list)
    slowest: float = 0.0
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        action, hidden, form = form_on(f"{self.urls[0]}/request-appointment/")
        # Without an email address: only the office's mail counts.
        self.answers = ANSWERS | hidden | {"location": location_of(form)[0], "email": ""}
        self.path = urllib.parse.urlsplit(action).path

    @contextmanager
    def asking(self, requests: int) -> Iterator[None]:
        """So many requests come in while the block runs; it ends when the last of them was received."""
        todo: queue.SimpleQueue[int] = queue.SimpleQueue()
        for _ in range(requests):
            todo.put(next(self._numbers))
        threads = [threading.Thread(target=self._ask_all, args=(todo,)) for _ in range(self.clients)]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            for thread in threads:
                thread.join()

    def _ask_all(self, todo: "queue.SimpleQueue[int]") -> None:
        while True:
            try:
                number = todo.get_nowait()
            except queue.Empty:
                return
            self.ask(number)

    def ask(self, number: int) -> None:
        """Send one form until it is received, then look at the confirmation."""
        body = urllib.parse.urlencode(self.answers | {"message": f"Patient {number}"})
        began = time.monotonic()
        while time.monotonic() - began < PATIENCE:
            status, location = self._open(number, "POST", self.path, body)
            if status == http.HTTPStatus.SEE_OTHER:
                break
            with self._lock:
                self.refused += 1
            time.sleep(0.5)
        else:
            self.given_up += 1
            return
        shown, _ = self._open(number, "GET", location)
        with self._lock:
            self.slowest = max(self.slowest, time.monotonic() - began)
            self.accepted.append(location.rstrip("/").split("/")[-1])
            if shown != http.HTTPStatus.OK:
                self.errors_after_acceptance.append(f"{location}: {shown}")

    def _open(self, number: int, method: str, path: str, body: str | None = None) -> tuple[int, str]:
        """The status and where it leads; 0 where nobody answered."""
        host = urllib.parse.urlsplit(self.urls[number % len(self.urls)]).netloc
        connection = http.client.HTTPConnection(host, timeout=60)
        try:
            connection.request(method, path, body, HEADERS if body else {})
            response = connection.getresponse()
            response.read()
            return response.status, urllib.parse.urlsplit(response.headers.get("Location", "")).path
        except (OSError, http.client.HTTPException):
            return 0, ""
        finally:
            connection.close()
