"""The sentence that shows a claim best."""

from __future__ import annotations

from bisect import bisect_left

from handelsgraph.extraction.state import Cluster, Found, Sentences, Words
from handelsgraph.reading import MentionKind
from handelsgraph.schema import Label

_NEIGHBOURS = 3  # mentions of the other end looked at on either side


def best_sentence(sentences: Sentences, words: Words, found: list[Found], a: Cluster, b: Cluster) -> int:
    """Return the number of the sentence that names both ends closest together; if none does, the event's sentence
    nearest to the other end, else the later of the two nearest mentions'.
    """
    first, second = ([found[n] for n in cluster.mentions] for cluster in (a, b))
    starts = [mention.start for mention in second]
    best: tuple[float, int] | None = None
    for mention in first:
        at = bisect_left(starts, mention.start)
        for other in second[max(0, at - _NEIGHBOURS) : at + _NEIGHBOURS]:
            here, there = (sentences.at(words.spans[m.start][0]) for m in (mention, other))
            apart = abs(mention.start - other.start) / 40
            vague = sum(m.kind is not MentionKind.NAME and m.label is not Label.EVENT for m in (mention, other))
            cost = 10.0 * abs(here - there) + apart + 0.8 * vague
            if best is None or cost < best[0]:
                number = max(here, there)
                if here != there and Label.EVENT in (a.label, b.label):
                    number = here if a.label is Label.EVENT else there
                best = (cost, number)
    return best[1] if best else 0
