"""`make run`, seen from outside: it comes up, serves the demo, says what is wrong and stops cleanly."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.e2e.site import ROOT, RunningSite, start, status

PUBLIC = [
    "/",
    "/articles/",
    "/request-appointment/",
    "/locations/",
    "/providers/",
    "/services/",
    "/search/?q=ketamine",
    "/sitemap.xml",
    "/robots.txt",
    "/llms.txt",
    "/healthz",
    "/readyz",
    "/admin/login/",
]


@pytest.mark.parametrize("path", PUBLIC)
def test_public_address_answers(running_site: RunningSite, path: str) -> None:
    assert status(running_site.url + path) == 200


def test_unknown_address_is_a_page_that_helps(running_site: RunningSite) -> None:
    assert status(f"{running_site.url}/no-such-page/") == 404


def test_addresses_and_sign_ins_are_printed(running_site: RunningSite) -> None:
    deadline = time.monotonic() + 10
    while "/admin/" not in running_site.log.read_text() and time.monotonic() < deadline:
        time.sleep(0.1)
    log = running_site.log.read_text()
    assert f"{running_site.url}/articles/" in log
    assert "admin, marketing or office" in log


def test_a_port_in_use_is_said_plainly(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = subprocess.run(
            ["make", "--silent", "run", f"PORT={port}"],
            cwd=ROOT,
            env=os.environ | {"BEDSIDE_VAR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "cms.settings.dev"},
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode != 0
    assert f"127.0.0.1:{port}" in done.stderr
    assert f"make run PORT={port + 1}" in done.stderr


def test_an_old_python_is_said_plainly(tmp_path: Path) -> None:
    for name in ("Makefile", "requirements.txt"):
        shutil.copy(ROOT / name, tmp_path)
    command = ["make", "--silent", "run", "PYTHON=false"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "Bedside needs Python 3.11 or newer" in done.stdout


@pytest.mark.parametrize("port", ["99999", "http"])
def test_what_is_no_port_is_said_plainly(port: str) -> None:
    command = [sys.executable, "manage.py", "run_site", f"--port={port}"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert f"'{port}' is not a port" in done.stderr


@pytest.mark.parametrize("interrupt", [signal.SIGINT, signal.SIGTERM])
def test_a_second_run_is_quick_and_loses_nothing(tmp_path: Path, interrupt: signal.Signals) -> None:
    embedded = {"DATABASE_URL": "", "REDIS_URL": "", "EMAIL_URL": ""}
    first = start(tmp_path / "var", embedded)
    made = first.manage("shell", "-c", "from blog.models import Topic; Topic.objects.create(name='Kept')")
    assert made.returncode == 0, made.stderr
    assert len(first.pids()) > 3
    first.stop(interrupt)
    assert first.pids() == []

    began = time.monotonic()
    second = start(tmp_path / "var", embedded)
    seconds = time.monotonic() - began
    kept = second.manage(
        "shell", "-c", "from blog.models import Topic; print(Topic.objects.filter(name='Kept'))"
    )
    second.stop()

    assert "Kept" in kept.stdout
    assert seconds < 20
    assert "Traceback" not in second.log.read_text()
    assert status(f"{second.url}/healthz") == 0
    leftovers = subprocess.run(
        ["pgrep", "--full", str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert leftovers.stdout == ""
