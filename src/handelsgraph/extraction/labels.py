"""Names of what the model can say: entity labels, kinds of mention, relation types, BIO tags.

The order of every tuple is part of the weights' format (output columns); append, never reorder.
"""

from __future__ import annotations

LABELS = ("Company", "Agency", "Institution", "City", "Region", "Country", "Person", "Event")
KINDS = ("name", "reference", "adjective")
RELATIONS = (
    "COOPERATES_WITH",
    "VISITED",
    "MET",
    "ORGANISED_BY",
    "PARTICIPATED_IN",
    "LOCATED_IN",
    "REPRESENTS",
    "SUPPORTED_BY",
    "OPENED_OFFICE_IN",
    "SIGNED_AGREEMENT_WITH",
    "EVENT_IN",
)
UNDIRECTED = frozenset({"MET", "COOPERATES_WITH", "SIGNED_AGREEMENT_WITH"})

# The signs are those of the annotation format: [e1=|the firm] is a reference, [e1~|Berliner] an adjective.
KIND_SIGNS = {"name": "", "reference": "=", "adjective": "~"}
SIGN_KINDS = {sign: kind for kind, sign in KIND_SIGNS.items()}

# O, then B and I of every label and kind: B of number n stands at 1 + 2n, I right after it (decode.py relies on it).
TAGS = ("O", *(f"{part}-{label}{KIND_SIGNS[kind]}" for label in LABELS for kind in KINDS for part in "BI"))

LABEL_ID = {label: number for number, label in enumerate(LABELS)}
KIND_ID = {kind: number for number, kind in enumerate(KINDS)}
RELATION_ID = {relation: number for number, relation in enumerate(RELATIONS)}
TAG_ID = {tag: number for number, tag in enumerate(TAGS)}

# Rivals for the same role: distance ranks are counted within these groups.
GROUPS = (
    frozenset({"Company", "Agency", "Institution"}),
    frozenset({"City", "Region", "Country"}),
    frozenset({"Person"}),
    frozenset({"Event"}),
)
GROUP_ID = {label: number for number, group in enumerate(GROUPS) for label in group}


def split_tag(tag: str) -> tuple[str, str]:
    """Split a B or I tag into label and kind: ``B-City~`` -> (City, adjective)."""
    name = tag[2:]
    if name[-1] in "=~":
        return name[:-1], SIGN_KINDS[name[-1]]
    return name, "name"


def mention_class(label: str, kind: str) -> int:
    """Return one number for label and kind, 0 .. 23."""
    return LABEL_ID[label] * len(KINDS) + KIND_ID[kind]
