"""A real SMTP server that refuses, hangs, and cuts off acknowledgements, and counts what it has taken."""

import asyncio
import random
import re
import threading
from collections import Counter
from dataclasses import dataclass, field

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.e2e.site import free_port

REFERENCE = re.compile(rb"^Subject:.*?(APT-[A-Z0-9]+)", re.MULTILINE)
MESSAGE_ID = re.compile(rb"^Message-ID:\s*(\S+)", re.MULTILINE | re.IGNORECASE)
FOR_EVER = 3600  # seconds; whoever waits gives up before


@dataclass
class Trouble:
    """How large a share of the messages meets with what."""

    refused: float = 0.0
    hung: float = 0.0  # and not taken
    cut_off: float = 0.0  # taken, but the sender never hears of it
    most_refusals: int = 1000  # of one message


@dataclass
class Office:
    """What was taken, how often each message was, and how often its sender did not learn of it."""

    trouble: Trouble = field(default_factory=Trouble)
    holding: bool = False  # every conversation stays open, its message taken and not acknowledged
    held: int = 0
    messages: Counter[str] = field(default_factory=Counter)
    references: set[str] = field(default_factory=set)
    refusals: Counter[str] = field(default_factory=Counter)
    cut_off: int = 0
    hung: int = 0
    chance: random.Random = field(default_factory=lambda: random.Random(7))
    lock: threading.Lock = field(default_factory=threading.Lock)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        content = envelope.original_content or b""
        message = found(MESSAGE_ID, content)
        fate = self.chance.random()
        trouble = self.trouble
        if fate < trouble.refused and self.refusals[message] < trouble.most_refusals:
            self.refusals[message] += 1
            return "451 4.3.0 Try again later"
        if trouble.refused <= fate < trouble.refused + trouble.hung:
            self.hung += 1
            await asyncio.sleep(FOR_EVER)
        with self.lock:
            self.messages[message] += 1
            self.references.add(found(REFERENCE, content))
        try:
            if 1 - trouble.cut_off < fate:
                await asyncio.sleep(FOR_EVER)
            await self.hold()
        except asyncio.CancelledError:  # the sender has gone
            self.cut_off += 1
            raise
        return "250 2.0.0 Accepted"

    async def hold(self) -> None:
        if not self.holding:
            return
        self.held += 1
        while self.holding:
            await asyncio.sleep(0.05)
        self.held -= 1

    @property
    def repeated(self) -> int:
        return sum(times - 1 for times in self.messages.values())


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
