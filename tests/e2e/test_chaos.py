"""`make chaos` in short, on a backup of the running site; and what `make run` does when its processes die."""

import os
import signal
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from tests.chaos.harness import Plan, run
from tests.chaos.mail_server import Trouble
from tests.chaos.patients import Patients
from tests.e2e.site import RunningSite, status

ON_SERVERS = bool(os.environ.get("DATABASE_URL"))
PLAN = Plan(
    on_servers=ON_SERVERS,
    requests=50,
    clients=10,
    seconds_of_a_fault=0.5,
    mail_timeout=1,
    trouble=Trouble(refused=0.3, hung=0.03, cut_off=0.03, most_refusals=1),
)
WITHOUT_SWEEP = replace(
    PLAN,
    requests=20,
    sweeps=False,
    seconds_to_notify=4,
    trouble=Trouble(refused=0.6, most_refusals=1),
)


@pytest.fixture(scope="module")
def backup(running_site: RunningSite, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site that need not be made anew."""
    path = tmp_path_factory.mktemp("backup") / "site.tar.gz"
    done = running_site.manage("backup", str(path))
    assert done.returncode == 0, done.stderr
    return path


def test_whatever_breaks_each_accepted_request_reaches_the_office(backup: Path) -> None:
    lines: list[str] = []
    broken = [check for check in run(replace(PLAN, backup=backup), lines.append) if not check.kept]
    assert broken == [], "\n".join(lines)


def test_without_the_sweep_the_harness_fails(backup: Path) -> None:
    checks = run(replace(WITHOUT_SWEEP, backup=backup), str)
    broken = [check.promise for check in checks if not check.kept]
    assert broken == ["the office hears of each within 4 s"]


def test_processes_that_die_come_back_and_nothing_is_lost(running_site: RunningSite) -> None:
    for pid in running_site.pids():
        with suppress(OSError):
            words = Path(f"/proc/{pid}/cmdline").read_text().split("\0")
            if {"worker", "beat", "wsgi"} & set(words):
                os.kill(pid, signal.SIGKILL)
    deadline = time.monotonic() + 60
    while status(f"{running_site.url}/healthz") != 200 and time.monotonic() < deadline:
        time.sleep(0.2)
    patients = Patients([running_site.url], clients=1)
    patients.ask(1)
    assert patients.accepted
    assert running_site.wait_for_mail(patients.accepted[0], seconds=60)
    assert "starts again in 2 seconds" in running_site.log.read_text()
