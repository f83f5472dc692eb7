"""What each switchable rule is worth: ``python -m training.ablation [WEIGHTS] --cache DIR``.

Every variant takes one thing out of the packaged pipeline, or puts one in, and is measured end to end on dev, seeds and
the held-out articles. The network's answers come from the cache of ``training.cached``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from handelsgraph.extraction import rules
from training.cached import Changes, arguments, load_cached, settings_of
from training.goldsets import measure


def variants(settings: Mapping[str, Any]) -> Iterator[tuple[str, Changes]]:
    """Yield a name and the changed options for every variant."""
    used: list[str] = settings["components"]["rules"]["use"]
    yield "all rules off", {"rules": {"use": []}}
    for name in used:
        yield f"without {name}", {"rules": {"use": [other for other in used if other != name]}}
    for name in rules.known():
        if name not in used:
            yield f"with {name}", {"rules": {"use": [*used, name]}}
    yield "without furniture rules", {"furniture": {"rules": False}}
    yield "without furniture", {"furniture": {"rules": False, "sure": 1.1}}
    yield "the model's own event bias", {"mentions": {"event_bias": None}}
    yield "tuned thresholds as they are", {"decide": {"threshold": 0.5}}
    yield "without dates after the article", {"dates": {"planned": 1.0}}


def main() -> None:
    """Command line: a Markdown table."""
    options = arguments(__doc__).parse_args()
    sets = options.sets

    def row(changes: Changes) -> list[tuple[float, float, float]]:
        extractor = load_cached(options.weights, options.cache, changes=changes, config=options.config)
        found = measure(extractor, sets)
        return [(r.entities.strict.f1, r.relations.strict.f1, r.relations.strict.precision) for r in found.values()]

    base = row({})
    print("| variant | " + " | ".join(f"{name}: entities, relations (P)" for name in sets) + " |")
    print("|---" * (len(sets) + 1) + "|")
    print("| as shipped | " + " | ".join(f"{e:.3f}, {r:.3f} ({p:.3f})" for e, r, p in base) + " |", flush=True)
    for name, changes in variants(settings_of(options.config)):
        cells = [
            f"{100 * (e - e0):+.1f}, {100 * (r - r0):+.1f} ({100 * (p - p0):+.1f})"
            for (e, r, p), (e0, r0, p0) in zip(row(changes), base, strict=True)
        ]
        print(f"| {name} | " + " | ".join(cells) + " |", flush=True)


if __name__ == "__main__":
    main()
