"""A Bolt proxy that makes trouble: it knows the messages that pass from a client to a server, and may cut the
connection before or after one of them, answer it with a failure in the server's place, or do something first.

    with Proxy(server_address) as proxy:
        proxy.on("COMMIT", proxy.cut)                    # the server never hears of it
        proxy.on("COMMIT", proxy.cut_after_answer)       # the server does it, the client never learns of it
        proxy.on("RUN", proxy.failure("Neo.TransientError.Transaction.DeadlockDetected"), nth=3)
"""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Self

_MESSAGES = {0x01: "HELLO", 0x02: "GOODBYE", 0x0F: "RESET", 0x10: "RUN", 0x11: "BEGIN", 0x12: "COMMIT",
             0x13: "ROLLBACK", 0x2F: "DISCARD", 0x3F: "PULL", 0x66: "ROUTE", 0x6A: "LOGON"}  # fmt: skip
_FAILURE, _IGNORED = 0x7F, 0x7E
_MANIFEST = b"\x00\x00\x01\xff"


@dataclass
class Link:
    """One connection through the proxy, while one message of the client is looked at."""

    client: socket.socket
    server: socket.socket
    failed: bool = False
    swallow_answers: bool = False

    def cut(self) -> None:
        """Close both ends at once, as a broken line does."""
        for end in (self.client, self.server):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)


Trouble = Callable[[Link], bool]
"""What to do at a message; returns whether the message goes on to the server."""


@dataclass
class _Rule:
    message: str
    trouble: Trouble
    nth: int
    seen: int = 0


@dataclass
class Proxy:
    """Listens on loopback and passes everything on to the server at `host`:`port`."""

    host: str
    port: int
    counts: dict[str, int] = field(default_factory=dict)
    _rules: list[_Rule] = field(default_factory=list)
    _links: list[Link] = field(default_factory=list)

    def __enter__(self) -> Self:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
        self.cut_all()

    def close(self) -> None:
        """Take no more connections: they are refused."""
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)  # else the thread that accepts keeps it open
        self._listener.close()

    def on(self, message: str, trouble: Trouble, *, nth: int = 1) -> None:
        """Make this trouble once, at the nth such message from now on."""
        self._rules.append(_Rule(message, trouble, nth))

    @property
    def made(self) -> bool:
        """Whether all the trouble that was asked for has been made."""
        return not self._rules

    def cut_all(self) -> None:
        """Cut all connections there are."""
        for link in self._links:
            link.cut()

    @staticmethod
    def cut(link: Link) -> bool:
        """Cut the connection before the server hears the message."""
        link.cut()
        return False

    @staticmethod
    def cut_after_answer(link: Link) -> bool:
        """Let the server do it, and cut the connection before the client hears the answer."""
        link.swallow_answers = True
        return True

    @staticmethod
    def failure(code: str, message: str = "made by the proxy") -> Trouble:
        """Answer the message in the server's place, and ignore what follows until the client resets."""

        def trouble(link: Link) -> bool:
            link.failed = True
            told = {"code": code, "neo4j_code": code, "message": message, "gql_status": "50N42", "description": message}
            body = bytes([0xA0 + len(told)]) + b"".join(_text(word) for pair in told.items() for word in pair)
            link.client.sendall(_framed(bytes([0xB1, _FAILURE]) + body))
            return False

        return trouble

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                try:
                    server = socket.create_connection((self.host, self.port))
                except OSError:
                    client.close()
                    continue
                link = Link(client, server)
                self._links.append(link)
                threading.Thread(target=self._forward, args=(link,), daemon=True).start()
                threading.Thread(target=self._back, args=(link,), daemon=True).start()

    def _forward(self, link: Link) -> None:
        """Pass the client's handshake and messages on to the server."""
        with contextlib.suppress(OSError, EOFError):
            handshake = _exactly(link.client, 20)
            link.server.sendall(handshake.replace(_MANIFEST, handshake[8:12]))  # the older one: no answer is due to it
            while True:
                frame, tag = _message(link.client)
                name = _MESSAGES.get(tag, hex(tag))
                self.counts[name] = self.counts.get(name, 0) + 1
                if link.failed and name != "RESET":
                    link.client.sendall(_framed(bytes([0xB0, _IGNORED])))
                elif self._pass(link, name):
                    link.failed = False
                    link.server.sendall(frame)
        link.cut()

    def _pass(self, link: Link, name: str) -> bool:
        for rule in [rule for rule in self._rules if rule.message == name]:
            rule.seen += 1
            if rule.seen == rule.nth:
                self._rules.remove(rule)
                return rule.trouble(link)
        return True

    def _back(self, link: Link) -> None:
        with contextlib.suppress(OSError):
            while data := link.server.recv(65536):
                if link.swallow_answers:
                    break
                link.client.sendall(data)
        link.cut()


def _exactly(source: socket.socket, size: int) -> bytes:
    data = b""
    while len(data) < size:
        part = source.recv(size - len(data))
        if not part:
            raise EOFError
        data += part
    return data


def _message(source: socket.socket) -> tuple[bytes, int]:
    """Return the next message as it came, in chunks, and its tag."""
    frame, tag = b"", None
    while True:
        head = _exactly(source, 2)
        size = struct.unpack(">H", head)[0]
        chunk = _exactly(source, size)
        frame += head + chunk
        if size == 0 and tag is not None:
            return frame, tag
        if size and tag is None:
            tag = chunk[1]


def _framed(body: bytes) -> bytes:
    return struct.pack(">H", len(body)) + body + b"\0\0"


def _text(words: str) -> bytes:
    data = words.encode()
    return bytes([0xD0, len(data)]) + data
