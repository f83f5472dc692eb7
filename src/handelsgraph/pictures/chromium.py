"""A page as a PNG, through a Chromium that is on the machine.

The browser is spoken to over a pipe (its DevTools protocol), so that no port is opened, and the picture is taken when
the page says that it is drawn, however slow the machine is.
"""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from handelsgraph.errors import HandelsgraphError

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "msedge")
SECONDS = 180.0
_QUIET = (
    "--headless",
    "--disable-gpu",
    "--hide-scrollbars",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--disable-extensions",
    "--remote-debugging-pipe",
)
_DRAWN = """new Promise((done) => {
  const look = () => document.body && document.body.dataset.drawn ? done(true) : setTimeout(look, 50);
  look();
})"""


def find_browser() -> str:
    """Return the path of a Chromium.

    Raises HandelsgraphError if there is none.
    """
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None or os.name != "posix":
        raise HandelsgraphError(
            f"there is no browser to make a PNG with: none of {', '.join(BROWSERS)} is on PATH (on Linux or macOS)",
            "install Chromium, or write an .html file and open it in any browser",
        )
    return found


def png(html: str, width: int = 1400, height: int = 900, seconds: float = SECONDS) -> bytes:
    """Return the page `html`, which sets `data-drawn` on its body when it is drawn, as a PNG of this size in pixels.

    Raises HandelsgraphError if there is no browser, if it fails, or if it takes longer than `seconds`.
    """
    with tempfile.TemporaryDirectory(prefix="handelsgraph-", ignore_cleanup_errors=True) as folder:
        file = Path(folder) / "page.html"
        file.write_text(html, encoding="utf-8")
        with opened(f"{file.as_uri()}#still", width, height, seconds) as tab:
            return tab.screenshot()


class Tab:
    """A page open in the browser."""

    def __init__(self, to_browser: int, from_browser: int, deadline: float) -> None:
        self._to, self._from, self._deadline = to_browser, from_browser, deadline
        self._buffer = b""
        self._count = 0
        self._session: str | None = None

    def open(self, address: str, width: int, height: int) -> None:
        """Open `address` in a window of this size and wait until it is drawn."""
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.call("Page.enable")
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.call("Emulation.setDeviceMetricsOverride", **size)
        self.call("Page.navigate", url=address)
        self._wait_for("Page.loadEventFired")
        self.evaluate(_DRAWN)

    def evaluate(self, script: str) -> Any:
        """Return what `script` gives, waited for if it is a promise."""
        answer = self.call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in answer:
            raise HandelsgraphError(f"the page failed: {answer['exceptionDetails']}")
        return answer["result"].get("value")

    def screenshot(self) -> bytes:
        """Return what the window shows as a PNG."""
        return base64.b64decode(self.call("Page.captureScreenshot", format="png")["data"])

    def call(self, method: str, **params: Any) -> Any:
        """Call a method of the DevTools protocol and return its result."""
        self._count += 1
        message: dict[str, Any] = {"id": self._count, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        try:
            os.write(self._to, json.dumps(message).encode() + b"\0")
        except BrokenPipeError:
            raise HandelsgraphError("the browser ended at once", _HINT) from None
        while True:
            answer = self._receive()
            if answer.get("id") == self._count:
                if "error" in answer:
                    raise HandelsgraphError(f"the browser refused {method}: {answer['error'].get('message')}")
                return answer["result"]

    def _wait_for(self, event: str) -> None:
        while self._receive().get("method") != event:
            pass

    def _receive(self) -> Any:
        while b"\0" not in self._buffer:
            left = self._deadline - time.monotonic()
            if left <= 0 or not select.select([self._from], [], [], left)[0]:
                raise HandelsgraphError("the browser took too long to draw the picture", "ask for fewer rows")
            part = os.read(self._from, 1 << 20)
            if not part:
                raise HandelsgraphError("the browser ended before the picture was drawn", _HINT)
            self._buffer += part
        line, _, self._buffer = self._buffer.partition(b"\0")
        return json.loads(line)


_HINT = "try it by hand: chromium --headless --screenshot=x.png about:blank"


def _hold_low_descriptors() -> list[int]:
    """Open descriptors until 3 and 4 are taken, so that no end of a pipe is one of them."""
    held = [os.open(os.devnull, os.O_RDONLY)]
    while held[-1] < 5:
        held.append(os.open(os.devnull, os.O_RDONLY))
    return held


@contextmanager
def opened(address: str, width: int, height: int, seconds: float = SECONDS) -> Iterator[Tab]:
    """Open `address` in a browser of its own, which is ended and cleaned up after on leaving.

    Raises HandelsgraphError as `png` does.
    """
    browser = find_browser()
    held = _hold_low_descriptors()
    command_in, command_out = os.pipe()
    answer_in, answer_out = os.pipe()

    def connect() -> None:
        os.dup2(command_in, 3)  # the browser reads commands from descriptor 3 and answers on 4
        os.dup2(answer_out, 4)
        for entry in Path("/dev/fd").iterdir():
            with suppress(OSError):  # the one that lists them is closed by now
                if int(entry.name) > 4:
                    os.set_inheritable(int(entry.name), False)

    with tempfile.TemporaryDirectory(prefix="handelsgraph-", ignore_cleanup_errors=True) as profile:
        root = ("--no-sandbox",) if os.geteuid() == 0 else ()  # Chromium does not run as root otherwise
        arguments = [*_QUIET, *root, f"--user-data-dir={profile}", f"--window-size={width},{height}", "about:blank"]
        quiet = subprocess.DEVNULL
        try:
            process = subprocess.Popen(  # noqa: S603 - a browser found on PATH, without a shell
                [browser, *arguments],
                stdin=quiet,
                stdout=quiet,
                stderr=quiet,
                # pass_fds wants 3 and 4 to be open right after the fork, but whoever owns them may close them there
                close_fds=False,
                start_new_session=True,
                preexec_fn=connect,
            )
        except OSError as error:
            for end in (command_in, command_out, answer_in, answer_out):
                os.close(end)
            raise HandelsgraphError(f"{browser} cannot be run: {error.strerror}", _HINT) from None
        finally:
            for end in held:
                os.close(end)
        try:
            os.close(command_in)
            os.close(answer_out)
            tab = Tab(command_out, answer_in, time.monotonic() + seconds)
            tab.open(address, width, height)
            yield tab
        finally:
            os.close(command_out)
            os.close(answer_in)
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
