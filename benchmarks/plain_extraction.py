"""The command line with a plain extraction: `plain_extraction.py ingest FILE`, as `handelsgraph ingest`.

It reads the short articles of this folder by their wording alone, in less than a millisecond, so that all but the model
can be measured on very many of them.
"""

from __future__ import annotations

import re
from typing import Any

from handelsgraph import extraction
from handelsgraph.cli import main
from handelsgraph.reading import Entity, Mention, MentionKind, Reading, Statement
from handelsgraph.schema import Label, Modality

_FIRM = re.compile(r"[A-Z]\w+ [A-Z]\w+ (?:GmbH & Co\. KG|GmbH|AG|SE)|[A-Z]\w+ Group")
_TOWN = re.compile(r"(?<=aus )[A-Z]\w+|(?<=Sitz in )[A-Z]\w+")


class Plain:
    """Takes the place of the extractor."""

    version = "plain 1"

    def extract(self, text: str, date: str | None = None) -> Reading:
        """Return that all firms of a text met each other, and where the first one is."""
        found = [(match, Label.COMPANY) for match in _FIRM.finditer(text)]
        found += [(match, Label.CITY) for match in list(_TOWN.finditer(text))[:1]]
        ids = {name: f"n{number}" for number, name in enumerate(dict.fromkeys(match[0] for match, _ in found))}
        labels = {match[0]: label for match, label in found}
        mentions = tuple(Mention(*m.span(), m[0], label, MentionKind.NAME, 1.0, ids[m[0]]) for m, label in found)
        entities = tuple(Entity(ids[name], labels[name], name) for name in ids)
        firms = sorted(ids[name] for name in ids if labels[name] is Label.COMPANY)
        pairs = [(one, "MET", other) for n, one in enumerate(firms) for other in firms[n + 1 :]]
        pairs += [(firms[0], "LOCATED_IN", ids[name]) for name in ids if labels[name] is Label.CITY and firms]
        statements = tuple(
            Statement(one, relation, other, Modality.ASSERTED, date, text, 0, len(text), 0.9)
            for one, relation, other in pairs
        )
        return Reading(mentions, entities, statements, self.version)

    def twin(self) -> Plain:
        """Return itself: it keeps nothing."""
        return self

    def give_up(self, asked: bool) -> None:
        """Do nothing: it is done at once."""


def load(*_: Any) -> Plain:
    """Return the extractor, whatever is asked for."""
    return Plain()


if __name__ == "__main__":
    extraction.load = load  # type: ignore[assignment]
    main()
