"""From a name as a person types it to the entity meant: exact, alias, folded, inflected; else "did you mean"."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from handelsgraph.errors import AmbiguousNameError, NotFoundError
from handelsgraph.queries.match import LOCAL, QUALIFIED, Fit, Match, from_rows, same
from handelsgraph.schema import BODIES, EVENTS, PERSONS, PLACES, Label

if TYPE_CHECKING:
    from handelsgraph.places import Gazetteer

SHOWN = 5
_NEARLY = 15  # points of similarity below the closest name at which another one is still worth naming
CLOSE = 70.0

_COLUMNS = """
OPTIONAL MATCH (e)-[:LOCATED_IN]->(near:Entity)
WHERE e.regions IS NULL OR NOT near.key IN e.regions
WITH e, collect(DISTINCT near.name) AS places
OPTIONAL MATCH (e)-[:LOCATED_IN*1..4]->(far:Entity)
WITH e, places, collect(DISTINCT far.key) AS within
RETURN e.key, e.name, e.aliases, labels(e), e.articles, places, within
ORDER BY e.key
"""
_BY_KEY = "UNWIND $keys AS key MATCH (e:Entity {key: key}) WITH DISTINCT e" + _COLUMNS
_BY_NAME = "UNWIND $keys AS key MATCH (:Name {key: key})-[:DENOTES]->(e:Entity) WITH DISTINCT e" + _COLUMNS
_NAMED_ALIKE = "UNWIND $keys AS key MATCH (e:Entity {name: key}) WITH DISTINCT e" + _COLUMNS
_BY_LOCAL_NAME = (
    "UNWIND $keys AS key MATCH (n:Name) WHERE n.key STARTS WITH key MATCH (n)-[:DENOTES]->(e:Entity) WITH DISTINCT e"
    + _COLUMNS
)
_ALL = "MATCH (e:Entity) RETURN e.key, labels(e), e.name, e.aliases"


class Reader(Protocol):
    """What lookup needs of a graph."""

    def read(self, cypher: str, params: dict[str, Any], /) -> Any:
        """Return an answer with `rows`."""


class _Forms(NamedTuple):
    """All written forms of an entity."""

    key: str
    labels: frozenset[str]
    forms: tuple[str, ...]


class Lookup:
    """Finds entities of one graph by name. The gazetteer is loaded when first needed."""

    def __init__(self, graph: Reader, gazetteer: Gazetteer | None = None) -> None:
        self._graph = graph
        self._gazetteer = gazetteer
        self._everything: list[_Forms] | None = None

    def resolve(self, text: str, labels: Collection[Label], exact: bool = False) -> Match:
        """Return the one entity with one of `labels` that `text` names.

        `exact` allows only names and aliases as they stand. Raises NotFoundError, with what may have been meant, and
        AmbiguousNameError, with what it may denote.
        """
        found = self.find(text, labels, exact)
        if not found:
            raise self._unknown(text, labels)
        best = min(fit for fit, _ in found)
        # a namesake is never passed over in silence, even if its name holds within one article only
        meant = _outermost([match for fit, match in found if fit == best or same(match.name) == same(text)])
        if len(meant) > 1:
            choices = "; ".join(f"{m.describe()}: {m.key}" for m in meant[: 2 * SHOWN])
            raise AmbiguousNameError(f"{text!r} may denote {len(meant)} entities", f"give the key of one: {choices}")
        return meant[0]

    def find(self, text: str, labels: Collection[Label], exact: bool = False) -> list[tuple[Fit, Match]]:
        """Return the entities with one of `labels` that `text` may name, each with how it fits; best first."""
        found = self._by_index(text, labels) or self._by_scan(text, labels)
        if not found and not exact and PLACES & set(labels):
            found = [(Fit.ADJECTIVE, m) for m in self._keyed(self._adjective(text)) if m.label in labels]
        allowed = [(fit, m) for fit, m in found if not exact or fit <= Fit.ALIAS]
        return sorted(allowed, key=lambda item: (item[0], -item[1].articles, item[1].key))

    def _by_index(self, text: str, labels: Collection[Label]) -> list[tuple[Fit, Match]]:
        places = [p.key for p in self._load().find(text)] if PLACES & set(labels) else []
        keys = _name_keys(text, labels, self._load())
        named = [*self._keyed([text.strip(), *places]), *self._read(_BY_NAME, keys)]
        if not named:
            named = self._read(_BY_LOCAL_NAME, [key + mark for key in keys for mark in (LOCAL, QUALIFIED)])
        alike = {text.strip(), *(m.name for m in named if same(m.name) == same(text))} if named else ()
        found = {m.key: m for m in (*named, *self._read(_NAMED_ALIKE, alike))}
        return [(_fit(m, text), m) for m in found.values() if m.label in labels]

    def _by_scan(self, text: str, labels: Collection[Label]) -> list[tuple[Fit, Match]]:
        wanted = same(text)
        keys = [entity.key for entity in self._all(labels) if wanted in map(same, entity.forms)]
        return [(_fit(m, text), m) for m in self._keyed(keys)]

    def _keyed(self, keys: Iterable[str]) -> list[Match]:
        return self._read(_BY_KEY, keys)

    def _adjective(self, text: str) -> list[str]:
        place = self._load().adjective(text)
        return [place.key] if place else []

    def _unknown(self, text: str, labels: Collection[Label]) -> NotFoundError:
        message = f"no {_kind(labels)} of the graph is named {text!r}"
        known = self._load().find(text) if PLACES & set(labels) else []
        if known:
            message = f"no article of the graph names {known[0].name} ({known[0].label}), or a place or body in it"
        if not self._all(frozenset(Label)):
            return NotFoundError(message, "the graph is empty: `handelsgraph ingest PATH` reads articles into it")
        close = [] if known else self.suggest(text, labels)  # a name that is understood needs no other
        if close:
            return NotFoundError(message, "did you mean " + " or ".join(m.describe() for m in close) + "?")
        return NotFoundError(message, "`handelsgraph query find --text` lists what has a part of a name in it")

    def suggest(self, text: str, labels: Collection[Label], limit: int = SHOWN) -> list[Match]:
        """Return the entities with one of `labels` whose names come closest to `text`, best first."""
        from rapidfuzz import fuzz, process

        forms = [(same(form), entity.key) for entity in self._all(labels) for form in entity.forms]
        close = process.extract(
            same(text), [form for form, _ in forms], scorer=fuzz.WRatio, limit=10 * limit, score_cutoff=CLOSE
        )
        order: dict[str, float] = {}
        for _, score, index in close:
            if score >= close[0][1] - _NEARLY:
                order.setdefault(forms[index][1], score)
        return sorted(self._keyed(order), key=lambda m: (-order[m.key], -m.articles, m.key))[:limit]

    def _all(self, labels: Collection[Label]) -> list[_Forms]:
        if self._everything is None:
            rows = self._graph.read(_ALL, {}).rows
            self._everything = [
                _Forms(key, frozenset(kinds), (name, *(aliases or ()))) for key, kinds, name, aliases in rows
            ]
        return [entity for entity in self._everything if not entity.labels.isdisjoint(labels)]

    def _read(self, cypher: str, keys: Iterable[str]) -> list[Match]:
        wanted = list(dict.fromkeys(keys))
        return from_rows(self._graph.read(cypher, {"keys": wanted}).rows) if wanted else []

    def _load(self) -> Gazetteer:
        if self._gazetteer is None:
            from handelsgraph.places import Gazetteer

            self._gazetteer = Gazetteer.load()
        return self._gazetteer


def _kind(labels: Collection[Label]) -> str:
    """Return what entities with these labels are called together."""
    names = {PLACES: "place", BODIES: "body", PERSONS: "person", EVENTS: "event"}
    return names.get(frozenset(labels), "entity")


def _fit(match: Match, text: str) -> Fit:
    fit = match.fit(text)
    return Fit.FOLDED if fit is None else fit


def _name_keys(text: str, labels: Collection[Label], gazetteer: Gazetteer) -> list[str]:
    from handelsgraph.identity.keys import KeyContext, name_key

    return [name_key(text, label, KeyContext(gazetteer=gazetteer)) for label in labels]


def _outermost(matches: list[Match]) -> list[Match]:
    """Leave out what lies in another of `matches`: asking for Berlin means the Land with the city in it."""
    keys = {m.key for m in matches}
    return [m for m in matches if not m.within & keys - {m.key}]
