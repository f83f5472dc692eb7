"""Which mentions are one event: the model's scores, within what the nouns and articles of German allow."""

from __future__ import annotations

from collections import defaultdict

from handelsgraph.extraction.event_kinds import ASPECT, OTHER, apart, definite, destination, kind, plain
from handelsgraph.extraction.names import key
from handelsgraph.extraction.resources import data, word_set
from handelsgraph.extraction.state import Cluster, Found, Words
from handelsgraph.reading import MentionKind
from handelsgraph.schema import Label

Scores = dict[int, dict[int, float]]
"""For a mention (by number) the probabilities that it stands for another mention; -1: for none."""

_TRIPS = ("trip", "visit")
_BETWEEN = 2  # brackets and quotes between a noun and its name


def cluster_events(found: list[Found], clusters: list[Cluster], scores: Scores, words: Words) -> None:
    """Put events into clusters, in order of appearance: each joins an earlier one, is new, or is left out.

    Left out is what the model takes for an earlier event although it is of another kind ("ein Empfang" during a visit):
    an item of its programme.
    """
    home = _Home(found, scores, words)
    for number, mention in enumerate(found):
        if mention.label is not Label.EVENT or mention.cluster is not None:
            continue
        cluster = home.of(number)
        if cluster is None:
            if home.item(number):
                continue
            clusters.append(Cluster(Label.EVENT))
            cluster = len(clusters) - 1
        home.put(number, cluster)
        clusters[cluster].mentions.append(number)


class _Home:
    """The events so far, and where a further mention belongs."""

    def __init__(self, found: list[Found], scores: Scores, words: Words) -> None:
        self.found, self.scores, self.words = found, scores, words
        self.kinds: defaultdict[int, set[str]] = defaultdict(set)
        self._names: dict[str, int] = {}
        self._goals: dict[str, int] = {}
        self._last: Found | None = None

    def put(self, number: int, cluster: int) -> None:
        """Take note of a mention that belongs to a cluster."""
        mention = self.found[number]
        mention.cluster, self._last = cluster, mention
        self.kinds[cluster].add(kind(mention.text))
        for names, name in ((self._names, self._proper(mention)), (self._goals, self._goal(mention))):
            if name:
                names.setdefault(name, cluster)

    def of(self, number: int) -> int | None:
        """Return the earlier event that a mention is."""
        mention = self.found[number]
        if self._introduces(number):
            return None
        ways = (
            self._names.get(self._proper(mention)),
            self._last.cluster if self._last is not None and self._named_by(self._last, mention) else None,
            self._goals.get(self._goal(mention)),
            self._only_one(mention),
        )
        return next((way for way in ways if way is not None), self._scored(number, every=False))

    def item(self, number: int) -> bool:
        """Return whether a mention without an event is an item of an earlier one's programme and no name."""
        mention = self.found[number]
        if self._introduces(number):
            return False
        named = mention.kind is MentionKind.NAME and (len(mention.text.split()) > 1 or kind(mention.text) == OTHER)
        return not named and self._scored(number, every=True) is not None

    def _proper(self, mention: Found) -> str:
        return key(mention.text) if mention.kind is MentionKind.NAME and len(mention.text.split()) > 1 else ""

    def _goal(self, mention: Found) -> str:
        """Return where a trip goes, unless it is one of several ("eine Reise nach Polen")."""
        if kind(mention.text) not in _TRIPS or definite(mention, self.words) is False:
            return ""
        return destination(mention, self.words) or ""

    def _introduces(self, number: int) -> bool:
        """Return whether a mention is "a" trip or fair whose name follows: another one than those before."""
        mention, after = self.found[number], self.found[number + 1 : number + 2]
        return definite(mention, self.words) is False and any(self._named_by(mention, name) for name in after)

    def _named_by(self, noun: Found, name: Found) -> bool:
        """Return whether the second mention is the name of the first, right behind it ("die Messe „Muster“")."""
        if name.label is not Label.EVENT or name.kind is not MentionKind.NAME:
            return False
        between = [self.words.text[slice(*self.words.spans[n])] for n in range(noun.end, name.start)]
        return len(between) <= _BETWEEN and all(word in word_set("events", "openers") for word in between)

    def _only_one(self, mention: Found) -> int | None:
        """Return the only event so far that "die Reise" or "das Forum" can stand for."""
        own = kind(mention.text)
        kinds: list[str] = data("events")["refers_to"].get(own, [])
        refers = mention.kind is MentionKind.REFERENCE and definite(mention, self.words)
        if not kinds or not (refers or own == ASPECT):
            return None
        if own in _TRIPS and not plain(mention.text):
            return None
        fitting = [cluster for cluster, known in self.kinds.items() if known & set(kinds)]
        return fitting[0] if len(fitting) == 1 else None

    def _scored(self, number: int, *, every: bool) -> int | None:
        """Return the earlier event that the mention most probably is by the model, both directions heard.

        Events of a kind that it cannot be are left out, unless `every` one is asked for.
        """
        row, own = self.scores.get(number, {}), kind(self.found[number].text)
        total: defaultdict[int, float] = defaultdict(float)
        for other, probability in row.items():
            if not 0 <= other < number or self.found[other].label is not Label.EVENT:
                continue
            cluster = self.found[other].cluster
            if cluster is None or not (every or not any(apart(own, known) for known in self.kinds[cluster])):
                continue
            total[cluster] += probability + self.scores.get(other, {}).get(number, 0.0)
        best = max(total, key=lambda c: total[c], default=None)
        return best if best is not None and total[best] > row.get(-1, 1.0) else None
