from __future__ import annotations

import re

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from handelsgraph.extraction.claims import Claims
from handelsgraph.extraction.rule_meetings import said_to_meet
from handelsgraph.extraction.state import Cluster, Found, Sentences, Words
from handelsgraph.reading import MentionKind
from handelsgraph.schema import Label

LABELS = {"P": Label.PERSON, "C": Label.COMPANY, "A": Label.AGENCY}
MARK = re.compile(r"\[([PCA])\|([^\]]+)\]")


def meetings(marked: str) -> set[frozenset[str]]:
    """The pairs the rule finds in a sentence whose mentions are marked as [C|Muster GmbH]."""
    text, mentions, last = "", [], 0
    for match in MARK.finditer(marked):
        text += marked[last : match.start()]
        mentions.append((len(text), len(text) + len(match[2]), LABELS[match[1]]))
        text += match[2]
        last = match.end()
    text += marked[last:]
    words = [m.span() for m in re.finditer(r"\w+|[^\w\s]", text)]
    doc = Doc(Vocab(), words=[text[a:b] for a, b in words], spaces=[text[b : b + 1] == " " for _, b in words])
    assert doc.text == text
    doc._.words, doc._.sentences = Words(text, words, list(range(len(words)))), Sentences([(0, len(text))])
    starts, ends = {a: n for n, (a, _) in enumerate(words)}, {b: n + 1 for n, (_, b) in enumerate(words)}
    doc._.found = [
        Found(starts[a], ends[b], text[a:b], label, MentionKind.NAME, 1.0, cluster=number)
        for number, (a, b, label) in enumerate(mentions)
    ]
    doc._.clusters = [Cluster(label, [number]) for number, (_, _, label) in enumerate(mentions)]
    claims = Claims([], doc._.clusters)
    said_to_meet(doc, claims)
    assert all(claim.type == "MET" and claim.sentence == 0 for claim in claims)
    names = [text[a:b] for a, b, _ in mentions]
    return {frozenset({names[claim.subject], names[claim.object]}) for claim in claims}


@pytest.mark.parametrize(
    ("sentence", "pairs"),
    [
        (
            "Im Mai traf sich eine Abordnung der [C|Nordholz AG] unter Leitung von [P|Jan Beer] mit Vertretern der "
            "Firma [C|Minsk Textil].",
            {("Nordholz AG", "Minsk Textil")},
        ),
        ("Dort trafen sich [P|Anna Roth] und [P|Otto Lang] mit Minister [P|Igor Petrow].",
         {("Anna Roth", "Igor Petrow"), ("Otto Lang", "Igor Petrow")}),
        ("[P|Anna Roth] vom Verband [A|Holz Nord] ist mit [P|Li Wei] zusammengetroffen.", {("Anna Roth", "Li Wei")}),
        ("Danach traf [P|Anna Roth] mit [C|Huadong] und [C|Sinoway] zusammen.",
         {("Anna Roth", "Huadong"), ("Anna Roth", "Sinoway")}),
        ("Mit Vertretern von [C|Huadong] haben sich die Delegierten der [A|Kammer Nord] nicht getroffen.", set()),
        ("Die [C|Nordholz AG] traf Vorbereitungen für den Vertrag mit [C|Huadong].", set()),
        ("Die [C|Nordholz AG] arbeitet mit [C|Huadong].", set()),
    ],
)  # fmt: skip
def test_only_plain_wording_counts(sentence: str, pairs: set[tuple[str, str]]) -> None:
    assert meetings(sentence) == {frozenset(pair) for pair in pairs}
