"""The process that `importer.reader` starts: takes a document from its input and answers what is in it.

It is given an order and the bytes of the file. It answers with frames of progress, then a document and the
bytes of each of its files, or a reason why there is none. Needs no Django, opens nothing, ends by itself.
"""

import json
import resource
import signal
import sys
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from importer import codec, mapper, parsers
from importer.errors import UnreadableDocument
from importer.nodes import Document
from importer.parsers import progress
from importer.reader import DOCUMENT, FILE, PROGRESS, REFUSAL, TOO_LARGE, read_frames, write_frame

READING = 0.7  # its share of the work
REFUSED = ("socket.", "subprocess.", "os.system", "os.exec", "os.fork", "os.posix_spawn", "urllib.")


def main() -> None:
    (_, order), (_, data) = read_frames(sys.stdin.buffer)
    asked = json.loads(order)
    bound(asked)
    sys.addaudithook(_stay_here)
    try:
        document = _read(asked, data)
        answer = json.dumps(codec.to_json(document) | {"files": list(document.files)}).encode()
    except UnreadableDocument as error:
        _send(REFUSAL, json.dumps(str(error)).encode())
    except MemoryError:
        _send(TOO_LARGE, b"")
    else:
        _send(DOCUMENT, answer)
        for content in document.files.values():
            _send(FILE, content)


def _read(asked: Mapping[str, Any], data: bytes) -> Document:
    """The document, of which it is known that the rules can read it within the same limits."""
    _tell(0, "Reading the document")
    tell = progress.part(lambda share: _tell(share, "Reading the document"), 0, READING)
    document = parsers.parse(asked["name"], data, asked["max_bytes"], tell)
    _tell(READING, "Looking for the parts of an article")
    mapper.read(document)
    _tell(1, "Read")
    return document


def _tell(share: float, words: str) -> None:
    _send(PROGRESS, json.dumps([share, words]).encode())


def _send(kind: bytes, payload: bytes) -> None:
    write_frame(sys.stdout.buffer, kind, payload)


def bound(limits: Mapping[str, Any]) -> None:
    """End where the one that has asked is there no more, by the broken pipe or by the alarm."""
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    signal.alarm(int(limits["seconds"]) + 1)
    _bound(resource.RLIMIT_CORE, 0)
    _bound(resource.RLIMIT_CPU, limits["cpu_seconds"])
    _bound(resource.RLIMIT_AS, limits["memory"])


def _bound(kind: int, most: int) -> None:
    """macOS has no such limit for memory and says so in one of two ways."""
    _, hard = resource.getrlimit(kind)
    soft = most if hard == resource.RLIM_INFINITY else min(most, hard)
    with suppress(ValueError, OSError):
        resource.setrlimit(kind, (soft, hard))


def _stay_here(event: str, arguments: tuple[object, ...]) -> None:
    if event.startswith(REFUSED):
        raise PermissionError(f"A reader of documents has no use for {event}.")


if __name__ == "__main__":
    main()
