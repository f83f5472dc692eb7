"""Identity as the graph needs it, and its default."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from pathlib import Path
from typing import Protocol

from handelsgraph.evidence import AliasLink, NameRecord, ResolvedEntity


class Resolver(Protocol):
    """Tells which names denote the same entity. Pure: the same input gives the same answer, in any order."""

    @property
    def fingerprint(self) -> str:
        """Change with everything the answers depend on (rules, reference data, judgements)."""
        ...

    def resolve(self, names: Collection[NameRecord], links: Collection[AliasLink]) -> list[ResolvedEntity]:
        """Return the entities of a set of names that is closed under `links` and `linked`; each name is in one."""
        ...

    def place_entities(self, keys: Collection[str]) -> list[ResolvedEntity]:
        """Return the entities of places that no article may name, from reference data."""
        ...

    def linked(self, key: str) -> tuple[str, ...]:
        """Return the name keys that reference data or judgements link with this one, in either direction."""
        ...


def default_resolver(judgements: Path | None) -> Resolver:
    """Return identity as the package knows it, with the judgements of a person if there are any."""
    return _Identity(judgements)


class _Identity:
    def __init__(self, judgements: Path | None) -> None:
        from handelsgraph import __version__, copies, identity, places
        from handelsgraph.graph.projection import VERSION

        self._identity = identity
        self._gazetteer = places.Gazetteer.load()
        self._judgements = identity.load_judgements(judgements) if judgements else ()
        words = judgements.read_bytes() if judgements else b""
        self.fingerprint = hashlib.sha256(
            f"{__version__}\0{VERSION}\0{copies.version()}\0".encode() + words
        ).hexdigest()[:16]

    def resolve(self, names: Collection[NameRecord], links: Collection[AliasLink]) -> list[ResolvedEntity]:
        return self._identity.resolve(names, links, self._gazetteer, self._judgements)

    def place_entities(self, keys: Collection[str]) -> list[ResolvedEntity]:
        return self._identity.place_entities(keys, self._gazetteer)

    def linked(self, key: str) -> tuple[str, ...]:
        return (*self._identity.reference_links(key), *self._identity.judged_links(self._judgements, key))
