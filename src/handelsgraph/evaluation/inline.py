"""Reader of the inline annotation format: marks in the text, then entities, then relations.

@title ...
@date 2018-06-12
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

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from handelsgraph.errors import InputError
from handelsgraph.evaluation.gold import Article, Entity, Mention, Relation, text_of
from handelsgraph.reading import MentionKind
from handelsgraph.schema import RELATIONS, Label

SIGNS = {"": MentionKind.NAME, "=": MentionKind.REFERENCE, "~": MentionKind.ADJECTIVE}
LABELS = frozenset(map(str, Label))

_MARK = re.compile(r"\[(e\d+|x)([=~]?)\|([^\[\]|]+)\]")
_ENTITY = re.compile(r"(~?)(e\d+) (\w+) (.+)$")
_RELATION = re.compile(r"([~!]?)(e\d+) ([A-Z_]+) (e\d+)(?: (\d{4}(?:-\d\d){0,2}))?( planned)?$")


class FormatError(InputError):
    """An article breaks the inline format."""


Line = tuple[int, str]
"""A line's number in the file, from 1, and its text."""


def read(path: Path) -> Article:
    """Return the article of a file. Raises FormatError, and InputError if the file cannot be read."""
    return parse(text_of(path), path.stem, str(path))


def parse(source: str, name: str, where: str | None = None) -> Article:
    """Return one article from its inline form. `where` is how errors call it.

    Raises FormatError.
    """
    where = where or name
    parts: list[list[Line]] = [[]]
    for number, line in enumerate(source.split("\n"), 1):
        if re.fullmatch(r"---\s*", line):
            parts.append([])
        else:
            parts[-1].append((number, line))
    if len(parts) != 3:
        raise FormatError(f"{where}: {len(parts)} parts, not 3", "lines of --- part text, entities and relations")
    body = _body(parts[0])
    entities = _entities(parts[1], where)
    for mention, number in zip(body.mentions, body.lines, strict=True):
        if mention.entity not in entities:
            raise FormatError(f"{where}:{number}: mention of {mention.entity}, which is not declared")
    relations = _relations(parts[2], set(entities), where)
    return Article(
        name,
        body.head.get("title", ""),
        body.text,
        tuple(body.mentions),
        tuple(body.furniture),
        {key: replace(entity, aliases=_aliases(key, entity, body)) for key, entity in entities.items()},
        relations,
        body.head.get("date"),
        tuple(dict.fromkeys(body.others)),
    )


@dataclass(slots=True)
class _Body:
    """The text without its marks."""

    head: dict[str, str] = field(default_factory=dict)
    text: str = ""
    mentions: list[Mention] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)  # of the mentions
    others: list[str] = field(default_factory=list)
    furniture: list[tuple[int, int]] = field(default_factory=list)


def _body(lines: list[Line]) -> _Body:
    body, opened = _Body(), -1
    while lines and not lines[0][1]:
        lines = lines[1:]
    while lines and not lines[-1][1]:
        lines = lines[:-1]
    while lines and lines[0][1].startswith("@"):
        key, _, value = lines[0][1][1:].partition(" ")
        body.head[key] = value.strip()
        lines = lines[1:]
    for number, line in lines:
        if line.startswith("%% boilerplate"):
            opened = len(body.text)
        elif line.startswith("%% end"):
            body.furniture.append((opened, len(body.text)))
            opened = -1
        else:
            _marked(line, number, body)
    if opened >= 0:
        body.furniture.append((opened, len(body.text)))
    return body


def _marked(line: str, number: int, body: _Body) -> None:
    last = 0
    for match in _MARK.finditer(line):
        entity, sign, surface = match.groups()
        body.text += line[last : match.start()]
        if entity == "x":
            body.others.append(surface)
        else:
            start = len(body.text)
            body.mentions.append(Mention(entity, SIGNS[sign].value, start, start + len(surface)))
            body.lines.append(number)
        body.text, last = body.text + surface, match.end()
    body.text += line[last:] + "\n"


def _aliases(key: str, entity: Entity, body: _Body) -> tuple[str, ...]:
    names = (body.text[m.start : m.end] for m in body.mentions if m.entity == key and m.kind == MentionKind.NAME)
    return tuple(dict.fromkeys(name for name in names if name != entity.name))


def _filled(lines: list[Line]) -> Iterator[Line]:
    return ((number, line.strip()) for number, line in lines if line.strip())


def _entities(lines: list[Line], where: str) -> dict[str, Entity]:
    out: dict[str, Entity] = {}
    for number, line in _filled(lines):
        match = _ENTITY.match(line)
        if not match or match[3] not in LABELS or match[2] in out:
            raise FormatError(f"{where}:{number}: entity line {line!r}", "e1 Company Name, each id once")
        out[match[2]] = Entity(match[3], match[4].strip(), bool(match[1]))
    return out


def _relations(lines: list[Line], entities: set[str], where: str) -> tuple[Relation, ...]:
    out = []
    for number, line in _filled(lines):
        match = _RELATION.match(line)
        if not match or match[3] not in RELATIONS or not {match[2], match[4]} <= entities:
            raise FormatError(f"{where}:{number}: relation line {line!r}", "e1 MET e2 2018-06 planned, of declared ids")
        sign, head, kind, tail, date, planned = match.groups()
        out.append(Relation(head, kind, tail, bool(planned), sign == "~", sign == "!", date))
    return tuple(out)
