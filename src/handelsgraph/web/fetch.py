"""Getting one address: redirects followed by hand, every step checked, attempts repeated where that can help."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from time import monotonic
from urllib.parse import urlsplit

import httpcore
import httpx
import stamina
import structlog
from stamina.instrumentation import set_on_retry_hooks

from handelsgraph.interrupt import stoppable
from handelsgraph.web import tdm
from handelsgraph.web.addresses import absolute, host_of
from handelsgraph.web.decompress import ACCEPTED, read_body
from handelsgraph.web.exchange import Exchange
from handelsgraph.web.guard import Guard
from handelsgraph.web.limits import Limits
from handelsgraph.web.network_errors import told, unused_proxy
from handelsgraph.web.pace import Pace
from handelsgraph.web.reasons import FailedError, Failure, Refusal, RefusedError
from handelsgraph.web.reply import Reply, Validators, media_type
from handelsgraph.web.robots import MAX_BYTES, Robots
from handelsgraph.web.statuses import raise_for
from handelsgraph.web.tdm import Reservations
from handelsgraph.web.transport import GuardedTransport

_log = structlog.get_logger(__name__)

_REDIRECTS = (301, 302, 303, 307, 308)
_FOR_GOOD = (301, 308)
_LONGEST_PAUSE = 5.0
"""Seconds waited at most between two attempts; a server that asks for more is asked again in the next run."""

Accept = Callable[[str | None], bool]
"""Tells whether a media type is wanted; None: the server names none."""


@dataclass(frozen=True, slots=True)
class _Terms:
    """What holds for a request and all that follow from it; without `robots` nobody is asked for rules.

    `reservations` are those of sites against the mining of what they publish, where it is to be mined.
    """

    limits: Limits
    accept: Accept
    robots: Robots | None
    reservations: Reservations | None = None
    language: str = "de"
    validators: Validators | None = None

    def headers(self, url: str) -> dict[str, str]:
        known = self.validators.headers(url) if self.validators else {}
        return {"Accept-Language": f"{self.language}, *;q=0.1", **known}


@dataclass(slots=True)
class _Line:
    """The connections to the outside of all sources that may reach the same networks."""

    guard: Guard
    client: httpx.Client
    robots: Robots | None = None
    reservations: Reservations | None = None


class Fetcher:
    """Fetches for one run. Close it, or use it as a context.

    `agent` is the User-Agent; `stop` ends waits and reads with StoppedError. All methods raise RefusedError,
    FailedError and StoppedError.
    """

    def __init__(self, agent: str, stop: Callable[[], bool] = lambda: False) -> None:
        set_on_retry_hooks([])  # attempts are told of here, with their addresses
        self.pace = Pace(stop)
        self._agent = agent
        self._stop = stop
        self._lines: dict[tuple[str, ...], _Line] = {}

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections."""
        for line in self._lines.values():
            line.client.close()

    def get(
        self,
        url: str,
        limits: Limits,
        exchange: Exchange,
        *,
        accept: Accept = lambda _: True,
        language: str = "de",
        validators: Validators | None = None,
        mined: bool = False,
    ) -> Reply:
        """Return the answer of an address, its redirects followed. What happens is noted in `exchange`.

        What sites reserve by a file against text and data mining is not asked for if it is to be `mined`.
        """
        reservations = self._reservations(limits) if mined else None
        terms = _Terms(limits, accept, self.robots(limits), reservations, language, validators)
        return self._attempts(url, exchange, terms)

    def robots(self, limits: Limits) -> Robots:
        """Return the rules of sites, as far as a source with these limits may reach them."""
        line = self._line(limits)
        if line.robots is None:
            line.robots = Robots(self._unruled(limits, MAX_BYTES))
        return line.robots

    def _reservations(self, limits: Limits) -> Reservations:
        line = self._line(limits)
        if line.reservations is None:
            line.reservations = Reservations(self._unruled(limits, tdm.MAX_BYTES))
        return line.reservations

    def _unruled(self, limits: Limits, size: int) -> Callable[[str], Reply]:
        """Return what gets the rules of sites, for which nobody is asked for rules."""
        terms = _Terms(limits.model_copy(update={"size": size}), lambda _: True, robots=None)
        return lambda url: self._attempts(url, Exchange(), terms)

    def _line(self, limits: Limits) -> _Line:
        # connections are shared only among sources that may reach the same networks
        private = tuple(sorted(limits.private_networks))
        if private not in self._lines:
            guard = Guard(private, self._stop)
            headers = {"User-Agent": self._agent, "Accept-Encoding": ACCEPTED}
            client = httpx.Client(transport=GuardedTransport(guard), trust_env=False, headers=headers)
            self._lines[private] = _Line(guard, client)
        return self._lines[private]

    def _attempts(self, url: str, exchange: Exchange, terms: _Terms) -> Reply:
        """Return the answer. Looking up names, connecting and pausing cannot be broken off: they are left behind."""
        return stoppable(lambda: self._tried(url, exchange, terms), self._stop)

    def _tried(self, url: str, exchange: Exchange, terms: _Terms) -> Reply:
        limits = terms.limits
        for attempt in stamina.retry_context(
            on=_pause,
            attempts=limits.attempts,
            timeout=None,
            wait_initial=limits.backoff,
            wait_max=_LONGEST_PAUSE,
            wait_jitter=limits.backoff / 2,
        ):
            with attempt:
                exchange.attempts = attempt.num
                try:
                    return self._follow(url, exchange, terms)
                except FailedError as error:
                    if _pause(error) is False or attempt.num == limits.attempts:
                        error.detail += f" ({attempt.num} attempts)" if attempt.num > 1 else ""
                        if exchange.hops and exchange.status is None:
                            error.detail += unused_proxy(exchange.hops[-1], error)
                    else:
                        reason = f"{error.reason}: {error.detail}"
                        _log.warning("trying again", url=url, attempt=attempt.num, reason=reason, passing=True)
                    raise
        raise AssertionError  # the last attempt returns or raises

    def _follow(self, url: str, exchange: Exchange, terms: _Terms) -> Reply:
        limits, robots = terms.limits, terms.robots
        exchange.hops, exchange.status = [], None
        spent, moved = 0.0, True
        self._line(limits).client.cookies.clear()
        while True:
            if urlsplit(url).scheme not in ("http", "https"):
                raise RefusedError(Refusal.SCHEME, f"a redirect to {url[:100]}")
            if url in exchange.hops:
                raise FailedError(Failure.REDIRECTS, "the redirects go in a circle", later=False)
            if len(exchange.hops) > limits.redirects:
                raise FailedError(Failure.REDIRECTS, f"more than {limits.redirects} redirects", later=False)
            delay = limits.delay
            if robots is not None:
                robots.check(url)
                delay = max(delay, robots.delay(url))
            if terms.reservations is not None:
                terms.reservations.check(url)
            self.pace.wait(host_of(url))
            exchange.hops.append(url)
            start = monotonic()
            try:
                reply = self._once(url, exchange, terms, limits.timeout - spent)
            finally:
                spent += monotonic() - start
                exchange.seconds += monotonic() - start
                self.pace.asked(host_of(url), delay)
            if isinstance(reply, Reply):
                return Reply(reply.status, reply.url, reply.headers, reply.body, moved)
            moved = moved and reply[0] in _FOR_GOOD
            url = reply[1]

    def _once(self, url: str, exchange: Exchange, terms: _Terms, seconds: float) -> Reply | tuple[int, str]:
        """Return the answer, or the status and target of a redirect."""
        limits = terms.limits
        line = self._line(limits)
        line.guard.deadline = monotonic() + seconds
        asked = line.client.stream(
            "GET", url, headers=terms.headers(url), timeout=httpx.Timeout(limits.silence, connect=limits.connect)
        )
        exchange.status, exchange.content_type, exchange.size = None, None, 0
        try:
            with asked as response:
                exchange.status = response.status_code
                exchange.content_type = media_type(response.headers)
                if response.status_code in _REDIRECTS:
                    return response.status_code, _target(url, response.headers)
                raise_for(response.status_code, response.headers, datetime.now(UTC))
                body = b""
                if response.is_success:
                    if not terms.accept(exchange.content_type):
                        raise RefusedError(Refusal.CONTENT_TYPE, f"{exchange.content_type} is not read")
                    body = read_body(response.iter_raw(), response.headers.get("content-encoding"), limits.size)
                exchange.size = len(body)
                return Reply(response.status_code, url, response.headers, body, moved=False)
        except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError) as error:
            raise told(error) from error
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, UnicodeError, ValueError) as error:
            raise FailedError(Failure.CLIENT, f"the address cannot be asked: {error}", later=False) from error


def _pause(error: Exception) -> bool | float:
    """Tell stamina whether to try again, and after how many seconds if the server has said so."""
    if not isinstance(error, FailedError) or not error.again:
        return False
    if error.wait is None:
        return True
    return error.wait if error.wait <= _LONGEST_PAUSE else False


def _target(url: str, headers: httpx.Headers) -> str:
    location = headers.get("location")
    if not location:
        raise FailedError(Failure.REDIRECTS, "a redirect that does not say where to", later=False)
    target = absolute(url, location)
    if target is None:
        raise RefusedError(Refusal.SCHEME, f"a redirect to {location[:100]}")
    return target
