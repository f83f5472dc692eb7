"""Company, agency or institution: what kind of body a name is, by its cue words."""

from __future__ import annotations

import re
from functools import cache

from handelsgraph.extraction.names import is_acronym, legal_form
from handelsgraph.extraction.resources import data, word_set
from handelsgraph.schema import Label

_ORDER = (Label.AGENCY, Label.INSTITUTION, Label.COMPANY)
_CASE = re.compile(r"(?:en|es|e|s|n)$")
_LONGEST_ENDING = 24
_FIELD = re.compile(r"\s(?:für|of|for|zur|der|des|de|pour|per|para)\s")


@cache
def _table(part: str) -> dict[str, Label]:
    """Return words of the data file with their label; the first label that has a word keeps it."""
    table: dict[str, Label] = {}
    for label in _ORDER:
        for word in data("bodies")[label.value][part]:
            table.setdefault(word, label)
    return table


@cache
def _phrases() -> tuple[re.Pattern[str], dict[str, Label]]:
    """Return a pattern of the entries that have several words, and their labels."""
    table = {" ".join(phrase.split()): label for phrase, label in _table("words").items() if " " in phrase}
    return re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, table), key=len, reverse=True))})\b"), table


def form_label(name: str) -> Label | None:
    """Return the label that the legal form decides."""
    form = legal_form(name)
    if form in word_set("bodies", "forms_of_associations"):
        return Label.AGENCY
    if form and form not in word_set("bodies", "forms_of_anybody"):
        return Label.COMPANY
    return Label.COMPANY if name.split(maxsplit=1)[0] in word_set("bodies", "first_forms") else None


def cue_label(name: str) -> Label | None:
    """Return the label that the name's legal form or a word of it speaks for, or None if none does."""
    label = form_label(name)
    if label is not None:
        return label
    pattern, phrases = _phrases()
    if phrase := pattern.search(" ".join(name.casefold().split())):
        return phrases[phrase.group()]
    head = _FIELD.split(name, maxsplit=1)[0]  # what a body deals with says nothing of its kind
    for word in re.findall(r"\w+", head):
        if is_acronym(word) and word.casefold() in _table("acronyms"):
            return _table("acronyms")[word.casefold()]
    firm = bool(legal_form(name))
    for part in (head, name):
        found = {_word_label(word.casefold(), firm) for word in re.findall(r"\w+", part)}
        label = next((label for label in _ORDER if label in found), None)
        if label is not None:
            return label
    return None


def _word_label(word: str, firm: bool) -> Label | None:
    """Return what a word speaks for; a firm calls itself a company ("Gesellschaft") without being an agency."""
    for form in (word, _CASE.sub("", word)):
        if form in _table("words"):
            return _table("words")[form]
        for length in range(min(_LONGEST_ENDING, len(form)), 2, -1):
            label = _table("endings").get(form[-length:])
            if label is Label.COMPANY and length == len(form):  # "Metall" may be anybody's, "Rheinmetall" is a firm
                continue
            if label is not None and not (firm and form[-length:] in word_set("bodies", "endings_of_firms")):
                return label
    return None


def body_label(name: str) -> Label:
    """Return the most likely label of a body's name. A promotion body with a firm's legal form is an agency still."""
    return cue_label(name) or (Label.COMPANY if legal_form(name) else Label.AGENCY)
