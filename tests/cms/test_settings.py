"""The settings a process takes, and what production asks for before it starts."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cms.environment import wrong_addresses

ROOT = Path(__file__).resolve().parents[2]
KEY = "dGVzdC1rZXktdGVzdC1rZXktdGVzdC1rZXktMTIzNDU="
COMPLETE = {
    "DJANGO_SETTINGS_MODULE": "cms.settings.production",
    "SECRET_KEY": "s" * 50,
    "SITE_URL": "https://clinic.example",
    "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "EMAIL_URL": "smtp://127.0.0.1:1",
    "DEFAULT_FROM_EMAIL": "site@clinic.example",
    "FIELD_ENCRYPTION_KEYS": KEY,
}


def start(
    values: dict[str, str], var: Path, code: str = "import cms.wsgi", root: Path = ROOT
) -> subprocess.CompletedProcess[str]:
    """Run a line of Python in a process that sees these values and no others."""
    env = {"PATH": "", "PYTHONPATH": str(ROOT), "BEDSIDE_VAR": str(var), **values}
    return subprocess.run(
        [sys.executable, "-c", code], cwd=root, env=env, capture_output=True, text=True, check=False
    )


def test_production_starts_with_all_it_needs(tmp_path: Path) -> None:
    done = start(COMPLETE, tmp_path)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("missing", [name for name in COMPLETE if name != "DJANGO_SETTINGS_MODULE"])
def test_production_says_what_is_missing(missing: str, tmp_path: Path) -> None:
    done = start({name: value for name, value in COMPLETE.items() if name != missing}, tmp_path)
    assert done.returncode != 0
    assert f"  {missing}: " in done.stderr


@pytest.mark.parametrize("keys", ["changeme", f"{KEY},short", " "])
def test_production_refuses_keys_that_encrypt_nothing(keys: str, tmp_path: Path) -> None:
    done = start(COMPLETE | {"FIELD_ENCRYPTION_KEYS": keys}, tmp_path)
    assert done.returncode != 0
    assert "  FIELD_ENCRYPTION_KEYS: " in done.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SITE_URL", "www.clinic.example"),
        ("SITE_URL", "https://"),
        ("SITE_URL", "https://clinic.example:port"),
        ("DATABASE_URL", "clinic"),
        ("DATABASE_URL", "mysql://clinic@host/clinic"),
        ("REDIS_URL", "localhost:6379"),
        ("EMAIL_URL", "mail.clinic.example"),
        ("EMAIL_URL", "smtp://"),
        ("DEFAULT_FROM_EMAIL", "the clinic"),
        ("DEFAULT_FROM_EMAIL", "The clinic <clinic>"),
    ],
)
def test_production_refuses_what_is_no_address(name: str, value: str, tmp_path: Path) -> None:
    done = start(COMPLETE | {name: value}, tmp_path)
    assert done.returncode != 0
    assert f"  {name}: " in done.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SITE_URL", "http://10.0.0.1:8000"),
        ("DATABASE_URL", "sqlite:////tmp/clinic.sqlite3"),
        ("DATABASE_URL", "postgresql://u:p%40ss@host:5432/clinic"),
        ("REDIS_URL", "rediss://:secret@host:6380/1"),
        ("EMAIL_URL", "smtp+tls://user%40host:password@host:587"),
        ("EMAIL_URL", "consolemail://"),
    ],
)
def test_addresses_that_are_right(name: str, value: str) -> None:
    assert wrong_addresses({name: value}) == {}


@pytest.mark.parametrize(("site_url", "proxies"), [("https://clinic.example", 1), ("http://10.0.0.1", 0)])
def test_an_https_address_means_one_proxy(site_url: str, proxies: int, tmp_path: Path) -> None:
    show = "import cms.wsgi; from django.conf import settings; print(settings.TRUSTED_PROXY_COUNT)"
    assert start(COMPLETE | {"SITE_URL": site_url}, tmp_path, show).stdout == f"{proxies}\n"


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """A folder with a project package and a complete .env of its own."""
    shutil.copytree(ROOT / "cms", tmp_path / "cms", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / ".env").write_text("".join(f"{name}={value}\n" for name, value in COMPLETE.items()))
    return tmp_path


@pytest.mark.parametrize("entry", ["cms.wsgi", "cms.celery"])
def test_dotenv_chooses_the_settings(entry: str, installed: Path) -> None:
    show = f"import {entry}; from django.conf import settings; print(settings.SETTINGS_MODULE)"
    assert start({}, installed / "var", show, installed).stdout == "cms.settings.production\n"


def test_the_environment_wins_over_dotenv(installed: Path) -> None:
    show = "import cms.wsgi; from django.conf import settings; print(settings.SETTINGS_MODULE)"
    values = {"DJANGO_SETTINGS_MODULE": "cms.settings.dev"}
    assert start(values, installed / "var", show, installed).stdout == "cms.settings.dev\n"


def test_without_dotenv_it_is_development(installed: Path) -> None:
    (installed / ".env").unlink()
    show = "import cms.wsgi; from django.conf import settings; print(settings.SETTINGS_MODULE)"
    assert start({}, installed / "var", show, installed).stdout == "cms.settings.dev\n"
