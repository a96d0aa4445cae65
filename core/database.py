"""What a command says when the database is not ready for it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management.base import CommandError
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor


@contextmanager
def explained_when_not_ready() -> Iterator[None]:
    """Tables that are missing, and a database that cannot be used, in words instead of a traceback."""
    try:
        yield
    except DatabaseError as error:
        if reason := _reason(error):
            raise CommandError(reason, returncode=2) from error
        raise


@contextmanager
def explained_when_unusable() -> Iterator[None]:
    """The same for a command that makes the tables itself."""
    try:
        yield
    except DatabaseError as error:
        raise CommandError(_unusable(error), returncode=2) from error


def _reason(error: DatabaseError) -> str:
    try:
        executor = MigrationExecutor(connection)
        is_behind = bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except DatabaseError:
        return _unusable(error)
    return "The database lacks tables. Run manage.py migrate first." if is_behind else ""


def _unusable(error: DatabaseError) -> str:
    cause = str(error).strip().partition("\n")[0].rstrip(".")
    return f"The database cannot be used: {cause}. Start it, or mend DATABASE_URL."
