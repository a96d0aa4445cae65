"""A document is read in a process of its own, and whatever that one does, the one that asks goes on."""

import base64
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from importer import parsers, reader, reader_process
from importer.errors import UnreadableDocument
from importer.reader import Limits
from tests.bench.long_document import word_file
from tests.importer.test_codec import DOCUMENTS

PNG = b"\x89PNG\r\n\x1a\n" + bytes(16) + bytes(range(256)) * 400
LONG_TEXT = b"A sentence that says nothing much, and then another one.\n\n" * 10_000


@pytest.fixture(autouse=True)
def _leaves_no_process(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    started: list[subprocess.Popen[bytes]] = []

    class Popen(subprocess.Popen[bytes]):
        def __init__(self, *arguments: object, **options: object) -> None:
            super().__init__(*arguments, **options)  # type: ignore[call-overload]
            started.append(self)

    monkeypatch.setattr(subprocess, "Popen", Popen)
    threads = threading.active_count()
    yield
    assert all(process.returncode is not None for process in started)
    assert threading.active_count() == threads


def instead(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Let the process do something else."""
    monkeypatch.setattr(reader, "COMMAND", (sys.executable, "-c", code))


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_it_reads_what_the_parsers_read(path: Path) -> None:
    assert reader.read_file(path) == parsers.read_file(path)


def test_pictures_come_along() -> None:
    page = b'<p>Text</p><img src="data:image/png;base64,%s" alt="A lamp"><img src="b.png">'
    document = reader.read("a.html", page % base64.b64encode(PNG))
    assert list(document.files.values()) == [PNG]
    assert len(document.remarks) == 1


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.txt", b" \n", "a.txt is empty."),
        ("a.docx", b"x", "a.docx is not a Word document but another kind of file. Open it"),
        ("a.xyz", b"x", "a.xyz is not in a format that can be imported."),
        ("a.txt", b"x" * (5 * 1024 * 1024 + 1), "a.txt is larger than 5 MB, the limit for plain text."),
        ("é\n\ud800.html", b"<p></p>", "é\n\ud800.html holds no text that a reader would see."),
    ],
)
def test_a_refusal_says_the_same(name: str, data: bytes, message: str) -> None:
    with pytest.raises(UnreadableDocument) as refusal:
        reader.read(name, data)
    assert str(refusal.value).startswith(message)


def test_other_sizes_may_be_set() -> None:
    with pytest.raises(UnreadableDocument, match=r"a\.txt is larger than 3 bytes"):
        reader.read("a.txt", b"Word", max_bytes={".txt": 3})
    assert reader.read("a.txt", b"Word", max_bytes={".txt": 4}).nodes


def test_a_file_is_found_or_not(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match=r"There is no file .*a\.txt\."):
        reader.read_file(tmp_path / "a.txt")


BUSY = """
from importer import reader_process
reader_process.parsers.parse = lambda *arguments: {}
reader_process.main()
"""


@pytest.mark.parametrize(
    ("limits", "work", "message"),
    [
        (Limits(seconds=0.05), "sum(iter(int, 1))", reader.TOO_LONG),
        (Limits(cpu_seconds=1), "sum(iter(int, 1))", reader.TOO_LONG),
        pytest.param(
            Limits(memory=200 * reader.MEGABYTE),
            "bytes(300_000_000)",
            reader.TOO_MUCH,
            marks=pytest.mark.skipif(sys.platform == "darwin", reason="macOS does not limit memory"),
        ),
    ],
)
def test_what_takes_too_much_is_refused(
    monkeypatch: pytest.MonkeyPatch, limits: Limits, work: str, message: str
) -> None:
    instead(monkeypatch, BUSY.format(work))
    with pytest.raises(UnreadableDocument) as refusal:
        reader.read("a.txt", b"x", limits=limits)
    assert str(refusal.value) == f"a.txt {message}"


def test_rules_that_never_end_are_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    code = BUSY.format("0").replace("parsers.parse", "mapper.read").replace("0", "sum(iter(int, 1))")
    instead(monkeypatch, code)
    with pytest.raises(UnreadableDocument, match="takes too long to read"):
        reader.read("a.txt", b"x", limits=Limits(cpu_seconds=1))


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("import os; os.abort()", reader.CRASHED),
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", reader.CRASHED),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", reader.TOO_MUCH),
        ("raise SystemExit(1)", reader.CRASHED),
        ("import sys; sys.stdin.buffer.read(); raise SystemExit(0)", reader.CRASHED),
        ("import sys; sys.stdin.buffer.read(); print('no frame at all')", reader.TOO_MUCH),
        ("import sys; sys.stdin.buffer.read(); print('no')", reader.CRASHED),
        ("import sys; sys.stdin.buffer.read(); print('d\\0\\0\\0\\0\\0\\0\\0\\2{}', end='')", reader.CRASHED),
        ("import sys; sys.stdin.buffer.read(); print('p\\0\\0\\0\\0\\0\\0\\0\\2{}', end='')", reader.CRASHED),
    ],
)
@pytest.mark.parametrize("size", [1, 5_000_000])
def test_a_process_that_breaks_is_told_in_words(
    monkeypatch: pytest.MonkeyPatch, code: str, message: str, size: int
) -> None:
    instead(monkeypatch, code)
    with pytest.raises(UnreadableDocument) as refusal:
        reader.read("a.txt", b"x" * size)
    assert str(refusal.value) == f"a.txt {message}"


@pytest.mark.parametrize("code", ["import time; time.sleep(60)", "import sys; sys.stdout.close(); input()"])
def test_a_process_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    instead(monkeypatch, code)
    began = time.monotonic()
    with pytest.raises(UnreadableDocument):
        reader.read("a.txt", b"x" * 5_000_000, limits=Limits(seconds=0.5))
    assert time.monotonic() - began < 20


@pytest.mark.parametrize("error", [KeyboardInterrupt, RuntimeError])
def test_who_interrupts_the_reading_ends_it(error: type[BaseException]) -> None:
    def tell(share: float, words: str) -> None:
        raise error

    with pytest.raises(error):
        reader.read("a.txt", LONG_TEXT, tell=tell)


def test_the_process_knows_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "x")
    assert set(reader._environment()) <= {*reader.KEPT, "PYTHONPATH"}


def test_the_process_inherits_no_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    told = tmp_path / "told"
    instead(monkeypatch, f"import os; open({str(told)!r}, 'w').write(str(os.listdir('/dev/fd')))")
    with (tmp_path / "open").open("w") as file:
        os.set_inheritable(file.fileno(), True)
        with pytest.raises(UnreadableDocument):
            reader.read("a.txt", b"x")
        assert f"'{file.fileno()}'" not in told.read_text() or file.fileno() < 5


def test_the_process_reaches_nobody() -> None:
    code = (
        "import socket, subprocess, sys\n"
        "from importer.reader_process import _stay_here\n"
        "sys.addaudithook(_stay_here)\n"
        "for reach in (socket.socket, lambda: subprocess.run(['true'])):\n"
        "    try:\n"
        "        reach()\n"
        "    except PermissionError:\n"
        "        print('refused')\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=reader._environment(), check=True
    )
    assert result.stdout == "refused\nrefused\n", result.stderr


def test_the_process_needs_no_django() -> None:
    code = "import sys, importer.reader_process; print([name for name in sys.modules if 'django' in name])"
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=reader._environment(), check=True
    )
    assert result.stdout == "[]\n"
    assert reader_process.REFUSED


def test_progress_of_a_long_document() -> None:
    steps: list[tuple[float, str]] = []
    document = reader.read("a.docx", word_file(800), tell=lambda *step: steps.append(step))
    shares = [share for share, _ in steps]
    assert len(document.nodes) >= 800
    assert len(steps) >= 10
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0, 1)
    assert {words for _, words in steps} == {
        "Reading the document", "Looking for the parts of an article", "Read",
    }  # fmt: skip


SOURCES: Sequence[tuple[str, bytes]] = (
    ("a.txt", b"A paragraph.\n\n" * 3_000),
    ("a.md", b"A paragraph.\n\n" * 3_000),
    ("a.html", b"<p>A paragraph.</p>\n" * 3_000),
)


@pytest.mark.parametrize(("name", "data"), SOURCES, ids=[name for name, _ in SOURCES])
def test_progress_in_other_formats(name: str, data: bytes) -> None:
    shares: list[float] = []
    parsers.parse(name, data, tell=shares.append)
    assert len(shares) >= 8
    assert shares == sorted(shares)
    assert 0 < shares[0] < shares[-1] <= 1


def test_many_can_read_at_once() -> None:
    with ThreadPoolExecutor(4) as pool:
        documents = pool.map(lambda _: reader.read("a.txt", b"A title\n\nA sentence."), range(8))
        assert all(len(document.nodes) == 2 for document in documents)
