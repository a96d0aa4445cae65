"""The rules of the house, held by the tools that `make lint` runs."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
TOOLS = {
    "ruff": ["ruff", "check", "."],
    "format": ["ruff", "format", "--check", "."],
    "templates": ["djlint", "--lint", "--quiet", "templates"],
    "types": ["mypy"],
    "layers": ["lint-imports"],
}


@pytest.mark.parametrize("tool", TOOLS)
def test_tool_is_content(tool: str) -> None:
    name, *arguments = TOOLS[tool]
    done = subprocess.run([BIN / name, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.django_db
def test_migrations_are_complete() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_every_block_has_a_template_and_a_stylesheet_of_its_name() -> None:
    templates = {path.stem for path in (ROOT / "templates/blocks").glob("*.html")}
    stylesheets = {path.stem for path in (ROOT / "static/css/blocks").glob("*.css")}
    assert templates == stylesheets


@pytest.mark.parametrize("missing", ["SECRET_KEY", "DATABASE_URL", "FIELD_ENCRYPTION_KEYS"])
def test_production_says_what_is_missing(missing: str, tmp_path: Path) -> None:
    env = {
        "DJANGO_SETTINGS_MODULE": "cms.settings.production",
        "BEDSIDE_VAR": str(tmp_path),
        "PATH": "",
        "SECRET_KEY": "s" * 50,
        "SITE_URL": "https://clinic.example",
        "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none",
        "REDIS_URL": "redis://127.0.0.1:1/0",
        "EMAIL_URL": "smtp://127.0.0.1:1",
        "DEFAULT_FROM_EMAIL": "site@clinic.example",
        "FIELD_ENCRYPTION_KEYS": "dGVzdC1rZXktdGVzdC1rZXktdGVzdC1rZXktMTIzNDU=",
    }
    check = [sys.executable, "-c", "import django; django.setup()"]

    def run(values: dict[str, str]) -> subprocess.CompletedProcess[str]:
        return subprocess.run(check, cwd=ROOT, env=values, capture_output=True, text=True, check=False)

    refused = run({name: value for name, value in env.items() if name != missing})
    assert refused.returncode != 0
    assert f"  {missing}: " in refused.stderr
    assert run(env).returncode == 0
