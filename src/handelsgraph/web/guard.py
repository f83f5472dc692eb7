"""The network below HTTP: connects to public addresses only, keeps to a deadline, and can be stopped.

The address is checked that is connected to, after the name has been resolved here, once: a name that resolves
differently on the second look (DNS rebinding) has no second look.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
from collections.abc import Callable, Iterable
from time import monotonic
from typing import Any

import httpcore

from handelsgraph.interrupt import StoppedError
from handelsgraph.web.reasons import FailedError, Failure, Refusal, RefusedError

_SLICE = 0.5
"""Seconds after which a silent read looks whether it should stop."""
_NAT64 = ipaddress.ip_network("64:ff9b::/96")

Ip = ipaddress.IPv4Address | ipaddress.IPv6Address


def is_public(address: str) -> bool:
    """Return whether an IP address is one of the public internet, also where IPv6 wraps one of IPv4."""
    ip: Ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = (
            ip.ipv4_mapped or ip.sixtofour or (ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _NAT64 else None)
        )
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast


class Guard(httpcore.NetworkBackend):
    """A network backend that connects to public addresses and to those in the networks `private`."""

    def __init__(self, private: Iterable[str], stop: Callable[[], bool]) -> None:
        self._private = [ipaddress.ip_network(network) for network in private]
        self._stop = stop
        self._backend = httpcore.SyncBackend()
        self.deadline = 0.0
        """Time (monotonic) at which the exchange that is under way ends, whatever the server does."""

    def left(self, timeout: float | None) -> float:
        """Return how long a single operation may take. Raises StoppedError or httpcore.ReadTimeout."""
        if self._stop():
            raise StoppedError
        left = self.deadline - monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the response takes longer than allowed in total")
        return min(left, timeout) if timeout is not None else left

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address of the host that answers and may be asked."""
        error: Exception = httpcore.ConnectError(f"{host} has no address")
        for address in self._allowed(host, port):
            try:
                stream = self._backend.connect_tcp(address, port, self.left(timeout), local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as failed:
                error = failed
            else:
                return _GuardedStream(stream, self)
        raise error

    def _allowed(self, host: str, port: int) -> list[str]:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (socket.gaierror, UnicodeError) as error:
            again = isinstance(error, socket.gaierror) and error.errno == socket.EAI_AGAIN
            raise FailedError(Failure.NAME, f"the host {host} is not known", again=again) from error
        addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        allowed = [address for address in addresses if is_public(address) or self._is_own(address)]
        if not allowed:
            which = host if host == addresses[0] else f"{host} ({addresses[0]})"
            raise RefusedError(Refusal.PRIVATE_ADDRESS, f"{which} is no public address")
        return allowed

    def _is_own(self, address: str) -> bool:
        ip = ipaddress.ip_address(address.partition("%")[0])
        return any(ip in network for network in self._private)


class _GuardedStream(httpcore.NetworkStream):
    def __init__(self, stream: httpcore.NetworkStream, guard: Guard) -> None:
        self._stream = stream
        self._guard = guard

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        silent_until = monotonic() + (timeout if timeout is not None else float("inf"))
        while True:
            left = self._guard.left(silent_until - monotonic())
            try:
                return self._stream.read(max_bytes, max(0.001, min(left, _SLICE)))
            except httpcore.ReadTimeout:
                if monotonic() >= silent_until:
                    raise httpcore.ReadTimeout(f"no byte for {timeout:g} s") from None

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._guard.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        inner = self._stream.start_tls(ssl_context, server_hostname, self._guard.left(timeout))
        return _GuardedStream(inner, self._guard)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
