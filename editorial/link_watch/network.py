"""One request to a server of the public internet, bounded in time and size.

The name is looked up once and every address it has must be public; the connection goes to the very address
that was looked at, so that a second look-up cannot lead anywhere else. There are no cookies, no credentials
and no proxies.
"""

import errno
import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import (
    BadStatusLine,
    HTTPConnection,
    HTTPException,
    HTTPResponse,
    RemoteDisconnected,
    UnknownProtocol,
)
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any
from urllib.parse import quote, urlsplit

from django.conf import settings

from editorial.link_watch.visits import Failure, NoAnswer

PORTS = {"http": 80, "https": 443}
MOST_BYTES = 64 * 1024
MOST_ADDRESSES = 4
NAT64 = ip_network("64:ff9b::/96")
UNICAST = ip_network("2000::/3")  # all of IPv6 that is given out
# Within what counts as public: protocol assignments, among them a metadata service, and Azure's.
NOT_PUBLIC = [ip_network("192.0.0.0/24"), ip_network("168.63.129.16/32")]
OWN_NETWORK = {errno.ENETUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL, errno.EACCES, errno.EPERM}
NO_SUCH_NAME = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}
# OpenSSL's numbers for a chain that ends at nobody we know; browsers often find the missing link.
UNKNOWN_ISSUER = {2, 20, 21}

