"""What HTTP status codes mean for an article."""

from __future__ import annotations

from datetime import datetime

import httpx

from handelsgraph.web.reasons import FailedError, Failure, Refusal, RefusedError
from handelsgraph.web.reply import retry_after

_DENIED = (401, 402, 403, 407, 451)
_GONE = (404, 410)
_PASSING = (408, 425, 429)


def raise_for(status: int, headers: httpx.Headers, now: datetime) -> None:
    """Raise RefusedError or FailedError unless the status is 200 to 299, 304, 404 or 410."""
    if 200 <= status < 300 or status == 304 or status in _GONE:
        return
    if status in _DENIED:
        raise RefusedError(Refusal.ACCESS, f"HTTP {status}")
    if status >= 500 or status in _PASSING:
        wait = retry_after(headers, now)
        reason = Failure.BUSY if status == 429 or (status == 503 and wait is not None) else Failure.SERVER
        asked = f", to be asked again in {wait:.0f} s" if wait is not None else ""
        raise FailedError(reason, f"HTTP {status}{asked}", again=True, wait=wait)
    raise FailedError(Failure.CLIENT, f"HTTP {status}", later=False)
