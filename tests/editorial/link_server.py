"""A server on this machine that plays the hosts of the world, with wires that lead to it and nowhere else."""

import socket
import ssl
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from editorial.link_watch.network import Network


@dataclass(frozen=True)
class Request:
    method: str
    host: str
    path: str
    headers: dict[str, str]
    began: float


Reply = bytes | Iterable[bytes]
Handler = Callable[[Request], Reply]


def answer(status: int = 200, body: bytes | str = "", **headers: str) -> Handler:
    """A plain answer; HEAD gets the head of it."""
    content = body.encode() if isinstance(body, str) else body
    shown = {"Content-Type": "text/html"} | {name.replace("_", "-"): text for name, text in headers.items()}
    if content:
        shown["Content-Length"] = str(len(content))
    lines = "".join(f"{name}: {text}\r\n" for name, text in shown.items())
    head = f"HTTP/1.1 {status} Whatever\r\n{lines}Connection: close\r\n\r\n".encode()
    return lambda request: head if request.method == "HEAD" else head + content


def page(title: str) -> Handler:
    return answer(200, f"<!doctype html><html><head><title>{title}</title></head><body>Words.</body></html>")


def redirect(status: int, target: str, **headers: str) -> Handler:
    return answer(status, Location=target, **headers)


def raw(reply: bytes) -> Handler:
    """These bytes, whatever was asked."""
    return lambda request: reply


@dataclass
class LinkServer:
    """Answers for every host that a test names. `answers` is keyed by host and path, or by host alone."""

    answers: dict[str, Handler] = field(default_factory=dict)
    addresses: dict[str, list[str]] = field(default_factory=dict)  # of hosts with addresses of their own
    asked: list[Request] = field(default_factory=list)
    connected: list[str] = field(default_factory=list)
    refusing: set[str] = field(default_factory=set)
    deaf: set[str] = field(default_factory=set)
    resolver_is_away: bool = False
    network_is_away: bool = False
    certificates: dict[str, ssl.SSLContext] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.closing = threading.Event()
        self.guard = threading.Lock()
        self.busy: dict[str, int] = {}
        self.most_at_once: dict[str, int] = {}
        self.looked_up: list[str] = []

    # Wires

    def network(self, trusted: ssl.SSLContext | None = None) -> Network:
        tls = trusted or ssl.create_default_context()
        return Network(resolve=self.resolve, connect=self.connect, tls=tls)

    def resolve(self, host: str, port: int) -> list[str]:
        self.looked_up.append(host)
        if self.resolver_is_away:
            raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
        if host in self.addresses:
            return self.addresses[host]
        with suppress(ValueError):
            return [str(ip_address(host))]
        if host not in self.hosts:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return [self.address_of(host)]

    @property
    def hosts(self) -> list[str]:
        return sorted({key.partition("/")[0] for key in self.answers} | self.refusing | self.deaf)

    def address_of(self, host: str) -> str:
        return f"93.184.216.{self.hosts.index(host) + 1}"

    def connect(self, address: str, port: int, seconds: float) -> socket.socket:
        self.connected.append(address)
        if self.network_is_away:
            raise OSError(101, "Network is unreachable")
        wire = self.tls_port if port == 443 else self.port
        if address in map(self.address_of, self.refusing):
            wire = self.closed_port
        if address in map(self.address_of, self.deaf):
            wire = self.full_port
        return socket.create_connection(("127.0.0.1", wire), timeout=seconds)

    # The server

    @contextmanager
    def running(self) -> Iterator["LinkServer"]:
        with (
            socket.create_server(("127.0.0.1", 0)) as plain,
            socket.create_server(("127.0.0.1", 0)) as secure,
            socket.create_server(("127.0.0.1", 0), backlog=0) as full,
            socket.create_server(("127.0.0.1", 0)) as closed,
            socket.create_connection(full.getsockname()),  # nobody takes it, so the queue is full
        ):
            self.port, self.tls_port = plain.getsockname()[1], secure.getsockname()[1]
            self.full_port, self.closed_port = full.getsockname()[1], closed.getsockname()[1]
            closed.close()
            threads = [
                threading.Thread(target=self._accept, args=(listener, is_tls))
                for listener, is_tls in ((plain, False), (secure, True))
            ]
            for thread in threads:
                thread.start()
            yield self
            self.closing.set()
            for listener in (plain, secure):
                listener.shutdown(socket.SHUT_RDWR)
            for thread in threads:
                thread.join(timeout=10)

    def _accept(self, listener: socket.socket, is_tls: bool) -> None:
        workers = []
        with suppress(OSError):
            while not self.closing.is_set():
                connection, _ = listener.accept()
                worker = threading.Thread(target=self._serve, args=(connection, is_tls))
                worker.start()
                workers.append(worker)
        for worker in workers:
            worker.join(timeout=10)

    def _serve(self, connection: socket.socket, is_tls: bool) -> None:
        connection.settimeout(10)
        with suppress(OSError), connection:
            if not is_tls:
                self._answer(connection)
                return
            with self._tls().wrap_socket(connection, server_side=True) as secure:
                self._answer(secure)

    def _tls(self) -> ssl.SSLContext:
        def choose(sock: ssl.SSLSocket, name: str | None, context: ssl.SSLContext) -> None:
            sock.context = self.certificates[name or ""]

        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.set_servername_callback(choose)  # type: ignore[arg-type]
        return context

    def _answer(self, connection: socket.socket) -> None:
        request = _read(connection)
        with self.guard:
            self.asked.append(request)
            self.busy[request.host] = self.busy.get(request.host, 0) + 1
            most = max(self.most_at_once.get(request.host, 0), self.busy[request.host])
            self.most_at_once[request.host] = most
        try:
            handler = self.answers.get(request.host + request.path) or self.answers[request.host]
            reply = handler(request)
            for part in [reply] if isinstance(reply, bytes) else reply:
                connection.sendall(part)
                if self.closing.is_set():
                    return
            with suppress(OSError):
                connection.shutdown(socket.SHUT_WR)
        finally:
            with self.guard:
                self.busy[request.host] -= 1

    # Ways to be difficult

    def hang(self, request: Request) -> Reply:
        self.closing.wait(5)
        return b""

    def drip(self, request: Request) -> Iterator[bytes]:
        """A head that never ends, a byte at a time."""
        yield b"HTTP/1.1 200 OK\r\nX-Slow: "
        while not self.closing.wait(0.05):
            yield b"a"

    def drip_body(self, request: Request) -> Iterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<title>A study</tit"
        while not self.closing.wait(0.05):
            yield b" "

    def endless(self, request: Request) -> Iterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
        while not self.closing.is_set():
            yield b"a" * 65536


