"""Any sequence of putting, forgetting and rebuilding leaves what a plain model makes of the articles that are there."""

from __future__ import annotations

import copy_texts
import engines
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from model import digest_of, expected_lines
from plain_identity import TestResolver

from handelsgraph.article import Article
from handelsgraph.evidence import AliasLink, Claim, Evidence, NameUse
from handelsgraph.graph import Changes, Graph, digest
from handelsgraph.schema import Label, Modality, ordered_ends

BODIES = ["body:crrc", "body:china railway rolling stock", "body:lkt", "body:lkt gmbh"]
PLACES = {
    "place:luckau": Label.CITY,
    "place:luebben": Label.CITY,
    "place:de-12": Label.REGION,
    "place:burg": Label.CITY,
    "place:lausitz": Label.REGION,
    "place:cn": Label.COUNTRY,
}
TYPES = ["MET", "COOPERATES_WITH", "VISITED", "LOCATED_IN", "REPRESENTS", "SUPPORTED_BY"]
URLS = st.sampled_from([f"https://zeitung.example/{n}" for n in range(5)])
TEXTS = st.sampled_from(["Wortlaut eins.", "Wortlaut zwei.", "Wortlaut drei.", *copy_texts.CHAIN, *copy_texts.EDITED])
DATES = st.sampled_from([None, "2019", "2019-11-02", "2019-11-28"])


@st.composite
def evidence(draw: st.DrawFn) -> Evidence:
    keys = draw(st.lists(st.sampled_from([*BODIES, *PLACES]), min_size=2, max_size=6, unique=True))
    uses = []
    for key in keys:
        label = PLACES.get(key) or draw(st.sampled_from([Label.COMPANY, Label.AGENCY]))
        tail = key.partition(":")[2]
        forms = draw(st.lists(st.sampled_from([tail, tail.upper(), tail + "s"]), min_size=1, max_size=2, unique=True))
        uses.append(NameUse(key, label, tuple(sorted(forms)), draw(st.integers(0, 3))))
    claims = {}
    for start in range(draw(st.integers(0, 4))):
        relation = draw(st.sampled_from(TYPES))
        subject, obj = ordered_ends(relation, draw(st.sampled_from(keys)), draw(st.sampled_from(keys)))
        claims[start] = Claim(
            subject,
            relation,
            obj,
            draw(st.sampled_from(Modality)),
            draw(st.sampled_from([None, "2019", "2019-11", "2020-01-31"])),
            f"Satz {start}",
            start,
            start + 10,
            draw(st.sampled_from([0.5, 0.75, 0.9])),
        )
    bodies = [key for key in keys if key in BODIES]
    links = []
    if len(bodies) > 1 and draw(st.integers(0, 3)):
        links.append(AliasLink(*draw(st.permutations(bodies))[:2]))
    title, published = draw(st.sampled_from([None, "Titel"])), draw(DATES)
    article = Article(draw(URLS), draw(TEXTS), title, published)
    return Evidence(article, "test 1", tuple(uses), tuple(links), tuple(claims.values()))


@pytest.mark.slow
def test_the_graph_is_what_the_model_says(graph: Graph, engine: engines.TestEngine) -> None:
    resolver = TestResolver()

    class Machine(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            self.articles: dict[str, Evidence] = {}

        @initialize(items=st.lists(evidence(), min_size=3, max_size=5))
        def begin(self, items: list[Evidence]) -> None:
            for item in items:
                self.put(item)

        @rule(item=evidence())
        def put(self, item: Evidence) -> None:
            graph.put(item)
            self.articles[item.article.id] = item

        @rule(item=evidence())
        def come_and_go(self, item: Evidence) -> None:
            known = self.articles.get(item.article.id)
            graph.put(item)
            if known:
                graph.put(known)
            else:
                graph.forget(item.article.id)

        @rule(data=st.data())
        def forget(self, data: st.DataObject) -> None:
            if self.articles:
                article = data.draw(st.sampled_from(sorted(self.articles)))
                graph.forget(article)
                del self.articles[article]

        @rule()
        def rebuild(self) -> None:
            assert graph.rebuild() == Changes()

        @invariant()
        def is_what_the_model_says(self) -> None:
            lines = expected_lines(self.articles.values(), resolver)
            if graph.digest() != digest_of(lines):
                found = set(graph._sessions.read(lambda tx: list(digest.lines(tx))))
                raise AssertionError({"wrong": sorted(found - set(lines)), "missing": sorted(set(lines) - found)})

        def teardown(self) -> None:
            for article in self.articles:
                graph.forget(article)

    # Without shrinking: on a slow server it takes minutes, and a failing run has few steps anyway.
    phases = [Phase.explicit, Phase.reuse, Phase.generate]
    limits = settings(
        max_examples=20 if engine.name == "embedded" else 10,  # a server takes its time for each step
        stateful_step_count=8,
        deadline=None,
        phases=phases,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Machine, settings=limits)
