"""Changes to an article before it is learned: other names, more page furniture, other typography."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from training.articles import Article, Edit, Mention, apply_edits
from training.furniture import Furniture

# Grammatical gender of a body's name by its head, so that "der Kammer" never becomes "der Institut".
GENDERS = (
    (
        "f",
        r"kammer|universität|hochschule|gesellschaft|gmbh|\bag\b|agentur|stiftung|botschaft|bank|sparkasse|klinik|schule",
    ),
    ("n", r"ministerium|institut|\bamt|amt\b|zentrum|konsulat|krankenhaus|werk\b|netzwerk|kolleg|gymnasium"),
    ("m", r"verband|verein|\be\. ?v|bund\b|klub|club|rat\b|dienst|hafen"),
)
SWAPPED = {"Person": 0.9, "Company": 0.8, "Agency": 0.6, "Institution": 0.6, "City": 0.3}
QUOTES = (("„", "“"), ('"', '"'), ("»", "«"), ("“", "”"), ("‚", "‘"))


@dataclass(frozen=True)
class Augmentation:
    """Probabilities of each change in an article that is changed at all."""

    names: float = 0.6
    furniture: float = 0.7
    blocks: int = 8  # most blocks of furniture
    quotes: float = 0.3
    breaks: float = 0.15  # soft line breaks, or paragraphs joined
    typos: float = 0.15
    typo_rate: float = 0.01  # of the words
    capitals: float = 0.1  # headline in capitals


def _shape(surface: str, longest: str) -> str:
    """Which of an entity's names a surface is: full, acronym, short."""
    if surface == longest:
        return "full"
    if re.fullmatch(r"\S{2,8}", surface) and sum(c.isupper() for c in surface) > 1:
        return "acronym"
    return "short"


def _bare(surface: str, others: set[str]) -> str:
    """Strip the genitive s of a surface, where the name also stands without it."""
    return surface[:-1] if surface.endswith("s") and surface[:-1] in others else surface


def _gender(name: str) -> str:
    return next((gender for gender, pattern in GENDERS if re.search(pattern, name.casefold())), "?")


