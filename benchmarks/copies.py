"""How surely are copies of a text told from other texts? `PYTHONPATH=. python benchmarks/copies.py`

Takes the articles of training/articles, edits them as editors do, and makes of them what is no copy but looks like one:
notes of one template with other names and numbers, and different notes with the same end. Prints for each kind how many
pairs share a band (and would be found by the index) and how many count as copies; then how many do of all pairs of
different articles, those of training/dev included. The same every time for the same seed.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path

from handelsgraph.copies import CROWD, Wording, are_copies, wording
from training import augment
from training.articles import Article, Edit, apply_edits, read_articles
from training.furniture import Furniture

TRAINING = Path(__file__).parent.parent / "training"
SENTENCE_END = re.compile(r"(?<=[.!?“])\s+(?=[A-ZÄÖÜ„])")
DAY = re.compile(
    r"\b(?:Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag|Januar|Februar|März|April|Mai|Juni|Juli|August|"
    r"September|Oktober|November|Dezember)"
)
ADVERBS = ("nun", "auch", "dabei", "zudem", "bereits")


class Editors:
    """Makes copies of articles, and what looks like copies."""

    def __init__(self, articles: list[Article], seed: int) -> None:
        self.articles, self.chance = articles, random.Random(seed)
        augment.SWAPPED = dict.fromkeys((*augment.SWAPPED, "Event"), 1.0)  # every name that can be exchanged
        self.names, self.furniture = augment.Names(articles), Furniture(articles)

    def pairs(self, article: Article) -> Iterator[tuple[str, str, str]]:
        """Yield a kind and two texts; kinds of copies begin with +, of others with -."""
        text = article.text
        other, third = self.chance.sample(self.articles, 2)
        edits: dict[str, Callable[[], str]] = {
            "another headline or byline": lambda: self._headline(text),
            "furniture around it": lambda: self._furnished(article),
            "last paragraph cut": lambda: text.rpartition("\n\n")[0] or self._first(text, 0.75),
            "one sentence rewritten": lambda: self._rewritten(text, 1),
            "two sentences rewritten": lambda: self._rewritten(text, 2),
            "every fourth sentence cut": lambda: self._thinned(text),
            "shortened to 50-70 %": lambda: self._first(text, self.chance.uniform(0.5, 0.7)),
            "5 % of the small words replaced": lambda: self._reworded(text, 0.05),
            "typing errors, quotes, line breaks": lambda: self._typeset(article),
            "furniture, headline, sentence, end cut": lambda: self._edited(article),
        }
        for kind, edit in edits.items():
            yield f"+ {kind}", text, edit()
        yield "+ two such copies of one article", self._edited(article), self._edited(article)
        yield "- template: all names, days and numbers others", text, self._template(article)
        yield "- template: two names, days and dates others", text, self._series(article)
        end = "\n\n" + " ".join(SENTENCE_END.split(third.text)[:6])
        yield "- other note, six sentences of the same end", text + end, other.text + end
        starts = (" ".join(SENTENCE_END.split(one.text)[:5]) for one in (article, other))
        one, two = (start + end for start in starts)
        yield "- note of five sentences, six of the same end", one, two

    def _headline(self, text: str) -> str:
        title = self.chance.choice(self.furniture.names["title"])
        name, town = (self.chance.choice(self.furniture.names[label]) for label in ("person", "city"))
        return self.chance.choice((f"{title}\n", f"{title}\nVon {name}\n", f"{town.upper()} (dpa) – ")) + text

    def _furnished(self, article: Article) -> str:
        return apply_edits(article, self.furniture.edits(article, self.chance, 8)).text

    def _rewritten(self, text: str, number: int) -> str:
        sentences = SENTENCE_END.split(text)
        for _ in range(number):
            sentences[self.chance.randrange(len(sentences))] = self.chance.choice(self.furniture.names["sentence"])
        return " ".join(sentences)

    def _thinned(self, text: str) -> str:
        sentences = SENTENCE_END.split(text)
        gone = set(self.chance.sample(range(len(sentences)), max(1, len(sentences) // 4)))
        return " ".join(sentence for number, sentence in enumerate(sentences) if number not in gone)

    @staticmethod
    def _first(text: str, share: float) -> str:
        sentences = SENTENCE_END.split(text)
        return " ".join(sentences[: max(3, int(len(sentences) * share))])

    def _reworded(self, text: str, share: float) -> str:
        words = text.split(" ")
        small = (word[:1].islower() and self.chance.random() < share for word in words)
        return " ".join(
            self.chance.choice(ADVERBS) if other else word for word, other in zip(words, small, strict=True)
        )

    def _typeset(self, article: Article) -> str:
        changes = augment.Augmentation(names=0, furniture=0, quotes=1, breaks=1, typos=1, capitals=0)
        return augment.Augmenter(self.articles[:50], changes)(article, self.chance).text

    def _edited(self, article: Article) -> str:
        return self._first(self._rewritten(self._headline(self._furnished(article)), 1), 0.8)

    def _template(self, article: Article) -> str:
        text = self.names.swap(article, self.chance).text
        return self._redated(re.sub(r"\d+", lambda m: self._number(len(m[0])), text))

    def _series(self, article: Article) -> str:
        often = Counter(
            mention.entity
            for mention in article.mentions
            if mention.kind == "name" and article.entities[mention.entity].label in ("City", "Person", "Company")
        )
        chosen = {
            entity: self.chance.choice(self.furniture.names[article.entities[entity].label.lower()])
            for entity, _ in often.most_common(2)
        }
        edits = [
            Edit(mention.start, mention.end, chosen[mention.entity])
            for mention in article.mentions
            if mention.entity in chosen and mention.kind == "name"
        ]
        text = apply_edits(article, edits).text
        return self._redated(re.sub(r"\b\d{1,2}\.(?= [A-Z])", lambda _: f"{self.chance.randint(1, 28)}.", text))

    def _redated(self, text: str) -> str:
        return DAY.sub(lambda _: self.chance.choice(("Montag", "Dienstag", "Freitag", "Mai", "Juni", "Oktober")), text)

    def _number(self, digits: int) -> str:
        return str(self.chance.randint(10 ** (digits - 1), 10**digits - 1))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--articles", type=int, default=200, help="how many are edited")
    parser.add_argument("--notes", type=int, default=1000, help="how many of a template")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    articles = read_articles(TRAINING / "articles")
    editors = Editors(articles, given.seed)
    number, found, shared = Counter[str](), Counter[str](), Counter[str]()
    for article in editors.chance.sample(articles, given.articles):
        for kind, *texts in editors.pairs(article):
            one, other = map(wording, texts)
            number[kind] += 1
            shared[kind] += not set(one.bands).isdisjoint(other.bands)
            found[kind] += are_copies(one, other)
    print("| + copies, - others | pairs | share a band | count as copies |\n|---|---|---|---|")
    for kind, pairs in number.items():
        print(f"| {kind} | {pairs} | {shared[kind] / pairs:.1%} | {found[kind] / pairs:.1%} |")
    _different([article.text for article in articles])
    _templates(editors, given.notes)


def _templates(editors: Editors, notes: int) -> None:
    """Print what is found among many notes of one template, some of which have a copy."""
    edits: dict[str, Callable[[str], str]] = {
        "another headline or byline": editors._headline,
        "one sentence rewritten": lambda text: editors._rewritten(text, 1),
        "5 % of the small words replaced": lambda text: editors._reworded(text, 0.05),
        "shortened to 50-70 %": lambda text: editors._first(text, editors.chance.uniform(0.5, 0.7)),
    }
    print(f"\n| {notes} notes of one template, ten of each with a copy | found | comparisons a note |\n|---|---|---|")
    for make in (editors._template, editors._series):
        number, found, compared = Counter[str](), Counter[str](), 0
        for article in editors.chance.sample([one for one in editors.articles if len(one.text) > 1000], 5):
            texts = [make(article) for _ in range(notes)]
            copied = [(kind, text, wording(edit(text))) for kind, edit in edits.items() for text in texts[:10]]
            every = {one.key: one for one in (*map(wording, texts), *(copy for _, _, copy in copied))}
            meeting: dict[str, set[str]] = defaultdict(set)
            for one in every.values():
                for band in one.bands:
                    meeting[band].add(one.key)
            rare = {band: keys for band, keys in meeting.items() if len(keys) <= CROWD}
            compared += len({pair for keys in rare.values() for pair in combinations(sorted(keys), 2)})
            for kind, text, copy in copied:
                original = wording(text)
                number[kind] += 1
                meet = original.key == copy.key or any(band in rare for band in {*original.bands} & {*copy.bands})
                found[kind] += meet and are_copies(original, copy)
        for kind in edits:
            what = make.__name__.removeprefix("_")
            print(f"| {what}: {kind} | {found[kind] / number[kind]:.0%} | {compared / 5 / (notes + 40):.0f} |")


def _different(texts: list[str]) -> None:
    texts += [path.read_text(encoding="utf-8") for path in sorted((TRAINING / "dev").glob("*.txt"))]
    began = time.process_time()
    wordings = [wording(text) for text in texts]
    spent = (time.process_time() - began) / len(texts) * 1000
    sharing: dict[str, list[Wording]] = defaultdict(list)
    for one in wordings:
        for band in one.bands:
            sharing[band].append(one)
    pairs = {
        (one.hash, other.hash): (one, other) for found in sharing.values() for one, other in combinations(found, 2)
    }
    copies = sum(are_copies(one, other) for one, other in pairs.values())
    every = len(texts) * (len(texts) - 1) // 2
    print(f"\n{len(texts)} different articles, {every} pairs: {len(pairs)} share a band, {copies} count as copies.")
    print(f"{spent:.1f} ms of processor time a text.")


if __name__ == "__main__":
    main()
