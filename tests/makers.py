"""Evidence in a few words, for tests: names are written "Company LKT", claims "CRRC MET LKT"."""

from __future__ import annotations

import random

from handelsgraph.article import Article
from handelsgraph.evidence import AliasLink, Claim, Evidence, NameUse
from handelsgraph.schema import BODIES, PLACES, Label, Modality

PLACE_KEYS = {"Luckau": "place:luckau", "Lübben": "place:luebben", "China": "place:cn", "Peking": "place:cn-11",
              "Brandenburg": "place:de-12", "Dahme-Spreewald": "place:de-12061"}  # fmt: skip


def key(label: Label, form: str) -> str:
    """Return the name key of a form."""
    if label in PLACES:
        return PLACE_KEYS[form]
    group = "body" if label in BODIES else label.value.lower()
    return f"{group}:{form.lower()}"


def evidence(
    url: str,
    names: str,
    *claims: str,
    links: str = "",
    text: str | None = None,
    mentions: int = 1,
    extractor: str = "test 1",
    **article: str,
) -> Evidence:
    """Return the evidence of an article.

    `names` is "Company LKT, City Luckau"; a claim "LKT MET CRRC [planned|denied] [2019-11-27] [0.8]"; `links` is
    "LKT = LKT GmbH, ...".
    """
    uses = {}
    for part in filter(None, names.split(", ")):
        label, form = part.split(" ", 1)
        uses[form] = NameUse(key(Label(label), form), Label(label), (form,), mentions)
    made = [_claim(text, uses) for text in claims]
    pairs = [part.split(" = ") for part in links.split(", ") if part]
    return Evidence(
        Article(url, text or f"Der Text von {url}.", **article),
        extractor,
        tuple(uses.values()),
        tuple(AliasLink(uses[alias].key, uses[name].key) for alias, name in pairs),
        tuple(made),
    )


def _claim(text: str, uses: dict[str, NameUse]) -> Claim:
    words = text.split()
    at = next(
        i
        for i, word in enumerate(words)
        if (word.isupper() and "_" in word) or word in ("MET", "VISITED", "REPRESENTS")
    )
    subject = " ".join(words[:at])
    rest = words[at + 1 :]
    length = max(n for n in range(1, len(rest) + 1) if " ".join(rest[:n]) in uses)
    obj, options = " ".join(rest[:length]), rest[length:]
    modality = next((Modality(option) for option in options if option in ("planned", "denied")), Modality.ASSERTED)
    date = next((option for option in options if option[:2] in ("19", "20") and "." not in option), None)
    confidence = next((float(option) for option in options if "." in option), 0.9)
    ends = uses[subject].key, uses[obj].key
    start = sum(map(ord, text)) % 1000
    return Claim(ends[0], words[at], ends[1], modality, date, f"Satz: {text}", start, start + len(text), confidence)


def series(count: int) -> list[Evidence]:
    """Return articles that have much to do with each other: names that join, copies, planned and denied statements."""
    chance = random.Random(7)
    made = []
    for n in range(count):
        firms = chance.sample([f"Firma {letter}" for letter in "ABCDEFGHIJ"], 3)
        town = chance.choice(["Luckau", "Lübben"])
        made.append(
            evidence(
                f"https://zeitung.example/{n}",
                ", ".join(f"Company {firm}" for firm in (*firms, f"Neue {n}")) + f", City {town}, Country China",
                f"{firms[0]} MET {firms[1]} {chance.choice(['', 'planned', 'denied'])} 20{chance.randint(10, 25)}",
                f"{firms[1]} LOCATED_IN {town}",
                f"Neue {n} VISITED China 0.{chance.randint(50, 95)}",
                links=f"{firms[0]} = {firms[2]}" if chance.random() < 0.1 else "",
                text=f"Wortlaut {n // 2}" if n % 7 == 0 else None,
            )
        )
    return made
