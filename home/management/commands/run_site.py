import os
import shlex
import socket
import sys
import threading
import time
import urllib.request
from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Any
from urllib.error import URLError

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.db import connections
from honcho.manager import Manager
from honcho.printer import Printer

from core.site_address import follow_site_url
from home.demo.loader import is_empty

BIN = Path(sys.executable).parent
SECONDS_TO_START = 60
# The shell outlives what it starts and starts it again. Told to stop, all of its process group stops with it.
KEEP_RUNNING = (
    'until eval "$COMMAND"; do echo "$NAME has stopped; it starts again in 2 seconds"; sleep 2; done'
)


class Command(BaseCommand):
    help = "Start the web server, the worker and the scheduler, with demo content on an empty database."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
        parser.add_argument("--port", type=port_number, default=8000, help="port to listen on")

    def handle(self, *, host: str, port: int, **options: Any) -> None:
        require_free_port(host, port)
        self.stdout.write("Preparing the database ...")
        call_command("migrate", interactive=False, verbosity=0)
        if is_empty():
            call_command("load_demo")
        follow_site_url()
        connections.close_all()  # an SQLite connection must not be carried into the processes forked below
        manager = Manager(Printer(sys.stdout))
        for name, command in processes(host, port).items():
            env = {"PYTHONUNBUFFERED": "1", "NAME": name, "COMMAND": shlex.join(command)}
            manager.add_process(name, KEEP_RUNNING, env={**os.environ, **env})
        threading.Thread(target=self.announce, args=(host, port), daemon=True).start()
        manager.loop()
        stopped_by_hand = manager.returncode in (130, 143)
        sys.exit(0 if stopped_by_hand else manager.returncode)

    def announce(self, host: str, port: int) -> None:
        """Say where the site is as soon as it answers."""
        if not answers(f"http://{reachable(host)}:{port}/healthz"):
            self.stdout.write("The web server does not answer; its reason is above.")
            return
        mail = getattr(settings, "EMAIL_FILE_PATH", None) or settings.EMAIL_HOST
        self.stdout.write(
            f"\n  The site      {settings.SITE_URL}/\n"
            f"  The articles  {settings.SITE_URL}/articles/\n"
            f"  The admin     {settings.SITE_URL}/admin/\n"
            f"  Mail goes to  {mail}\n\n"
            "  Sign in as admin, marketing or office; the password is in the README.\n"
            "  Ctrl-C stops everything.\n\n"
        )
        self.stdout.flush()


def processes(host: str, port: int) -> dict[str, list[str]]:
    """The command line of each process, by name."""
    web = [str(BIN / "granian"), "--interface", "wsgi", "--host", host, "--port", str(port)]
    web += ["--workers", "1", "--blocking-threads", "4", "--no-access-log", "--log-level", "warning"]
    worker = ["--pool", "threads", "--concurrency", "2", "--without-gossip", "--without-mingle"]
    celery = [str(BIN / "celery"), "--quiet", "--app", "cms"]
    return {
        "web": [*web, "cms.wsgi:application"],
        "worker": [*celery, "worker", *worker, "--loglevel", "warning"],
        "beat": [*celery, "beat", "--loglevel", "warning", "--pidfile", ""],
    }


def port_number(text: str) -> int:
    """The port a text names; raises ArgumentTypeError where it names none."""
    if not text.isascii() or not text.isdigit() or not 0 < int(text[:6]) < 65_536:
        raise ArgumentTypeError(
            f"{text!r} is not a port. Choose a number from 1 to 65535: make run PORT=8000"
        )
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
            raise CommandError(
                f"Nothing can listen on {host}:{port} ({error.strerror}). "
                f"Stop what uses it, or choose another port: make run PORT={port + 1}"
            ) from error


def answers(url: str) -> bool:
    """Whether the address answers within the time a start may take."""
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(url, timeout=2):  # noqa: S310 - http, made from --host and --port
                return True
        except (URLError, OSError):
            time.sleep(0.2)
    return False
