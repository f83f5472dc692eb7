"""The loopback server as another program meets it: over real connections."""

from __future__ import annotations

import http.client
import json
import socket
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from handelsgraph.browser.launch import Token, launch_file
from handelsgraph.browser.server import serving
from handelsgraph.browser.site import Site
from handelsgraph.errors import InputError

CONNECT = ("ws://127.0.0.1:7687", "http://127.0.0.1:7687")


class Served:
    """A running server and its one-time token."""

    def __init__(self, address: str, token: Token) -> None:
        self.port = int(address.rpartition(":")[2])
        self.token = token

    def ask(
        self, path: str, method: str = "GET", host: str | None = None, body: str | None = None
    ) -> tuple[http.client.HTTPResponse, bytes]:
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)) as connection:
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            connection.putheader("Host", f"localhost:{self.port}" if host is None else host)
            if body is not None:
                connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body.encode() if body is not None else None)
            answer = connection.getresponse()
            return answer, answer.read()

    def send_token(self, token: str) -> tuple[http.client.HTTPResponse, bytes]:
        return self.ask("/session", "POST", body=f"token={token}")


@pytest.fixture
def served(jar: Path) -> Iterator[Served]:
    token = Token()

    def open_session(given: str) -> bytes | None:
        return b"connected" if token.redeem(given) else None

    with (
        closing(Site(jar, {"/": b"start", "/guide.html": b"<p>guide", "/style.grass": b"node {}"})) as site,
        serving(site, port=0, connect=CONNECT, open_session=open_session) as address,
    ):
        assert address.startswith("http://localhost:")
        yield Served(address, token)


@pytest.mark.parametrize(
    ("path", "content", "kind"),
    [
        ("/", b"start", "text/html; charset=utf-8"),
        ("/guide.html?x=1", b"<p>guide", "text/html; charset=utf-8"),
        ("/style.grass", b"node {}", "text/plain; charset=utf-8"),
        ("/browser/?db=trade", b"<!doctype html><title>The Browser</title>", "text/html; charset=utf-8"),
        ("/browser/app-1.bundle.js", b"run()", "text/javascript; charset=utf-8"),
        ("/browser/assets/fonts/one.woff2", b"font", "font/woff2"),
        ("/browser/style.css", b"p {}", "text/css; charset=utf-8"),
        ("/browser/worker.unknown", b"?", "application/octet-stream"),
    ],
)
def test_pages_have_their_content_and_type(served: Served, path: str, content: bytes, kind: str) -> None:
    answer, body = served.ask(path)
    assert (answer.status, body, answer.getheader("Content-Type")) == (200, content, kind)
    assert answer.getheader("X-Content-Type-Options") == "nosniff"
    head, nothing = served.ask(path, "HEAD")
    assert (head.status, head.getheader("Content-Length"), nothing) == (200, str(len(content)), b"")


def test_without_the_slash_it_points_to_the_browser(served: Served) -> None:
    answer, _ = served.ask("/browser")
    assert (answer.status, answer.getheader("Location")) == (308, "/browser/")


@pytest.mark.parametrize(
    "path",
    [
        "/META-INF/MANIFEST.MF",
        "/browser/../META-INF/MANIFEST.MF",
        "/browser/%2e%2e/META-INF/MANIFEST.MF",
        "/browser/..%2fMETA-INF/MANIFEST.MF",
        "/browser/../outside.txt",
        "/outside.txt",
        "/../../../../etc/passwd",
        "//etc/passwd",
        "/browser//etc/passwd",
        "/browser/assets/",
        "/browser/..\\..\\etc\\passwd",
        "/browser/index.html%00.css",
        "http://localhost/etc/passwd",
        "file:///etc/passwd",
        "*",
    ],
)
def test_no_path_leads_out_of_the_pages(served: Served, path: str) -> None:
    answer, body = served.ask(path)
    assert answer.status == 404
    assert body == b"404 Not Found\n"


