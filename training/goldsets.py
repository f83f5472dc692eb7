"""The annotated texts that the whole pipeline is measured on.

`dev`, `seeds`, `check` (written after the rules, without sight of them), and the held-out articles (`slice`).
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from handelsgraph.evaluation import Article, Report, evaluate, read_gold, to_read
from handelsgraph.extraction.extractor import Extractor
from handelsgraph.reading import Reading
from training.articles import held_out

HERE = Path(__file__).parent
HELD_OUT = 0.07
SETS = ("dev", "seeds", "check", "slice")


def read_set(name: str, articles: Path = HERE / "articles", share: float = HELD_OUT) -> list[Article]:
    """Read one of `SETS`."""
    if name == "slice":
        return [article for article in read_gold(articles) if held_out(article, share)]
    return read_gold(HERE / name)


def readings(extractor: Extractor, golds: Iterable[Article]) -> dict[str, Reading]:
    """Read the texts as the command line would; those that intake leaves out have no reading."""
    texts = ((gold.id, to_read(gold)) for gold in golds)
    return {name: extractor.extract(*text) for name, text in texts if text is not None}


def measure(extractor: Extractor, names: Iterable[str] = SETS, articles: Path = HERE / "articles") -> dict[str, Report]:
    """Score the pipeline end to end on sets of texts; the slice is taken from `articles`."""
    golds = {name: read_set(name, articles) for name in names}
    return {name: evaluate(gold, readings(extractor, gold)) for name, gold in golds.items()}


def line(report: Report) -> str:
    """Return the figures in a line."""
    entities, relations, done = report.entities.strict, report.relations.strict, report.done
    return (
        f"entities {entities.f1:.3f} (P {entities.precision:.3f} R {entities.recall:.3f})"
        f"  relations {relations.f1:.3f} (P {relations.precision:.3f} R {relations.recall:.3f})"
        f"  modality {report.modality.right / max(1, report.modality.of):.3f}"
        f"  date {report.date.right / max(1, report.date.of):.3f}"
        f"  planned or denied given as done {(done.planned + done.denied) / max(1, done.given):.3f}"
        f"  calibration error {report.relations.calibration.error if report.relations.calibration else 0:.3f}"
    )