def _read(connection: socket.socket) -> Request:
    began = time.monotonic()
    data = b""
    while b"\r\n\r\n" not in data:
        if not (part := connection.recv(65536)):
            raise OSError("nothing was asked")
        data += part
    first, *lines = data.decode("latin-1").split("\r\n")
    headers = dict(line.lower().split(": ", 1) for line in lines if ": " in line)
    method, path, _ = first.split(" ")
    return Request(method, headers["host"], path, headers, began)


# Certificates


@dataclass(frozen=True)
class Authority:
    """Issues certificates that nobody but its own context trusts."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    @classmethod
    def new(cls) -> "Authority":
        key = ec.generate_private_key(ec.SECP256R1())
        return cls(key, _certificate("Test authority", key, "Test authority", key, is_authority=True))

    def trusted(self) -> ssl.SSLContext:
        pem = self.certificate.public_bytes(serialization.Encoding.PEM).decode()
        return ssl.create_default_context(cadata=pem)

    def context(self, name: str, *, days: int = 1, is_self_signed: bool = False) -> ssl.SSLContext:
        """What a server of this name presents; with fewer than no days, it has expired."""
        key = ec.generate_private_key(ec.SECP256R1())
        issuer, issuer_key = (name, key) if is_self_signed else ("Test authority", self.key)
        certificate = _certificate(name, key, issuer, issuer_key, days=days)
        return _context(key, certificate)


def _certificate(
    name: str,
    key: ec.EllipticCurvePrivateKey,
    issuer: str,
    issuer_key: ec.EllipticCurvePrivateKey,
    *,
    days: int = 1,
    is_authority: bool = False,
) -> x509.Certificate:
    now = datetime.now(UTC)
    named = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    issued_by = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)])
    builder = (
        x509.CertificateBuilder()
        .subject_name(named)
        .issuer_name(issued_by)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=10))
        .not_valid_after(now + timedelta(days=days))
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
    )
    if not is_authority:
        builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
    return builder.sign(issuer_key, hashes.SHA256())


def _context(key: ec.EllipticCurvePrivateKey, certificate: x509.Certificate) -> ssl.SSLContext:

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pem"
        encoding = serialization.Encoding.PEM
        private = key.private_bytes(encoding, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        path.write_bytes(private + certificate.public_bytes(encoding))
        context.load_cert_chain(path)
    return context
