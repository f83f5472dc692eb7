"""The model card: ``python -m training.card WEIGHTS --cache DIR``, the last step of ``make model``.

Measures the weights end to end on dev, seeds, the held-out articles and texts without dealings; writes the figures into
``model.json`` and the card, ``MODEL_CARD.md``, beside it.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from handelsgraph.evaluation import Report
from handelsgraph.extraction.extractor import Extractor
from training.cached import arguments, load_cached
from training.card_text import card
from training.goldsets import measure
from training.nontrade import dealings, read_texts
from training.public_benchmarks import BENCHMARKS
from training.public_benchmarks import measure as names_in
from training.sources import ARTICLES, read_sources


def compact(report: Report) -> dict[str, Any]:
    """Return what the card and ``model.json`` keep of a report; shares are rounded to four digits."""
    done = report.done
    parts = {
        name: {
            "precision": round(part.strict.precision, 4),
            "recall": round(part.strict.recall, 4),
            "f1": round(part.strict.f1, 4),
            "f1_95": [round(value, 4) for value in (part.strict.low or 0.0, part.strict.high or 0.0)],
            "kinds": {kind: [f.right, f.wrong, f.missed] for kind, f in part.kinds.items()},
            "calibration_error": round(part.calibration.error, 4) if part.calibration else None,
        }
        for name, part in (("entities", report.entities), ("relations", report.relations))
    }
    return parts | {
        "articles": len(report.articles),
        "modality": [report.modality.right, report.modality.of],
        "date": [report.date.right, report.date.of],
        "given_as_done": {"all": done.given, "only planned": done.planned, "denied": done.denied},
    }


def without_dealings(extractor: Extractor) -> dict[str, Any]:
    """Return how many dealings are asserted about the measured texts that tell of none."""
    texts = read_texts("measured")
    found = [kind for text in texts.values() for kind, _ in dealings(extractor.extract(text))]
    return {"articles": len(texts), "dealings": len(found), "types": dict(Counter(found).most_common())}


def main() -> None:
    """Command line."""
    parser = arguments(__doc__)
    parser.add_argument("--title", default="model", help="the recipe's name")
    parser.add_argument("--data", type=Path, default=ARTICLES, help="annotated articles (default: training/articles)")
    parser.add_argument("--public", type=Path, help="folder of public sets: names in the test sets are measured too")
    options = parser.parse_args()
    extractor = load_cached(options.weights, options.cache, config=options.config)
    measured: dict[str, Any] = {
        "sets": {name: compact(report) for name, report in measure(extractor, options.sets, options.data).items()},
        "without_dealings": without_dealings(extractor),
    }
    if options.public:
        measured["public"] = {name: names_in(extractor, read(options.public)) for name, read in BENCHMARKS.items()}
    path = options.weights / "model.json"
    meta = json.loads(path.read_text(encoding="utf-8"))
    meta["figures"]["measured"] = measured
    path.write_text(json.dumps(meta, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    size = sum(file.stat().st_size for file in options.weights.iterdir() if file.suffix in (".onnx", ".json"))
    text = card(meta, read_sources(), options.title, size)
    (options.weights / "MODEL_CARD.md").write_text(text, encoding="utf-8")
    print(f"wrote {options.weights / 'MODEL_CARD.md'}")


if __name__ == "__main__":
    main()
