"""A process that is killed while it writes leaves whole articles, and the rest is done by whoever comes next."""

from __future__ import annotations

import random
import time

import pytest
from makers import series
from plain_identity import TestResolver
from processes import line, said, worker
from whole import check_whole

pytestmark = pytest.mark.slow

KILLS = 5


def test_an_ingest_killed_again_and_again_loses_nothing_it_acknowledged(open_graph, settings, engine) -> None:
    articles = series(50 if engine.name == "embedded" else 30)
    chance = random.Random(1)
    known: set[str] = set()
    for _ in range(KILLS):
        process = worker(settings, "ingest", str(len(articles)))
        acknowledged = {line(process) for _ in range(chance.randint(1, len(articles) // KILLS - 2))}
        time.sleep(chance.uniform(0, 0.05))  # somewhere inside an article
        process.kill()
        assert process.stdout is not None
        acknowledged |= set(process.stdout.read().split())
        process.wait()
        with open_graph(resolver=TestResolver()) as graph:
            there = check_whole(graph, articles)
        assert known | (acknowledged - {"owned", "attached"}) <= there
        assert len(there - known - acknowledged) <= 1
        known = there
    assert len(known) < len(articles), "each kill came in the middle"
    assert said(worker(settings, "ingest", str(len(articles)))).splitlines()[1:]
    with open_graph(resolver=TestResolver()) as graph:
        assert len(check_whole(graph, articles)) == len(articles)
