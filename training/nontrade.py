"""What is asserted about articles that tell of no trade dealing: ``python -m training.nontrade [WEIGHTS] [--part …]``.

`nontrade/` holds 40 texts written for this purpose: sport, statistics, weather, local news, culture, police, recipes,
courts, obituaries, domestic politics, company figures. Seats, functions and places of events may be asserted of anybody
(`NO_DEALINGS`); any other asserted statement is a dealing that the text does not tell of. A part of the texts, by a
hash of the name, may be trained on as negatives; the other part is what is reported.
"""

from __future__ import annotations

import argparse
import hashlib
from collections import Counter
from pathlib import Path

from handelsgraph.intake.plain import parse
from handelsgraph.reading import Reading
from handelsgraph.schema import Modality
from training.cached import WEIGHTS, load_cached

TEXTS = Path(__file__).parent / "nontrade"
NO_DEALINGS = frozenset({"LOCATED_IN", "REPRESENTS", "EVENT_IN"})
PARTS = ("measured", "training", "all")


def part_of(name: str) -> str:
    """Return whether a text may be trained on or is measured; fixed by its name's hash."""
    return "training" if hashlib.sha256(name.encode()).digest()[0] % 2 else "measured"


def read_texts(part: str = "all") -> dict[str, str]:
    """Return the texts of a part, by name."""
    paths = [path for path in sorted(TEXTS.glob("*.txt")) if part in ("all", part_of(path.stem))]
    return {path.stem: parse(path.read_bytes()).text for path in paths}


def dealings(reading: Reading) -> list[tuple[str, str]]:
    """Return the asserted dealings: relation type, and a line that shows it."""
    names = {entity.id: f"{entity.name} ({entity.label})" for entity in reading.entities}
    return [
        (s.type, f"{names[s.subject]} {s.type} {names[s.object]} [{s.confidence:.2f}]: {' '.join(s.sentence.split())}")
        for s in reading.statements
        if s.modality is Modality.ASSERTED and s.type not in NO_DEALINGS
    ]


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0] if __doc__ else None)
    parser.add_argument("weights", type=Path, nargs="?", default=WEIGHTS, help="default: those of the package")
    parser.add_argument("--cache", type=Path, help="folder for the network's answers (training.cached)")
    parser.add_argument("--config", type=Path, help="pipeline config (default: the packaged one)")
    parser.add_argument("--threshold", type=float)
    parser.add_argument("--part", choices=PARTS, default="all")
    options = parser.parse_args()
    extractor = load_cached(options.weights, options.cache, threshold=options.threshold, config=options.config)
    by_type, articles, worst = Counter[str](), Counter[str](), Counter[str]()
    total = Counter[str]()
    for name, text in read_texts(options.part).items():
        found = dealings(extractor.extract(text))
        by_type.update(kind for kind, _ in found)
        for part in ("all", part_of(name)):
            articles[part] += 1
            total[part] += len(found)
        worst[name] = len(found)
        for _, shown in found:
            print(f"{name}: {shown}")
    print()
    for part in PARTS:
        if articles[part]:
            each = total[part] / articles[part]
            print(f"{part}: {total[part]} asserted dealings in {articles[part]} articles, {each:.2f} each")
    print("by type:", ", ".join(f"{kind} {count}" for kind, count in by_type.most_common()) or "none")
    print("most:", ", ".join(f"{name} {count}" for name, count in worst.most_common(5) if count) or "none")


if __name__ == "__main__":
    main()
