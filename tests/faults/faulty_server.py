"""A Neo4j server of its own for the tests that restart it, fill its memory or encrypt: from the jars, with a small pool
of transaction memory and a self-signed certificate.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import engines
import neo4j_jars

_CONFIG = """
dbms.memory.transaction.total.max=24m
server.bolt.tls_level=OPTIONAL
dbms.ssl.policy.bolt.enabled=true
dbms.ssl.policy.bolt.base_directory={folder}
dbms.ssl.policy.bolt.private_key=private.key
dbms.ssl.policy.bolt.public_certificate=public.crt
dbms.ssl.policy.bolt.client_auth=NONE
"""


def start() -> neo4j_jars.Neo4j:
    """Start it.

    Raises NotAtHandError.
    """
    if not shutil.which("openssl"):
        raise engines.NotAtHandError("no openssl to make a certificate with")
    try:
        return neo4j_jars.start("neo4j-5", _configured, options=neo4j_jars.SHORT_LIVED)
    except neo4j_jars.CannotStartError as error:
        raise engines.NotAtHandError(str(error)) from error


def certificate(server: neo4j_jars.Neo4j) -> Path:
    """Return the server's certificate."""
    return server.home / "certificates" / "public.crt"


def _configured(home: Path) -> str:
    folder = home / "certificates"
    folder.mkdir()
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
         "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1",
         "-keyout", folder / "private.key", "-out", folder / "public.crt"],
        check=True, capture_output=True,
    )  # fmt: skip
    return _CONFIG.format(folder=folder)
