"""What a plain text states about itself: headline, date of publication, address, source.

Only what is labelled as such or stands in the place where print puts it (date line, first line) counts; a date inside
a sentence or an address inside the text is never taken for the article's own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain

from handelsgraph.intake.dates import DATE, iso_of

_HEAD, _TAIL = 10, 12
_SHORT_LINE = 160
_LONG_PARAGRAPH = 250
_WEEKDAY = r"(?:Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonnabend|Sonntag|Mo|Di|Mi|Do|Fr|Sa|So)\.?"
_WHEN = rf"(?:{_WEEKDAY},?\s+)?(?:den\s+|dem\s+)?{DATE}"
_CLOCK = r"(?:[.,]?\s*[-–|]?\s*(?:um\s+)?\d{1,2}[:.]\d\d(?::\d\d)?(?:\s*Uhr)?)?"
_NOTE = (
    r"(?:(?:Presse|Medien)(?:mitteilung|information|info|meldung|aussendung)|(?:Eigen)?Bericht|Meldung|Artikel|Beitrag|"
    r"Mitteilung|Nachricht|News)"
)
_PUBLISHED = (
    r"(?:Erstelldatum|Erstellt(?:\s+am)?|Veröffentlicht(?:\s+am)?|Veröffentlichungsdatum|Veröffentlichung|"
    r"Erschienen(?:\s+am)?|Erscheinungsdatum|Publiziert(?:\s+am)?|Publikationsdatum|Eingestellt\s+am|Online\s+seit|"
    rf"Datum|{_NOTE}(?:\s+(?:Nr\.?\s*)?[\d/.-]+)?(?:\s+vom)?)"
)
_REVISED = r"(?:Stand|Aktualisiert(?:\s+am)?|Zuletzt\s+geändert(?:\s+am)?|Letzte\s+(?:Änderung|Aktualisierung))"
_LABEL_START = r"(?:^|[|·•»›>–—-]\s*|[.]\s+|\s{2,})"
_PLACE = (
    r"(?!(?:Am|Im|Vom|Bis|Seit|Ab|Bereits|Noch|Zum)\b)(?!" + _WEEKDAY + r",)"
    r"[A-ZÄÖÜ][\w.-]*(?:\s?/\s?[A-ZÄÖÜ][\w.-]*|\s(?:[A-ZÄÖÜ][\w.-]*|an\sder|am|im|bei|ob\sder|in|auf)){0,5}(?:\s?\([^()\n]{1,30}\))?"
)
_LABELLED = re.compile(rf"{_LABEL_START}{_PUBLISHED}\s*[:,]?\s*{_WHEN}", re.IGNORECASE)
_LABELLED_REVISION = re.compile(rf"{_LABEL_START}{_REVISED}\s*:?\s*{_WHEN}", re.IGNORECASE)
_DATE_LINE = re.compile(rf"(?:\([\w .]{{2,20}}\)\s*){{0,2}}\(?{_PLACE},\s*{_WHEN}\s*(?:[.:/|)(–—-]|$)")
_LEADING_DATE = re.compile(rf"{_WHEN}{_CLOCK}\s*(?:[|–—-]\s|$)")
_DATE_ONLY = re.compile(rf"{_WHEN}{_CLOCK}\.?")
_SEPARATOR = re.compile(r"\s*[|·•»›>]\s*|\s+(?:[–—/-]|\+\+\+)\s+|\s{3,}")
_CRUMBS = re.compile(
    r"[|·•»›]|\s[>/]\s|@|https?://|www\.|\b\d{5}\s[A-ZÄÖÜ]|^\W*(?:Foto|Bild|Tel|Fax|Telefon|E-Mail|Quelle|Autor|Autorin|Text|Rubrik|Kategorie|Veröffentlicht)\b"
)
_URL_LINE = re.compile(
    r"(?:(?:Artikel-)?URL|Permalink|Quelle|Original(?:artikel|text)?)\s*:\s*(https?://\S+)", re.IGNORECASE
)
_BARE_URL = re.compile(r"https?://\S+")
_SOURCE_LINE = re.compile(r"Quelle\s*:\s*(?!https?:)([^|]{2,100}?)\s*(?:\|.*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stated:
    """What the text says about itself; None where it says nothing."""

    title: str | None = None
    published: str | None = None
    url: str | None = None
    source: str | None = None


def stated(text: str) -> Stated:
    """Read off what the text states about itself."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    head = lines[:_HEAD]
    margin = [line for line in chain(head, lines[_HEAD:][-_TAIL:]) if len(line) <= _SHORT_LINE]
    return Stated(
        title=_title(head), published=_published(head, margin), url=_url(head, margin), source=_source(margin)
    )


def stated_date(text: str) -> str | None:
    """Return only the date of publication the text states."""
    return stated(text).published


def _published(head: list[str], margin: list[str]) -> str | None:
    found = chain(
        (_LABELLED.search(line) for line in margin),
        chain.from_iterable(_head_dates(line) for line in head),
        (_LABELLED_REVISION.search(line) for line in margin),
    )
    return next((date for match in found if match and (date := iso_of(match))), None)


def _head_dates(line: str) -> list[re.Match[str] | None]:
    start = line[:_LONG_PARAGRAPH]
    matches = [_DATE_LINE.match(start), _LEADING_DATE.match(start)]
    if len(line) <= _SHORT_LINE:
        matches += [_DATE_ONLY.fullmatch(part) for part in _SEPARATOR.split(line)]
    return matches


def _url(head: list[str], margin: list[str]) -> str | None:
    if head and _BARE_URL.fullmatch(head[0]):
        return head[0]
    return next((match[1] for line in margin if (match := _URL_LINE.fullmatch(line))), None)


def _source(margin: list[str]) -> str | None:
    return next((match[1] for line in margin if (match := _SOURCE_LINE.fullmatch(line))), None)


def _title(head: list[str]) -> str | None:
    for line in head:
        if len(line) > _LONG_PARAGRAPH:
            return None
        if _looks_like_headline(line):
            return line
    return None


def _looks_like_headline(line: str) -> bool:
    if len(line) > _SHORT_LINE + 40 or line[-1] in ".:;,-–" or len(line.split()) < 3:
        return False
    return not (_CRUMBS.search(line) or _LABELLED.search(line) or _DATE_LINE.match(line) or _DATE_ONLY.match(line))
