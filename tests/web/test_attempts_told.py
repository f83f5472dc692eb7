"""Repeated attempts: told one by one where a program reads the output, only by the outcome on a terminal."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from portal import FAST, Portal

pytestmark = pytest.mark.slow


def sources(path: Path, portal: Portal) -> str:
    portal.publish("adler", "Adler trifft Bussard")
    portal.route("/presse/adler", lambda handler: handler.send(503, b""))
    limits = ", ".join(f"{key} = {json.dumps(value)}" for key, value in FAST.items())
    path.write_text(
        f'[[source]]\nname = "a"\nkind = "feed"\nurl = "{portal.url("/feed.xml")}"\nlimits = {{ {limits} }}\n', "utf-8"
    )
    return str(path)


def command(tmp_path: Path, portal: Portal, *arguments: str) -> list[str]:
    file = sources(tmp_path / "sources.toml", portal)
    return [sys.executable, "-m", "handelsgraph", *arguments, "--file", file]


ARGUMENTS = [("sources", "fetch"), ("update",)]


@pytest.mark.parametrize("arguments", ARGUMENTS, ids=lambda found: found[0])
def test_for_a_program_each_is_a_line(portal: Portal, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    environment = os.environ | {"HANDELSGRAPH_DATA": str(tmp_path / "data"), "HANDELSGRAPH_CONTACT": "a@example.org"}
    done = subprocess.run(
        command(tmp_path, portal, *arguments), env=environment, capture_output=True, text=True, timeout=180
    )
    told = [json.loads(line) for line in done.stderr.splitlines() if line.startswith("{")]
    assert [(one["event"], one["attempt"], one["reason"]) for one in told] == [
        ("trying again", n, "server error: HTTP 503") for n in (1, 2)
    ]
    assert {one["url"] for one in told} == {portal.url("/presse/adler")}
    (outcome,) = [json.loads(line) for line in done.stdout.splitlines() if "/presse/adler" in line]
    assert "HTTP 503 (3 attempts)" in f"{outcome['reason']}: {outcome.get('detail')}"


@pytest.mark.parametrize("arguments", ARGUMENTS, ids=lambda found: found[0])
def test_on_a_terminal_only_the_outcome(portal: Portal, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    environment = os.environ | {"HANDELSGRAPH_DATA": str(tmp_path / "data"), "HANDELSGRAPH_CONTACT": "a@example.org"}
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        command(tmp_path, portal, *arguments), env=environment, stdout=subprocess.PIPE, stderr=theirs, text=True
    ) as process:
        os.close(theirs)
        seen = b""
        while True:
            try:
                part = os.read(ours, 4096)
            except OSError:  # the other end is closed
                break
            if not part:
                break
            seen += part
        out, _ = process.communicate(timeout=180)
    os.close(ours)
    assert b"trying again" not in seen
    assert "HTTP 503 (3 attempts)" in out
