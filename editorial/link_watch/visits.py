"""What came of asking for an address. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Failure(StrEnum):
    """Why there was no answer."""

    UNUSABLE = "unusable"  # no address of the web, or one on a port that is not asked
    PRIVATE = "private"  # inside somebody's own network
    NO_NAME = "no-name"
    RESOLVER = "resolver"  # names could not be looked up
    OWN_NETWORK = "own-network"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"
    TIMEOUT = "timeout"  # nobody took the call
    SILENT = "silent"  # somebody took it and said nothing
    DROPPED = "dropped"
    CERTIFICATE = "certificate"
    CHAIN = "chain"  # a certificate that we know no issuer of; browsers may
    TLS = "tls"
    GARBAGE = "garbage"
    TOO_LARGE = "too-large"
    LOOP = "loop"
    TOO_MANY_REDIRECTS = "too-many-redirects"
    COOKIES = "cookies"
    CONFUSED = "confused"  # an error of our own


class NoAnswer(Exception):
    def __init__(self, failure: Failure) -> None:
        super().__init__(failure)
        self.failure = failure


@dataclass(frozen=True)
class Hop:
    """One redirect."""

    status: int
    target: str


@dataclass(frozen=True)
class Visit:
    """The last answer on the way from an address through its redirects, or why there was none."""

    asked: str
    status: int = 0
    failure: Failure | None = None
    hops: tuple[Hop, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)  # names in lower case
    title: str = ""

    @property
    def final(self) -> str:
        """The address that answered."""
        return self.hops[-1].target if self.hops else self.asked