Resolve = Callable[[str, int], list[str]]
Connect = Callable[[str, int, float], socket.socket]


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet, also where it is written within another one."""
    found = ip_address(address.partition("%")[0])
    inner = _inner(found)
    if inner:
        return is_public(str(inner))
    if isinstance(found, IPv6Address):
        return found.is_global and found in UNICAST
    is_special = found.is_multicast or found.is_reserved or any(found in network for network in NOT_PUBLIC)
    return found.is_global and not is_special


def _inner(address: IPv4Address | IPv6Address) -> IPv4Address | None:
    if isinstance(address, IPv4Address):
        return None
    nat64 = IPv4Address(int(address) & 0xFFFFFFFF) if address in NAT64 else None
    return address.ipv4_mapped or address.sixtofour or nat64


def look_up(host: str, port: int) -> list[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(info[4][0]) for info in found))


def connect(address: str, port: int, seconds: float) -> socket.socket:
    return socket.create_connection((address, port), timeout=seconds)


def user_agent() -> str:
    return f"Bedside-link-check (+{settings.SITE_URL}/)"


class _Deadline(socket.socket):
    """A socket whose reads end together at one time, however slowly the other side talks."""

    ends = float("inf")

    def recv_into(self, *args: Any) -> int:
        self.settimeout(_left(self.ends))
        return super().recv_into(*args)


class _TLSDeadline(ssl.SSLSocket):
    ends = float("inf")

    def recv_into(self, *args: Any) -> int:
        self.settimeout(_left(self.ends))
        return super().recv_into(*args)


@dataclass(frozen=True)
class Network:
    """The way to servers. Tests give their own names and wires; what may be asked is the same."""

    resolve: Resolve = look_up
    connect: Connect = connect
    tls: ssl.SSLContext = field(default_factory=ssl.create_default_context)

    def __post_init__(self) -> None:
        self.tls.sslsocket_class = _TLSDeadline


@dataclass(frozen=True)
class Target:
    """An address, taken apart and spelled as a request needs it."""

    scheme: str
    host: str
    port: int
    path: str

    @classmethod
    def of(cls, url: str) -> "Target":
        """Raises NoAnswer for what is no address of the web. Credentials and fragments are left out."""
        try:
            parts = urlsplit(url.strip())
            host = (parts.hostname or "").encode("idna").decode()
            port = parts.port or PORTS.get(parts.scheme, 0)
        except (UnicodeError, ValueError) as error:
            raise NoAnswer(Failure.UNUSABLE) from error
        if not host or parts.scheme not in PORTS or port not in PORTS.values():
            raise NoAnswer(Failure.UNUSABLE)
        path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~")
        query = quote(parts.query, safe="/%:@!$&'()*+,;=~?")
        return cls(parts.scheme, host, port, f"{path}?{query}" if query else path)

    @property
    def netloc(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]  # names in lower case
    body: bytes = b""


def ask(network: Network, method: str, target: Target, *, seconds: float) -> Answer:
    """One answer to one request; raises NoAnswer. Of a body only the beginning is read."""
    ends = time.monotonic() + seconds
    connection = HTTPConnection(target.host, target.port)
    connection.auto_open = False
    connection.sock = _open(network, target, ends)
    headers = {
        "Host": target.netloc,
        "User-Agent": user_agent(),
        "Accept": "text/html, application/xhtml+xml, */*;q=0.8",
        "Accept-Language": "en",
        "Connection": "close",
    }
    try:
        connection.request(method, target.path, headers=headers)
        with connection.getresponse() as response:
            return Answer(response.status, _headers(response), _beginning(response))
    except TimeoutError as error:
        raise NoAnswer(Failure.SILENT) from error
    except (RemoteDisconnected, OSError) as error:
        raise NoAnswer(Failure.DROPPED) from error
    except (BadStatusLine, UnknownProtocol, ValueError) as error:
        raise NoAnswer(Failure.GARBAGE) from error
    except HTTPException as error:
        raise NoAnswer(Failure.TOO_LARGE) from error
    finally:
        connection.close()


def _open(network: Network, target: Target, ends: float) -> socket.socket:
    plain = _connected(network, target, ends)
    try:
        plain.settimeout(_left(ends))
        if target.scheme == "http":
            sock = _Deadline(fileno=plain.detach())
            sock.settimeout(_left(ends))
            sock.ends = ends
            return sock
        secure: Any = network.tls.wrap_socket(plain, server_hostname=target.host)
    except ssl.SSLCertVerificationError as error:
        is_chain = error.verify_code in UNKNOWN_ISSUER
        raise NoAnswer(Failure.CHAIN if is_chain else Failure.CERTIFICATE) from error
    except TimeoutError as error:
        raise NoAnswer(Failure.SILENT) from error
    except (OSError, ValueError) as error:
        raise NoAnswer(Failure.TLS) from error
    finally:
        plain.close()
    secure.ends = ends
    return secure


def _connected(network: Network, target: Target, ends: float) -> socket.socket:
    """A connection to the first of its addresses that takes one; none of them may be private."""
    try:
        addresses = network.resolve(target.host, target.port)
    except socket.gaierror as error:
        raise NoAnswer(Failure.NO_NAME if error.errno in NO_SUCH_NAME else Failure.RESOLVER) from error
    except OSError as error:
        raise NoAnswer(Failure.RESOLVER) from error
    if not all(map(is_public, addresses)):
        raise NoAnswer(Failure.PRIVATE)
    failures = []
    for address in addresses[:MOST_ADDRESSES]:
        try:
            return network.connect(address, target.port, _left(ends))
        except OSError as error:
            failures.append(_failure(error))
    # What one address says of itself tells more than that the way to another is missing here.
    known = [failure for failure in failures if failure != Failure.OWN_NETWORK]
    raise NoAnswer(next(iter(known or failures), Failure.NO_NAME))


def _failure(error: OSError) -> Failure:
    match error:
        case TimeoutError():
            return Failure.TIMEOUT
        case ConnectionRefusedError():
            return Failure.REFUSED
    return Failure.OWN_NETWORK if error.errno in OWN_NETWORK else Failure.UNREACHABLE


def _headers(response: HTTPResponse) -> dict[str, str]:
    """Servers write UTF-8 where the library reads Latin-1."""
    headers = {}
    for name, value in response.getheaders():
        headers[name.lower()] = value.encode("latin-1", "replace").decode("utf-8", "replace")
    return headers


def _beginning(response: HTTPResponse) -> bytes:
    """Up to the end of the title; of a body that breaks off, what came. Nothing is unpacked."""
    body = bytearray()
    if response.headers.get("Content-Encoding", "identity").lower() != "identity":
        return b""
    try:
        while len(body) < MOST_BYTES and b"</title" not in body.lower():
            if not (part := response.read1(MOST_BYTES - len(body))):
                break
            body += part
    except (OSError, HTTPException, ValueError):
        pass
    return bytes(body)


def _left(ends: float) -> float:
    """The seconds until then; raises TimeoutError when there are none."""
    left = ends - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
