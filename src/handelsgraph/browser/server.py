"""A small server for the Browser's pages: loopback only, reading only, and silent."""

from __future__ import annotations

import errno
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from handelsgraph.browser.site import Page, Site
from handelsgraph.errors import InputError

LOOPBACK = ("127.0.0.1", "::1")
HOST = "localhost"
"""The name in addresses: the only one from which the Browser takes guides. Web browsers never look it up elsewhere."""

PORT = 7475
"""Always the same where it is free: what a user saves in the Browser belongs to the address it came from."""

SESSION = "/session"
_LONGEST_FORM = 1024
_SECONDS = 30

OpenSession = Callable[[str], bytes | None]
"""Takes a token and gives the page that connects, or None for a wrong or used one."""


@contextmanager
def serving(
    site: Site, *, port: int | None, connect: tuple[str, ...], open_session: OpenSession | None = None
) -> Iterator[str]:
    """Serve `site` on loopback while the context lasts; give its address, without a slash at the end.

    `port` None means the usual one, or any where that is taken. `connect` names what the pages may connect to besides
    this server. Raises InputError if the port cannot be had.
    """
    servers = _listen(port)
    number = int(servers[0].server_address[1])
    threads = []
    for server in servers:
        server.RequestHandlerClass = _handler(site, number, connect, open_session)
        threads.append(threading.Thread(target=server.serve_forever, args=(0.1,), name="handelsgraph-browser"))
        threads[-1].daemon = True
        threads[-1].start()
    try:
        yield f"http://{HOST}:{number}"
    finally:
        for server, thread in zip(servers, threads, strict=True):
            server.shutdown()
            server.server_close()
            thread.join()


def _listen(port: int | None) -> list[_Server]:
    try:
        return _both(PORT if port is None else port)
    except OSError as error:
        if port is None:
            return _both(0)
        raise InputError(f"port {port} cannot be had: {error.strerror}", "name another one with --port") from error


def _both(port: int) -> list[_Server]:
    """Return servers on one port of both loopback addresses, so that nobody else answers to the name.

    A machine without IPv6 has one of them only. Raises OSError if a port is taken.
    """
    first = _Server((LOOPBACK[0], port), BaseHTTPRequestHandler)
    try:
        return [first, _Server6((LOOPBACK[1], first.server_address[1]), BaseHTTPRequestHandler)]
    except OSError as error:
        if error.errno in (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT):
            return [first]
        first.server_close()
        raise


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    # a port that another program has is an error, not to be shared with it
    allow_reuse_port = False

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a connection that the other side has cut."""


class _Server6(_Server):
    address_family = socket.AF_INET6


def _policy(connect: tuple[str, ...]) -> str:
    """Return the content security policy: nothing from elsewhere, so no fonts, statistics or crash reports."""
    reachable = " ".join(("'self'", *connect))
    return "; ".join(
        [
            "default-src 'none'",
            "script-src 'self' 'unsafe-eval'",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "media-src 'self'",
            "manifest-src 'self'",
            "worker-src 'self' blob:",
            f"connect-src {reachable}",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
        ]
    )


def _handler(
    site: Site, port: int, connect: tuple[str, ...], open_session: OpenSession | None
) -> type[BaseHTTPRequestHandler]:
    policy = _policy(connect)
    hosts = {f"{host}:{port}" for host in (HOST, "127.0.0.1", "[::1]")}

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = _SECONDS
        server_version = "handelsgraph"
        sys_version = ""

        def do_GET(self) -> None:
            """Answer with a page."""
            self._answer(with_body=True)

        def do_HEAD(self) -> None:
            """Answer with the headers of a page."""
            self._answer(with_body=False)

        def do_POST(self) -> None:
            """Answer the launch file with the page that connects."""
            length = self.headers.get("Content-Length", "")
            self.close_connection = True
            if not self._is_meant() or open_session is None or self.path != SESSION:
                return self._refuse(HTTPStatus.FORBIDDEN)
            if not length.isdigit() or int(length) > _LONGEST_FORM:
                return self._refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            form = parse_qs(self.rfile.read(int(length)).decode("ascii", "replace"))
            page = open_session(form.get("token", [""])[0])
            if page is None:
                return self._refuse(HTTPStatus.FORBIDDEN)
            return self._send(HTTPStatus.OK, Page(page, "text/html; charset=utf-8"), with_body=True)

        def _answer(self, *, with_body: bool) -> None:
            if not self._is_meant():
                return self._refuse(HTTPStatus.FORBIDDEN)
            path = urlsplit(self.path).path if self.path.startswith("/") else ""
            if path == "/browser":
                return self._refuse(HTTPStatus.PERMANENT_REDIRECT, location="/browser/")
            page = site.page(path)
            if page is None:
                return self._refuse(HTTPStatus.NOT_FOUND, with_body=with_body)
            return self._send(HTTPStatus.OK, page, with_body=with_body)

        def _is_meant(self) -> bool:
            """Whether the request was made to this server by its own name, and not by one that was bent to it."""
            return self.headers.get("Host", "").lower() in hosts

        def _refuse(self, status: HTTPStatus, location: str | None = None, *, with_body: bool = True) -> None:
            page = Page(f"{status.value} {status.phrase}\n".encode(), "text/plain; charset=utf-8")
            self._send(status, page, with_body=with_body, location=location)

        def _send(self, status: HTTPStatus, page: Page, *, with_body: bool, location: str | None = None) -> None:
            self.send_response(status)
            self.send_header("Content-Type", page.type)
            self.send_header("Content-Length", str(len(page.content)))
            self.send_header("Cache-Control", "private, max-age=86400" if page.lasting else "no-store")
            self.send_header("Content-Security-Policy", policy)
            self.send_header("X-Content-Type-Options", "nosniff")
            self.send_header("Referrer-Policy", "no-referrer")
            if location:
                self.send_header("Location", location)
            self.end_headers()
            if with_body:
                self.wfile.write(page.content)

        def log_message(self, *_: object) -> None:
            """Log nothing: addresses of a session belong to its user."""

    return Handler
