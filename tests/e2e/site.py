"""The whole site as `make run` starts it, on its own files, for tests that look at it from outside."""

import email
import email.policy
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Mailbox
from psycopg import sql

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "bedside-demo"
SECONDS_TO_START = 240
SECONDS_TO_STOP = 20
EVERYBODY_IS_ONE_ADDRESS = {"RATE_LIMIT_POSTS": "1000"}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@dataclass
class RunningSite:
    url: str
    var: Path
    env: dict[str, str]
    process: subprocess.Popen[str]
    log: Path
    mailbox: Path = field(default_factory=Path)

    def mails(self) -> list[EmailMessage]:
        """Every message sent so far."""
        found = (path for path in self.mailbox.rglob("[!.]*") if path.parent.name != "tmp")
        files = [path for path in found if path.is_file()]
        return [read_mail(path) for path in sorted(files, key=lambda path: path.stat().st_mtime)]

    def wait_for_mail(self, text: str, seconds: float = 5) -> list[EmailMessage]:
        """The messages that hold the text, as soon as there is one; [] when the time is up."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if found := [mail for mail in self.mails() if text in mail.as_string()]:
                return found
            time.sleep(0.1)
        return []

    def manage(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a management command on this site's files."""
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.run(command, cwd=ROOT, env=self.env, capture_output=True, text=True, check=False)

    def stop(self, by: signal.Signals = signal.SIGINT) -> int:
        """Press Ctrl-C and wait; the exit status. Raises TimeoutExpired if it had to be killed."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, by)
        try:
            return self.process.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            for pid in self.pids():
                os.kill(pid, signal.SIGKILL)
            raise

    def pids(self) -> list[int]:
        """Every process that runs on this site's files."""
        mark = f"BEDSIDE_VAR={self.var}".encode()
        found = []
        for environ in Path("/proc").glob("[0-9]*/environ"):
            with suppress(OSError):
                if mark in environ.read_bytes().split(b"\0"):
                    found.append(int(environ.parent.name))
        return found


def read_mail(path: Path) -> EmailMessage:
    return email.message_from_bytes(path.read_bytes(), policy=email.policy.default)


def start(var: Path, extra: dict[str, str] | None = None) -> RunningSite:
    """`make run` with its files below `var`, on the PORT that `extra` names or a free one.

    Raises AssertionError if it does not come up.
    """
    port = (extra or {}).get("PORT") or str(free_port())
    quiet = {"DJANGO_SETTINGS_MODULE", "SITE_URL", "SECRET_KEY", "MAKEFLAGS", "MAKELEVEL", "MFLAGS"}
    env = {name: value for name, value in os.environ.items() if name not in quiet}
    env |= {"BEDSIDE_VAR": str(var), "HOST": "127.0.0.1", "PORT": port} | (extra or {})
    var.mkdir(parents=True, exist_ok=True)
    log = var / "run.log"
    with log.open("a") as output:
        process = subprocess.Popen(
            ["make", "--silent", "run"],
            cwd=ROOT,
            env=env,
            stdout=output,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
    site = RunningSite(f"http://127.0.0.1:{port}", var, env, process, log, var / "mail")
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and process.poll() is None:
        if status(f"{site.url}/healthz") == 200:
            return site
        time.sleep(0.2)
    site.stop()
    raise AssertionError(f"`make run` did not come up:\n{log.read_text()}")


def status(url: str) -> int:
    try:
        with urllib.request.urlopen(url, timeout=10) as response:
            return response.status
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


@contextmanager
def running(var: Path) -> Iterator[RunningSite]:
    """A running site; on the PostgreSQL, Redis and a real SMTP server where the environment names them."""
    if not os.environ.get("DATABASE_URL"):
        site = start(var, EVERYBODY_IS_ONE_ADDRESS)
        try:
            yield site
        finally:
            site.stop()
        return
    with own_database(os.environ["DATABASE_URL"]) as database_url, smtp_server(var / "smtp") as email_url:
        site = start(var, EVERYBODY_IS_ONE_ADDRESS | {"DATABASE_URL": database_url, "EMAIL_URL": email_url})
        site.mailbox = var / "smtp"
        try:
            yield site
        finally:
            site.stop()


@contextmanager
def own_database(url: str) -> Iterator[str]:
    """A database of its own beside the one named."""
    name = f"bedside_e2e_{secrets.token_hex(4)}"
    own = urlsplit(url)._replace(path=f"/{name}").geturl()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    try:
        yield own
    finally:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@contextmanager
def smtp_server(folder: Path) -> Iterator[str]:
    """A real SMTP server that keeps what it accepts as a Maildir; yields its EMAIL_URL."""
    controller = Controller(Mailbox(folder), hostname="127.0.0.1", port=free_port())
    controller.start()
    try:
        yield f"smtp://127.0.0.1:{controller.port}"
    finally:
        controller.stop()
