from __future__ import annotations

import io
import sys

import pytest
import structlog

from handelsgraph.cli.logs import configure


def test_the_log_follows_stderr(monkeypatch: pytest.MonkeyPatch) -> None:
    before = structlog.get_config()
    first, second = io.StringIO(), io.StringIO()
    try:
        monkeypatch.setattr(sys, "stderr", first)
        configure(0)
        log = structlog.get_logger("test")
        log.warning("one")
        first.close()
        monkeypatch.setattr(sys, "stderr", second)
        log.warning("two")
    finally:
        structlog.configure(**before)
    assert "two" in second.getvalue()
    assert "one" not in second.getvalue()
