"""Fetching and checking the jar, from a real server on loopback."""

from __future__ import annotations

import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from handelsgraph.browser import install as module
from handelsgraph.browser.install import install
from handelsgraph.browser.jar import _PROPERTIES, RELEASE, Release, check, find
from handelsgraph.errors import HandelsgraphError, InputError, NotFoundError

Answer = Callable[[BaseHTTPRequestHandler], None]


@contextmanager
def answering(answer: Answer) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer(self)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


def sending(content: bytes, length: int | None = None) -> Answer:
    """Answer with `content`, announcing `length` bytes (default: none)."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        if length is not None:
            handler.send_header("Content-Length", str(length))
        handler.end_headers()
        handler.wfile.write(content)

    return answer


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "data" / "browser.jar"


def nothing_is_left(target: Path) -> bool:
    return not target.parent.exists() or list(target.parent.iterdir()) == []


def test_the_right_file_is_installed_whole(jar: Path, release: Release, target: Path) -> None:
    content, told = jar.read_bytes(), []
    with answering(sending(content, len(content))) as url:
        install(target, f"{url}/x.jar", lambda done, total: told.append((done, total)), release)
    assert target.read_bytes() == content
    assert [path.name for path in target.parent.iterdir()] == [target.name]
    assert told[-1] == (release.size, release.size)
    check(target, release)


def test_it_replaces_what_was_there(jar: Path, release: Release, target: Path) -> None:
    target.parent.mkdir()
    target.write_bytes(b"older")
    with answering(sending(jar.read_bytes())) as url:
        install(target, url, release=release)
    check(target, release)


@pytest.mark.parametrize(
    ("change", "announced", "said"),
    [
        (lambda c: c[:-1] + bytes([c[-1] ^ 1]), None, "checksum differs"),
        (lambda c: c[: len(c) // 2], None, "only .* bytes came"),
        (lambda c: c + b"more", None, "more than"),
        (lambda c: c + b"more", 4, "bytes instead of"),
        (lambda _: b"<html>log in to our network first</html>", None, "only .* bytes came"),
        (lambda _: b"", None, "only 0 of"),
    ],
)
def test_any_other_file_leaves_nothing(
    jar: Path,
    release: Release,
    target: Path,
    change: Callable[[bytes], bytes],
    announced: int | None,
    said: str,
) -> None:
    content = change(jar.read_bytes())
    length = None if announced is None else len(content)
    with answering(sending(content, length)) as url, pytest.raises(HandelsgraphError, match=said) as error:
        install(target, url, release=release)
    assert "--jar" in str(error.value.remedy)
    assert nothing_is_left(target)


def test_a_body_that_never_ends_is_cut_off(release: Release, target: Path) -> None:
    sent = 0

    def endless(handler: BaseHTTPRequestHandler) -> None:
        nonlocal sent
        handler.send_response(200)
        handler.end_headers()
        while True:
            handler.wfile.write(b"x" * 65536)
            sent += 65536

    with answering(endless) as url, pytest.raises(HandelsgraphError, match="more than"):
        install(target, url, release=release)
    assert sent < 50_000_000
    assert nothing_is_left(target)


def test_a_server_that_says_nothing_is_given_up(
    release: Release, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "SILENCE_SECONDS", 0.3)
    with (
        answering(lambda _: time.sleep(3)) as url,
        pytest.raises(HandelsgraphError, match="timed out"),
    ):
        install(target, url, release=release)
    assert nothing_is_left(target)


def test_a_connection_cut_in_the_middle_leaves_nothing(jar: Path, release: Release, target: Path) -> None:
    content = jar.read_bytes()
    with (
        answering(sending(content[:100], len(content))) as url,
        pytest.raises(HandelsgraphError, match=r"only 100 of|cannot fetch"),
    ):
        install(target, url, release=release)
    assert nothing_is_left(target)


def redirecting(where: str) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(302)
        handler.send_header("Location", where)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return answer


def test_a_redirection_is_followed_to_the_right_file_only(jar: Path, release: Release, target: Path) -> None:
    with answering(sending(jar.read_bytes())) as there, answering(redirecting(f"{there}/real.jar")) as url:
        install(target, url, release=release)
    check(target, release)
    target.unlink()
    with (
        answering(sending(b"other")) as there,
        answering(redirecting(there)) as url,
        pytest.raises(HandelsgraphError, match="only 5 of"),
    ):
        install(target, url, release=release)
    assert nothing_is_left(target)


@pytest.mark.parametrize("where", ["file:///etc/passwd", "ftp://127.0.0.1/x", "/again"])
def test_a_redirection_elsewhere_or_in_a_circle_is_refused(release: Release, target: Path, where: str) -> None:
    with answering(redirecting(where)) as url, pytest.raises(HandelsgraphError, match="cannot fetch"):
        install(target, url, release=release)
    assert nothing_is_left(target)


def test_an_error_of_the_server_is_told(release: Release, target: Path) -> None:
    with (
        answering(lambda handler: handler.send_error(404)) as url,
        pytest.raises(HandelsgraphError, match="HTTP 404"),
    ):
        install(target, url, release=release)
    with pytest.raises(InputError, match="not an http or https address"):
        install(target, "file:///etc/passwd", release=release)


def test_an_interrupt_leaves_nothing(jar: Path, release: Release, target: Path) -> None:
    def interrupt(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with answering(sending(jar.read_bytes())) as url, pytest.raises(KeyboardInterrupt):
        install(target, url, interrupt, release)
    assert nothing_is_left(target)


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path, release: Release) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(InputError, match="cannot write"):
        install(tmp_path / "file" / "browser.jar", "http://127.0.0.1:9/", release=release)


def test_a_jar_that_is_here_is_checked(jar: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=f"is Neo4j Browser 0.0.1; this handelsgraph serves {RELEASE.version} only"):
        find(jar)
    other = tmp_path / "other.jar"
    other.write_bytes(b"something else")
    with pytest.raises(InputError, match="is not the jar of Neo4j Browser"):
        find(other)
    with pytest.raises(NotFoundError, match="there is no file") as error:
        find(tmp_path / "none.jar")
    assert "--install" in str(error.value.remedy)
    assert "--jar" in str(error.value.remedy)


def test_a_damaged_jar_is_told_from_another_one(jar: Path, release: Release, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.jar"
    damaged.write_bytes(b"#!stub\n" + jar.read_bytes())  # still a zip file
    with pytest.raises(InputError, match="it is damaged"):
        check(damaged, release)


def test_a_jar_with_an_entry_that_cannot_be_unpacked_is_refused(tmp_path: Path, release: Release) -> None:
    damaged = tmp_path / "neo4j-browser.jar"
    with zipfile.ZipFile(damaged, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(_PROPERTIES, "version=5.24.0\n" * 40)
    content = bytearray(damaged.read_bytes())
    start = 30 + len(_PROPERTIES)  # the entry's data, behind its header and its name
    content[start : start + 8] = b"\xff" * 8
    damaged.write_bytes(content)
    with pytest.raises(InputError, match="is not the jar"):
        check(damaged, release)


def test_without_a_jar_the_message_says_both_ways(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handelsgraph.browser.jar.default_data_dir", lambda: tmp_path)
    with pytest.raises(NotFoundError, match="not installed") as error:
        find(None)
    assert "--install" in str(error.value.remedy)
    assert "--jar" in str(error.value.remedy)
