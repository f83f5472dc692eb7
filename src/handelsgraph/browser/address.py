"""Where a Neo4j server has its own Browser."""

from __future__ import annotations

import http.client
import ssl
import urllib.error
import urllib.request
from urllib.parse import urlencode, urlsplit

from handelsgraph.browser.install import reason
from handelsgraph.browser.start_page import connect_parameters
from handelsgraph.errors import DatabaseUnavailableError, InputError

SECONDS = 10.0
_REMEDY = (
    "name the address with --http, or see that the server has HTTP on; "
    "--own serves an installed Browser from this machine instead"
)


def http_address(uri: str, named: str | None) -> str:
    """Return the address of the server's web pages, without a slash at the end.

    `named` if given; else the usual port of the host in `uri`: 7474, or 7473 where Bolt is encrypted. Raises
    InputError.
    """
    if named is not None:
        parts = urlsplit(named if "://" in named else f"http://{named}")
        if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc:
            raise InputError("--http takes the address of the server's web pages", "for instance http://localhost:7474")
        return f"{parts.scheme}://{parts.netloc}"
    bolt = urlsplit(uri)
    host = f"[{bolt.hostname}]" if ":" in (bolt.hostname or "") else bolt.hostname
    return f"https://{host}:7473" if "+" in bolt.scheme else f"http://{host}:7474"


def browser_address(base: str, uri: str, username: str, database: str | None) -> str:
    """Return the address of the Browser at `base` with its connection form filled in, apart from the password."""
    return f"{base}/browser/?{urlencode(connect_parameters(uri, username, database))}"


def check(base: str) -> None:
    """Raise DatabaseUnavailableError if there is no Browser at `base`."""
    request = urllib.request.Request(f"{base}/browser/", method="HEAD")  # noqa: S310
    # only whether pages are there is asked, nothing is sent; the web browser judges a certificate itself
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    try:
        urllib.request.urlopen(request, timeout=SECONDS, context=context).close()  # noqa: S310
    except (urllib.error.URLError, http.client.HTTPException, OSError) as error:
        raise DatabaseUnavailableError(
            f"there is no Neo4j Browser at {base}/browser/: {reason(error)}", _REMEDY
        ) from error
