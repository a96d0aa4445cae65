"""What `backup` writes, `restore` brings back; a bad file changes nothing. Real processes, both databases."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connection
from psycopg.conninfo import conninfo_to_dict

from core.backups import conninfo
from tests.e2e.site import ROOT, own_database

COUNT = "from blog.models import Topic; print('topics', Topic.objects.count())"
ADD = "from blog.models import Topic; Topic.objects.create(name='{0}', slug='{0}')"


def manage(env: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)


def round_trip(env: dict[str, str], folder: Path) -> None:
    def run(*arguments: str) -> str:
        done = manage(env, *arguments)
        assert done.returncode == 0, done.stderr
        return done.stdout

    media = folder / "var/media/picture.txt"
    media.parent.mkdir(parents=True, exist_ok=True)
    media.write_text("kept")
    run("shell", "-c", ADD.format("first"))
    backup = folder / "bedside.tar.gz"
    run("backup", str(backup))
    assert backup.stat().st_mode & 0o077 == 0

    run("shell", "-c", ADD.format("second"))
    media.write_text("changed")
    broken = folder / "broken.tar.gz"
    whole = backup.read_bytes()
    damaged = whole[: len(whole) // 2] + b"\0" * 200 + whole[len(whole) // 2 + 200 :]
    for data in (b"not an archive", whole[: len(whole) // 2], damaged):
        broken.write_bytes(data)
        refused = manage(env, "restore", "--yes", str(broken))
        assert refused.returncode == 1
        assert "is not a backup" in refused.stderr
        assert "Traceback" not in refused.stderr
    assert "topics 2" in run("shell", "-c", COUNT)

    run("restore", "--yes", str(backup))
    assert "topics 1" in run("shell", "-c", COUNT)
    assert media.read_text() == "kept"


def environment(folder: Path, database_url: str) -> dict[str, str]:
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "cms.settings.dev",
        "BEDSIDE_VAR": str(folder / "var"),
        "DATABASE_URL": database_url,
    }


@pytest.mark.django_db
@pytest.mark.embedded
def test_sqlite(tmp_path: Path, migrated: Path) -> None:
    (tmp_path / "var").mkdir()
    shutil.copy(migrated, tmp_path / "var")
    round_trip(environment(tmp_path, ""), tmp_path)


def test_the_whole_connection_but_its_password_is_passed_on() -> None:
    django = {"dbname": "a b", "host": "db.example", "port": 5432, "user": "clinic", "password": "secret"}
    options = {"sslmode": "verify-full", "connect_timeout": 5, "prepare_threshold": None}
    assert conninfo_to_dict(conninfo(django | options)) == {
        "dbname": "a b",
        "host": "db.example",
        "port": "5432",
        "user": "clinic",
        "sslmode": "verify-full",
        "connect_timeout": "5",
    }


@pytest.mark.django_db
@pytest.mark.postgres
def test_postgres(tmp_path: Path) -> None:
    with own_database(os.environ["DATABASE_URL"]) as url:
        clone(os.environ["DATABASE_URL"], url)
        round_trip(environment(tmp_path, url), tmp_path)


def clone(server: str, url: str) -> None:
    """Fill a database with what the tests' own holds: migrating one takes long."""
    tests_own = urlsplit(server)._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    dump = subprocess.run(["pg_dump", "--no-owner", tests_own], capture_output=True, check=True)
    subprocess.run(["psql", "--quiet", url], input=dump.stdout, stdout=subprocess.DEVNULL, check=True)
