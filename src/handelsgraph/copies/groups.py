"""What hangs together: texts that are copies of one another, directly or through others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping

from handelsgraph.copies.compare import are_copies
from handelsgraph.copies.wording import Wording


class Groups:
    """Disjoint sets of ids (union-find)."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def find(self, item: str) -> str:
        """Return what stands for the set an item is in; an item not seen before is alone."""
        root = item
        while (parent := self._parent.setdefault(root, root)) != root:
            root = parent
        while item != root:
            self._parent[item], item = root, self._parent[item]
        return root

    def join(self, items: Iterable[str]) -> None:
        """Put items, with all that hangs on them, into one set."""
        first: str | None = None
        for item in items:
            root = self.find(item)
            first = root if first is None else first
            self._parent[root] = first

    def sets(self) -> list[set[str]]:
        """Return all sets."""
        found: dict[str, set[str]] = defaultdict(set)
        for item in self._parent:
            found[self.find(item)].add(item)
        return [*found.values()]


def components(texts: Mapping[str, Wording], crowded: Container[str] = ()) -> Groups:
    """Return which of some texts hang together. Only texts that share a band which is not `crowded` are compared."""
    groups = Groups()
    buckets: dict[str, list[str]] = defaultdict(list)
    for key, text in sorted(texts.items()):
        groups.find(key)
        for band in text.bands:
            if band not in crowded:
                buckets[band].append(key)
    different: set[tuple[str, str]] = set()
    for bucket in buckets.values():
        for number, one in enumerate(bucket):
            for other in bucket[:number]:
                if (other, one) in different or groups.find(one) == groups.find(other):
                    continue
                if are_copies(texts[one], texts[other]):
                    groups.join((one, other))
                else:
                    different.add((other, one))
    return groups


def order(published: str | None, url: str) -> tuple[str, str]:
    """Return what articles of a group are ordered by: the first published is the original, the rest copied it.

    A date without a day or month counts as the end of it, no date as later than any.
    """
    return f"{published or ''}~", url
