"""Links between name keys that reference data makes: acronyms that name one body."""

from __future__ import annotations

from functools import lru_cache

from handelsgraph.identity.body_names import fold_body
from handelsgraph.identity.data import naming


@lru_cache(maxsize=1)
def _links() -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for acronym, names in naming().acronyms.items():
        short = f"body:{acronym}"
        for words in names:
            full = f"body:{fold_body(' '.join(words))}"
            found.setdefault(short, set()).add(full)
            found.setdefault(full, set()).add(short)
    return {key: tuple(sorted(others)) for key, others in found.items()}


def reference_links(key: str) -> tuple[str, ...]:
    """Return the keys that reference data says name the same body as this one: acronym or full names."""
    return _links().get(key, ())
