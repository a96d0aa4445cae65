"""One file that holds the database and the uploaded files of an embedded or PostgreSQL installation."""

import gzip
import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, connections
from psycopg.conninfo import make_conninfo
from psycopg.pq import Conninfo

DATABASE = "database"
MEDIA = "media"
CHUNK = 1024 * 1024


class BackupError(Exception):
    """The backup could not be written or read; the message says why, for the operator."""


def write_backup(path: Path) -> None:
    """Write database and media into one .tar.gz, readable by its owner only. Raises BackupError."""
    with tempfile.TemporaryDirectory() as folder:
        dump = Path(folder) / DATABASE
        _dump(dump)
        partial = path.with_name(f"{path.name}.partial")
        descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as stream, tarfile.open(fileobj=stream, mode="w:gz") as archive:
            archive.add(dump, arcname=DATABASE)
            if not settings.S3_BUCKET and Path(settings.MEDIA_ROOT).is_dir():
                archive.add(settings.MEDIA_ROOT, arcname=MEDIA)
        partial.replace(path)


def restore_backup(path: Path) -> None:
    """Replace database and media by those of a backup. Raises BackupError; a bad file changes nothing."""
    with tempfile.TemporaryDirectory(dir=settings.VAR_DIR) as folder:
        try:
            with gzip.open(path) as stream:
                with tarfile.open(fileobj=stream) as archive:
                    archive.extractall(folder, filter="data")
                while stream.read(CHUNK):  # its checksum stands at the end
                    pass
        except (OSError, EOFError, zlib.error, tarfile.TarError) as error:
            raise BackupError(f"{path} is not a backup: {error}") from error
        dump = Path(folder) / DATABASE
        if not dump.is_file():
            raise BackupError(f"{path} is not a backup: it holds no database.")
        _load(dump)
        media = Path(folder) / MEDIA
        if media.is_dir():
            shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
            shutil.move(media, settings.MEDIA_ROOT)


def _dump(target: Path) -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(target)])
    else:
        _run(["pg_dump", "--format", "custom", "--file", str(target)])


def _load(dump: Path) -> None:
    if connection.vendor == "sqlite":
        _check_sqlite(dump)
        connections.close_all()
        source = sqlite3.connect(dump)
        target = sqlite3.connect(settings.DATABASES["default"]["NAME"])
        try:
            source.backup(target)
        finally:
            source.close()
            target.close()
    else:
        restore = ["pg_restore", "--clean", "--if-exists", "--no-owner", "--single-transaction"]
        _run([*restore, str(dump)])


def _check_sqlite(dump: Path) -> None:
    database = sqlite3.connect(f"file:{dump}?mode=ro", uri=True)
    try:
        database.execute("SELECT count(*) FROM django_migrations").fetchone()
    except sqlite3.DatabaseError as error:
        raise BackupError(f"The backup's database cannot be read: {error}") from error
    finally:
        database.close()


def conninfo(parameters: Mapping[str, Any]) -> str:
    """What leads to the database, such as sslmode, as libpq reads it; without the password.

    `parameters` are those of Django's connection, of which some mean nothing to libpq.
    """
    known = {option.keyword.decode() for option in Conninfo.get_defaults()} - {"password"}
    return make_conninfo(**{name: value for name, value in parameters.items() if name in known})


def _run(command: list[str]) -> None:
    """Run a client program of PostgreSQL on the database."""
    parameters = connection.get_connection_params()
    environment = os.environ | {"PGPASSWORD": parameters.get("password") or ""}
    arguments = [*command[:1], "--dbname", conninfo(parameters), *command[1:]]
    try:
        done = subprocess.run(arguments, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    except FileNotFoundError as error:
        raise BackupError(f"{command[0]} is missing. Install PostgreSQL's client programs.") from error
    if done.returncode:
        raise BackupError(done.stderr.strip())
