"""Patients who keep asking for appointments, whatever is broken."""

import threading
import urllib.parse
from itertools import count

from tests.e2e.site import RunningSite
from tests.e2e.test_request import ANSWERS, Browser, form_on, location_of

SECONDS_BETWEEN = 0.2


class Patients:
    """Posts one request after the other, each of another patient, and keeps what was accepted."""

    def __init__(self, site: RunningSite) -> None:
        self.action, hidden, form = form_on(f"{site.url}/request-appointment/")
        # Without an email address: only the office's mail counts.
        self.answers = ANSWERS | hidden | {"location": location_of(form)[0], "email": ""}
        self.accepted: list[str] = []
        self.turned_away = 0
        self._numbers = count(1)
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._keep_asking)

    def __enter__(self) -> "Patients":
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._done.set()
        self._thread.join()

    def _keep_asking(self) -> None:
        while not self._done.wait(SECONDS_BETWEEN):
            try:
                self.ask()
            except OSError:
                self.turned_away += 1

    def ask(self) -> None:
        """Post one request; whoever sees no confirmation knows that nothing was received."""
        answers = self.answers | {"message": f"Patient {next(self._numbers)}"}
        status, headers, _ = Browser().open(self.action, answers)
        if status == 303:
            self.accepted.append(urllib.parse.urlsplit(headers["Location"]).path.rstrip("/").split("/")[-1])
        else:
            self.turned_away += 1
