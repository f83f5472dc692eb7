"""Errors of the network, in words."""

from __future__ import annotations

import ssl

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


def _certificate(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, ssl.SSLError):
            return True
        error = error.__cause__ or error.__context__
    return False
