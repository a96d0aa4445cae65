"""A real SMTP server that can be told to be away, to put off or to be slow."""

import asyncio
import re
import threading
from collections import Counter

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.e2e.site import free_port

REFERENCE = re.compile(rb"^Subject:.*?(APT-[A-Z0-9]+)", re.MULTILINE)
MESSAGE_ID = re.compile(rb"^Message-ID:\s*(\S+)", re.MULTILINE | re.IGNORECASE)


class Office:
    """What has arrived, by reference, and how often each message did."""

    def __init__(self) -> None:
        self.puts_off = False
        self.seconds = 0.0
        self.messages: Counter[str] = Counter()
        self.references: set[str] = set()
        self.lock = threading.Lock()

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.puts_off:
            return "451 4.3.0 Try again later"
        await asyncio.sleep(self.seconds)
        content = envelope.original_content or b""
        with self.lock:
            self.messages[found(MESSAGE_ID, content)] += 1
            self.references.add(found(REFERENCE, content))
        return "250 2.0.0 Accepted"


def found(pattern: re.Pattern[bytes], content: bytes) -> str:
    match = pattern.search(content)
    return match.group(1).decode() if match else ""


class MailServer:
    """The server itself, always on the same port."""

    def __init__(self) -> None:
        self.office = Office()
        self.port = free_port()
        self.controller: Controller | None = None

    def start(self) -> None:
        self.controller = Controller(self.office, hostname="127.0.0.1", port=self.port)
        self.controller.start()

    def stop(self) -> None:
        if self.controller:
            self.controller.stop(no_assert=True)
        self.controller = None
