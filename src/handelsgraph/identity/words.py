"""Splitting of a name into folded words."""

from __future__ import annotations

import re
import unicodedata

_DROPPED = re.compile(r"[\"'’‘‚“”„«»‹›`´\u00ad]|\.(?=\s|$|\W)")
_AND = re.compile(r"\s*[&+]\s*")
_WORD = re.compile(r"[^\W_]+")
_AND_WORDS = frozenset({"and", "u"})
_PERSON_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_DASH = re.compile(r"\s*[\u2010-\u2015\u2212]\s*")
# Adjectives keep their stem only: "Deutschen Botschaft" and "Deutsche Botschaft" are one name.
_STEMS = "isch|lich|ig|deutsch|national|regional|zentral|integriert|angewandt|freiwillig|vereinigt"
_ADJECTIVE = re.compile(rf"(\w*(?:{_STEMS}))e[nrsm]?")
_NOUNS = "amt|verband|institut|verein|werk|bund|klub|club|unternehmen|haus|kreuz|tag|rat|ausschuss|um"
_GENITIVE = re.compile(rf"(\w*(?:{_NOUNS}))e?s")


def words_of(name: str) -> list[str]:
    """Return the words of a name: NFC, no case (ß is ss), no quotes, dots and hyphens, adjectives without endings."""
    return [_plain(word) for word in _WORD.findall(_spelling(name))]


def person_words(name: str) -> list[str]:
    """Return the words of a person's name: "Hoffmann-Behr" is one word, and no ending is taken off."""
    return _PERSON_WORD.findall(_DASH.sub("-", _spelling(name)))


def _spelling(name: str) -> str:
    text = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", name).casefold())
    return unicodedata.normalize("NFC", _AND.sub(" und ", _DROPPED.sub("", text)))


def _plain(word: str) -> str:
    if word in _AND_WORDS:
        return "und"
    for pattern in (_ADJECTIVE, _GENITIVE):
        if match := pattern.fullmatch(word):
            return match[1]
    return word
