"""Hand-made annotations (training/dev and training/seeds) as articles and readings, to test without the model."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from handelsgraph.article import Article
from handelsgraph.reading import Entity, Mention, MentionKind, Reading, Statement
from handelsgraph.schema import RELATIONS, Label, Modality

TRAINING = Path(__file__).parents[1] / "training"
FOLDERS = (TRAINING / "seeds", TRAINING / "dev")


def load(*folders: Path, optional: bool = True) -> list[tuple[Article, Reading]]:
    """Return the annotated articles of `folders` (default: all), with or without the optional relations.

    Relations that the vocabulary does not allow, all of them optional, are left out.
    """
    paths = (path for folder in folders or FOLDERS for path in sorted(folder.glob("*.json")))
    return [read(path, optional) for path in paths]


def canonical() -> dict[str, str]:
    """Return the annotated name for every form that only one name has: which form the graph shows is not its affair."""
    names: dict[str, set[str]] = {}
    for _, reading in load():
        for entity in reading.entities:
            for form in (entity.name, *entity.aliases):
                names.setdefault(form, set()).add(entity.name)
    return {form: next(iter(found)) for form, found in names.items() if len(found) == 1}


def read(path: Path, optional: bool = True) -> tuple[Article, Reading]:
    """Return one annotated article."""
    gold = json.loads(path.read_text(encoding="utf-8"))
    text = path.with_suffix(".txt").read_text(encoding="utf-8")
    url = gold.get("source_url") or f"https://example.org/{gold['doc']}"
    article = Article(url, text, text.splitlines()[0], gold.get("date"), path=path.with_suffix(".txt").name)
    labels = {e["id"]: Label(e["type"]) for e in gold["entities"]}
    relations = [
        r
        for r in gold["relations"]
        if (optional or not r["optional"]) and RELATIONS[r["type"]].allows(labels[r["head"]], labels[r["tail"]])
    ]
    entities = [_entity(e, relations) for e in gold["entities"]]
    mentions = tuple(sorted((m for e in entities for m in _mentions(e, text)), key=lambda m: (m.start, m.end)))
    return article, Reading(mentions, tuple(entities), tuple(_statement(r, text) for r in relations), "gold")


def _entity(gold: dict[str, Any], relations: list[dict[str, Any]]) -> Entity:
    label = Label(gold["type"])
    aliases = tuple(a for a in gold["aliases"] if a != gold["name"])
    dates = [r["date"] for r in relations if r["date"] and gold["id"] in (r["head"], r["tail"])]
    return Entity(gold["id"], label, gold["name"], aliases, min(dates, default=None) if label is Label.EVENT else None)


def _mentions(entity: Entity, text: str) -> Iterator[Mention]:
    found: set[int] = set()
    for form in sorted({entity.name, *entity.aliases}, key=len, reverse=True):
        for match in re.finditer(rf"(?<!\w){_loose(form)}(?!\w)", text):
            span = set(range(*match.span()))
            if not found & span:
                found |= span
                yield Mention(*match.span(), match.group(), entity.label, MentionKind.NAME, 1.0, entity.id)


def _statement(gold: dict[str, Any], text: str) -> Statement:
    place = re.search(_loose(gold["evidence"]), text)
    assert place, f"evidence is not in the text: {gold['evidence']}"
    modality = Modality.PLANNED if gold.get("planned") else Modality.ASSERTED
    ends = gold["head"], gold["type"], gold["tail"]
    return Statement(*ends, modality, gold["date"], gold["evidence"], *place.span(), 1.0)


def _loose(words: str) -> str:
    return r"\s+".join(map(re.escape, words.split()))
