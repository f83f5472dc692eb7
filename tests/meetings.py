"""A small, fast extractor for tests of what comes after it. It reads "Die A GmbH traf die B GmbH." and nothing else."""

from __future__ import annotations

import json
import re
from pathlib import Path

from handelsgraph.reading import Entity, Mention, MentionKind, Reading, Statement
from handelsgraph.schema import Label, Modality

_MET = re.compile(r"Die (\w+ GmbH) traf die (\w+ GmbH)\.")


class Meetings:
    """Reads meetings of companies; fails on texts with the word "Störfall", as a faulty component might."""

    def __init__(self, version: str = "meetings 1") -> None:
        self.version = version

    def extract(self, text: str, date: str | None = None) -> Reading:
        if "Störfall" in text:
            raise ValueError("cannot read this")
        found = list(_MET.finditer(text))
        names = sorted({name for match in found for name in match.groups()})
        ids = {name: f"e{number}" for number, name in enumerate(names)}
        mentions = tuple(
            Mention(*match.span(group), match[group], Label.COMPANY, MentionKind.NAME, 1.0, ids[match[group]])
            for match in found
            for group in (1, 2)
        )
        statements = tuple(
            Statement(ids[m[1]], "MET", ids[m[2]], Modality.ASSERTED, date, m[0], m.start(), m.end(), 0.9)
            for m in found
        )
        return Reading(mentions, tuple(Entity(ids[n], Label.COMPANY, n) for n in names), statements, self.version)

    def twin(self) -> Meetings:
        return self

    def give_up(self, asked: bool) -> None:
        pass


def article(number: int, *pairs: tuple[str, str], **known: str) -> dict[str, str]:
    """Return an article as a record of JSON Lines."""
    told = " ".join(f"Die {a} GmbH traf die {b} GmbH." for a, b in pairs)
    text = f"Über die Gespräche in der Stadt haben wir in der vergangenen Woche berichtet. {told}\n"
    return {"url": f"https://example.org/{number}", "text": text, **known}


def write(path: Path, *records: dict[str, str]) -> Path:
    """Write records as JSON Lines."""
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path
