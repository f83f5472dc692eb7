"""Identity: which names denote the same thing.

`keys` folds a written name, `evidence_of` turns a reading into evidence with its entities by name key, `resolve`
tells which names of the whole graph denote one entity (`ambiguity` says which alias links to trust).
"""

from handelsgraph.identity.article_evidence import evidence_of
from handelsgraph.identity.judgements import Judgement, judged_links, load_judgements
from handelsgraph.identity.place_nodes import place_entities
from handelsgraph.identity.references import reference_links
from handelsgraph.identity.resolution import resolve

__all__ = [
    "Judgement",
    "evidence_of",
    "judged_links",
    "load_judgements",
    "place_entities",
    "reference_links",
    "resolve",
]
