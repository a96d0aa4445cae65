"""What can break under a running site. A fault breaks something, waits, and mends what cannot mend itself."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psycopg

from tests.chaos.mail_server import MailServer
from tests.e2e.site import RunningSite, free_port, start

SECONDS_BROKEN = 6
Fault = Callable[[], None]


class RedisServer:
    """A Redis of our own, so that it can be killed."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        command = ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1", "--save", ""]
        command += ["--dir", str(self.folder)]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL)

    def stop(self) -> None:
        if self.process:
            self.process.kill()
            self.process.wait()


def redis_is_installed() -> bool:
    return shutil.which("redis-server") is not None


def all_faults(
    site: RunningSite, mail: MailServer, redis: RedisServer | None, database_url: str
) -> dict[str, Fault]:
    """Every fault that this installation can have, by name."""
    faults: dict[str, Fault] = {
        "nothing, to compare": wait,
        "worker killed": lambda: kill(site, "worker"),
        "scheduler killed": lambda: kill(site, "beat"),
        "web server killed": lambda: kill(site, "wsgi"),
        "mail server away": lambda: away(mail),
        "mail server says 451": lambda: putting_off(mail),
        "everything killed": lambda: everything_killed(site, mail),
        "worker killed in a delivery": lambda: killed_while_sending(site, mail),
    }
    if redis:
        faults["Redis killed"] = lambda: away(redis)
    if database_url:
        faults["database connections cut"] = lambda: cut(database_url)
    return faults


def wait() -> None:
    time.sleep(SECONDS_BROKEN)


def kill(site: RunningSite, argument: str) -> None:
    """SIGKILL each process of the site that was started with this argument."""
    for pid in site.pids():
        with suppress(OSError):
            if argument in Path(f"/proc/{pid}/cmdline").read_text().split("\0"):
                os.kill(pid, signal.SIGKILL)
    wait()


def away(server: MailServer | RedisServer) -> None:
    server.stop()
    wait()
    server.start()


def putting_off(mail: MailServer) -> None:
    mail.office.puts_off = True
    wait()
    mail.office.puts_off = False


def killed_while_sending(site: RunningSite, mail: MailServer) -> None:
    """Such a mail waits until its lease has run out: nobody knows whether it was sent."""
    mail.office.seconds = SECONDS_BROKEN * 0.7  # so that the second is under way when the worker dies
    wait()
    kill(site, "worker")
    mail.office.seconds = 0


def everything_killed(site: RunningSite, mail: MailServer) -> None:
    """The machine goes down while mail waits, and comes up again."""
    mail.stop()
    wait()
    for pid in site.pids():
        with suppress(OSError):
            os.kill(pid, signal.SIGKILL)
    site.process.wait()
    mail.start()
    site.process = start(site.var, site.env).process


def cut(database_url: str) -> None:
    """End every connection to the site's database, several times."""
    with psycopg.connect(database_url, autocommit=True) as connection:
        for _ in range(SECONDS_BROKEN):
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            time.sleep(1)