@pytest.mark.parametrize("host", ["evil.example", "localhost:1", "127.0.0.1", "", "localhost.evil.example:80"])
def test_a_request_under_another_name_is_refused(served: Served, host: str) -> None:
    for path, method in (("/", "GET"), ("/browser/", "HEAD"), ("/session", "POST")):
        answer, _ = served.ask(path, method, host=host, body="token=" + served.token.value)
        assert answer.status == 403
    assert served.send_token(served.token.value)[1] == b"connected"  # and it did not use up the token


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"])
def test_other_methods_are_refused(served: Served, method: str) -> None:
    assert served.ask("/", method)[0].status == 501


def test_the_policy_lets_pages_reach_this_server_and_the_database_only(served: Served) -> None:
    policy = served.ask("/browser/")[0].getheader("Content-Security-Policy") or ""
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == rules["base-uri"] == rules["frame-ancestors"] == "'none'"
    assert rules["connect-src"] == "'self' ws://127.0.0.1:7687 http://127.0.0.1:7687"
    assert "unsafe-inline" not in rules["script-src"]
    assert "*" not in policy
    assert "https:" not in policy


def test_the_token_opens_the_session_once(served: Served) -> None:
    assert served.send_token("x" * 43)[0].status == 403
    assert served.send_token("")[0].status == 403
    answer, body = served.send_token(served.token.value)
    assert (answer.status, body, answer.getheader("Cache-Control")) == (200, b"connected", "no-store")
    assert served.send_token(served.token.value)[0].status == 403


def test_only_the_session_takes_a_form_and_only_a_short_one(served: Served) -> None:
    assert served.ask("/", "POST", body="token=x")[0].status == 403
    with closing(http.client.HTTPConnection("localhost", served.port, timeout=20)) as connection:
        connection.request("POST", "/session", headers={"Content-Length": "99999999"})
        assert connection.getresponse().status == 413


def test_it_listens_on_loopback_only(served: Served) -> None:
    own = {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), None)} - {"127.0.0.1", "::1", "127.0.1.1"}
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))  # sends nothing; tells the address this machine would use
        own.add(probe.getsockname()[0])
    tried = [address for address in own if not address.startswith(("127.", "::1"))]
    for address in tried:
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        with socket.socket(family) as client, pytest.raises(OSError, match=r".*"):
            client.settimeout(5)
            client.connect((address, served.port))
    with socket.create_connection(("127.0.0.1", served.port), timeout=5):
        pass


def test_garbage_does_not_stop_it(served: Served) -> None:
    for garbage in (
        b"\x00\xff\x16\x03\x01\r\n\r\n",
        b"GET " + b"a" * 70_000 + b" HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\n",
    ):
        with socket.create_connection(("127.0.0.1", served.port), timeout=10) as client:
            client.sendall(garbage)
    assert served.ask("/")[0].status == 200


def test_a_port_that_is_taken_is_an_error_if_it_was_named_and_else_another(jar: Path, served: Served) -> None:
    with closing(Site(jar, {})) as site:
        with (
            pytest.raises(InputError, match=f"port {served.port} cannot be had"),
            serving(site, port=served.port, connect=()),
        ):
            pass
        with serving(site, port=None, connect=()) as first, serving(site, port=None, connect=()) as second:
            assert first != second


def test_the_launch_file_is_private_and_goes_away(tmp_path: Path) -> None:
    token = Token()
    with launch_file("http://localhost:7475/session", token) as path:
        assert path.stat().st_mode & 0o077 == 0
        assert path.parent.stat().st_mode & 0o077 == 0
        page = path.read_text(encoding="utf-8")
        assert token.value in page
        assert token.value not in path.as_uri()
        assert json.dumps('action="http://localhost:7475/session"')[1:-1].replace("\\", "") in page
    assert not path.exists()
    assert not path.parent.exists()
