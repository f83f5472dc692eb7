"""Documents whose mentions are marked in the text: "[P|Anna Roth] leitet die [C|Nordholz AG]"."""

from __future__ import annotations

import re

from spacy.tokens import Doc
from spacy.vocab import Vocab

from handelsgraph.extraction.state import Cluster, Found, Sentences
from handelsgraph.extraction.words import WordTokenizer
from handelsgraph.reading import MentionKind
from handelsgraph.schema import Label

LABELS = {
    "P": Label.PERSON,
    "C": Label.COMPANY,
    "A": Label.AGENCY,
    "I": Label.INSTITUTION,
    "T": Label.CITY,
    "R": Label.REGION,
    "L": Label.COUNTRY,
    "E": Label.EVENT,
}
_MARK = re.compile(r"\[([PCAITRLE])(~?)\|([^\]]+)\]")


def marked_document(marked: str) -> tuple[Doc, list[str]]:
    """Return a document of one sentence, each mention a cluster of its own, and the mentions' texts by cluster.

    "~" after the label marks an adjective: "die [T~|Cottbuser] [C|ABC GmbH]".
    """
    text, mentions, last = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[last : match.start()]
        kind = MentionKind.ADJECTIVE if match[2] else MentionKind.NAME
        mentions.append((len(text), len(text) + len(match[3]), LABELS[match[1]], kind))
        text += match[3]
        last = match.end()
    text += marked[last:]
    doc = WordTokenizer(Vocab())(text)
    doc._.sentences = Sentences([(0, len(text))])
    words = doc._.words.spans
    starts, ends = {a: n for n, (a, _) in enumerate(words)}, {b: n + 1 for n, (_, b) in enumerate(words)}
    doc._.found = [
        Found(starts[a], ends[b], text[a:b], label, kind, 1.0, cluster=number)
        for number, (a, b, label, kind) in enumerate(mentions)
    ]
    doc._.clusters = [Cluster(label, [number]) for number, (_, _, label, _) in enumerate(mentions)]
    return doc, [text[a:b] for a, b, _, _ in mentions]
