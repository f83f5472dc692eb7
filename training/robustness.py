"""The same articles, disturbed: ``python -m training.robustness [WEIGHTS] --cache DIR``.

Every variant changes what a page, an editor or a typist may change and no reader minds, and the whole pipeline reads it
from its bytes on. Printed: F1 of entities and relations, and how far they fall. Furniture and typos are this module's
own, not those that training injects.
"""

from __future__ import annotations

import random
import re
import textwrap
import unicodedata
from collections.abc import Callable
from dataclasses import replace

from handelsgraph.evaluation import Article, Report, evaluate
from handelsgraph.extraction.extractor import Extractor
from handelsgraph.intake.plain import parse
from training.cached import arguments, load_cached
from training.goldsets import read_set

Change = Callable[[str, random.Random], str]

ABOVE = (
    "Zum Inhalt springen\nStartseite | Politik | Wirtschaft | Sport | Kultur\nAbo  E-Paper  Anmelden\n\n",
    "Wir verwenden Cookies, um Ihnen ein optimales Nutzererlebnis zu bieten.\nAlle akzeptieren  Einstellungen\n\n"
    "Sie sind hier: Home > Regionales > Nachrichten\n\n",
    "Menü\nSuche\nNewsletter\nKontakt\nWetter: Schwerin 14 Grad\n\nAnzeige\n\n",
)
BELOW = (
    "\n\nArtikel teilen: Facebook Twitter WhatsApp E-Mail\n\nDas könnte Sie auch interessieren\n"
    "Bürgermeisterin Ilse Krahnepuhl empfängt Gäste aus Vilnius\n"
    "Greifswald: Reederei Boddenlinie eröffnet Büro in Turku\n"
    "\nImpressum | Datenschutz | AGB | Mediadaten\n© 2024 Verlagshaus Uecker-Randow GmbH. Alle Rechte vorbehalten.\n",
    "\n\nFoto: Annegret Mölders\n\nMeistgelesen\n1. Stau auf der A 20 bei Jarmen\n"
    "2. Minister Dietz Ohlerich reist nach Oslo\n"
    "3. Rezept: Fischsuppe wie in Ribnitz\n\nKommentare (3)\nKommentar schreiben\nZur Startseite\n",
    "\n\nPressekontakt:\nPommersche Werbeagentur GmbH, Wieck 4, 17493 Greifswald\n"
    "Tel.: 03834 000-0, presse@example.org\n\n"
    "Folgen Sie uns: Facebook | Instagram | RSS\nNach oben\n",
)
KEYS = {"a": "sq", "e": "wr", "i": "uo", "n": "bm", "r": "et", "s": "ad", "t": "rz", "d": "sf", "h": "gj", "u": "zi"}


def furniture(text: str, chance: random.Random) -> str:
    """Put a page's head and foot around the article."""
    return chance.choice(ABOVE) + text.strip("\n") + chance.choice(BELOW)


def _quoted(opening: str, closing: str) -> Change:
    def change(text: str, _: random.Random) -> str:
        text = re.sub(r"[»„“”«\"]", '"', text)
        return re.sub(r'"([^"\n]*)"', rf"{opening}\1{closing}", text)

    return change


def paragraphs(text: str) -> list[str]:
    """Return the stretches between empty lines, or the lines if there are no empty ones."""
    parts = re.split(r"\n\s*\n", text.strip("\n"))
    return parts if len(parts) > 1 else text.strip("\n").split("\n")


def wrapped(text: str, _: random.Random) -> str:
    """Break the lines of every paragraph at 72 characters."""
    lines = [line for part in paragraphs(text) for line in (part.split("\n") if _is_list(part) else [part])]
    return "\n\n".join(textwrap.fill(line, 72, break_on_hyphens=False, break_long_words=False) for line in lines) + "\n"


def _is_list(part: str) -> bool:
    """Return whether the lines of a paragraph stand for themselves: most do not end in running text."""
    lines = part.split("\n")
    return sum(len(line) < 60 or line.endswith((".", "“", '"', ":")) for line in lines) * 2 > len(lines)


def unbroken(text: str, _: random.Random) -> str:
    """Put every paragraph on one line, without empty lines between them."""
    return "\n".join(
        line
        for part in paragraphs(text)
        for line in (part.split("\n") if _is_list(part) else [part.replace("\n", " ")])
    )


def loose(text: str, _: random.Random) -> str:
    """Put an empty line after every line, end lines as Windows does, leave blanks behind."""
    return re.sub(r"\n+", " \r\n\r\n", text)


def _typo(word: str, chance: random.Random) -> str:
    at = chance.randrange(len(word))
    match chance.choice(("swap", "drop", "double", "next")):
        case "swap" if at + 1 < len(word):
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        case "drop":
            return word[:at] + word[at + 1 :]
        case "next":
            return word[:at] + chance.choice(KEYS.get(word[at], word[at] * 2)) + word[at + 1 :]
    return word[:at] + word[at] + word[at:]


def typos(share: float) -> Change:
    """Return a change that mistypes this share of the words of four letters and more."""

    def change(text: str, chance: random.Random) -> str:
        return re.sub(
            r"[^\W\d_]{4,}", lambda m: _typo(m.group(), chance) if chance.random() < share else m.group(), text
        )

    return change


VARIANTS: dict[str, Change] = {
    "furniture around": furniture,
    "decomposed characters (NFD)": lambda text, _: unicodedata.normalize("NFD", text),
    "typographic quotes": _quoted("„", "“"),
    "straight quotes": _quoted('"', '"'),
    "guillemets": _quoted("»", "«"),
    "wrapped at 72": wrapped,
    "a line a paragraph": unbroken,
    "empty lines, CRLF, trailing blanks": loose,
    "1 % of words mistyped": typos(0.01),
    "2 % of words mistyped": typos(0.02),
}


def measured(extractor: Extractor, golds: list[Article], change: Change | None) -> Report:
    """Score the pipeline on changed texts; the same chance for every run."""
    readings = {}
    for gold in golds:
        text = gold.raw.read_text(encoding="utf-8") if gold.raw else gold.text
        if change is not None:
            text = change(text, random.Random(gold.id))
        draft = parse(text.encode())
        readings[gold.id] = extractor.extract(draft.text, draft.published or gold.date)
    return evaluate(golds, readings)


def main() -> None:
    """Command line: a Markdown table."""
    options = arguments(__doc__).parse_args()
    extractor = load_cached(options.weights, options.cache, config=options.config)
    golds = [replace(gold, id=f"{name}/{gold.id}") for name in options.sets for gold in read_set(name)]
    plain = measured(extractor, golds, None)
    base = plain.entities.strict.f1, plain.relations.strict.f1
    print(f"{len(golds)} articles: {', '.join(options.sets)}\n\n| variant | entities | relations |\n|---|---|---|")
    print(f"| as they are | {base[0]:.3f} | {base[1]:.3f} |", flush=True)
    for name, change in VARIANTS.items():
        found = measured(extractor, golds, change)
        entities, relations = found.entities.strict.f1, found.relations.strict.f1
        cells = (
            f"{entities:.3f} ({100 * (entities - base[0]):+.1f}) | {relations:.3f} ({100 * (relations - base[1]):+.1f})"
        )
        print(f"| {name} | {cells} |", flush=True)


if __name__ == "__main__":
    main()
