"""Errors of the network, in words."""

from __future__ import annotations

import ssl
from urllib.parse import urlsplit
from urllib.request import getproxies_environment, proxy_bypass

import httpcore

from handelsgraph.web.reasons import FailedError, Failure


def told(error: Exception) -> FailedError:
    """Return what a network error means."""
    detail = str(error) or type(error).__name__
    if isinstance(error, httpcore.ConnectTimeout):
        return FailedError(Failure.TIMEOUT, "no connection in time", again=True)
    if isinstance(error, httpcore.TimeoutException):
        return FailedError(Failure.TIMEOUT, detail)
    if _certificate(error):
        return FailedError(Failure.CERTIFICATE, detail)
    if isinstance(error, httpcore.ProtocolError):
        return FailedError(Failure.DAMAGED, f"no proper HTTP answer: {detail}", again=True)
    return FailedError(Failure.CONNECTION, detail, again=True)


def unused_proxy(url: str, error: FailedError) -> str:
    """Return what to say where no connection was made to the address that others would ask through a proxy."""
    if error.reason not in (Failure.NAME, Failure.CONNECTION, Failure.TIMEOUT):
        return ""
    parts, proxies = urlsplit(url), getproxies_environment()
    found = next((name for name in (parts.scheme, "all") if name in proxies), None)
    if found is None or proxy_bypass(parts.netloc):
        return ""
    return f"; the proxy that {found.upper()}_PROXY names is not used: this machine has to reach the site directly"


def _certificate(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, ssl.SSLError):
            return True
        error = error.__cause__ or error.__context__
    return False
