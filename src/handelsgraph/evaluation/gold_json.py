"""Reader of annotations kept beside the text: `NAME.json` says what stands in `NAME.txt`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from handelsgraph.errors import InputError
from handelsgraph.evaluation.gold import Article, Entity, Relation, text_of
from handelsgraph.schema import RELATIONS, Label

_LABELS = frozenset(map(str, Label))


def read(path: Path) -> Article:
    """Return the article that a file annotates. Raises InputError if it or its text cannot be used."""
    raw = path.with_suffix(".txt")
    source = text_of(path)
    try:
        gold = json.loads(source)
    except json.JSONDecodeError as error:
        raise InputError(f"{path}:{error.lineno}: {error.msg}") from error
    text = text_of(raw)
    try:
        entities = {entity["id"]: _entity(entity) for entity in gold["entities"]}
        relations = tuple(_relation(relation, entities) for relation in gold["relations"])
        return Article(
            path.stem,
            text.partition("\n")[0],
            text,
            (),
            (),
            entities,
            relations,
            gold.get("date"),
            tuple(gold.get("ignore_surface", ())),
            gold.get("source_url") or f"https://example.org/{path.stem}",
            raw,
        )
    except KeyError as error:
        raise InputError(f"{path}: no {error.args[0]!r} where one is needed") from error
    except (TypeError, ValueError, AttributeError) as error:
        raise InputError(f"{path}: {error}", "see training/README.md for the format") from error


def _entity(gold: dict[str, Any]) -> Entity:
    if gold["type"] not in _LABELS:
        raise ValueError(f"entity {gold['id']}: there is no label {gold['type']!r}")
    return Entity(gold["type"], gold["name"], bool(gold.get("optional")), tuple(gold.get("aliases", ())))


def _relation(gold: dict[str, Any], entities: dict[str, Entity]) -> Relation:
    if gold["type"] not in RELATIONS:
        raise ValueError(f"there is no relation {gold['type']!r}")
    for end in (gold["head"], gold["tail"]):
        if end not in entities:
            raise ValueError(f"relation {gold['type']}: there is no entity {end!r}")
    return Relation(
        gold["head"],
        gold["type"],
        gold["tail"],
        bool(gold.get("planned")),
        bool(gold.get("optional")),
        bool(gold.get("denied")),
        gold.get("date"),
        gold.get("evidence"),
    )
