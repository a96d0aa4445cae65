"""Commands that meet a database without tables, or none at all, say so in a sentence."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError
from django.db import DatabaseError

from core.database import explained_when_not_ready

DOCUMENT = Path(__file__).with_name("documents") / "underlined.txt"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("command", "database", "message"),
    [
        (["import_article", str(DOCUMENT)], "sqlite:///{}/empty.sqlite3", "Run manage.py migrate first."),
        (
            ["check_content", "--page", "sleep"],
            "sqlite:///{}/none/empty.sqlite3",
            "The database cannot be used: unable to open database file. Start it, or mend",
        ),
    ],
)
def test_a_command_says_what_to_do(command: list[str], database: str, message: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=settings.BASE_DIR,
        env=os.environ
        | {
            "DATABASE_URL": database.format(tmp_path),
            "BEDSIDE_VAR": str(tmp_path),
            "DJANGO_SETTINGS_MODULE": "cms.settings.dev",
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_a_document_is_checked_without_a_database(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", "check_content", str(DOCUMENT), "--json"],
        cwd=settings.BASE_DIR,
        env=os.environ
        | {
            "DATABASE_URL": f"sqlite:///{tmp_path}/none/empty.sqlite3",
            "BEDSIDE_VAR": str(tmp_path),
            "DJANGO_SETTINGS_MODULE": "cms.settings.dev",
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert isinstance(json.loads(done.stdout), list)


@pytest.mark.django_db
def test_other_errors_of_a_database_are_not_hidden() -> None:
    with pytest.raises(DatabaseError) as error, explained_when_not_ready():
        raise DatabaseError("disk full")
    assert not isinstance(error.value, CommandError)
