"""httpx over the guarded network. Proxies of the environment are not used: they look names up themselves, and so no
address could be checked. Where no connection comes about, the user is told (see `network_errors`).
"""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from functools import cache

import certifi
import httpcore
import httpx

from handelsgraph.web.guard import Guard


@cache
def authorities() -> ssl.SSLContext:
    """Trust the system's authorities (and SSL_CERT_FILE), and certifi's where the system brings none."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


class _Body(httpx.SyncByteStream):
    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    def __iter__(self) -> Iterator[bytes]:
        yield from self._response.iter_stream()

    def close(self) -> None:
        self._response.close()


class GuardedTransport(httpx.BaseTransport):
    """Sends requests through a connection pool that connects by way of `guard`. Raises httpcore's errors."""

    def __init__(self, guard: Guard) -> None:
        self._pool = httpcore.ConnectionPool(ssl_context=authorities(), network_backend=guard, max_connections=4)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request; the response's body is a stream of what was sent, still encoded."""
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        response = self._pool.handle_request(
            httpcore.Request(request.method, url, headers=request.headers.raw, extensions=request.extensions)
        )
        return httpx.Response(response.status, headers=response.headers, stream=_Body(response))

    def close(self) -> None:
        """Close all connections."""
        self._pool.close()
