"""A month of runs over a portal that lives, with outages and processes that are killed, against graphs from scratch."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import meetings
import pytest
from portal import FAST, Portal
from stories import story

from handelsgraph.graph import Graph, open_graph
from handelsgraph.places import Gazetteer
from handelsgraph.runs import Guard, Options, Summary, update
from handelsgraph.settings import Settings
from handelsgraph.web import SqliteState, state_path

pytestmark = pytest.mark.slow

DAYS = {"embedded": 30}
FEW_DAYS = 5  # on the other engines
FIRST = datetime(2024, 6, 1, 6, 0, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


class Press:
    """A portal on which, by chance, something happens every day."""

    def __init__(self, portal: Portal, seed: int) -> None:
        self.portal, self.chance = portal, random.Random(seed)
        self.live: list[str] = []

    def text(self) -> str:
        return story((f"Adler{self.chance.randint(0, 9)}", f"Bussard{self.chance.randint(0, 9)}"))

    def next_day(self, day: int) -> None:
        """Publish, edit and withdraw some articles."""
        for n in range(self.chance.randint(0 if self.live else 2, 2)):
            slug = f"d{day}-{n}"
            self.portal.publish(slug, f"Treffen {slug}", self.text(), f"2024-05-{day % 28 + 1:02}")
            self.live.append(slug)
        for slug in self.chance.sample(self.live, min(len(self.live), self.chance.randint(0, 2))):
            self.portal.edit(slug, self.text())
        for slug in self.chance.sample(self.live, self.chance.randint(0, 2) // 2):
            self.portal.withdraw(slug, 410)
            self.live.remove(slug)


def run(graph: Graph, portal: Portal, state: SqliteState, now: datetime) -> Summary:
    options = Options(Guard(accept=True), prune=True)
    sources = [portal.source()]
    extractor: Any = meetings.Meetings()
    return update(sources, graph, extractor, Gazetteer.load(), state, Settings(), lambda _: None, options, now=now)


def killed(
    settings: Settings, portal: Portal, folder: Path, now: datetime, chance: random.Random
) -> set[tuple[str, str]]:
    """Kill a run at some instant; return what it had acknowledged: results with the articles' ids."""
    limits = ", ".join(f"{key} = {json.dumps(value)}" for key, value in FAST.items())
    sources = folder / "sources.toml"
    sources.write_text(
        f'[[source]]\nname = "portal"\nkind = "feed"\nurl = "{portal.url("/feed.xml")}"\nlimits = {{ {limits} }}\n',
        "utf-8",
    )
    here = Path(__file__).parent
    environment = {name: value for name, value in os.environ.items() if not name.startswith("NEO4J_")}
    environment["PYTHONPATH"] = os.pathsep.join(map(str, (here, here.parent)))
    if settings.neo4j_uri:
        environment |= {"NEO4J_URI": settings.neo4j_uri, "NEO4J_USERNAME": settings.neo4j_username}
        environment["NEO4J_PASSWORD"] = settings.password() or ""
    worker = subprocess.Popen(
        [sys.executable, str(here / "update_worker.py"), str(settings.data), str(sources), now.isoformat()],
        stdout=subprocess.PIPE, text=True, env=environment,
    )  # fmt: skip
    assert worker.stdout is not None
    told = [worker.stdout.readline() for _ in range(1 + chance.randint(0, len(portal.stories) + 1))]
    time.sleep(chance.uniform(0, 0.02))
    worker.kill()
    rest, _ = worker.communicate(timeout=60)
    assert told[0] == "open\n"
    lines = [line.split() for line in (*told, *rest.splitlines())]
    return {(line[0], line[1]) for line in lines if len(line) == 2}


def test_every_day_the_graph_is_one_built_from_scratch(
    engine: Any, settings: Settings, open_graph: Any, portal: Portal, tmp_path: Path
) -> None:
    press, chance = Press(portal, 11), random.Random(5)
    deaths = 0
    for day in range(DAYS.get(engine.name, FEW_DAYS)):
        now = FIRST + day * DAY
        press.next_day(day)
        if day % 3 == 1:
            acknowledged = killed(settings, portal, tmp_path, now, chance)
            deaths += 1
            with open_graph(access="read") as graph:
                there = {*graph.ids()}
            assert {article for result, article in acknowledged if result in ("new", "changed", "unchanged")} <= there
            assert not {article for result, article in acknowledged if result == "withdrawn"} & there
        with open_graph() as graph, SqliteState(state_path(settings)) as state:
            if day % 7 == 4:
                portal.outage = "drop" if day % 2 else 503
                before = graph.digest()
                assert run(graph, portal, state, now + HOUR).outcome == "failed"
                assert graph.digest() == before
                portal.outage = None
            assert run(graph, portal, state, now + 2 * HOUR).outcome == "done"
            assert graph.digest() == from_scratch(portal, tmp_path / f"fresh{day}", now)
            articles = {known.article.url for known in graph.evidence()}
            assert articles == {portal.url(f"/presse/{slug}") for slug in press.live}
            assert sum(found.outcome == "died" for found in graph.runs.last(100)) <= deaths
    assert deaths


def from_scratch(portal: Portal, folder: Path, now: datetime) -> str:
    """Return the digest of a graph that has seen the portal only as it is now."""
    with open_graph(Settings(data=folder, neo4j_uri=None), access="write") as graph, SqliteState() as state:
        assert run(graph, portal, state, now).outcome == "done"
        return graph.digest()
