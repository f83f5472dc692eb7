"""Rules about names: German exonyms, transliteration, additions, which alternate names to keep."""

from __future__ import annotations

import re
import unicodedata

from .records import fold

_LATIN = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž][^\W\d_]*(?:[ '’./()-]+[^\W\d_]+)*\.?\)?")
_CODE = re.compile(r"[A-Z]{2,4}")
_ADDITION = re.compile(
    r"^(?P<town>.+?)(?: ?\(.+\)|/.+|,.+"
    r"| (?:am|an der|an den|im|in der|in|bei|ob der|ob|vor der|auf|(?:a|i|v)\. ?d\.|a\.|i\.|b\.) ?(?<=[ .]).+)$"
)
_TITLE = re.compile(
    r"^(?:Hansestadt|Lutherstadt|Barlachstadt|Reuterstadt|Fontanestadt|Stadt|Landeshauptstadt|Ostseebad|Seebad) "
)

# Transcription of Russian as German newspapers use it (Duden); "_" is left out.
_LATIN_LETTERS = "a b w g d e sch s i i k l m n o p r s t u f ch z tsch sch schtsch _ y _ e ju ja jo"
_CYRILLIC = dict(zip("абвгдежзийклмнопрстуфхцчшщъыьэюяё", _LATIN_LETTERS.split(), strict=True))


def without_addition(name: str) -> str | None:
    """Return "Frankfurt" for "Frankfurt am Main" or "Frankfurt (Oder)", None where there is no addition."""
    match = _ADDITION.match(name)
    return match["town"].strip() if match and len(match["town"]) > 2 else None


def without_title(name: str) -> str:
    """Return "Wittenberg" for "Lutherstadt Wittenberg"."""
    return _TITLE.sub("", name)


def usable(form: str) -> bool:
    """Whether an alternate name may be kept: Latin letters, capitalised, no airport code."""
    if not _LATIN.fullmatch(form) or _CODE.fullmatch(form) or len(form) < 3:
        return False
    return all("LATIN" in unicodedata.name(c, "") for c in form if c.isalpha())


def german_russian(form: str) -> str | None:
    """Return the German transcription of a Russian name ("Липецк" -> "Lipezk"), None if it is not Cyrillic."""
    if not form or any(c.isalpha() and c.lower() not in _CYRILLIC for c in form):
        return None
    out = []
    for word in re.split(r"([ -])", form.lower()):
        text = re.sub(r"(ий|ый)$", lambda m: "i" if m[0] == "ий" else "y", word)
        text = re.sub(r"(?<=[аеёиоуыэюя])с(?=[аеёиоуыэюя])", "ss", text)
        text = re.sub(r"(?:^|(?<=[аеёиоуыэюяъь]))е", "je", text)
        text = text.replace("ье", "je").replace("кс", "x")
        text = "".join(_CYRILLIC.get(c, c) for c in text).replace("_", "")
        out.append(text[:1].upper() + text[1:])
    return "".join(out)


def english_russian(form: str) -> str | None:
    """Return the English transcription (as GeoNames names towns) without the y's and apostrophes it varies in."""
    letters = {**_CYRILLIC, "в": "v", "ж": "zh", "з": "z", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch",
               "ё": "e", "ю": "u", "я": "a", "ы": "_", "й": "_", "ь": "_"}  # fmt: skip
    if not form or any(c.isalpha() and c.lower() not in letters for c in form):
        return None
    return bare_english("".join(letters.get(c, c) for c in form.lower()).replace("_", ""))


_TO_GERMAN = {"shch": "schtsch", "zh": "sch", "kh": "ch", "ch": "tsch", "sh": "sch", "ts": "z", "j": "dsch", "v": "w"}
_ENGLISH = re.compile("|".join(_TO_GERMAN))


def german_of_english(name: str) -> list[str]:
    """Return German transcriptions of a name that GeoNames has in English transcription ("Telavi" -> "Telawi")."""
    text = _ENGLISH.sub(lambda m: _TO_GERMAN[m[0]], name.lower().replace("’", "").replace("'", ""))
    found = {text, text.replace("y", "j"), re.sub(r"y(?![aeiou])", "i", text).replace("y", "j")}
    return sorted(form.title() for form in found if form != name.lower())


def bare_english(name: str) -> str:
    """Return the folded name without y and apostrophes."""
    return fold(name.replace("’", "")).replace("y", "")
