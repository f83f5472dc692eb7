"""Adjectives made of a place's name ("chinesische", "Luckauer") and the place they stand for."""

from __future__ import annotations

from handelsgraph.extraction.names import key
from handelsgraph.extraction.place_keys import gazetteer, place_key
from handelsgraph.extraction.state import Cluster, Found
from handelsgraph.reading import MentionKind
from handelsgraph.schema import PLACES


class PlaceClusters:
    """Clusters of places by what they are called and by their key in the gazetteer."""

    def __init__(self, found: list[Found], clusters: list[Cluster]) -> None:
        self._clusters = clusters
        self.by_name: dict[str, int] = {}
        self.by_place: dict[str, int] = {}
        for index, cluster in enumerate(clusters):
            if cluster.label in PLACES:
                forms = dict.fromkeys(found[number].text for number in cluster.mentions)
                for form in forms or filter(None, [cluster.reference]):
                    self.by_name.setdefault(key(form), index)
                    place = place_key(form, cluster.label)
                    if place is not None:
                        self.by_place.setdefault(place, index)

    def home(self, adjective: str) -> int | None:
        """Return the cluster of the adjective's place, if the text has one."""
        named = _named(adjective, self.by_name)
        if named is not None:
            return named
        place = gazetteer().adjective(adjective)
        return None if place is None else self.by_place.get(place.key)

    def made_home(self, adjective: str) -> int | None:
        """Return the cluster of the adjective's place, made if there is none; None if nobody knows the place."""
        home = self.home(adjective)
        place = gazetteer().adjective(adjective) if home is None else None
        if place is not None:
            self._clusters.append(Cluster(place.label, reference=place.name))
            home = self.by_place[place.key] = len(self._clusters) - 1
        return home


def attach_adjectives(found: list[Found], clusters: list[Cluster]) -> None:
    """Put adjectives to the cluster of their place; a place that the text gives only so gets a cluster of its own."""
    places: PlaceClusters | None = None
    for number, mention in enumerate(found):
        if mention.kind is not MentionKind.ADJECTIVE or mention.cluster is not None:
            continue
        places = places or PlaceClusters(found, clusters)
        mention.cluster = places.made_home(mention.text)
        if mention.cluster is not None:
            clusters[mention.cluster].mentions.append(number)
            clusters[mention.cluster].mentions.sort()


def _named(adjective: str, by_name: dict[str, int]) -> int | None:
    """Return a place named in the text from which the adjective can be made: Luckau -> Luckauer, Bremen -> Bremer."""
    if not adjective.endswith(("er", "ern")) or not adjective[0].isupper():
        return None
    base = key(adjective.removesuffix("n").removesuffix("er"))
    if base in by_name:
        return by_name[base]
    alike = [name for name in by_name if len(base) >= 3 and name.startswith(base) and len(name) - len(base) <= 2]
    return by_name[alike[0]] if len(alike) == 1 else None