class Names:
    """Names of the training articles, by label, gender and the kinds of short forms they come with."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self.pool: dict[tuple[str, ...], list[dict[str, str]]] = defaultdict(list)
        for article in articles:
            for entity, forms in self._forms(article).items():
                if forms:
                    self.pool[self._key(article.entities[entity].label, forms)].append(forms)

    @staticmethod
    def _key(label: str, forms: dict[str, str]) -> tuple[str, ...]:
        return (label, _gender(forms["full"]) if label not in {"Person", "City"} else "", *sorted(forms))

    @staticmethod
    def _forms(article: Article) -> dict[str, dict[str, str]]:
        """Shape -> surface for every entity whose names are simple enough to be swapped (else empty)."""
        surfaces: dict[str, set[str]] = defaultdict(set)
        adjectives = {m.entity for m in article.mentions if m.kind == "adjective"}
        for mention in article.mentions:
            if mention.kind == "name":
                surfaces[mention.entity].add(article.text[mention.start : mention.end])
        out: dict[str, dict[str, str]] = {}
        for entity, raw in surfaces.items():
            label = article.entities[entity].label
            if label not in SWAPPED or entity in adjectives:
                continue
            known = raw | {article.entities[entity].name}
            bare = {_bare(s, known) for s in raw}
            longest = max(bare, key=len)
            forms = {_shape(s, longest): s for s in sorted(bare)}
            # a person's short form must be the surname, and no shape may stand for two names
            plain = label != "Person" or (
                " " in longest and forms.get("short", longest.split()[-1]) == longest.split()[-1]
            )
            out[entity] = forms if plain and len(forms) == len(bare) else {}
        return out

    def swap(self, article: Article, rng: random.Random) -> Article:
        """Give some entities the name of another entity of the same kind, consistently."""
        chosen: dict[str, dict[str, str]] = {}
        forms = self._forms(article)
        for entity, own in forms.items():
            label = article.entities[entity].label
            pool = self.pool.get(self._key(label, own), []) if own else []
            if len(pool) >= 5 and rng.random() < SWAPPED[label]:
                chosen[entity] = rng.choice(pool)
        edits = [
            self._edit(article, mention, forms[mention.entity], chosen[mention.entity])
            for mention in article.mentions
            if mention.entity in chosen and mention.kind == "name"
        ]
        names = {e: replace(v, name=chosen[e]["full"]) if e in chosen else v for e, v in article.entities.items()}
        return replace(apply_edits(article, edits), entities=names)

    @staticmethod
    def _edit(article: Article, mention: Mention, own: dict[str, str], new: dict[str, str]) -> Edit:
        surface = article.text[mention.start : mention.end]
        shape = next((s for s, form in own.items() if form == surface), "")
        if shape:
            return Edit(mention.start, mention.end, new[shape])
        shape = next(s for s, form in own.items() if form + "s" == surface)
        ending = "" if new[shape][-1] in "szxß" else "s"
        return Edit(mention.start, mention.end, new[shape] + ending)


def _quotes(article: Article, rng: random.Random) -> list[Edit]:
    """One style of quotation marks, and perhaps of dashes, throughout."""
    left, right = rng.choice(QUOTES)
    edits = []
    for match in re.finditer(r"„([^“„\n]{1,400})“", article.text):
        edits += [Edit(match.start(), match.start() + 1, left), Edit(match.end() - 1, match.end(), right)]
    if rng.random() < 0.5:
        dash = rng.choice((" - ", " — ", " -- "))
        edits += [Edit(m.start(), m.end(), dash) for m in re.finditer(r" – ", article.text)]
    return edits


def _breaks(article: Article, rng: random.Random) -> list[Edit]:
    """Either hard-wrapped lines, or some paragraphs run together."""
    if rng.random() < 0.4:
        joins = [m for m in re.finditer(r"(?<=[.!?“])\n+(?=[A-ZÄÖÜ„])", article.text) if rng.random() < 0.5]
        inside = [m for m in joins if not any(a <= m.start() <= b for a, b in article.furniture)]
        return [Edit(m.start(), m.end(), " ") for m in inside]
    width, last, edits = rng.randint(50, 100), 0, []
    for match in re.finditer(r"[ \n]", article.text):
        if match[0] == "\n":
            last = match.end()
        elif match.end() - last > width:
            edits.append(Edit(match.start(), match.end(), "\n"))
            last = match.end()
    return edits


def _typos(article: Article, rng: random.Random, rate: float) -> list[Edit]:
    """Two letters swapped or one dropped, also the stray hyphen of a lost line break ("Unter-nehmen")."""
    edits = []
    for match in re.finditer(r"[a-zäöüß]{5,}", article.text):
        if rng.random() < rate:
            at = rng.randint(match.start() + 1, match.end() - 3)
            pair = article.text[at : at + 2]
            edits.append(Edit(at, at + 2, rng.choice((pair[::-1], pair[0], pair[0] + "-" + pair[1]))))
    return edits


def _capitals(article: Article, _rng: random.Random) -> list[Edit]:
    """Set the first line in capitals, if it is short enough for a headline."""
    end = article.text.find("\n")
    return [Edit(at, at + 1, c) for at, c in enumerate(article.text[:end].upper()) if 0 < end < 120 and len(c) == 1]


class Augmenter:
    """Draws a changed version of an article."""

    def __init__(self, articles: list[Article], probabilities: Augmentation) -> None:
        self.names, self.furniture, self.p = Names(articles), Furniture(articles), probabilities

    def __call__(self, article: Article, rng: random.Random) -> Article:
        """Return the article with a random choice of changes."""
        if rng.random() < self.p.names:
            article = self.names.swap(article, rng)
        edits: list[tuple[float, Callable[[Article, random.Random], list[Edit]]]] = [
            (self.p.quotes, _quotes),
            (self.p.breaks, _breaks),
            (self.p.typos, lambda a, r: _typos(a, r, self.p.typo_rate)),
            (self.p.capitals, _capitals),
            (self.p.furniture, lambda a, r: self.furniture.edits(a, r, self.p.blocks)),
        ]
        for probability, make in edits:
            if rng.random() < probability:
                article = apply_edits(article, make(article, rng))
        return article
