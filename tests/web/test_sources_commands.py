from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from portal import Portal
from typer.testing import CliRunner, Result

from handelsgraph.cli.app import app

Run = Callable[..., Result]
OWN = """\
# my sources
[defaults.limits]
delay = 0.0

[[source]] # the first
name = 'first'
kind = 'files'
paths = [ '.' ] # here
"""


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HANDELSGRAPH_CONTACT", "presse@example.org")
    monkeypatch.delenv("HANDELSGRAPH_SOURCES", raising=False)
    monkeypatch.setenv("COLUMNS", "100")

    def invoke(*arguments: str, **options: Any) -> Result:
        return CliRunner().invoke(app, ["--data", str(tmp_path / "data"), "sources", *arguments], **options)

    return invoke


def feeds(portal: Portal) -> Portal:
    portal.publish("adler", "Adler trifft Bussard")
    portal.publish("condor", "Condor trifft Dohle")
    return portal


def test_the_feed_of_a_page_is_added_and_the_file_kept_as_it_is(portal: Portal, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "sources.toml"
    path.write_text(OWN)
    path.chmod(0o640)
    result = run("add", feeds(portal).url("/"), "--region", "Brandenburg", "--private", "127.0.0.1/32")
    assert result.exit_code == 0, result.stderr
    assert result.stdout == f"127-0-0-1\tfeed\t{portal.url('/feed.xml')}\n"
    assert path.read_text().startswith(OWN)
    assert path.stat().st_mode & 0o777 == 0o640
    assert run("check").exit_code == 0
    listed = json.loads(run("list", "--json").stdout)
    assert [(s["name"], s["region"]) for s in listed] == [("first", None), ("127-0-0-1", "Brandenburg")]
    again = run("add", portal.url("/"), "--private", "127.0.0.1/32")
    assert again.exit_code == 3
    assert f"already has {portal.url('/feed.xml')}" in again.stderr


def test_a_feed_that_is_not_linked_is_guessed_or_the_sitemap_taken(portal: Portal, run: Run, tmp_path: Path) -> None:
    (tmp_path / "sources.toml").write_text("[defaults.limits]\ndelay = 0.0\n")
    portal.route("/", lambda h: h.send(200, b"<html><body>Willkommen</body></html>"))
    first = run("add", feeds(portal).url("/"), "--name", "guessed", "--private", "127.0.0.1/32")
    assert first.stdout == f"guessed\tfeed\t{portal.url('/feed.xml')}\n"
    for path in ("/feed.xml", "/atom.xml", "/feed.json"):
        portal.route(path, lambda h: h.send(404, b""))
    second = run("add", portal.url("/"), "--name", "map", "--private", "127.0.0.1/32")
    assert second.stdout == f"map\tsitemap\t{portal.url('/sitemap.xml')}\n"
    portal.route("/sitemap.xml", lambda h: h.send(200, b"<html></html>"))
    third = run("add", portal.url("/"), "--name", "none", "--private", "127.0.0.1/32")
    assert third.exit_code == 4
    assert "no feed or sitemap" in third.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["{}"], 1, "no public address"),
        (["{}nowhere", "--private", "127.0.0.1/32"], 1, "HTTP 404"),
        (["{}", "--private", "127.0.0.1/99"], 3, "private_networks: '127.0.0.1/99' is no network"),
        (["{}", "--private", "127.0.0.1/32", "--region", "Nirgendwo am Nichts"], 3, "is no Land, Landkreis"),
        (["ftp://a.example"], 3, "not a http or https address"),
        (["{}", "--name", "Mein Name"], 3, "small letters"),
    ],
)
def test_what_cannot_be_added_is_told_and_nothing_written(
    portal: Portal, run: Run, tmp_path: Path, arguments: list[str], code: int, message: str
) -> None:
    result = run("add", *(argument.format(portal.url("/")) for argument in arguments))
    assert result.exit_code == code
    assert message in result.stderr
    assert not (tmp_path / "sources.toml").exists()


def test_faults_are_printed_where_editors_find_them(run: Run, tmp_path: Path) -> None:
    (tmp_path / "sources.toml").write_text(OWN + "colour = 'red'\n")
    result = run("check")
    assert result.exit_code == 3
    assert result.stdout == (
        "sources.toml:9: source 'first': unknown key 'colour': known are name, region, language, schedule, enabled, "
        "limits, kind, paths\n"
    )
    for command in ("list", "fetch"):
        refused = run(command)
        assert refused.exit_code == 3
        assert "handelsgraph sources check sources.toml" in refused.stderr


def test_fetching_shows_what_there_is_and_remembers_only_with_output(portal: Portal, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "sources.toml"
    path.write_text("[defaults.limits]\ndelay = 0.0\nbackoff = 0.0\n")
    run("add", feeds(portal).url("/"), "--name", "portal", "--private", "127.0.0.1/32")
    portal.withdraw("condor")
    portal.stories["condor"].listed = True

    def fetch(*arguments: str) -> list[tuple[str, str]]:
        result = run("fetch", *arguments)
        assert result.exit_code == 0, result.output
        return sorted((d["result"], d["url"].rsplit("/", 1)[1]) for d in map(json.loads, result.stdout.splitlines()))

    both = [("fetched", "adler"), ("gone", "condor")]
    assert fetch() == fetch("portal") == both
    assert fetch("--output", "new.jsonl", "--dry-run") == both
    assert not (tmp_path / "new.jsonl").exists()
    assert fetch("--output", "new.jsonl") == both
    assert fetch("--output", "new.jsonl") == []
    (article,) = map(json.loads, (tmp_path / "new.jsonl").read_text().splitlines())
    assert article["title"] == "Adler trifft Bussard"
    assert set(article) == {"url", "title", "date", "source", "text"}
    unknown = run("fetch", "other")
    assert unknown.exit_code == 4
    assert "it has: portal" in unknown.stderr


def test_something_failed_is_an_exit_code(portal: Portal, run: Run, tmp_path: Path) -> None:
    (tmp_path / "sources.toml").write_text(
        f"[[source]]\nname = 'p'\nkind = 'feed'\nurl = '{portal.url('/nothing')}'\n"
        "limits = { private_networks = ['127.0.0.1/32'], delay = 0.0 }\n"
    )
    result = run("fetch")
    assert result.exit_code == 3
    assert json.loads(result.stdout)["reason"] == "no feed or sitemap"


@pytest.mark.slow
def test_ctrl_c_ends_a_long_wait_and_leaves_the_file_whole(portal: Portal, tmp_path: Path) -> None:
    feeds(portal)
    (tmp_path / "sources.toml").write_text(
        f"[[source]]\nname = 'p'\nkind = 'feed'\nurl = '{portal.url('/feed.xml')}'\n"
        "limits = { private_networks = ['127.0.0.1/32'], delay = 120.0 }\n"
    )
    command = [sys.executable, "-m", "handelsgraph", "--data", "data", "sources", "fetch", "-o", "new.jsonl"]
    process = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        while not portal.asked("/robots.txt"):
            assert process.poll() is None, process.communicate()
        process.send_signal(2)
        process.communicate(timeout=20)
    finally:
        process.kill()
    assert process.returncode == 130
