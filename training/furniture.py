"""Made-up page furniture: templates of ``furniture.yaml`` filled with names, titles and sentences of other articles."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import yaml

from training.articles import Article, Edit

TEMPLATES = Path(__file__).with_name("furniture.yaml")
SLOT = re.compile(r"\{(\w+)\}")
BODIES = ("company", "agency", "institution")
SENTENCE = re.compile(r"[A-ZÄÖÜ][^.!?\n]{30,160}[.!?](?=\s)")


class Furniture:
    """Draws blocks of furniture; the names come from the articles given."""

    def __init__(self, articles: Iterable[Article]) -> None:
        data: dict[str, Any] = yaml.safe_load(TEMPLATES.read_text(encoding="utf-8"))
        self.blocks: dict[str, list[str]] = {place: data[place] for place in ("before", "between", "after")}
        self.words: dict[str, list[str]] = {k: v for k, v in data.items() if k not in self.blocks}
        self.names: dict[str, list[str]] = defaultdict(list)
        for article in articles:
            for entity in article.entities.values():
                self.names[entity.label.lower()].append(entity.name)
            self.names["title"].append(article.title)
            body = "".join(
                c if not any(a <= n < b for a, b in article.furniture) else "\n" for n, c in enumerate(article.text)
            )
            self.names["sentence"] += SENTENCE.findall(body)[:6]
        self.made: dict[str, Callable[[random.Random], str]] = {
            "body": lambda r: r.choice(self.names[r.choice(BODIES)]),
            "surname": lambda r: r.choice(self.names["person"]).split()[-1],
            "paper": self._paper,
            "section": lambda r: r.choice(self.words["sections"]),
            "menu": lambda r: r.choice((" | ", " ", " · ", " › ", "  ")).join(
                r.sample(self.words["sections"], r.randint(4, 9))
            ),
            "share": lambda r: r.choice(self.words["share"]),
            "agency_code": lambda r: r.choice(self.words["codes"]),
            "day": lambda r: r.choice(self.words["days"]),
            "month": lambda r: r.choice(self.words["months"]),
            "date": self._date,
            "time": lambda r: f"{r.randint(0, 23)}:{r.randint(0, 59):02}",
            "year": lambda r: str(r.randint(1998, 2026)),
            "number": lambda r: str(r.randint(100, 99999)),
            "small": lambda r: str(r.randint(1, 99)),
            "zip": lambda r: f"{r.randint(1000, 99999):05}",
            "street": self._street,
            "phone": lambda r: f"0{r.randint(30, 9999)} {r.randint(100, 9999)}-{r.randint(0, 999)}",
            "mail": lambda r: f"{self._host(r, 'person')}@{self._host(r, 'company')}.de",
            "site": lambda r: f"www.{self._host(r, 'agency')}.de{r.choice(('', '/presse', '/aktuelles'))}",
        }

    def _paper(self, rng: random.Random) -> str:
        place = rng.choice(self.names[rng.choice(("city", "region"))]).split("(")[0].strip()
        return (
            f"{place}er {rng.choice(self.words['papers'])}"
            if rng.random() < 0.5
            else f"{place} {rng.choice(self.words['papers'])}"
        )

    def _date(self, rng: random.Random) -> str:
        day, month, year = rng.randint(1, 28), rng.randint(1, 12), rng.randint(1998, 2026)
        name = self.words["months"][month - 1]
        return rng.choice((f"{day:02}.{month:02}.{year}", f"{day}. {name} {year}", f"{day}.{month}.{year % 100:02}"))

    def _street(self, rng: random.Random) -> str:
        name = rng.choice(self.words["streets"])
        return name + ("Straße" if name[-1] in "- " else rng.choice(("straße", "str.", "platz", "weg", "allee")))

    def _host(self, rng: random.Random, label: str) -> str:
        parts = re.findall(r"[a-z]{2,}", rng.choice(self.names[label]).casefold()) or ["info"]
        return rng.choice(("-", ".", "")).join(parts[-2:])

    def fill(self, template: str, rng: random.Random) -> str:
        """Fill every slot of a template."""

        def value(match: re.Match[str]) -> str:
            slot = match[1]
            return self.made[slot](rng) if slot in self.made else rng.choice(self.names[slot])

        return SLOT.sub(value, template)

    def block(self, place: str, rng: random.Random) -> str:
        """One block for ``before``, ``between`` or ``after`` the paragraphs, ending with a line break."""
        text = self.fill(rng.choice(self.blocks[place]), rng)
        if rng.random() < 0.05:
            text = text.upper()
        return text + "\n" * rng.choice((1, 1, 2))

    def edits(self, article: Article, rng: random.Random, most: int) -> list[Edit]:
        """Draw insertions at line starts: up to ``most`` blocks in all, most of them behind the text."""
        starts = [0, *(m.end() for m in re.finditer(r"\n+(?=[^\n])", article.text))]
        inner = [
            at
            for at in starts[1:]
            if not any(a < at < b for a, b in article.furniture)
            and not any(m.start < at < m.end for m in article.mentions)
        ]
        counts = {
            "before": rng.randint(0, most // 3),
            "between": rng.randint(0, most // 4),
            "after": rng.randint(0, most // 2),
        }
        edits = []
        for place, count in counts.items():
            if place == "between":
                chosen = rng.sample(inner, min(len(inner), count))
                edits += [Edit(at, at, self.block(place, rng), furniture=True) for at in chosen]
            elif count:
                text = "".join(self.block(place, rng) for _ in range(count))
                at = 0 if place == "before" else len(article.text)
                edits.append(
                    Edit(at, at, text if at == 0 or article.text.endswith("\n") else "\n" + text, furniture=True)
                )
        return edits
