"""Fetching the jar of Neo4j Browser: within limits, checked, in one step."""

from __future__ import annotations

import contextlib
import hashlib
import http.client
import os
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit

from handelsgraph import __version__
from handelsgraph.browser.jar import RELEASE, Release
from handelsgraph.errors import HandelsgraphError, InputError

SILENCE_SECONDS = 30.0
"""How long the other side may send nothing."""

TOTAL_SECONDS = 900.0
_CHUNK = 1 << 16

Progress = Callable[[int, int], None]
"""Is told how many bytes of how many have come."""


def install(target: Path, url: str | None = None, progress: Progress | None = None, release: Release = RELEASE) -> None:
    """Fetch the jar of `release` from `url` (default: Maven Central) into `target`.

    The file appears whole and checked, or not at all. Raises InputError for an address that is none, HandelsgraphError
    if the file cannot be had or is another one.
    """
    url = url or release.url
    if urlsplit(url).scheme not in ("http", "https"):
        raise InputError(f"{url} is not an http or https address")
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    except OSError as error:
        raise _cannot_write(target, error) from error
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            _fetch(url, file, progress, release)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except (urllib.error.URLError, http.client.HTTPException, TimeoutError, ConnectionError) as error:
        raise HandelsgraphError(f"cannot fetch {url}: {reason(error)}", _remedy(release)) from error
    except OSError as error:
        raise _cannot_write(target, error) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def _fetch(url: str, file: IO[bytes], progress: Progress | None, release: Release) -> None:
    request = urllib.request.Request(url, headers={"User-Agent": f"handelsgraph/{__version__}"})  # noqa: S310
    deadline = time.monotonic() + TOTAL_SECONDS
    digest, done = hashlib.sha256(), 0
    with urllib.request.build_opener(_SameOrSafer).open(request, timeout=SILENCE_SECONDS) as answer:
        announced = answer.headers.get("Content-Length", "")
        if announced.isdigit() and int(announced) != release.size:
            raise _wrong(url, f"it has {announced} bytes instead of {release.size}", release)
        # read1 returns what is there, so that a slow sender does not hold up the progress or the deadline
        while chunk := answer.read1(_CHUNK):
            done += len(chunk)
            if done > release.size:
                raise _wrong(url, f"it has more than {release.size} bytes", release)
            if time.monotonic() > deadline:
                raise TimeoutError(f"not done after {TOTAL_SECONDS:.0f} s")
            digest.update(chunk)
            file.write(chunk)
            if progress:
                progress(done, release.size)
    if done < release.size:
        raise _wrong(url, f"only {done} of {release.size} bytes came", release)
    if digest.hexdigest() != release.sha256:
        raise _wrong(url, "its checksum differs", release)


class _SameOrSafer(urllib.request.HTTPRedirectHandler):
    """Follows redirections, but never from https to http or to another kind of address."""

    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:
        allowed = ("https",) if req.type == "https" else ("http", "https")
        if urlsplit(newurl).scheme not in allowed:
            raise urllib.error.URLError("it redirects to an address that is not safe")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _wrong(url: str, how: str, release: Release) -> HandelsgraphError:
    return HandelsgraphError(
        f"what {url} gives is not Neo4j Browser {release.version}: {how}", f"nothing was installed; {_remedy(release)}"
    )


def _cannot_write(target: Path, error: OSError) -> InputError:
    return InputError(f"cannot write {target}: {error.strerror or error}", "free space there, or use --jar PATH")


def _remedy(release: Release) -> str:
    return f"try again, or fetch {release.name} by other means and name it with --jar PATH"


def reason(error: Exception) -> str:
    """Return in one line why an address could not be read."""
    if isinstance(error, urllib.error.HTTPError):
        return f"HTTP {error.code} {error.reason}".strip()
    reason = error.reason if isinstance(error, urllib.error.URLError) else error
    return " ".join(str(reason).split()) or type(error).__name__
