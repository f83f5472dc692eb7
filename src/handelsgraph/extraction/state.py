"""What the components hand on to each other, kept on spaCy's Doc under `doc._`.

Mentions are ordinary spans in `doc.spans["mentions"]`: label_ is the entity label, `span._.kind` and
`span._.confidence` say the rest, so that any component that writes such spans can take the place of ours.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span

from handelsgraph.reading import MentionKind
from handelsgraph.schema import BODIES, Label, Modality

MENTIONS = "mentions"
LABELS = frozenset(label.value for label in Label)
_SPACE = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text: the text (spaCy's `doc.text` is put together anew each time), character offsets of each word
    and the token it is.
    """

    text: str
    spans: list[tuple[int, int]]
    tokens: list[int]

    def flat(self, start: int = 0, end: int | None = None) -> str:
        """Return a stretch of the text with a blank for each white space, one for one: offsets stay."""
        return _SPACE.sub(" ", self.text[start:end])

    def written(self, start: int, end: int) -> str:
        """Return what a stretch of words (end exclusive) says, with one blank for each run of white space."""
        return " ".join(self.text[self.spans[start][0] : self.spans[end - 1][1]].split())

    def of_tokens(self, start: int, end: int) -> tuple[int, int]:
        """Return the word numbers (end exclusive) of a stretch of tokens."""
        return bisect_left(self.tokens, start), bisect_left(self.tokens, end)

    def of_characters(self, start: int, end: int) -> tuple[int, int]:
        """Return the word numbers (end exclusive) of the words that begin in a stretch of characters."""
        return bisect_left(self.spans, (start, -1)), bisect_left(self.spans, (end, -1))


@dataclass(slots=True)
class Found:
    """A mention: word numbers (end exclusive), what it is, and the cluster it was put into."""

    start: int
    end: int
    text: str
    label: Label
    kind: MentionKind
    confidence: float
    furniture: bool = False
    cluster: int | None = None

    @property
    def small(self) -> bool:
        """Whether it is written in small letters only: of an event, the verb or the time that tells of it."""
        return not any(letter.isupper() for letter in self.text)

    @property
    def names_body(self) -> bool:
        """Whether it names a body."""
        return self.kind is MentionKind.NAME and self.label in BODIES

    @property
    def names_actor(self) -> bool:
        """Whether it names a person or a body."""
        return self.names_body or (self.kind is MentionKind.NAME and self.label is Label.PERSON)


@dataclass(slots=True)
class Cluster:
    """Mentions of one entity, by number in order of appearance. `reference` names it if no mention does."""

    label: Label
    mentions: list[int] = field(default_factory=list)
    reference: str | None = None
    name: str = ""
    aliases: tuple[str, ...] = ()
    date: str | None = None


@dataclass(frozen=True, slots=True)
class DateExpression:
    """A date named in the text, as characters, and what it says: an ISO date or a prefix of one.

    "im Oktober" can lie behind or ahead: `iso` is what its sentence suggests, the others hold if that is known.
    """

    start: int
    end: int
    iso: str
    behind: str
    ahead: str


@dataclass(slots=True)
class Claim:
    """A relation between two clusters, on its way to a statement."""

    subject: int
    type: str
    object: int
    probability: float
    planned: float
    date: str | None = None
    modality: Modality = Modality.ASSERTED
    sentence: int | None = None
    read_off: bool = False  # whether a rule read it off that very sentence

    def show(self, sentence: int) -> None:
        """Let the sentence that a rule read it off show it, unless another one does."""
        if self.sentence is None:
            self.sentence, self.read_off = sentence, True


@dataclass(frozen=True, slots=True)
class Sentences:
    """Sentences as character spans in order, and the way from a position to its sentence."""

    spans: list[tuple[int, int]]

    def at(self, position: int) -> int:
        """Return the number of the sentence that holds the character (the last one that begins before it)."""
        return max(0, bisect_right(self.spans, (position, 1 << 62)) - 1)


for _name in ("words", "encoded", "furniture", "published", "sentences"):
    Doc.set_extension(_name, default=None, force=True)
for _name in ("found", "clusters", "dates", "claims", "weighed"):
    Doc.set_extension(_name, default=[], force=True)
Span.set_extension("kind", default=MentionKind.NAME.value, force=True)
Span.set_extension("confidence", default=1.0, force=True)


def positions(found: list[Found], cluster: Cluster) -> Iterator[Found]:
    """Yield the cluster's mentions."""
    return (found[number] for number in cluster.mentions)
