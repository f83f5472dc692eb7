"""Names compared within one article: folded, without legal form, title or inflection."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from handelsgraph.extraction.resources import data

_JOINT = re.compile(r"(?<=\w)[-‐‑–](?=\w)")
_SIGNS = re.compile(r"[^\w\s]")
_ENDING = re.compile(r"(?:en|em|er|es|e)$")
_UNDECOMPOSED = str.maketrans("ıłŁđĐøØ", "ilLdDoO")
_SHORTEST_INFLECTED = 5  # letters


@cache
def _legal_forms() -> re.Pattern[str]:
    """Legal forms at the end of a folded name."""
    forms = {_plain(form) for form in data("names")["legal_forms"]}
    return re.compile(rf"(?:\s(?:{'|'.join(sorted(map(re.escape, forms), key=len, reverse=True))}|und co|co))+$")


@cache
def _titles() -> re.Pattern[str]:
    plain = "|".join(sorted(data("names")["titles"], key=len, reverse=True))
    stopped = "|".join(re.escape(t) for t in sorted(data("names")["abbreviated_titles"], key=len, reverse=True))
    return re.compile(rf"^(?:(?:(?:{plain})(?:\.\s*-?|-|\s+)|(?:{stopped})\.\s*-?))+", re.IGNORECASE)


def without_title(name: str) -> str:
    """Return a person's name without academic titles and forms of address; "" if nothing else is there."""
    return _titles().sub("", name + " ").strip()


@lru_cache(4096)
def _plain(name: str) -> str:
    """Return the name in lower case, without signs and accents."""
    letters = unicodedata.normalize("NFKD", _JOINT.sub("", name).translate(_UNDECOMPOSED))
    bare = "".join(c for c in letters if not unicodedata.combining(c))
    return " ".join(_SIGNS.sub(" ", bare).casefold().split())


def fold(name: str) -> str:
    """Return the name in lower case, without signs, accents and legal form."""
    plain = _plain(name)
    return _legal_forms().sub("", plain) or plain


def legal_form(name: str) -> str:
    """Return the folded legal form that ends the name, or ""."""
    plain = _plain(name)
    return plain[len(fold(name)) :].strip()


@lru_cache(8192)
def stem(word: str) -> str:
    """Return a folded word without the endings that German names take."""
    return _ENDING.sub("", re.sub(r"s$", "", word)) if len(word) >= _SHORTEST_INFLECTED else word


@cache
def _short_forms() -> tuple[re.Pattern[str], dict[str, str]]:
    forms = {_plain(long): short for long, short in data("names")["short_forms"].items()}
    longest_first = sorted(forms, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b"), forms


@lru_cache(4096)
def key(name: str, *, body: bool = False) -> str:
    """Return what inflected forms of one name have in common; of a body's name, also what its short forms have."""
    folded = fold(name)
    if body:
        pattern, forms = _short_forms()
        folded = pattern.sub(lambda match: forms[match.group()], folded)
    return " ".join(map(stem, folded.split()))


def is_acronym(form: str) -> bool:
    """Return whether a form looks like one ("IHK", "gwSaar", "NiB")."""
    return bool(re.fullmatch(r"[A-Za-zÄÖÜäöü][\wÄÖÜäöü.&-]{1,11}", form)) and sum(c.isupper() for c in form) >= 2


def abbreviates(short: str, name: str, *, loosely: bool = False) -> bool:
    """Return whether an acronym can be read off a name of several words.

    Its letters are the first ones of the capitalised words; loosely, one may come from inside the words ("HSZG":
    Hochschule Zittau/Goerlitz).
    """
    letters = _letters(short)
    parts = [p for p in re.split(r"[^\w]+", _JOINT.sub(" ", name)) if p]
    if legal_form(name):
        parts = parts[: len(fold(_JOINT.sub(" ", name)).split())]
    initials = "".join(_letters(p)[:1] for p in parts if p[0].isupper())
    if len(letters) < 2 or len(initials) < 2 or letters[0] != initials[0]:
        return False
    if not loosely:
        return initials == letters or (len(letters) >= 3 and initials.startswith(letters))
    return (
        len(initials) >= len(letters) - 1
        and not any(len(p) > 1 and p.isupper() for p in parts)
        and _within(letters, _letters("".join(parts)))
        and _within(initials, letters)
    )


def _letters(text: str) -> str:
    return "".join(c for c in _plain(text) if c.isalpha())


def _within(needle: str, letters: str) -> bool:
    """Return whether the needle's letters occur in this order."""
    rest = iter(letters)
    return all(c in rest for c in needle)
