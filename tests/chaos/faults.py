"""What breaks while patients ask. A fault breaks something, waits, and mends what does not mend itself."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from tests.chaos.cluster import BEATS, WORKERS, Cluster
from tests.chaos.mail_server import MailServer
from tests.chaos.servers import PostgresServer, RedisServer
from tests.e2e.site import status

Fault = Callable[[], None]


@dataclass
class Faults:
    """Those that an installation can have; `seconds` is how long each lasts."""

    cluster: Cluster
    mail: MailServer
    redis: RedisServer | None
    postgres: PostgresServer | None
    seconds: float
    unserved: int = 0  # pages that were not shown without Redis

    def by_name(self) -> dict[str, Fault]:
        """In the order in which they happen."""
        faults: dict[str, Fault] = {"mail server away": self.mail_server_away}
        if self.redis:
            faults["Redis hangs, is killed and wiped"] = self.redis_killed
        else:
            faults["queue wiped"] = self.queue_wiped
        faults["worker killed in a conversation"] = self.worker_killed
        if self.postgres:
            faults["PostgreSQL crashes"] = self.postgres_crashes
        if self.cluster.sweeps:
            faults["schedulers killed"] = self.scheduler_killed
        return faults

    def mail_server_away(self) -> None:
        self.mail.stop()
        time.sleep(self.seconds)
        self.mail.start()

    def redis_killed(self) -> None:
        if self.redis:
            self.redis.hang()
            time.sleep(self.seconds)
            self.unserved += sum(status(f"{url}/articles/") != 200 for url in self.cluster.urls)
            self.redis.stop()
            time.sleep(self.seconds)
            self.unserved += sum(status(f"{url}/articles/") != 200 for url in self.cluster.urls)
            self.redis.start()

    def queue_wiped(self) -> None:
        """The embedded queue is a folder; somebody empties it while it is written to."""
        for _ in range(10):
            for path in (self.cluster.var / "broker" / "queue").glob("*.msg"):
                path.unlink(missing_ok=True)
            time.sleep(self.seconds / 10)

    def worker_killed(self) -> None:
        """It has handed mail over and waits for the acknowledgement; nobody can know what became of it."""
        office = self.mail.office
        office.holding = True
        busy = len(WORKERS) if self.cluster.sweeps else 0  # without the sweep, what was refused rests
        deadline = time.monotonic() + 20
        while office.held < busy and time.monotonic() < deadline:
            time.sleep(0.05)
        time.sleep(1)  # what was acknowledged before is written by now
        self.cluster.kill(WORKERS[0])
        time.sleep(0.5)
        office.holding = False
        time.sleep(self.seconds)
        self.cluster.start_process(WORKERS[0])

    def postgres_crashes(self) -> None:
        if self.postgres:
            self.postgres.crash()
            time.sleep(self.seconds)
            self.postgres.start()

    def scheduler_killed(self) -> None:
        for name in BEATS:
            self.cluster.kill(name)
        time.sleep(self.seconds)
        for name in BEATS:
            self.cluster.start_process(name)
