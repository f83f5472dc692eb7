"""Reader of the annotated articles: inline marks -> text with character offsets, entities, relations.

@title ...
[e1|Spreetal Klärtechnik GmbH] aus [e2|Luckau] ... [e1=|Das Unternehmen] ... [e2~|Luckauer] ... [x|no entity]
%% boilerplate
page furniture, without marks
%% end
---
e1 Company Spreetal Klärtechnik GmbH        (~ in front: optional)
---
e1 LOCATED_IN e2 2018-06 planned            (~ in front: optional, ! in front: the text denies it)
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from pathlib import Path

from handelsgraph.extraction.labels import LABELS, RELATIONS, SIGN_KINDS

MARK = re.compile(r"\[(e\d+|x)([=~]?)\|([^\[\]|]+)\]")
ENTITY = re.compile(r"(~?)(e\d+) (\w+) (.+)$")
RELATION = re.compile(r"([~!]?)(e\d+) ([A-Z_]+) (e\d+)((?: \S+)*)$")


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that names or stands for an entity."""

    entity: str
    kind: str  # name, reference, adjective
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something the article speaks of."""

    label: str
    name: str
    optional: bool


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation between two entities; one that is denied does not hold."""

    head: str
    type: str
    tail: str
    planned: bool
    optional: bool
    denied: bool


@dataclass(frozen=True, slots=True)
class Article:
    """An annotated article."""

    id: str
    title: str
    text: str
    mentions: tuple[Mention, ...]  # by position
    furniture: tuple[tuple[int, int], ...]  # character ranges of page furniture
    entities: dict[str, Entity]
    relations: tuple[Relation, ...]


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace text[start:end]; with ``furniture`` the new text is page furniture."""

    start: int
    end: int
    text: str
    furniture: bool = False


class FormatError(ValueError):
    """An article breaks the inline format."""


def _entities(part: str, name: str) -> dict[str, Entity]:
    out: dict[str, Entity] = {}
    for line in filter(None, map(str.strip, part.split("\n"))):
        match = ENTITY.match(line)
        if not match or match[3] not in LABELS or match[2] in out:
            raise FormatError(f"{name}: entity line {line!r}")
        out[match[2]] = Entity(match[3], match[4].strip(), bool(match[1]))
    return out


def _relations(part: str, entities: dict[str, Entity], name: str) -> tuple[Relation, ...]:
    out = []
    for line in filter(None, map(str.strip, part.split("\n"))):
        match = RELATION.match(line)
        if not match or match[3] not in RELATIONS or not {match[2], match[4]} <= set(entities):
            raise FormatError(f"{name}: relation line {line!r}")
        planned = "planned" in match[5].split()
        out.append(Relation(match[2], match[3], match[4], planned, match[1] == "~", match[1] == "!"))
    return tuple(out)


def parse(source: str, name: str) -> Article:
    """One article from its inline form."""
    parts = re.split(r"^---\s*$", source, flags=re.M)
    if len(parts) != 3:
        raise FormatError(f"{name}: {len(parts)} parts, not 3")
    lines, title = parts[0].strip("\n").split("\n"), ""
    while lines and lines[0].startswith("@"):
        key, _, value = lines.pop(0)[1:].partition(" ")
        title = value.strip() if key == "title" else title
    text, opened = "", -1
    mentions, furniture = [], []
    for line in lines:
        if line.startswith("%% boilerplate"):
            opened = len(text)
        elif line.startswith("%% end"):
            furniture.append((opened, len(text)))
            opened = -1
        else:
            last = 0
            for match in MARK.finditer(line):
                text += line[last : match.start()]
                if match[1] != "x":
                    mentions.append(Mention(match[1], SIGN_KINDS[match[2]], len(text), len(text) + len(match[3])))
                text, last = text + match[3], match.end()
            text += line[last:] + "\n"
    if opened >= 0:
        furniture.append((opened, len(text)))
    entities = _entities(parts[1], name)
    if not {m.entity for m in mentions} <= set(entities):
        raise FormatError(f"{name}: mention of an undeclared entity")
    relations = _relations(parts[2], entities, name)
    return Article(name, title, text, tuple(mentions), tuple(furniture), entities, relations)


def read_articles(folder: Path) -> list[Article]:
    """All articles of a folder, by name."""
    return [parse(path.read_text(encoding="utf-8"), path.stem) for path in sorted(folder.glob("*.txt"))]


def held_out(article: Article, share: float) -> bool:
    """Is the article kept from training? Fixed by the hash of its id, whatever else the folder holds."""
    return int(hashlib.sha256(article.id.encode()).hexdigest()[:8], 16) / 2**32 < share


def apply_edits(article: Article, edits: list[Edit]) -> Article:
    """Make the replacements and move all offsets; edits may not overlap.

    An edit may cover a mention exactly, lie inside or outside mentions, but not cross a border of one.
    """
    if not edits:
        return article
    edits = sorted(edits, key=lambda e: (e.start, e.end))
    text, last = "", 0
    fresh: list[tuple[int, int]] = []
    shifts: list[tuple[int, int, int]] = []  # old start, old end, growth
    for edit in edits:
        if edit.start < last:
            continue
        text += article.text[last : edit.start]
        if edit.furniture:
            fresh.append((len(text), len(text) + len(edit.text)))
        text, last = text + edit.text, edit.end
        shifts.append((edit.start, edit.end, len(edit.text) - (edit.end - edit.start)))
    text += article.text[last:]

    def start(at: int) -> int:  # text inserted at a mention's start goes before it
        return at + sum(g for a, b, g in shifts if (b <= at and a < at) or a == b == at)

    def end(at: int) -> int:  # text inserted at a mention's end goes behind it
        return at + sum(g for a, b, g in shifts if b <= at and a < at)

    mentions = tuple(replace(m, start=start(m.start), end=end(m.end)) for m in article.mentions)
    furniture = tuple(sorted([*((start(a), end(b)) for a, b in article.furniture), *fresh]))
    return replace(article, text=text, mentions=mentions, furniture=furniture)
