"""Other names of bodies that go by a noun for what they are: "Spedition Muster" is Muster, and the other way round.

Whether such a noun is part of the name is a matter of taste: the training articles count it in for 110 names and leave
it out of 324.
"""

from __future__ import annotations

from collections.abc import Iterator

from handelsgraph.extraction.body_descriptions import names_kind, noun_label
from handelsgraph.extraction.place_keys import gazetteer
from handelsgraph.extraction.resources import word_set
from handelsgraph.extraction.state import Cluster, Found, Words
from handelsgraph.reading import MentionKind
from handelsgraph.schema import BODIES, Label


def other_names(cluster: Cluster, found: list[Found], words: Words) -> Iterator[str]:
    """Yield a body's names with the noun before them, and without the noun they begin with."""
    if cluster.label not in BODIES:
        return
    for mention in (found[number] for number in cluster.mentions):
        if mention.kind is not MentionKind.NAME:
            continue
        before = words.spans[mention.start - 1] if mention.start else (0, 0)
        noun = words.text[slice(*before)]
        if _names_body(noun) and words.text[before[1] : words.spans[mention.start][0]] == " ":
            yield f"{noun} {mention.text}"
        first, _, rest = mention.text.partition(" ")
        if _names_body(first) and _can_do_without(first) and _is_name(rest):
            yield rest


def _names_body(noun: str) -> bool:
    """Return whether the noun, in the nominative, may be part of a body's name; a maker of something is not."""
    never = (*word_set("descriptions", "makers"), *word_set("descriptions", "no_names"))
    return noun[:1].isupper() and names_kind(noun) and not noun.casefold().endswith(never)


def _can_do_without(noun: str) -> bool:
    return noun_label(noun) is Label.COMPANY or noun.casefold().endswith(tuple(word_set("descriptions", "droppable")))


def _is_name(rest: str) -> bool:
    """Return whether what is left is a name by itself: two words at least, and no place."""
    return rest[:1].isupper() and (" " in rest or "-" in rest) and not gazetteer().find(rest)
