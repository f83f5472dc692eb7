"""Which texts are copies of one another: syndicated, shortened or lightly edited. Pure functions of the texts.

`wording` takes from a text what is compared, `are_copies` compares two, `Groups` joins what hangs together. Texts that
may be copies share one of their few `bands` (locality-sensitive hashing), so that a database finds them by an index.
"""

from __future__ import annotations

from handelsgraph.copies.compare import are_copies
from handelsgraph.copies.groups import Groups, components, order
from handelsgraph.copies.wording import CROWD, Wording, is_current, version, wording

__all__ = ["CROWD", "Groups", "Wording", "are_copies", "components", "is_current", "order", "version", "wording"]
