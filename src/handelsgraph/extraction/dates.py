"""Component `dates`: reads the text's dates, gives each claim the one that governs it, and settles its modality."""

from __future__ import annotations

from collections import defaultdict

from spacy.language import Language
from spacy.tokens import Doc

from handelsgraph.extraction.date_choice import Anchors, DateChooser
from handelsgraph.extraction.date_reading import dateline, read_dates
from handelsgraph.extraction.state import Claim, Cluster, Sentences
from handelsgraph.schema import Label, Modality

_TIMELESS = frozenset({"LOCATED_IN", "REPRESENTS"})


class Dates:
    """Claims of one event share its date. A claim dated after the article is planned, whatever its verb says."""

    def __init__(self, planned: float = 0.3) -> None:
        self.planned = planned

    def __call__(self, doc: Doc) -> Doc:
        """Process a document."""
        published = doc._.published or dateline(doc._.words.text)
        found, clusters = doc._.found, doc._.clusters
        doc._.dates = [
            d for d in read_dates(doc._.words.text, published, doc._.sentences) if not _in_furniture(doc, d.start)
        ]
        chooser = DateChooser(doc._.words.text, published, doc._.sentences, doc._.dates)
        places = [[doc._.words.spans[found[n].start][0] for n in c.mentions] for c in clusters]
        groups: defaultdict[tuple[int, int], list[Claim]] = defaultdict(list)
        for claim in doc._.claims:
            claim.modality = Modality.PLANNED if claim.planned >= self.planned else Modality.ASSERTED
            if claim.type not in _TIMELESS:
                event = _event(claim, clusters)
                # claims without an event stand alone
                groups[(-1, id(claim)) if event is None else (event, 0)].append(claim)
        for (event, _), claims in groups.items():
            anchors = [
                Anchors(
                    c.type,
                    _standing(places[c.subject], c, doc._.sentences),
                    _standing(places[c.object], c, doc._.sentences),
                    clusters[c.subject].label,
                    clusters[c.object].label,
                    c.modality is Modality.PLANNED,
                )
                for c in claims
            ]
            date = chooser.choose(anchors)
            for claim in claims:
                claim.date = date
                if date and published and date > published[: len(date)]:
                    claim.modality = Modality.PLANNED
            if event >= 0:
                clusters[event].date = date
        return doc


def _standing(places: list[int], claim: Claim, sentences: Sentences) -> list[int]:
    """Return where an end is mentioned as far as it matters: in the sentence the claim was read off, else anywhere."""
    if not claim.read_off:
        return places
    return [place for place in places if sentences.at(place) == claim.sentence] or places


def _event(claim: Claim, clusters: list[Cluster]) -> int | None:
    """Return number of the event that takes part in a claim."""
    return next((n for n in (claim.subject, claim.object) if clusters[n].label is Label.EVENT), None)


def _in_furniture(doc: Doc, position: int) -> bool:
    if doc._.furniture is None or not len(doc._.furniture):
        return False
    word, _ = doc._.words.of_characters(position, position + 1)
    return word < len(doc._.furniture) and bool(doc._.furniture[word])


@Language.factory("handelsgraph_dates", default_config={"planned": 0.3}, requires=["doc._.claims"])
def make_dates(nlp: Language, name: str, planned: float) -> Dates:  # noqa: ARG001
    """Make the component. `planned`: probability from which a claim counts as announced, not done."""
    return Dates(planned)
