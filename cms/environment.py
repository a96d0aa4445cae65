"""What the environment says, before any setting is read."""

import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parents[1]
TESTS = "cms.settings.test"

# How each address may begin, and what a right one looks like.
ADDRESSES = {
    "SITE_URL": ({"http", "https"}, "https://www.example.org"),
    "DATABASE_URL": ({"postgres", "postgresql", "sqlite"}, "postgres://user:password@host:5432/name"),
    "REDIS_URL": ({"redis", "rediss", "unix"}, "redis://host:6379/0"),
    "EMAIL_URL": (
        {"smtp", "smtps", "smtp+tls", "smtp+ssl", "consolemail", "filemail", "memorymail", "dummymail"},
        "smtp+tls://user:password@host:587",
    ),
}
HINTS = {name: f"an address like {example}" for name, (_, example) in ADDRESSES.items()}
WITHOUT_HOST = {"sqlite", "unix", "consolemail", "filemail", "memorymail", "dummymail"}


def choose_settings() -> None:
    """Read .env, then take the settings it or the environment names; else those for development.

    What the environment says wins over .env. Tests do not read .env at all.
    """
    if os.environ.get("DJANGO_SETTINGS_MODULE") != TESTS:
        environ.Env.read_env(BASE_DIR / ".env")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")


def refuse(problems: Mapping[str, str]) -> None:
    """Raise ImproperlyConfigured if there is a problem, with what each variable should say."""
    if problems:
        lines = "\n".join(f"  {name}: {hint}" for name, hint in problems.items())
        raise ImproperlyConfigured(f"Bedside cannot start. Set these in the environment or in .env:\n{lines}")


def wrong_addresses(values: Mapping[str, str]) -> dict[str, str]:
    """The variables that should hold an address and do not, each with what a right one looks like.

    An empty one counts as unset. What was set is not repeated: it may hold a password.
    """
    return {
        name: HINTS[name]
        for name, (schemes, _) in ADDRESSES.items()
        if values.get(name) and not _is_address(values[name], schemes)
    }


def _is_address(value: str, schemes: set[str]) -> bool:
    try:
        parts = urlsplit(value)
        has_port_or_none = parts.port is None or parts.port > 0
    except ValueError:
        return False
    has_host = bool(parts.hostname) or parts.scheme in WITHOUT_HOST
    return parts.scheme in schemes and has_host and has_port_or_none
