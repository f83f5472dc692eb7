"""Names in public test sets that were never trained on: ``python -m training.public_benchmarks PUBLIC [WEIGHTS]``.

The shipped pipeline up to its mentions reads the texts; its names (not descriptions, not adjectives, not events) are
compared with the sets' by exact borders and class. Labels are mapped to three classes:

| class | ours | SmartData | UNER |
|---|---|---|---|
| PER | Person | person | PER |
| ORG | Company, Agency, Institution | organization, organization-company | ORG |
| LOC | City, Region, Country | location, location-city | LOC |

SmartData's streets, routes and stops have no counterpart here: they are neither missed nor, if found as a place, wrong.
GermEval 2014 is no benchmark for this model: its dev and test parts are training data (the train part is not at hand).
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from handelsgraph.extraction.cleaning import clean
from handelsgraph.extraction.extractor import Extractor
from handelsgraph.extraction.state import MENTIONS
from handelsgraph.reading import MentionKind
from training.cached import WEIGHTS, load_cached
from training.public import TIGHT_AFTER, TIGHT_BEFORE, documents

CLASSES = ("PER", "ORG", "LOC")
OURS = {
    "Person": "PER",
    **dict.fromkeys(("Company", "Agency", "Institution"), "ORG"),
    **dict.fromkeys(("City", "Region", "Country"), "LOC"),
}
SMARTDATA = {
    "person": "PER",
    **dict.fromkeys(("organization", "organization-company"), "ORG"),
    **dict.fromkeys(("location", "location-city"), "LOC"),
}
ASIDE = frozenset({"location-street", "location-route", "location-stop"})
STEPS = ("segments", "encoder", "furniture", "mentions")

Name = tuple[int, int, str]  # characters, class


@dataclass(frozen=True, slots=True)
class Text:
    """A text, its names, and stretches that count neither way."""

    text: str
    names: frozenset[Name]
    aside: tuple[tuple[int, int], ...] = ()


def _spans(text: str, tags: dict[int, str], words: dict[int, int]) -> Iterator[Name]:
    """Yield the set's own labels as stretches of characters, from BIO tags by the character a word begins with."""
    open_ = None
    for at, tag in [*sorted(tags.items()), (len(text) + 1, "O")]:
        if open_ is not None and tag[:2] != "I-":
            yield open_
            open_ = None
        if tag[:2] == "B-":
            open_ = (at, words[at], tag[2:])
        elif open_ is not None:
            open_ = (open_[0], words[at], open_[2])


def smartdata(folder: Path) -> Iterator[Text]:
    """Read the test part of the DFKI SmartData corpus."""
    from handelsgraph.extraction.pieces import WORD

    for text, tags in documents(folder / "smartdata.v1.test.json.gz"):
        found = list(_spans(text, tags, {m.start(): m.end() for m in WORD.finditer(text)}))
        yield Text(
            text,
            frozenset((a, b, SMARTDATA[label]) for a, b, label in found if label in SMARTDATA),
            tuple((a, b) for a, b, label in found if label in ASIDE),
        )


def uner_pud(folder: Path) -> Iterator[Text]:
    """Read Universal NER's German PUD: the sentences of a document as one paragraph."""
    with gzip.open(folder / "uner-german-pud.iob2.gz", "rt", encoding="utf-8") as file:
        blocks = file.read().split("# newdoc id = ")[1:]
    for block in blocks:
        text, tags, words = "", dict[int, str](), dict[int, int]()
        for line in block.split("\n")[1:]:
            cells = line.split("\t")
            if len(cells) < 3:
                continue
            if text and cells[1] not in TIGHT_BEFORE and not text.endswith(TIGHT_AFTER):
                text += " "
            tags[len(text)], words[len(text)] = cells[2], len(text) + len(cells[1])
            text += cells[1]
        yield Text(text, frozenset(n for n in _spans(text, tags, words) if n[2] in CLASSES))


BENCHMARKS: dict[str, Callable[[Path], Iterator[Text]]] = {"SmartData test": smartdata, "UNER German PUD": uner_pud}
FILES = ("smartdata.v1.test.json.gz", "uner-german-pud.iob2.gz")


def names(extractor: Extractor, text: str) -> set[Name]:
    """Return the names that the pipeline finds, in characters of the text."""
    cleaned = clean(text)
    doc = extractor.nlp.make_doc(cleaned.text)
    for step in STEPS:
        doc = extractor.nlp.get_pipe(step)(doc)
    return {
        (*cleaned.span(span.start_char, span.end_char), OURS[span.label_])
        for span in doc.spans[MENTIONS]
        if span._.kind == MentionKind.NAME.value and span.label_ in OURS
    }


def sample(texts: Iterable[Text], most: int | None) -> list[Text]:
    """Return the texts, or a fixed random sample of `most` of them."""
    every = list(texts)
    return every if most is None or most >= len(every) else random.Random(1).sample(every, most)


def measure(extractor: Extractor, texts: Iterable[Text]) -> dict[str, dict[str, float]]:
    """Return precision, recall and F1 by class and over all (micro); borders and class have to be right."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in (*CLASSES, "all")}
    for one in texts:
        found = {
            name for name in names(extractor, one.text) if not any(name[0] < b and a < name[1] for a, b in one.aside)
        }
        for group, part in (("right", found & one.names), ("given", found), ("true", one.names)):
            for _, _, label in part:
                counts[label][group] += 1
                counts["all"][group] += 1
    return {
        name: {
            "precision": round(c["right"] / max(1, c["given"]), 4),
            "recall": round(c["right"] / max(1, c["true"]), 4),
            "f1": round(2 * c["right"] / max(1, c["given"] + c["true"]), 4),
            "names": c["true"],
        }
        for name, c in counts.items()
    }


def main() -> None:
    """Command line: a line of JSON for every set."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0] if __doc__ else None)
    parser.add_argument("public", type=Path, help=f"folder with {', '.join(FILES)}")
    parser.add_argument("weights", type=Path, nargs="?", default=WEIGHTS, help="default: those of the package")
    parser.add_argument("--cache", type=Path, help="folder for the network's answers (training.cached)")
    parser.add_argument("--most", type=int, help="texts a set, drawn at random with a fixed seed (default: all)")
    options = parser.parse_args()
    missing = [name for name in FILES if not (options.public / name).is_file()]
    if missing:
        raise SystemExit(f"error: {options.public} lacks {', '.join(missing)}\nhint: training/sources.toml names them")
    extractor = load_cached(options.weights, options.cache)
    for name, read in BENCHMARKS.items():
        texts = sample(read(options.public), options.most)
        print(
            json.dumps({name: measure(extractor, texts), "texts": len(texts)}, ensure_ascii=False),
            flush=True,
        )


if __name__ == "__main__":
    main()
