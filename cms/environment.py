"""What the environment says, before any setting is read."""

import os
from pathlib import Path

import environ

BASE_DIR = Path(__file__).resolve().parents[1]
TESTS = "cms.settings.test"


def choose_settings() -> None:
    """Read .env, then take the settings it or the environment names; else those for development.

    What the environment says wins over .env. Tests do not read .env at all.
    """
    if os.environ.get("DJANGO_SETTINGS_MODULE") != TESTS:
        environ.Env.read_env(BASE_DIR / ".env")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")
