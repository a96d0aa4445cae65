"""The processes that make a site on one machine."""

import sys
from pathlib import Path

BIN = Path(sys.executable).parent


def processes(host: str, port: int) -> dict[str, list[str]]:
    """The command line of each process, by name."""
    web = [str(BIN / "granian"), "--interface", "wsgi", "--host", host, "--port", str(port)]
    web += ["--workers", "1", "--blocking-threads", "4", "--no-access-log", "--log-level", "warning"]
    celery = [str(BIN / "celery"), "--quiet", "--app", "cms"]
    worker = [*celery, "worker", "--pool", "threads", "--concurrency", "2", "--loglevel", "warning"]
    worker += ["--without-gossip", "--without-mingle"]
    return {
        "web": [*web, "cms.wsgi:application"],
        "outbox": [*worker, "--queues", "outbox", "--hostname", "outbox@%h"],
        "worker": [*worker, "--queues", "celery", "--hostname", "worker@%h"],
        "beat": [*celery, "beat", "--loglevel", "warning", "--pidfile", ""],
    }
