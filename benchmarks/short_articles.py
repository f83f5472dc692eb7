"""Short articles of invented firms, persons and dealings: `python benchmarks/short_articles.py 100 > short.jsonl`.

Any number of them, all different, two sentences each, the same for the same seed. Firms and persons come back, a few
often and most rarely, so that the graph hangs together as one of real articles does. They say nothing true.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Callable, Iterator
from typing import TypeVar

_STARTS = ("Bor", "Drem", "Elv", "Fal", "Gra", "Hol", "Kam", "Lor", "Mar", "Nor", "Pel", "Rus", "Sal", "Tor", "Wen")
_MIDDLES = ("a", "ba", "de", "ge", "i", "ka", "lo", "mi", "no", "re", "si", "to", "u", "ve")
_ENDS = ("dor", "fels", "lin", "mann", "nau", "rat", "stedt", "tek", "tron", "val", "werk", "zin")
_TRADES = ("Maschinenbau", "Umwelttechnik", "Medizintechnik", "Logistik", "Sensorik", "Bahntechnik", "Wasserbau")
_FORMS = ("GmbH", "AG", "GmbH & Co. KG", "SE")
_FIRST = ("Anna", "Bernd", "Carla", "Dirk", "Eva", "Frank", "Greta", "Heiko", "Ines", "Jan", "Karin", "Lutz", "Maja")
_ROLES = ("Geschäftsführer", "Vertriebsleiter", "Vorstand", "Prokurist")
_TOWNS = ("Potsdam", "Cottbus", "Erfurt", "Jena", "Dresden", "Chemnitz", "Rostock", "Kassel", "Bremen", "Augsburg")
_ABROAD = ("Chongqing", "Almaty", "Taschkent", "Hanoi", "Izmir", "Breslau", "Kasachstan", "Usbekistan", "Vietnam")
_DAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag")
_OPENINGS = (
    "Die {a} aus {town} hat am {day} eine Delegation der {b} aus {abroad} empfangen.",
    "Vertreter der {a} ({town}) haben sich am {day} in {abroad} mit der Geschäftsleitung der {b} getroffen.",
    "Die {a} mit Sitz in {town} und die {b} aus {abroad} haben am {day} einen Kooperationsvertrag unterzeichnet.",
    "Bei einer Unternehmerreise nach {abroad} hat die {a} aus {town} am {day} die {b} besucht.",
)
_QUOTES = (
    "„Der Austausch war für beide Seiten ein Gewinn“, sagte {role} {person} von der {a} nach dem Treffen.",
    "{role} {person} von der {a} sprach von einem wichtigen Schritt auf dem Weg in neue Märkte.",
    "Nach den Worten von {person}, {role} der {a}, sollen weitere Gespräche im kommenden Jahr folgen.",
)
_REST = (
    "Im Mittelpunkt standen Vorhaben im Bereich {trade}, über die seit {number} Monaten beraten wird.",
    "Das Unternehmen beschäftigt {number} Menschen und liefert einen Teil seiner Anlagen ins Ausland.",
    "Für die Erweiterung der gemeinsamen Fertigung sind zunächst {number} neue Arbeitsplätze vorgesehen.",
)
_CLOSINGS = (
    "Unterstützt wurde das Vorhaben von der Wirtschaftsförderung {other}, die {count} weitere Firmen begleitet.",
    "Organisiert hatte die Reise die Industrie- und Handelskammer {other}, an ihr nahmen {count} Betriebe teil.",
    "Ein Gegenbesuch der Partner in {other} ist geplant, dabei sollen {count} Betriebe besichtigt werden.",
)

T = TypeVar("T")


def records(number: int, seed: int = 1) -> Iterator[dict[str, str]]:
    """Yield so many articles as records of JSON Lines, with an address of their own each."""
    chance = random.Random(seed)
    firms = _distinct(max(50, number // 10), lambda: f"{_name(chance)} {_of(chance, _TRADES)} {_of(chance, _FORMS)}")
    partners = _distinct(max(20, number // 25), lambda: f"{_name(chance)}{_name(chance).lower()} Group")
    people = _distinct(max(50, number // 10), lambda: f"{_of(chance, _FIRST)} {_name(chance)}")
    for n in range(number):
        words = {
            "a": _often(chance, firms),
            "b": _often(chance, partners),
            "person": _often(chance, people),
            "role": _of(chance, _ROLES),
            "town": _of(chance, _TOWNS),
            "abroad": _of(chance, _ABROAD),
            "other": _of(chance, _TOWNS),
            "day": _of(chance, _DAYS),
            "trade": _of(chance, _TRADES),
            "number": str(chance.randrange(12, 900)),
            "count": str(chance.randrange(3, 40)),
        }
        parts = (_of(chance, _OPENINGS), _of(chance, _of(chance, (_QUOTES, _REST, _CLOSINGS))))
        text = " ".join(parts).format(**words)
        day = f"20{chance.randrange(10, 26)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
        title = f"{words['a']}: Gespräche mit {words['abroad']} ({n + 1})"
        # the number keeps two articles apart that chance would make alike
        yield {
            "url": f"https://example.org/{seed}/{n}",
            "title": title,
            "date": day,
            "text": f"{text} (Meldung {n + 1})",
        }


def _distinct(number: int, make: Callable[[], str]) -> list[str]:
    """Return so many different names."""
    found: dict[str, None] = {}
    while len(found) < number:
        found[make()] = None
    return list(found)


def _name(chance: random.Random) -> str:
    return _of(chance, _STARTS) + _of(chance, _MIDDLES) + _of(chance, _ENDS)


def _of(chance: random.Random, some: tuple[str, ...]) -> str:
    return some[chance.randrange(len(some))]


def _often(chance: random.Random, some: list[T]) -> T:
    """Return one of them, those in front much more often than those at the end."""
    return some[int(len(some) * chance.random() ** 3)]


def main() -> None:
    """Print the articles as JSON Lines."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("number", type=int)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    for record in records(given.number, given.seed):
        sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
