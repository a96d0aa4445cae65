"""What the documents say is so: commands, files, addresses and names in them exist."""

import re
from functools import cache
from pathlib import Path

import pytest
from django.core.management import get_commands

ROOT = Path(__file__).resolve().parent.parent
DOCS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
MAKEFILE = (ROOT / "Makefile").read_text()
SETTINGS = "\n".join(path.read_text() for path in (ROOT / "cms/settings").glob("*.py"))


@pytest.fixture(params=DOCS, ids=lambda path: path.name)
def document(request: pytest.FixtureRequest) -> str:
    return request.param.read_text()


def test_ci_runs_the_test_command_of_the_readme() -> None:
    commands = re.findall(r"^    (make \w+) ", DOCS[0].read_text(), re.MULTILINE)
    assert commands == ["make run", "make test"]
    assert re.search(r"^make test$", (ROOT / ".ci/run").read_text(), re.MULTILINE)


def test_make_targets_exist(document: str) -> None:
    for target in re.findall(r"(?:`|^    )make ([a-z]+)\b", document, re.MULTILINE):
        assert re.search(rf"^{target}:", MAKEFILE, re.MULTILINE), target


def test_management_commands_exist(document: str) -> None:
    for command in re.findall(r"manage\.py ([a-z_]+)", document):
        assert command in get_commands(), command


def test_files_exist(document: str) -> None:
    run_time = ("var/",)
    for name in re.findall(r"`([\w./-]+/[\w./-]*|[\w-]+\.(?:py|md|txt|yml|toml))`", document):
        if not name.startswith(("/", *run_time)) and "<" not in name:
            assert (ROOT / name).exists() or list(ROOT.glob(f"*/{name}")), name


def test_links_lead_somewhere(document: str, request: pytest.FixtureRequest) -> None:
    for target in re.findall(r"\]\((?!https?://|#)([^)#]+)", document):
        assert any((folder / target).exists() for folder in (ROOT, ROOT / "docs")), target


def test_environment_variables_are_read(document: str) -> None:
    for name in re.findall(r"`([A-Z][A-Z0-9]+_[A-Z0-9_]+)`", document):
        known = SETTINGS + MAKEFILE + (ROOT / "tests/conftest.py").read_text() + sources()
        assert name in known, name


@cache
def sources() -> str:
    folders = [folder for folder in ROOT.iterdir() if folder.is_dir() and not folder.name.startswith(".")]
    return "\n".join(path.read_text() for folder in folders for path in folder.rglob("*.py"))


def test_every_variable_of_the_example_is_read() -> None:
    for name in re.findall(r"^#? ?([A-Z][A-Z0-9_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE):
        known = SETTINGS + sources() + (ROOT / "docker-compose.yml").read_text()
        assert name in known or name == "DJANGO_SETTINGS_MODULE", name
