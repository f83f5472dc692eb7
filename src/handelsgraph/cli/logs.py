"""Logging: quiet unless asked, JSON Lines when stderr is not a terminal."""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from structlog.typing import EventDict

LEVELS = (logging.WARNING, logging.INFO, logging.DEBUG)


def _plain(_logger: object, _method: str, event: EventDict) -> EventDict:
    event.pop("passing", None)
    return event


def _without_passing(logger: object, method: str, event: EventDict) -> EventDict:
    """Drop what may pass (another attempt at an address): it would tear up the progress, and the outcome tells it."""
    if event.get("passing"):
        import structlog

        raise structlog.DropEvent
    return _plain(logger, method, event)


def configure(verbose: int) -> None:
    """Send the log to stderr: warnings only, with one -v what is done, with two everything."""
    import structlog

    level = LEVELS[min(verbose, len(LEVELS) - 1)]
    terminal = sys.stderr.isatty()
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            _without_passing if terminal and not verbose else _plain,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            *([] if terminal else [structlog.processors.format_exc_info]),
            structlog.dev.ConsoleRenderer() if terminal else structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),  # the stream of the moment: it may be replaced
        cache_logger_on_first_use=False,
    )
    # libraries log through the standard module: without a handler Python would print their warnings
    root = logging.getLogger()
    if not root.handlers:
        root.addHandler(logging.StreamHandler(sys.stderr) if verbose > 1 else logging.NullHandler())
