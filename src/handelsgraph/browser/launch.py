"""From the command line into the Browser without a password in an address: a private file that posts a token once."""

from __future__ import annotations

import hmac
import secrets
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path


class Token:
    """A secret that opens the session page once."""

    def __init__(self) -> None:
        self.value = secrets.token_urlsafe(32)
        self._left = True
        self._lock = threading.Lock()

    def redeem(self, given: str) -> bool:
        """Whether `given` is the token and nobody has used it before."""
        with self._lock:
            right = self._left and hmac.compare_digest(given.encode(), self.value.encode())
            if right:
                self._left = False
            return right


@contextmanager
def launch_file(address: str, token: Token) -> Iterator[Path]:
    """Give a page, readable by this user only, that posts the token to `address`; it is removed afterwards.

    Every user of a machine sees the arguments of all processes, so the web browser is started with the name of this
    file and not with an address that holds the token.
    """
    page = (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>handelsgraph</title>'
        f'<form method="post" action="{escape(address)}">'
        f'<input type="hidden" name="token" value="{escape(token.value)}">'
        "<button>Open Neo4j Browser</button></form>"
        "<script>document.forms[0].submit()</script></html>"
    )
    # both are private to the user: the directory is made 0700, the file in it 0600
    with tempfile.TemporaryDirectory(prefix="handelsgraph-") as folder:
        path = Path(folder) / "open-browser.html"
        path.touch(mode=0o600)
        path.write_text(page, encoding="utf-8")
        yield path
