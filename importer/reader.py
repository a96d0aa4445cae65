"""Reads a document in a process of its own, which has little time, little memory and no secrets.

A hostile file can keep that process busy or break it, never the one that asks. What goes to it and comes back
are frames, a kind, a length and that many bytes: see `importer.reader_process`.
"""

import json
import logging
import os
import signal
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Timer
from typing import IO, Any, TypeAlias, TypeVar

from importer import codec, parsers
from importer.errors import UnreadableDocument
from importer.nodes import Document

T = TypeVar("T")
Process: TypeAlias = "subprocess.Popen[bytes]"
Tell = Callable[[float, str], None]  # is given the share that is done, from 0 to 1, and what is being done

MEGABYTE = 1024 * 1024
COMMAND = (sys.executable, "-P", "-m", "importer.reader_process")
# Of the environment only what Python itself may need to start.
KEPT = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "PYTHONHOME")
LARGEST_TEXT = 32 * MEGABYTE
LARGEST_ANSWER = 128 * MEGABYTE
PATIENCE = 2  # seconds for a process to end that answers nothing more

FRAME = struct.Struct("!cQ")
ORDER, PROGRESS, DOCUMENT, FILE, REFUSAL, TOO_LARGE = b"o", b"p", b"d", b"f", b"r", b"m"

TOO_LONG = "takes too long to read. Split it, or save it as plain text."
TOO_MUCH = "takes too much memory to read. Split it, or leave out its largest pictures."
CRASHED = "cannot be read: it breaks the program that reads it. Save it again, or save it as plain text."

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Limits:
    cpu_seconds: int = 10
    seconds: float = 30
    memory: int = 1024 * MEGABYTE


LIMITS = Limits()


class _Broken(Exception):
    """The answer is no answer."""


class _TooLarge(Exception):
    """The answer is more than this process wants to hold."""


def read_file(
    path: Path,
    *,
    tell: Tell | None = None,
    max_bytes: Mapping[str, int] | None = None,
    limits: Limits = LIMITS,
) -> Document:
    """The document in a file. `max_bytes` overrides the size limit per suffix."""
    data = parsers.load(path, max_bytes)
    return read(path.name, data, tell=tell, max_bytes=max_bytes, limits=limits)


def read(
    name: str,
    data: bytes,
    *,
    tell: Tell | None = None,
    max_bytes: Mapping[str, int] | None = None,
    limits: Limits = LIMITS,
) -> Document:
    """The document in `data`; the suffix of `name` says which format it is in.

    Raises UnreadableDocument, whatever is wrong with it. Exceptions of `tell` end the reading.
    """
    parsers.check_size(name, len(data), max_bytes)
    is_late = Event()
    with subprocess.Popen(  # noqa: S603 - a fixed command; the document only goes through the pipe
        COMMAND,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=_environment(),
        start_new_session=True,
    ) as process:
        timer = Timer(limits.seconds, _end, [process, is_late])
        timer.daemon = True
        timer.start()
        try:
            return _converse(process, _order(name, max_bytes, limits), data, tell or _untold)
        except _TooLarge as error:
            raise UnreadableDocument(f"{name} {TOO_MUCH}") from error
        except (_Broken, BrokenPipeError) as error:
            reason = TOO_LONG if is_late.is_set() else _reason(process)
            log.warning("The reader of a document ended with %s: %s", process.returncode, error)
            raise UnreadableDocument(f"{name} {reason}") from error
        finally:
            timer.cancel()
            timer.join()
            process.kill()
            process.wait()
            with suppress(BrokenPipeError):
                _pipe(process.stdin).close()


def _end(process: Process, is_late: Event) -> None:
    is_late.set()
    process.kill()


def _environment() -> dict[str, str]:
    kept = {key: os.environ[key] for key in KEPT if key in os.environ}
    return kept | {"PYTHONPATH": os.pathsep.join(map(os.path.abspath, sys.path))}


def _order(name: str, max_bytes: Mapping[str, int] | None, limits: Limits) -> bytes:
    order = {
        "name": name,
        "max_bytes": dict(max_bytes) if max_bytes else None,
        "cpu_seconds": limits.cpu_seconds,
        "seconds": limits.seconds,
        "memory": limits.memory,
    }
    return json.dumps(order).encode()


def _converse(process: Process, order: bytes, data: bytes, tell: Tell) -> Document:
    """Nothing is answered before all of the question has arrived, so neither side waits for the other."""
    question, answer = _pipe(process.stdin), _pipe(process.stdout)
    write_frame(question, ORDER, order)
    write_frame(question, FILE, data)
    question.close()
    return _document(read_frames(answer, LARGEST_TEXT, LARGEST_ANSWER), tell)


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None:
        raise _Broken("there is no pipe")
    return stream


def _document(frames: Iterator[tuple[bytes, bytes]], tell: Tell) -> Document:
    for kind, payload in frames:
        if kind == REFUSAL:
            raise UnreadableDocument(_parsed(payload, str))
        if kind == TOO_LARGE:
            raise _TooLarge
        if kind == DOCUMENT:
            return _parsed(payload, lambda answer: _decoded(answer, frames))
        tell(*_parsed(payload, lambda step: (float(step[0]), str(step[1]))))
    raise _Broken("the answer has no end")


def _decoded(answer: Mapping[str, Any], frames: Iterator[tuple[bytes, bytes]]) -> Document:
    files = {name: content for name, (_, content) in zip(answer["files"], frames, strict=True)}
    return codec.from_json(answer, files)


def _parsed(payload: bytes, make: Callable[[Any], T]) -> T:
    """What is made of JSON, whatever is in it."""
    try:
        return make(json.loads(payload))
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise _Broken("the answer is no document") from error


def _reason(process: Process) -> str:
    """What a process died of that has not said it."""
    try:
        code = process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        return CRASHED
    match -code:
        case signal.SIGXCPU | signal.SIGALRM:
            return TOO_LONG
        case signal.SIGKILL:  # as a system does that is short of memory
            return TOO_MUCH
    return CRASHED


def _untold(share: float, words: str) -> None:
    """For whoever does not want to know."""


def write_frame(stream: IO[bytes], kind: bytes, payload: bytes) -> None:
    stream.write(FRAME.pack(kind, len(payload)))
    stream.write(payload)
    stream.flush()


def read_frames(
    stream: IO[bytes], largest_text: int | None = None, largest: int | None = None
) -> Iterator[tuple[bytes, bytes]]:
    """Frames up to the end of a stream; where sizes are given, none that is larger, nor all together."""
    total = 0
    while head := stream.read(FRAME.size):
        kind, size = FRAME.unpack(head) if len(head) == FRAME.size else (b"", 1)
        total += size
        if (largest and total > largest) or (largest_text and kind != FILE and size > largest_text):
            raise _TooLarge
        payload = stream.read(size)
        if len(payload) < size:
            raise _Broken("a frame is not whole")
        yield kind, payload
