"""A whole installation in processes of its own: two web servers, workers for mail and schedulers."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from home.processes import processes
from tests.e2e.site import ROOT, free_port, status

SECONDS_TO_START = 120
WEB = ("web 1", "web 2")
WORKERS = ("worker 1", "worker 2")
BEATS = ("scheduler 1", "scheduler 2")  # a second one changes nothing


class Cluster:
    """Runs on the servers that `env` names, its files below `var`, on the demo or on a backup."""

    def __init__(self, var: Path, env: dict[str, str], *, sweeps: bool, backup: Path | None) -> None:
        self.var, self.sweeps = var, sweeps
        self.content = [["restore", str(backup), "--yes"]] if backup else [["migrate"], ["load_demo"]]
        self.ports = dict(zip(WEB, (free_port(), free_port()), strict=True))
        quiet = {"DJANGO_SETTINGS_MODULE", "SITE_URL", "SECRET_KEY", "PORT"}
        inherited = {name: value for name, value in os.environ.items() if name not in quiet}
        site_url = f"http://127.0.0.1:{self.ports[WEB[0]]}"
        self.env = {**inherited, **env, "BEDSIDE_VAR": str(var), "SITE_URL": site_url}
        self.running: dict[str, subprocess.Popen[bytes]] = {}

    @property
    def urls(self) -> list[str]:
        return [f"http://127.0.0.1:{port}" for port in self.ports.values()]

    def start(self) -> None:
        self.var.mkdir(parents=True)
        for command in self.content:
            line = [sys.executable, "manage.py", *command]
            subprocess.run(line, cwd=ROOT, env=self.env, check=True, stdout=subprocess.DEVNULL)
        for name in (*WEB, *WORKERS, *(BEATS if self.sweeps else ())):
            self.start_process(name)
        deadline = time.monotonic() + SECONDS_TO_START
        for url in self.urls:
            while status(f"{url}/healthz") != 200:
                if time.monotonic() > deadline:
                    raise AssertionError(self.log)
                time.sleep(0.2)

    def start_process(self, name: str) -> None:
        commands = processes("127.0.0.1", self.ports.get(name, 0))
        command = commands[{**dict.fromkeys(WEB, "web"), **dict.fromkeys(BEATS, "beat")}.get(name, "outbox")]
        if name in WORKERS:
            command = [*command, "--hostname", f"{name.replace(' ', '')}@%h"]
        with (self.var / "log").open("ab") as log:
            self.running[name] = subprocess.Popen(
                command, cwd=ROOT, env=self.env, stdout=log, stderr=log, start_new_session=True
            )

    def kill(self, name: str) -> None:
        """SIGKILL, for its children too."""
        process = self.running.pop(name)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def stop(self) -> None:
        for name in list(self.running):
            self.kill(name)

    @property
    def log(self) -> str:
        return (self.var / "log").read_text(errors="replace")
