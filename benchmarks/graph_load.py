"""How fast the graph takes articles: `python benchmarks/graph_load.py 10000` puts N synthetic articles and reports.

Articles name 3 to 8 of a growing set of firms (old ones more often than new ones), a town and a country, make 2 to 6
statements, and one in ten gives an alias. Where the graph is, the settings say (HANDELSGRAPH_DATA, NEO4J_URI); by
default a new temporary directory.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Collection, Iterator
from pathlib import Path

from handelsgraph.article import Article
from handelsgraph.evidence import AliasLink, Claim, Evidence, NameRecord, NameUse, ResolvedEntity
from handelsgraph.graph import open_graph
from handelsgraph.schema import Label, Modality, ordered_ends
from handelsgraph.settings import load_settings

TOWNS = [f"place:town-{n}" for n in range(40)]
COUNTRIES = [f"place:country-{n}" for n in range(15)]


class PlainIdentity:
    """Each alias belongs to the name it was given with; places lie in one region and one country."""

    fingerprint = "benchmark"

    def linked(self, _key: str) -> tuple[str, ...]:
        return ()

    def place_entities(self, keys: Collection[str]) -> list[ResolvedEntity]:
        return [self._place(key, (), ()) for key in keys]

    def resolve(self, names: Collection[NameRecord], links: Collection[AliasLink]) -> list[ResolvedEntity]:
        heads = {link.alias: link.name for link in links}
        groups: dict[str, list[NameRecord]] = {}
        for name in names:
            groups.setdefault(heads.get(name.key, name.key), []).append(name)
        entities = []
        for key, members in groups.items():
            forms = tuple(sorted({form for member in members for form in member.forms}))
            keys = tuple(sorted(member.key for member in members))
            entities.append(
                self._place(key, forms, keys)
                if key.startswith("place:")
                else ResolvedEntity(key, Label.COMPANY, forms[0] if forms else key, forms, keys)
            )
        return entities

    def _place(self, key: str, forms: tuple[str, ...], names: tuple[str, ...]) -> ResolvedEntity:
        if key.startswith("place:town"):
            return ResolvedEntity(key, Label.CITY, key, forms, names, ("place:region", "place:country-0"))
        if key == "place:region":
            return ResolvedEntity(key, Label.REGION, key, forms, names, ("place:country-0",))
        return ResolvedEntity(key, Label.COUNTRY, key, forms, names)


def articles(count: int, seed: int) -> Iterator[Evidence]:
    """Yield synthetic evidence, the same for the same seed."""
    chance = random.Random(seed)
    for n in range(count):
        firms = {f"body:firma {int(chance.paretovariate(0.6)) % (n + 50)}" for _ in range(chance.randint(3, 8))}
        keys = [*sorted(firms), chance.choice(TOWNS), chance.choice(COUNTRIES)]
        uses = [_use(key, chance.randint(1, 5)) for key in keys]
        links = []
        if chance.random() < 0.1:
            links.append(AliasLink(f"{keys[0]} kurz", keys[0]))
            uses.append(_use(links[0].alias, 1))
        claims = [_claim(chance, keys, start * 200) for start in range(chance.randint(2, 6))]
        text = f"Artikel {n}. " + "Ein Satz wie jeder andere. " * 60
        article = Article(f"https://example.org/{seed}/{n}", text, f"Artikel {n}", "2019-11-27")
        yield Evidence(article, "benchmark", tuple(uses), tuple(links), tuple(claims))


def _use(key: str, mentions: int) -> NameUse:
    label = Label.COMPANY
    if key.startswith("place:"):
        label = Label.CITY if "town" in key else Label.COUNTRY
    return NameUse(key, label, (key.partition(":")[2].title(),), mentions)


def _claim(chance: random.Random, keys: list[str], start: int) -> Claim:
    relation = chance.choice(["MET", "COOPERATES_WITH", "VISITED", "LOCATED_IN", "SUPPORTED_BY"])
    subject, obj = ordered_ends(relation, *chance.sample(keys, 2))
    modality = chance.choice([Modality.ASSERTED] * 8 + [Modality.PLANNED, Modality.DENIED])
    sentence = f"Ein Satz, der {subject} und {obj} nennt und auch sonst so lang ist wie ein Satz in der Zeitung."
    return Claim(subject, relation, obj, modality, "2019-11-27", sentence, start, start + 90, chance.random())


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rebuild", action="store_true", help="rebuild at the end and compare the digests")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = os.environ.get("HANDELSGRAPH_DATA") or Path(folder)
        with open_graph(load_settings(data=data), access="write", resolver=PlainIdentity()) as graph:
            print(f"{graph.engine.name} {graph.engine.version}, {options.count} articles")
            taken = []
            began, worked = time.perf_counter(), time.process_time()
            for evidence in articles(options.count, options.seed):
                start = time.perf_counter()
                graph.put(evidence)
                taken.append(time.perf_counter() - start)
                if len(taken) % 1000 == 0:
                    _report(taken[-1000:], f"articles {len(taken) - 999:,} to {len(taken):,}")
            _report(taken, f"all, in {time.perf_counter() - began:.1f} s")
            print(f"processor time {(time.process_time() - worked) / options.count * 1e3:.1f} ms an article")
            status = graph.status()
            print(f"{sum(status.entities.values()):,} entities, {sum(status.edges.values()):,} edges")
            if options.rebuild:
                digest, start = graph.digest(), time.perf_counter()
                graph.rebuild()
                print(f"rebuild {time.perf_counter() - start:.1f} s, same digest: {graph.digest() == digest}")
        files = sum(path.stat().st_size for path in Path(data).rglob("*") if path.is_file())
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"peak memory {memory:.0f} MB, on disk {files / 1e6:.0f} MB")


def _report(seconds: list[float], what: str) -> None:
    cuts = statistics.quantiles(seconds, n=20)
    rate = len(seconds) / sum(seconds)
    print(f"{what}: {rate:.1f} articles/s, p50 {cuts[9] * 1e3:.1f} ms, p95 {cuts[18] * 1e3:.1f} ms", flush=True)


if __name__ == "__main__":
    main()
