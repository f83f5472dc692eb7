"""What a picture shows: entities, dealings between them, and the evidence for each dealing."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence and the article it stands in; `published` is an ISO date, `source` the article's address."""

    sentence: str
    title: str | None = None
    published: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """A point of the map, in degrees. Entities with the same `key` are drawn at the same point.

    `home` is what the other ends are seen from: it is named first.
    """

    key: str
    name: str
    latitude: float
    longitude: float
    home: bool = False


@dataclass(frozen=True, slots=True)
class Node:
    """An entity, or whatever else a query of one's own returns; `label` is its kind.

    `place` is the name of what it lies in; without a `spot` it is not on the map.
    """

    key: str
    name: str
    label: str
    aliases: tuple[str, ...] = ()
    place: str | None = None
    spot: Spot | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """A dealing between the nodes with the keys `source` and `target`.

    `dates` are when it took place: ISO dates, parts of them ("2017", "2017-11") or intervals ("2017-05-03/2017-05-09").
    `reported` are publication dates of articles that do not say when it was. Without a `type` it has no direction.
    """

    source: str
    target: str
    type: str
    articles: int = 1
    dates: tuple[str, ...] = ()
    reported: tuple[str, ...] = ()
    planned: bool = False
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """What is to be drawn. `note` is told below the title, for instance what was left out.

    `edge` is what an edge stands for, `weight` what its `articles` count: single dealings of which so many articles
    tell, or pairs that have had so many dealings.
    """

    title: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    note: str = ""
    edge: str = "dealing"
    weight: str = "article"
