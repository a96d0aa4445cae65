"""`make run`, seen from outside: it comes up, serves the demo, says what is wrong and stops cleanly."""

import os
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

import pytest

from tests.e2e.site import PASSWORD, ROOT, RunningSite, free_port, start, status

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


@pytest.mark.servers
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
    assert f"admin, marketing, office, clinician; password {PASSWORD}" in log


def test_the_doctor_finds_a_worker_for_each_queue(running_site: RunningSite) -> None:
    assert "ok     worker: 2 answered" in running_site.manage("doctor", "--no-color").stdout


def run_once(var: Path, **values: str) -> subprocess.CompletedProcess[str]:
    """`make run` where it is expected to end at once."""
    env = os.environ | {"BEDSIDE_VAR": str(var), "DJANGO_SETTINGS_MODULE": "cms.settings.dev"} | values
    return subprocess.run(
        ["make", "--silent", "run"],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_a_port_in_use_is_said_plainly(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = run_once(tmp_path, PORT=str(port))
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


@pytest.mark.parametrize(
    ("values", "advice"),
    [
        ({"PORT": "99999"}, "'99999' is not a port. Choose one from 1 to 65535: make run PORT=8000"),
        ({"HOST": "nowhere.invalid"}, "Choose an address of this machine: make run HOST=127.0.0.1"),
        ({"DATABASE_URL": "postgres://nobody@127.0.0.1:1/none"}, "Start it, or mend DATABASE_URL."),
        (
            {"DATABASE_URL": "nonsense", "REDIS_URL": "nonsense"},
            "  DATABASE_URL: an address like postgres://",
        ),
        ({"REDIS_URL": "nonsense", "EMAIL_URL": "nonsense"}, "  EMAIL_URL: an address like smtp+tls://"),
    ],
)
def test_what_cannot_be_used_is_said_plainly(values: dict[str, str], advice: str, tmp_path: Path) -> None:
    done = run_once(tmp_path, **{"PORT": str(free_port())} | values)
    assert done.returncode != 0
    assert advice in done.stderr
    assert "Traceback" not in done.stdout + done.stderr


def test_a_spoiled_database_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "db.sqlite3").write_bytes(b"spoiled" * 1000)
    done = run_once(tmp_path, PORT=str(free_port()), DATABASE_URL="")
    assert "file is not a database. Start it, or mend DATABASE_URL." in done.stderr
    assert "Traceback" not in done.stderr


def test_two_sites_do_not_share_their_files(running_site: RunningSite) -> None:
    done = run_once(running_site.var, PORT=str(free_port()))
    assert done.returncode != 0
    assert f"Another site runs on the files in {running_site.var}" in done.stderr
    assert status(f"{running_site.url}/healthz") == 200


@pytest.mark.django_db
@pytest.mark.embedded
def test_a_second_run_is_quick_and_loses_nothing(tmp_path: Path, migrated: Path) -> None:
    embedded = {"DATABASE_URL": "", "REDIS_URL": "", "EMAIL_URL": ""}
    (tmp_path / "var").mkdir()
    shutil.copy(migrated, tmp_path / "var")
    first = start(tmp_path / "var", embedded)
    made = first.manage("shell", "-c", "from blog.models import Topic; Topic.objects.create(name='Kept')")
    assert made.returncode == 0, made.stderr
    assert len(first.pids()) > 3
    first.stop(signal.SIGINT)
    assert first.pids() == []

    began = time.monotonic()
    second = start(tmp_path / "var", embedded)
    seconds = time.monotonic() - began
    kept = second.manage(
        "shell", "-c", "from blog.models import Topic; print(Topic.objects.filter(name='Kept'))"
    )
    second.stop(signal.SIGTERM)

    assert "Kept" in kept.stdout
    assert seconds < 20
    assert "Traceback" not in second.log.read_text()
    assert status(f"{second.url}/healthz") == 0
    leftovers = subprocess.run(
        ["pgrep", "--full", str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert leftovers.stdout == ""
