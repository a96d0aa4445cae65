"""A long document takes no more than a fraction of what an importer may."""

import time
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from blog.models import ArticlePage
from tests.bench.long_document import word_file
from tests.bench.reading import MEGABYTE, peak_memory, print_speed

pytestmark = pytest.mark.embedded

GENEROUS = 5  # seconds
MOST_MEMORY = 500 * MEGABYTE


@pytest.fixture(scope="module")
def long_document(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("bench") / "long.docx"
    path.write_bytes(word_file())
    return path


@pytest.fixture(scope="module")
def shorter_document(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("bench") / "shorter.docx"
    path.write_bytes(word_file(paragraphs=300))
    return path


@pytest.mark.django_db
@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("options", [["--dry-run"], []])
def test_importing_is_quick(shorter_document: Path, options: list[str]) -> None:
    began = time.process_time()
    call_command("import_article", str(shorter_document), *options, stdout=StringIO(), stderr=StringIO())
    assert time.process_time() - began < GENEROUS
    assert ArticlePage.objects.count() == (0 if options else 1)


def test_reading_takes_little_memory(long_document: Path) -> None:
    assert 5 * MEGABYTE < peak_memory(long_document) < MOST_MEMORY


def test_the_speed_is_printed() -> None:
    lines: list[str] = []
    print_speed(lines.append, paragraphs=200)
    assert [line.split()[-1][-1] for line in lines] == ["x", "x", "x", "B"]
