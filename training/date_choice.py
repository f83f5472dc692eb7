"""Fit the weights of `extraction/date_choice.py`: which of a text's dates governs a statement.

    python -m training.date_choice [--held-out SHARE] [--out FILE]

Gold mentions, the text's own dates; a choice is right if it agrees with the annotated date on the shorter prefix.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
import yaml

from handelsgraph.evaluation.inline import read
from handelsgraph.extraction.date_choice import FEATURES, Anchors, DateChooser
from handelsgraph.extraction.date_reading import read_dates
from handelsgraph.extraction.segments import sentences
from handelsgraph.schema import Label
from training.articles import held_out

HERE = Path(__file__).parent
HEADER = "# Source: fitted to the annotated articles by training/date_choice.py.\n"


@dataclass(frozen=True, slots=True)
class Choice:
    """A dated statement: features of the dates there are, and which of them agree with the annotation."""

    article: str
    event: str | None
    type: str
    features: npt.NDArray[np.float64]
    right: npt.NDArray[np.bool_]
    held: bool


def agree(a: str, b: str) -> bool:
    """Whether two ISO dates agree on the shorter prefix."""
    shorter = min(len(a), len(b))
    return a[:shorter] == b[:shorter]


def choices(path: Path, share: float) -> Iterator[Choice]:
    """Dated statements of an article."""
    article = read(path)
    if article.date is None:
        return
    places = sentences(article.text)
    furniture = article.furniture
    dates = [
        d for d in read_dates(article.text, article.date, places) if not any(a <= d.start < b for a, b in furniture)
    ]
    chooser = DateChooser(article.text, article.date, places, dates)
    mentions = defaultdict(list)
    for mention in article.mentions:
        mentions[mention.entity].append(mention.start)
    for relation in article.relations:
        if relation.optional or relation.denied or relation.date is None:
            continue
        head, tail = (Label(article.entities[end].label) for end in (relation.head, relation.tail))
        anchors = Anchors(relation.type, mentions[relation.head], mentions[relation.tail], head, tail, relation.planned)
        candidates = chooser.candidates(relation.planned)
        yield Choice(
            article.id,
            relation.head if head is Label.EVENT else relation.tail if tail is Label.EVENT else None,
            relation.type,
            chooser.features(anchors, candidates),
            np.array([agree(c.iso, relation.date) for c in candidates]),
            held_out(article, share),
        )


def fit(rows: list[Choice]) -> npt.NDArray[np.float64]:
    """Weights under which the dates that agree have the most probability (softmax over the article's dates)."""
    rows = [row for row in rows if row.right.any()]
    width = max(len(row.right) for row in rows)
    features = np.zeros((len(rows), width, len(FEATURES)))
    right, there = np.zeros((len(rows), width), bool), np.zeros((len(rows), width), bool)
    for number, row in enumerate(rows):
        count = len(row.right)
        features[number, :count], right[number, :count], there[number, :count] = row.features, row.right, True
    # the many statements of one event say much the same
    alike = Counter((row.article, row.event) for row in rows)
    mass = torch.tensor([alike[row.article, row.event] ** -0.5 for row in rows], dtype=torch.float64)
    mass /= mass.sum()
    x, y, present = torch.from_numpy(features), torch.from_numpy(right), torch.from_numpy(there)
    weights = torch.zeros(len(FEATURES), dtype=torch.float64, requires_grad=True)
    optimiser = torch.optim.LBFGS([weights], max_iter=200, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimiser.zero_grad()
        scores = (x @ weights).masked_fill(~present, -1e9).log_softmax(1)
        value = -(mass * scores.masked_fill(~y, -1e9).logsumexp(1)).sum() + 1e-4 * weights @ weights
        value.backward()  # type: ignore[no-untyped-call]
        return value

    optimiser.step(loss)  # type: ignore[arg-type]
    return weights.detach().numpy()


def right_share(rows: list[Choice], weights: npt.NDArray[np.float64]) -> dict[str, float]:
    """Share of statements with the right date, by relation; statements of one event choose together."""
    groups: defaultdict[tuple[str, object], list[Choice]] = defaultdict(list)
    for row in rows:
        groups[row.article, row.event if row.event else id(row)].append(row)
    hits, counts = Counter[str](), Counter[str]()
    for group in groups.values():
        same = [row for row in group if len(row.right) == len(group[0].right)]
        best = int(sum(row.features @ weights for row in same).argmax())
        for row in group:
            for name in ("all", "event" if row.event else row.type):
                counts[name] += 1
                hits[name] += bool(row.right[best])
    return {name: round(hits[name] / counts[name], 3) for name in sorted(counts)}


def main() -> None:
    """Fit, print the figures of held-out articles, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0] if __doc__ else None)
    parser.add_argument("--held-out", type=float, default=0.2)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    rows = [c for path in sorted((HERE / "articles").glob("*.txt")) for c in choices(path, options.held_out)]
    weights = fit([row for row in rows if not row.held])
    print("statements", len(rows), "of them held out", sum(row.held for row in rows))
    for name, held in (("trained on", False), ("held out", True)):
        print(f"{name:12}", right_share([row for row in rows if row.held is held], weights))
    if options.out:
        table = {name: round(float(value), 3) for name, value in zip(FEATURES, weights, strict=True)}
        options.out.write_text(HEADER + yaml.safe_dump(table, sort_keys=False), encoding="utf-8")


if __name__ == "__main__":
    main()
