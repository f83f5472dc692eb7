"""Content encodings, undone in small steps, so that a few bytes cannot become many before they are counted."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

import brotli

from handelsgraph.web.reasons import FailedError, Failure, Refusal, RefusedError

ACCEPTED = "gzip, deflate, br, zstd"
_STEP = 65_536


class _Decoder(Protocol):
    def feed(self, data: bytes) -> Iterator[bytes]:
        """Yield what the data decodes to, at most some `_STEP` bytes at a time."""

    def complete(self) -> bool:
        """Whether all that was encoded has been decoded."""


class _Zlib:
    def __init__(self, wbits: int) -> None:
        self._wbits = wbits
        self._inner = zlib.decompressobj(wbits)
        self._begun = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        while data and not self._inner.eof:
            try:
                out = self._inner.decompress(data, _STEP)
            except zlib.error:
                if self._begun or self._wbits != zlib.MAX_WBITS:
                    raise
                self._inner = zlib.decompressobj(-zlib.MAX_WBITS)  # "deflate" without its header, as some send it
                self._begun = True
                continue
            self._begun = True
            data = self._inner.unconsumed_tail
            yield out

    def complete(self) -> bool:
        return self._inner.eof


class _Brotli:
    def __init__(self) -> None:
        self._inner = brotli.Decompressor()

    def feed(self, data: bytes) -> Iterator[bytes]:
        yield self._inner.process(data, output_buffer_limit=_STEP)
        while not self._inner.can_accept_more_data():
            yield self._inner.process(b"", output_buffer_limit=_STEP)

    def complete(self) -> bool:
        return bool(self._inner.is_finished())


class _Zstd:
    def __init__(self) -> None:
        from backports.zstd import ZstdDecompressor  # rarely sent

        self._inner = ZstdDecompressor()

    def feed(self, data: bytes) -> Iterator[bytes]:
        if self._inner.eof:
            return
        yield self._inner.decompress(data, max_length=_STEP)
        while not (self._inner.needs_input or self._inner.eof):
            yield self._inner.decompress(b"", max_length=_STEP)

    def complete(self) -> bool:
        return bool(self._inner.eof)


_DECODERS: dict[str, Callable[[], _Decoder]] = {
    "gzip": lambda: _Zlib(zlib.MAX_WBITS | 16),
    "x-gzip": lambda: _Zlib(zlib.MAX_WBITS | 16),
    "deflate": lambda: _Zlib(zlib.MAX_WBITS),
    "br": _Brotli,
    "zstd": _Zstd,
}


def read_body(chunks: Iterable[bytes], encoding: str | None, limit: int) -> bytes:
    """Return the decoded body.

    Raises RefusedError as soon as more than `limit` bytes have come out, or gone in; FailedError if it is damaged.
    """
    names = [name for part in (encoding or "").split(",") if (name := part.strip().lower()) not in ("", "identity")]
    if len(names) > 1 or any(name not in _DECODERS for name in names):
        raise FailedError(Failure.DAMAGED, f"a content encoding that is not read: {encoding}", later=False)
    if not names:
        return _within(chunks, limit)
    decoder = _DECODERS[names[0]]()
    received = 0

    def decoded() -> Iterator[bytes]:
        nonlocal received
        for chunk in chunks:
            received += len(chunk)
            if received > limit:
                raise _too_large(limit)
            yield from decoder.feed(chunk)

    try:
        body = _within(decoded(), limit)
    except (zlib.error, brotli.error, EOFError, OSError) as error:
        raise FailedError(Failure.DAMAGED, f"the {names[0]} data is damaged", again=True) from error
    except Exception as error:
        if type(error).__name__ != "ZstdError":
            raise
        raise FailedError(Failure.DAMAGED, "the zstd data is damaged", again=True) from error
    if received and not decoder.complete():
        raise FailedError(Failure.DAMAGED, f"the {names[0]} data is cut off", again=True)
    return body


def _within(chunks: Iterable[bytes], limit: int) -> bytes:
    body = bytearray()
    for chunk in chunks:
        body += chunk
        if len(body) > limit:
            raise _too_large(limit)
    return bytes(body)


def _too_large(limit: int) -> RefusedError:
    return RefusedError(Refusal.TOO_LARGE, f"more than {limit / 1e6:g} MB")
