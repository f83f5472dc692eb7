"""Articles for a part of the edges of a large graph, four edges to an article, in the project's own shape."""

from __future__ import annotations

import random
from collections.abc import Iterator

from scale_graph import Scale

from handelsgraph.article import Article
from handelsgraph.evidence import AliasLink, Claim, Evidence, NameUse
from handelsgraph.graph.projection import EdgeKey
from handelsgraph.schema import Modality

EACH = 4


def articles(scale: Scale, share: float, seed: int) -> Iterator[Evidence]:
    """Yield articles that state this share of the edges."""
    chance = random.Random(seed)
    edges = scale.edges[: int(len(scale.edges) * share)]
    for n in range(0, len(edges), EACH):
        yield _article(scale, chance, n, edges[n : n + EACH])


def _article(scale: Scale, chance: random.Random, n: int, edges: list[EdgeKey]) -> Evidence:
    keys = sorted({end for subject, _, obj in edges for end in (subject, obj)})
    uses = [
        NameUse(key, node.label, (node.properties["name"],), chance.randint(1, 5))
        for key in keys
        for node in [scale.nodes[key]]
    ]
    links = (AliasLink(keys[0], keys[0] + " kurz"),) if n % (10 * EACH) == 0 and keys[0].startswith("body:") else ()
    day = f"20{chance.randrange(8, 26):02}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
    claims = tuple(
        Claim(
            subject,
            relation,
            obj,
            chance.choice([Modality.ASSERTED] * 8 + [Modality.PLANNED, Modality.DENIED]),
            day,
            f"Ein Satz über {subject} und {obj}, so lang wie ein Satz in der Zeitung eben ist.",
            100 * place,
            100 * place + 90,
            round(chance.random(), 3),
        )
        for place, (subject, relation, obj) in enumerate(edges)
    )
    text = f"Meldung {n}. " + "Ein Satz wie jeder andere steht hier und sagt nichts. " * 30
    source = f"Zeitung {n % 17}"
    article = Article(f"https://example.org/scale/{n}", text, f"Meldung {n}", day, source)
    return Evidence(article, "benchmark", tuple(uses), links, claims)
