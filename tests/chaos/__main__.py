"""`make chaos`: one thing after the other breaks while patients ask; the office must hear of each request."""

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from pathlib import Path

from tests.chaos.faults import Fault, RedisServer, all_faults, redis_is_installed
from tests.chaos.mail_server import MailServer
from tests.chaos.patients import Patients
from tests.e2e.site import own_database, start

SECONDS_TO_DELIVER = 6 * 60  # a lease (five minutes) and then some
WIDTHS = "{:<30}{:>10}{:>13}{:>9}{:>7}{:>12}"


def write(line: str = "") -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def seconds_until_told(references: list[str], mail: MailServer) -> float:
    """How long the office waits for the last of these once all is mended, up to SECONDS_TO_DELIVER."""
    began = time.monotonic()
    while not set(references) <= mail.office.references and time.monotonic() - began < SECONDS_TO_DELIVER:
        time.sleep(0.1)
    return time.monotonic() - began


def go_through(name: str, fault: Fault, patients: Patients, mail: MailServer) -> int:
    """Let one fault happen, print its line and return how many requests the office never heard of."""
    accepted, turned_away = len(patients.accepted), patients.turned_away
    fault()
    references = patients.accepted[accepted:]
    waited = seconds_until_told(references, mail)
    lost = len(set(references) - mail.office.references)
    turned_away = patients.turned_away - turned_away
    mailed = len(references) - lost
    write(WIDTHS.format(name, len(references), turned_away, mailed, lost, f"{waited:.1f} s"))
    return lost


@contextmanager
def queue(folder: Path, *, on_redis: bool) -> Iterator[RedisServer | None]:
    if not on_redis:
        yield None
        return
    redis = RedisServer(folder)
    redis.start()
    try:
        yield redis
    finally:
        redis.stop()


def installation(*, on_redis: bool, database_url: str) -> int:
    """Break everything about one installation; returns how many requests were lost."""
    write(
        f"\n{'PostgreSQL' if database_url else 'SQLite'}, {'Redis' if on_redis else 'queue in files'}, SMTP"
    )
    write(WIDTHS.format("fault", "accepted", "turned away", "mailed", "lost", "last after"))
    with ExitStack() as stack:
        var = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        redis = stack.enter_context(queue(var, on_redis=on_redis))
        own = stack.enter_context(own_database(database_url) if database_url else nullcontext(""))
        mail = MailServer()
        mail.start()
        stack.callback(mail.stop)
        servers = {"DATABASE_URL": own, "REDIS_URL": redis.url if redis else ""}
        limit = {"EMAIL_URL": f"smtp://127.0.0.1:{mail.port}", "RATE_LIMIT_POSTS": "100000"}
        site = start(var / "site", servers | limit)
        stack.callback(lambda: site.stop())
        with Patients(site) as patients:
            faults = all_faults(site, mail, redis, own)
            lost = sum(go_through(name, fault, patients, mail) for name, fault in faults.items())
        repeated = sum(times - 1 for times in mail.office.messages.values())
        write(f"{len(patients.accepted)} accepted, {lost} lost, {repeated} mails repeated.")
        return lost


def main() -> None:
    database_url = os.environ.get("DATABASE_URL", "")
    lost = installation(on_redis=False, database_url="")
    if redis_is_installed():
        lost += installation(on_redis=True, database_url=database_url)
    else:
        write("\nThere is no redis-server on this machine; what a queue in Redis does is not shown.")
    write(f"\n{lost} accepted requests were lost.")
    sys.exit(1 if lost else 0)


if __name__ == "__main__":
    main()
