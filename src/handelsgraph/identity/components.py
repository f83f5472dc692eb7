"""Connected components of name keys (union-find)."""

from __future__ import annotations

from collections import defaultdict


class Components:
    """Sets of keys that were joined, directly or through others, whatever the order."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def root(self, key: str) -> str:
        """Return the smallest key of the component."""
        path = []
        while (parent := self._parent.get(key, key)) != key:
            path.append(key)
            key = parent
        for step in path:
            self._parent[step] = key
        return key

    def join(self, first: str, second: str) -> None:
        """Make the components of two keys one."""
        low, high = sorted((self.root(first), self.root(second)))
        self._parent[high] = low
        self._parent.setdefault(low, low)

    def same(self, first: str, second: str) -> bool:
        """Whether two keys are in one component."""
        return self.root(first) == self.root(second)

    def members(self, key: str) -> set[str]:
        """Return all keys of the component."""
        root = self.root(key)
        return {other for other in self._parent if self.root(other) == root} | {key}

    def copy(self) -> Components:
        """Return an independent copy."""
        other = Components()
        other._parent = dict(self._parent)
        return other

    def groups(self) -> list[set[str]]:
        """Return the components of more than one key that were joined."""
        found: dict[str, set[str]] = defaultdict(set)
        for key in list(self._parent):
            found[self.root(key)].add(key)
        return [found[root] for root in sorted(found)]
