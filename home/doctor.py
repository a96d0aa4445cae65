"""What an operator would look at first when something seems wrong."""

import os
import smtplib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from celery import current_app
from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.smtp import EmailBackend
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from kombu.exceptions import KombuError, OperationalError

from editorial.link_watch.digest import untold
from editorial.link_watch.judging import Result
from editorial.models import LinkState
from forms_app.models import AppointmentRequest, Notification
from forms_app.recipients import unreachable_locations
from forms_app.services import counted_in_words, unreadable_rows
from forms_app.services.keys import Progress

SECONDS_FOR_AN_ANSWER = 3
ROWS_AT_ONCE = 5000


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at. `advice` says what to do; it is empty where all is well."""

    subject: str
    state: str
    advice: str = ""


def examine(tell: Callable[[str], None] = lambda progress: None) -> Iterator[Finding]:
    """Look at everything, from the ground up; without a database there is nothing more to see.

    What takes its time tells how far it is.
    """
    database = _database()
    yield database
    if database.advice:
        return
    migrations = _migrations()
    yield migrations
    if migrations.advice:
        return
    yield _files()
    yield _mail()
    yield _recipients()
    yield from _outbox()
    yield _encryption(tell)
    yield _links()
    yield from _queue()


def _database() -> Finding:
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        return Finding("database", type(error).__name__, "Start the database, or mend DATABASE_URL.")
    return Finding("database", connection.vendor)


def _migrations() -> Finding:
    executor = MigrationExecutor(connection)
    waiting = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    return Finding("migrations", f"{waiting} waiting", "Run manage.py migrate." if waiting else "")


def _files() -> Finding:
    writable = os.access(settings.VAR_DIR, os.W_OK)
    advice = "" if writable else f"Let the site's user write to {settings.VAR_DIR}."
    return Finding("files", "writable" if writable else "read-only", advice)


def _queue() -> Iterator[Finding]:
    kind = "Redis" if settings.REDIS_URL else "files"
    try:
        with current_app.connection_for_write() as broker:
            broker.ensure_connection(max_retries=1, timeout=SECONDS_FOR_AN_ANSWER)
        workers = current_app.control.inspect(timeout=SECONDS_FOR_AN_ANSWER).active_queues() or {}
    except (KombuError, OperationalError, OSError) as error:
        advice = "Start Redis, or mend REDIS_URL. Requests are stored meanwhile; their mail waits."
        yield Finding("queue", f"{kind}: {type(error).__name__}", advice)
        return
    yield Finding("queue", kind)
    served = {queue["name"] for queues in workers.values() for queue in queues}
    missing = [name for name in current_app.amqp.queues if name not in served]
    options = f" --queues {','.join(missing)}" if workers else ""
    advice = f"Start the worker: celery --app cms worker{options}. What it does waits until then."
    yield Finding("worker", f"{len(workers)} answered", advice if missing else "")


def _mail() -> Finding:
    mailer = get_connection()
    if isinstance(mailer, EmailBackend):  # other backends have no server to ask; one leaves a file behind
        try:
            with mailer:
                pass
        except (OSError, smtplib.SMTPException) as error:
            return Finding("mail", type(error).__name__, "Mend EMAIL_URL, or the mail server it names.")
    return Finding("mail", settings.EMAIL_BACKEND.split(".")[-2])


def _recipients() -> Finding:
    names = ", ".join(page.title for page in unreachable_locations())
    advice = "Give these locations, or the clinic's settings, an office address." if names else ""
    return Finding("recipients", f"nobody for {names}" if names else "every location has somebody", advice)


def _outbox() -> Iterator[Finding]:
    late = Notification.objects.late(timezone.now()).count()
    advice = "Start worker and scheduler. If they run, look for the reason in the inbox." if late else ""
    yield Finding("late mail", str(late), advice)
    failed = AppointmentRequest.objects.unnoticed().count()
    advice = "Look at the requests marked red in the inbox and send again, or answer them." if failed else ""
    yield Finding("undelivered requests", str(failed), advice)
    lost = Notification.objects.given_up().summaries().count()
    advice = "Mend the addresses of the locations that the dashboard names." if lost else ""
    yield Finding("undelivered summaries", str(lost), advice)


def _encryption(tell: Callable[[str], None]) -> Finding:
    """Every encrypted row is read once."""
    last = Progress(0, 0, Counter())
    for last in unreadable_rows(batch=ROWS_AT_ONCE):
        if ROWS_AT_ONCE < last.total > last.done:
            tell(f"{last.done:,} of {last.total:,} rows read")
    advice = "Add the key they were stored under to FIELD_ENCRYPTION_KEYS; what is damaged is in a backup."
    lost = counted_in_words(last.unreadable)
    return Finding("unreadable rows", lost or "0", advice if lost else "")


def _links() -> Finding:
    dead = LinkState.objects.filter(result=Result.DEAD).count()
    return Finding("dead links", str(dead), untold() and f"{untold()} See Settings, Editorial.")
