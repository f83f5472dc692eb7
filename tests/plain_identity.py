"""A small, plain identity for the graph's tests: alias links, acronyms, places in each other, judgements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from handelsgraph.evidence import AliasLink, NameRecord, ResolvedEntity
from handelsgraph.schema import Label

PLACES = {
    "place:de": ("Deutschland", Label.COUNTRY, ()),
    "place:de-12": ("Brandenburg", Label.REGION, ("place:de",)),
    "place:de-12061": ("Dahme-Spreewald", Label.REGION, ("place:de-12", "place:de")),
    "place:luckau": ("Luckau", Label.CITY, ("place:de-12061", "place:de-12", "place:de")),
    "place:luebben": ("Lübben", Label.CITY, ("place:de-12061", "place:de-12", "place:de")),
    "place:de-12071": ("Spree-Neiße", Label.REGION, ("place:de-12", "place:de")),
    "place:burg": ("Burg", Label.CITY, ("place:de-12071", "place:de-12", "place:de")),
    "place:lausitz": ("Lausitz", Label.REGION, ("place:de",)),
    "place:spreewald": ("Spreewald", Label.REGION, ("place:de-12", "place:de")),
    "place:cn": ("China", Label.COUNTRY, ()),
    "place:cn-11": ("Peking", Label.REGION, ("place:cn",)),
}
REGIONS = {"place:de-12071": ("place:lausitz",), "place:burg": ("place:spreewald",)}
"""The named regions that a place is a part of."""
ACRONYMS = {"body:crrc": ("body:china railway rolling stock",), "body:china railway rolling stock": ("body:crrc",)}


class TestResolver:
    """Links two names if an alias link or an acronym says so; an alias of two unlinked names is ambiguous."""

    __test__ = False

    def __init__(self, fingerprint: str = "1", same: Collection[tuple[str, str]] = ()) -> None:
        self.fingerprint = fingerprint
        self._same = tuple(same)

    def linked(self, key: str) -> tuple[str, ...]:
        judged = [b if a == key else a for a, b in self._same if key in (a, b)]
        return (*ACRONYMS.get(key, ()), *judged)

    def place_entities(self, keys: Collection[str]) -> list[ResolvedEntity]:
        return [self._place(key, (), ()) for key in sorted(keys)]

    def resolve(self, names: Collection[NameRecord], links: Collection[AliasLink]) -> list[ResolvedEntity]:
        records = {name.key: name for name in names}
        targets: dict[str, set[str]] = defaultdict(set)
        for link in links:
            if link.alias in records and link.name in records:
                targets[link.alias].add(link.name)
        certain = [(key, other) for key in records for other in self.linked(key) if other in records]
        groups = _components(records, certain)
        certain += [
            (alias, next(iter(found)))
            for alias, found in targets.items()
            if len({frozenset(groups[name]) for name in found}) == 1
        ]
        entities = []
        for group in {frozenset(found) for found in _components(records, certain).values()}:
            keys = sorted(group)
            forms = _sum(record.forms for key, record in records.items() if key in group)
            aliases = tuple(sorted(forms))
            if keys[0] in PLACES:
                entities.append(self._place(keys[0], aliases, tuple(keys)))
                continue
            labels = _sum(record.labels for key, record in records.items() if key in group)
            label = min(labels, key=lambda item: (-labels[item], item))
            name = min(forms, key=lambda item: (-forms[item], item)) if forms else keys[0]
            entities.append(ResolvedEntity(keys[0], Label(label), name, aliases, tuple(keys)))
        return sorted(entities, key=lambda entity: entity.key)

    def _place(self, key: str, aliases: tuple[str, ...], names: tuple[str, ...]) -> ResolvedEntity:
        name, label, parents = PLACES[key]
        if not names and any(key in regions for regions in REGIONS.values()):
            parents = ()
        return ResolvedEntity(key, label, name, aliases, names, parents, (("latitude", 51.5),), REGIONS.get(key, ()))


def _components(keys: Collection[str], pairs: Collection[tuple[str, str]]) -> dict[str, set[str]]:
    groups = {key: {key} for key in keys}
    for first, second in pairs:
        merged = groups[first] | groups[second]
        for key in merged:
            groups[key] = merged
    return groups


def _sum(counters: object) -> dict[str, int]:
    total: dict[str, int] = defaultdict(int)
    for counter in counters:  # type: ignore[attr-defined]
        for key, count in counter.items():
            total[key] += count
    return total
