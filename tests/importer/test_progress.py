"""What is said while a long document is read, and when nothing is."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from importer.parsers import progress
from importer.progress import WIDTH, Progress
from tests.bench.long_document import word_file
from tests.importer.test_codec import DOCUMENTS


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def lines_of(steps: list[tuple[float, float]]) -> list[str]:
    """What is printed of steps, each a time and a share."""
    stream = StringIO()
    now = 0.0
    told = Progress(stream.write, is_terminal=False, clock=lambda: now)
    for moment, share in steps:
        now = moment
        told(share, "Reading")
    told.end()
    return stream.getvalue().splitlines()


@pytest.mark.parametrize(
    ("steps", "shares"),
    [
        ([], []),
        ([(0, 0), (0.1, 0.7), (0.2, 1)], []),
        ([(0, 0), (2, 0.7), (3, 1)], ["70%", "100%"]),
        ([(0, one / 20) for one in range(21)], [f"{share}%" for share in range(10, 101, 10)]),
        ([(0, one / 500) for one in range(501)], [f"{share}%" for share in range(10, 101, 10)]),
    ],
)
def test_at_most_a_line_for_each_tenth(steps: list[tuple[float, float]], shares: list[str]) -> None:
    assert [line.split()[0] for line in lines_of(steps)] == shares


def test_a_terminal_is_left_as_it_was(tmp_path: Path) -> None:
    terminal, result = Terminal(), StringIO()
    call_command("import_article", str(DOCUMENTS[0]), "--dry-run", stderr=terminal, stdout=result)
    *steps, last, end = terminal.getvalue().split("\r")
    assert "  0%  Reading the document" in steps[1]
    assert "100%" in steps[-1]
    assert {len(step) for step in steps[1:]} == {WIDTH}
    assert not last.strip()
    assert not end
    assert "%" not in result.getvalue()


def test_a_short_document_is_read_without_a_word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importer.progress.PATIENCE", 3600)  # on a machine that is busy
    said, file = StringIO(), tmp_path / "short.txt"
    file.write_text("Knees\n\nThey bend, and mostly they do not hurt.\n")
    call_command("import_article", str(file), "--dry-run", stderr=said, stdout=StringIO())
    assert not said.getvalue()


def test_a_long_document_is_read_with_ten_words(tmp_path: Path) -> None:
    file = tmp_path / "long.docx"
    file.write_bytes(word_file(600))
    said, result = StringIO(), StringIO()
    call_command("import_article", str(file), "--dry-run", "--json", stderr=said, stdout=result)
    assert 5 <= len(said.getvalue().splitlines()) <= 10
    assert result.getvalue().startswith("{")


@pytest.mark.parametrize(("total", "steps"), [(0, 0), (49, 0), (120, 2), (1_000, 19), (9_999, 20)])
def test_a_parser_tells_some_twenty_times(total: int, steps: int) -> None:
    shares: list[float] = []
    assert list(progress.told(range(total), total, shares.append)) == list(range(total))
    assert len(shares) == steps
    assert all(0 < share < 1 for share in shares)


def test_a_part_of_some_work() -> None:
    shares: list[float] = []
    tell = progress.part(shares.append, 0.5, 0.7)
    for share in (0, 0.5, 1):
        tell(share)
    assert shares == pytest.approx([0.5, 0.6, 0.7])
