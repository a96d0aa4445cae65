import errno
import fcntl
import os
import shlex
import socket
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import URLError

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.db import connections
from honcho.manager import Manager
from honcho.printer import Printer

from core.database import explained_when_unusable
from core.site_address import follow_site_url
from home.demo.loader import PASSWORD, demo_sign_ins, is_empty
from home.processes import processes

SECONDS_TO_START = 60
LAST_PORT = 65_535
# The shell outlives what it starts and starts it again. Told to stop, all of its process group stops with it.
KEEP_RUNNING = (
    'until eval "$COMMAND"; do echo "$NAME has stopped; it starts again in 2 seconds"; sleep 2; done'
)


class Command(BaseCommand):
    help = (
        "Start the web server, the workers and the scheduler, with demo content on an empty database. "
        "HOST and PORT in the environment say where to listen (127.0.0.1 and 8000 unless set)."
    )

    def handle(self, **options: Any) -> None:
        host, port = settings.HOST, port_number(os.environ.get("PORT", "8000"))
        with only_one(settings.VAR_DIR):
            require_free_port(host, port)
            self.stdout.write("Preparing the database ...")
            with explained_when_unusable():
                call_command("migrate", interactive=False, verbosity=0)
                if is_empty():
                    call_command("load_demo")
                follow_site_url()
                sign_ins = demo_sign_ins()
            connections.close_all()  # an SQLite connection must not be carried into the forks below
            manager = Manager(Printer(sys.stdout))
            for name, command in processes(host, port).items():
                env = {"PYTHONUNBUFFERED": "1", "NAME": name, "COMMAND": shlex.join(command)}
                manager.add_process(name, KEEP_RUNNING, env={**os.environ, **env})
            threading.Thread(target=self.announce, args=(host, port, sign_ins), daemon=True).start()
            manager.loop()
        stopped_by_hand = manager.returncode in (130, 143)
        sys.exit(0 if stopped_by_hand else manager.returncode)

    def announce(self, host: str, port: int, sign_ins: list[str]) -> None:
        """Say where the site is as soon as it answers."""
        if not answers(f"http://{reachable(host)}:{port}/healthz"):
            self.stdout.write("The web server does not answer; its reason is above.")
            return
        mail = getattr(settings, "EMAIL_FILE_PATH", None) or settings.EMAIL_HOST
        known = f"  Sign in as    {', '.join(sign_ins)}; password {PASSWORD}\n" if sign_ins else ""
        self.stdout.write(
            f"\n  The site      {settings.SITE_URL}/\n"
            f"  The articles  {settings.SITE_URL}/articles/\n"
            f"  The admin     {settings.SITE_URL}/admin/\n"
            f"{known}"
            f"  Mail goes to  {mail}\n\n"
            "  Ctrl-C stops everything.\n\n"
        )
        self.stdout.flush()


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Hold the folder for this site; raises CommandError where another one holds it."""
    with (folder / "run.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise CommandError(
                f"Another site runs on the files in {folder}. "
                "Stop it first, or give this one a folder of its own in BEDSIDE_VAR."
            ) from error
        yield


def port_number(text: str) -> int:
    """The port a text names; raises CommandError where it names none."""
    if not text.isascii() or not text.isdigit() or not 0 < int(text[:6]) <= LAST_PORT:
        raise CommandError(f"{text!r} is not a port. Choose one from 1 to {LAST_PORT}: make run PORT=8000")
    return int(text)


def reachable(host: str) -> str:
    """The address under which this machine reaches a server that listens on `host`."""
    return "127.0.0.1" if host in ("0.0.0.0", "") else host  # noqa: S104 - compared, not bound


def require_free_port(host: str, port: int) -> None:
    """Raise CommandError in plain words where nothing can listen on the port."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            advice = "Choose an address of this machine: make run HOST=127.0.0.1"
            if error.errno in (errno.EADDRINUSE, errno.EACCES):
                other = port + 1 if 1024 <= port < LAST_PORT else 8001
                advice = f"Stop what uses it, or choose another port: make run PORT={other}"
            raise CommandError(f"Nothing can listen on {host}:{port} ({error.strerror}). {advice}") from error


def answers(url: str) -> bool:
    """Whether the address answers within the time a start may take."""
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(url, timeout=2):  # noqa: S310 - http, made of HOST and PORT
                return True
        except (URLError, OSError):
            time.sleep(0.2)
    return False
