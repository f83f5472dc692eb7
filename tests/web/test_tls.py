from __future__ import annotations

import shutil
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from portal import Portal

from handelsgraph.settings import Settings
from handelsgraph.web import Failed, Fetched, SqliteState, collect
from handelsgraph.web.transport import authorities

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl makes the certificate")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for 127.0.0.1 that vouches for itself, and its key in the same file."""
    folder = tmp_path_factory.mktemp("tls")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=portal", "-addext",
         "subjectAltName=IP:127.0.0.1", "-keyout", folder / "key.pem", "-out", folder / "certificate.pem"],
        check=True, capture_output=True,
    )  # fmt: skip
    return folder


@pytest.fixture
def secure(certificate: Path) -> Iterator[Portal]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate / "certificate.pem", certificate / "key.pem")
    with Portal(tls=context) as portal:
        portal.publish("adler", "Adler trifft Bussard")
        yield portal
    authorities.cache_clear()


def test_a_certificate_that_nobody_vouches_for_is_not_accepted(secure: Portal, state: SqliteState) -> None:
    authorities.cache_clear()
    (item,) = collect([secure.source("pages", urls=[secure.url("/presse/adler")])], state, Settings())
    assert isinstance(item, Failed)
    assert item.reason == "certificate"
    assert not secure.requests


def test_an_authority_of_one_s_own_is_taken_from_the_environment(
    secure: Portal, state: SqliteState, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate / "certificate.pem"))
    authorities.cache_clear()
    secure.route("/slow", lambda h: h.owner.closing.wait(5))
    urls = [secure.url("/presse/adler"), secure.url("/slow")]
    items = list(collect([secure.source("pages", urls=urls, limits={"silence": 0.4})], state, Settings()))
    assert isinstance(items[0], Fetched)
    assert isinstance(items[1], Failed)
    assert items[1].reason == "time-out"
