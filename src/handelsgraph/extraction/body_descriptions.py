"""Company, agency or institution: what the text calls a body beside its name ("der Anlagenbauer Muster")."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

from handelsgraph.extraction.body_labels import cue_label, form_label
from handelsgraph.extraction.resources import data, word_set
from handelsgraph.extraction.state import Found, Words
from handelsgraph.schema import Label

_WIDEST = 200  # characters looked at around a name
_CASE = re.compile(r"(?:en|es|s|n)$")


@cache
def _wording() -> dict[str, re.Pattern[str]]:
    entry = data("descriptions")
    return {name: re.compile(rf"(?<![\w-]){entry[name]}") for name in ("before", "such_as", "genitive", "apposition")}


@cache
def _nouns() -> tuple[re.Pattern[str], dict[str, Label]]:
    """Return a pattern of the longest ending that is known, and the endings' labels."""
    table = {ending: Label(label) for label, endings in data("descriptions")["nouns"].items() for ending in endings}
    longest_first = sorted(table, key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, longest_first))})$"), table


def noun_label(noun: str) -> Label | None:
    """Return what kind of body a noun, in any case, calls so."""
    pattern, table = _nouns()
    for form in (noun.casefold(), _CASE.sub("", noun.casefold())):
        if form.endswith(tuple(word_set("descriptions", "silent"))):
            return None
        if ending := pattern.search(form):
            return table[ending.group()]
    return None


def names_kind(noun: str) -> bool:
    """Return whether the noun, as it stands, ends with one of those that tell."""
    return _nouns()[0].search(noun.casefold()) is not None


def described(mentions: Iterable[Found], words: Words) -> Label | None:
    """Return the kind of body that most of the text's descriptions call one of these names; None if there is none."""
    told = Counter(filter(None, (_told(mention, words) for mention in mentions)))
    return told.most_common(1)[0][0] if told else None


def _told(mention: Found, words: Words) -> Label | None:
    if form_label(mention.text):
        return None
    wording = _wording()
    start, end = words.spans[mention.start][0], words.spans[mention.end - 1][1]
    lead, follow = words.flat(max(0, start - _WIDEST), start), words.flat(end, end + _WIDEST)
    for name in ("before", "such_as"):
        if (match := wording[name].search(lead)) and (label := noun_label(match["noun"])):
            return label
    if (match := wording["apposition"].match(follow)) and (label := noun_label(match["noun"] or match["bare"])):
        return label
    if (match := wording["genitive"].search(lead)) and cue_label(mention.text) is None:
        heads: dict[str, str] = data("descriptions")["heads"]
        known = heads.get(match["noun"].casefold()) or heads.get(_CASE.sub("", match["noun"].casefold()))
        return Label(known) if known else None
    return None
