"""How fast a long Word document is read, against python-docx that merely goes through it."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import docx

from importer import mapper, reader
from tests.bench.long_document import PARAGRAPHS, word_file

ROUNDS = 3
MEGABYTE = 1024 * 1024
# In a small process: what forks counts its own memory as that of its children.
PEAK = """
import resource, sys
from pathlib import Path
from importer import reader
reader.read_file(Path(sys.argv[1]))
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
sys.stdout.write(str(peak if sys.platform == "darwin" else peak * 1024))
"""


def read(path: Path) -> int:
    """Read as an import does, in a process of its own and by the rules; how many nodes there are."""
    document = reader.read_file(path)
    mapper.read(document)
    return len(document.nodes)


def go_through(path: Path) -> int:
    """Go through the text, style and runs of all paragraphs with python-docx; how many there are."""
    paragraphs = docx.Document(str(path)).paragraphs
    for paragraph in paragraphs:
        _ = (paragraph.text, paragraph.style, [(run.text, run.bold, run.italic) for run in paragraph.runs])
    return len(paragraphs)


def peak_memory(path: Path) -> int:
    """The most memory, in bytes, of the process that reads."""
    command = [sys.executable, "-c", PEAK, str(path)]
    return int(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def speed(work: Callable[[Path], int], path: Path) -> float:
    """Paragraphs in a second, in the best of some rounds."""
    fastest = 0.0
    for _ in range(ROUNDS):
        began = time.perf_counter()
        count = work(path)
        fastest = max(fastest, count / (time.perf_counter() - began))
    return fastest


def print_speed(write: Callable[[str], None], paragraphs: int = PARAGRAPHS) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "long.docx")
        path.write_bytes(word_file(paragraphs))
        ours, theirs = speed(read, path), speed(go_through, path)
        what = f"a Word document of {paragraphs:,} paragraphs"
        write(f"\n{what:<38}{'paragraphs/s':>14}{'x python-docx':>16}")
        write(f"{'python-docx goes through it':<38}{theirs:>14,.0f}{1:>15.1f}x")
        write(f"{'read, by the rules and in a process':<38}{ours:>14,.0f}{ours / theirs:>15.1f}x")
        write(f"{'most memory of that process':<38}{peak_memory(path) / MEGABYTE:>11,.0f} MB")
