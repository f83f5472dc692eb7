"""What the build collects for one place."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from handelsgraph.places import folding

fold = cache(folding.fold)

MAIN, SHORT, VARIANT, DISTRICT = range(4)
"""How closely a form names a place: its name, its name without an addition, another name, a part of it."""


@dataclass
class Entry:
    """A place under construction. `forms` maps folded forms to the closest rank, `aliases` keeps written variants."""

    key: str
    name: str
    label: str
    country: str
    parent: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    population: int = 0
    forms: dict[str, int] = field(default_factory=dict)
    aliases: list[str] = field(default_factory=list)
    admin: str | None = None

    def rename(self, name: str) -> None:
        """Show another name; the old one stays an alias."""
        old, self.name = self.name, name
        self.aliases = [alias for alias in self.aliases if alias != name]
        self.add(name, MAIN)
        self.add(old, MAIN, show=True)

    def add(self, form: str, rank: int, *, show: bool = False) -> None:
        """Add a written form; `show` lists it among the aliases that people see."""
        folded = fold(form)
        if not folded or (folded.isdigit()):
            return
        self.forms[folded] = min(rank, self.forms.get(folded, rank))
        if show and form != self.name and form not in self.aliases:
            self.aliases.append(form)
