"""A Redis and a PostgreSQL of our own, so that they can be killed."""

import os
import shutil
import signal
import subprocess
from pathlib import Path

from tests.e2e.site import free_port

DEBIAN = "/usr/lib/postgresql"


class RedisServer:
    """It keeps nothing: started again, it is empty."""

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

    def hang(self) -> None:
        """It goes on listening and answers nothing."""
        if self.process:
            self.process.send_signal(signal.SIGSTOP)

    def stop(self) -> None:
        if self.process:
            self.process.kill()
            self.process.wait()


class PostgresServer:
    """Run by the user postgres where we are root, which it refuses to be."""

    def __init__(self, folder: Path) -> None:
        self.data, self.port = folder / "postgres", free_port()
        self.user = "postgres" if os.geteuid() == 0 else None

    @property
    def url(self) -> str:
        return f"postgres://bedside@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        if not self.data.exists():
            self.data.mkdir()
            if self.user:
                shutil.chown(self.data, self.user)
                self.data.parent.chmod(0o755)
            self._run("initdb", "--username", "bedside", "--auth", "trust", "--encoding", "UTF8")
        where = (
            f"-p {self.port} -k {self.data} -c listen_addresses=127.0.0.1 -c max_connections=200 -c fsync=off"
        )
        self._run("pg_ctl", "--wait", "--log", str(self.data / "log"), "--options", where, "start")

    def crash(self) -> None:
        """Every process of it dies at once, as in a power cut."""
        self._run("pg_ctl", "--mode", "immediate", "--wait", "stop")

    def stop(self) -> None:
        if (self.data / "postmaster.pid").exists():
            self.crash()

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(postgres_programs() / program), "--pgdata", str(self.data), *arguments]
        quiet = subprocess.DEVNULL
        subprocess.run(command, check=True, user=self.user, stdout=quiet, stderr=quiet, cwd="/")


def postgres_programs() -> Path:
    """Where PostgreSQL's programs are; Debian keeps them out of PATH. Raises LookupError without any."""
    named = shutil.which("pg_ctl")
    folders = [Path(named).parent] if named else [path.parent for path in Path(DEBIAN).glob("*/bin/pg_ctl")]
    if not folders:
        raise LookupError("There is no PostgreSQL on this machine.")
    return max(folders, key=lambda folder: [int(part) for part in folder.parts if part.isdigit()])


def servers_are_installed() -> bool:
    """Whether this machine has both."""
    try:
        postgres_programs()
    except LookupError:
        return False
    return shutil.which("redis-server") is not None
