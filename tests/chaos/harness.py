"""One installation, many patients, and everything that can break; then the promises against what came."""

import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from tests.chaos.cluster import Cluster
from tests.chaos.faults import Fault, Faults
from tests.chaos.mail_server import MailServer, Trouble
from tests.chaos.patients import Patients
from tests.chaos.servers import PostgresServer, RedisServer

REFERENCES = "SELECT reference FROM forms_app_appointmentrequest"
Write = Callable[[str], object]


@dataclass(frozen=True, kw_only=True)
class Plan:
    """How hard it is. The lease is 15 times as long as the mail server has for one step."""

    on_servers: bool
    requests: int = 2000
    clients: int = 50
    sweeps: bool = True
    seconds_to_notify: float = 300
    seconds_of_a_fault: float = 4
    mail_timeout: int = 5
    backup: Path | None = None  # of a site to start from, instead of the demo
    trouble: Trouble = field(default_factory=lambda: Trouble(refused=0.3, hung=0.01, cut_off=0.01))


@dataclass(frozen=True)
class Check:
    """One promise, and what was counted."""

    promise: str
    kept: bool
    counted: str


def run(plan: Plan, write: Write) -> list[Check]:
    """Break everything about one installation, once each; returns what became of its promises."""
    with installation(plan) as faults, ExitStack() as stack:
        cluster, mail = faults.cluster, faults.mail
        write(f"{'while':<36}{'received':>9}{'refused':>9}{'mailed':>9}{'after':>9}")
        patients = Patients(cluster.urls, plan.clients)
        before = stored(faults)
        named = faults.by_name()
        share = plan.requests // (len(named) + 2)

        def go_through(name: str, requests: int, fault: Fault) -> None:
            began, accepted, refused = time.monotonic(), len(patients.accepted), patients.refused
            with patients.asking(requests):
                fault()
            received, refused = len(patients.accepted) - accepted, patients.refused - refused
            seconds = time.monotonic() - began
            write(f"{name:<36}{received:>9}{refused:>9}{len(mail.office.references):>9}{seconds:>7.1f} s")

        go_through("nothing is broken", share, lambda: None)
        wait_for(patients, mail, 30, write)
        in_calm = mail.office.repeated
        mail.office.trouble = plan.trouble
        stack.callback(lambda: setattr(mail.office, "trouble", Trouble()))
        for name, fault in named.items():
            go_through(name, share, fault)
        go_through(
            "the mail server refuses and hangs", plan.requests - share * (len(named) + 1), lambda: None
        )
        mail.office.trouble = Trouble()
        waited = wait_for(patients, mail, plan.seconds_to_notify, write)
        served = Check("pages are served without Redis", not faults.unserved, f"{faults.unserved} errors")
        promises = checks(plan, patients, mail, stored(faults) - before, in_calm, waited)
        return [*promises, served] if plan.on_servers else promises


@contextmanager
def installation(plan: Plan) -> Iterator[Faults]:
    """The processes, on servers of their own or on the embedded defaults."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        redis = RedisServer(folder) if plan.on_servers else None
        postgres = PostgresServer(folder) if plan.on_servers else None
        mail = MailServer()
        for server in (redis, postgres, mail):
            if server:
                server.start()
                stack.callback(server.stop)
        env = {
            "DATABASE_URL": postgres.url if postgres else "",
            "REDIS_URL": redis.url if redis else "",
            "EMAIL_URL": f"smtp://127.0.0.1:{mail.port}",
            "EMAIL_TIMEOUT": str(plan.mail_timeout),
            "RATE_LIMIT_POSTS": "1000000",
        }
        cluster = Cluster(folder / "site", env, sweeps=plan.sweeps, backup=plan.backup)
        stack.callback(cluster.stop)
        cluster.start()
        yield Faults(cluster, mail, redis, postgres, plan.seconds_of_a_fault)


def wait_for(patients: Patients, mail: MailServer, most: float, write: Write) -> float:
    """How long it takes until the office has been told of all, up to `most` seconds."""
    began = said = time.monotonic()
    expected = set(patients.accepted)
    while (missing := len(expected - mail.office.references)) and time.monotonic() - began < most:
        if time.monotonic() - said > 15:
            said = time.monotonic()
            write(f"  {missing} to be mailed, {said - began:.0f} s after all was mended")
        time.sleep(0.1)
    return time.monotonic() - began


def stored(faults: Faults) -> set[str]:
    """The references in the database."""
    if faults.postgres:
        with psycopg.connect(faults.postgres.url) as connection:
            return {row[0] for row in connection.execute(REFERENCES)}
    with closing(sqlite3.connect(faults.cluster.var / "db.sqlite3")) as file:
        return {row[0] for row in file.execute(REFERENCES)}


def checks(
    plan: Plan, patients: Patients, mail: MailServer, stored: set[str], in_calm: int, waited: float
) -> list[Check]:
    accepted, office = set(patients.accepted), mail.office
    unnoticed = len(accepted - office.references)
    errors = len(patients.errors_after_acceptance)
    return [
        Check(
            "every patient was received in the end",
            patients.given_up == 0 and len(accepted) == plan.requests,
            f"{len(accepted)} of {plan.requests}, {patients.refused} tries refused",
        ),
        Check(
            "stored is what was accepted",
            stored == accepted,
            f"{len(stored)} stored, {len(accepted)} accepted",
        ),
        Check(
            f"the office hears of each within {plan.seconds_to_notify:.0f} s",
            unnoticed == 0,
            f"{unnoticed} unnoticed, the last after {waited:.0f} s",
        ),
        Check("no mail twice while all is well", in_calm == 0, f"{in_calm} repeated"),
        Check(
            "no more repeated than acknowledgements cut off",
            office.repeated <= office.cut_off,
            f"{office.repeated} repeated, {office.cut_off} cut off",
        ),
        Check("nobody saw an error after being accepted", errors == 0, f"{errors} errors"),
    ]
