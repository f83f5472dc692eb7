"""Readers of the public German NER sets (sources.toml); each keeps its own tags, hence its own output layer.

GermEval 2014 and WikiNER are lists of sentences, packed here into sequences of about 256 pieces; SmartData
has documents.
"""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from handelsgraph.extraction.pieces import WORD, IntArray, Pieces

PACK = 256  # pieces of a sequence
TIGHT_BEFORE = frozenset({",", ".", ":", ";", "!", "?", ")", "“", "''"})
TIGHT_AFTER = ("(", "„", "``")

# name -> files with the columns of word and tag (None: SmartData's JSON)
FILES: dict[str, list[tuple[str, tuple[int, int] | None]]] = {
    "germeval": [("germeval14.dev.tsv.gz", (1, 2)), ("germeval14.test.tsv.gz", (1, 2))],
    "smartdata": [("smartdata.v1.train.json.gz", None)],
    "wikiner": [("wikiner-de.part.tsv.gz", (0, 1))],
}

Labelled = tuple[str, dict[int, str]]  # text, tag by the character a word begins with


@dataclass(frozen=True, slots=True)
class PublicItem:
    """One sequence: T pieces, W words."""

    name: str
    ids: IntArray  # [T]
    first: IntArray  # [W]
    tags: IntArray  # [W] numbers in the set's own list


def _sentences(path: Path, word: int, tag: int) -> Iterator[Labelled]:
    """Sentences of a column file; IOB1 becomes IOB2."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        blocks = file.read().split("\n\n")
    for block in blocks:
        rows = [line.split("\t") for line in block.split("\n") if line and not line.startswith("#")]
        text, tags, before = "", {}, "O"
        for row in rows:
            if len(row) <= max(word, tag):
                continue
            label = row[tag]
            if label.startswith("I-") and before[2:] != label[2:]:
                label = "B-" + label[2:]
            if text and row[word] not in TIGHT_BEFORE and not text.endswith(TIGHT_AFTER):
                text += " "
            tags[len(text)], before = label, label
            text += row[word]
        if text:
            yield text, tags


def documents(path: Path) -> Iterator[Labelled]:
    """SmartData: JSON objects one after another; the longest of overlapping mentions wins, doublets are left out."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        raw = file.read()
    decoder, at, seen = json.JSONDecoder(), 0, set()
    while at < len(raw):
        document, at = decoder.raw_decode(raw, at)
        while at < len(raw) and raw[at].isspace():
            at += 1
        text = document["text"]["string"]
        if text in seen:
            continue
        seen.add(text)
        words = [match.span() for match in WORD.finditer(text)]
        tags = {start: "O" for start, _ in words}
        mentions = (document.get("conceptMentions") or {}).get("array", [])
        for mention in sorted(mentions, key=lambda m: m["span"]["start"] - m["span"]["end"]):
            low, high = mention["span"]["start"], mention["span"]["end"]
            hit = [a for a, b in words if a >= low and b <= high]
            if hit and all(tags[a] == "O" for a in hit):
                label = mention["type"].lower().replace("_", "-")
                tags |= {a: ("I-" if number else "B-") + label for number, a in enumerate(hit)}
        yield text, tags


def _labelled(folder: Path, name: str, limit: int | None) -> list[Labelled]:
    found: list[Labelled] = []
    for file, columns in FILES[name]:
        found += documents(folder / file) if columns is None else _sentences(folder / file, *columns)
    random.Random(1).shuffle(found)
    return found[:limit]


def read_public(
    folder: Path, name: str, pieces: Pieces, limit: int | None = None
) -> tuple[list[PublicItem], list[str]]:
    """Sequences of a set and its tag list; ``limit`` counts sentences or documents."""
    numbers: dict[str, int] = {"O": 0}
    items: list[PublicItem] = []
    ids: list[int] = []
    first: list[int] = []
    tags: list[int] = []

    def flush() -> None:
        if tags:
            items.append(PublicItem(name, np.array([*ids, pieces.separator]), np.array(first), np.array(tags)))
        ids[:], first[:], tags[:] = [pieces.begin], [], []

    flush()
    for text, labels in _labelled(folder, name, limit):
        for window in pieces.windows(text, overlap=0):
            if tags and len(ids) + len(window.ids) > PACK:
                flush()
            shift, last = len(ids) - 1, "O"
            for position, (start, _) in zip(window.first.tolist(), window.words, strict=True):
                # a word of the set may be several of ours: the rest continues it
                last = labels.get(start) or ("O" if last == "O" else "I-" + last[2:])
                first.append(position + shift)
                tags.append(numbers.setdefault(last, len(numbers)))
            ids += window.ids[1:-1].tolist()
            if FILES[name][0][1] is None:
                flush()
    flush()
    return items, list(numbers)
