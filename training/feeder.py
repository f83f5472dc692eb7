"""What comes next in training: windows of (changed) articles, sequences of the public sets."""

from __future__ import annotations

import random
from collections import deque

from handelsgraph.extraction.pieces import Pieces
from training.articles import Article
from training.augment import Augmenter
from training.config import Config
from training.public import PublicItem
from training.samples import Sample, samples_of


class Feeder:
    """Draws sequences: windows of (changed) articles, and some of the public sets."""

    def __init__(self, config: Config, pieces: Pieces, articles: list[Article], public: list[PublicItem]) -> None:
        self.config, self.pieces, self.articles, self.public = config, pieces, articles, public
        self.rng = random.Random(config.seed)
        self.augment = Augmenter(articles, config.augmentation) if articles else None
        self.share = config.public_share if articles else 1.0
        self.decks: dict[str, list[int]] = {"articles": [], "public": []}
        self.waiting: list[Sample] = []
        self.pool: deque[Sample] = deque(maxlen=config.pool if config.reuse else 0)
        self.drawn = 0  # articles

    def _next(self, deck: str, size: int) -> int:
        if not self.decks[deck]:
            self.decks[deck] = list(range(size))
            self.rng.shuffle(self.decks[deck])
        return self.decks[deck].pop()

    def draw(self) -> Sample | PublicItem:
        """Draw the next sequence."""
        if self.public and self.rng.random() < self.share:
            return self.public[self._next("public", len(self.public))]
        if 4 * len(self.pool) > self.config.pool and self.rng.random() < self.config.reuse:
            return self.rng.choice(self.pool)
        while not self.waiting:
            article = self.articles[self._next("articles", len(self.articles))]
            self.drawn += 1
            if self.augment and self.rng.random() < self.config.augmented:
                article = self.augment(article, self.rng)
            self.waiting = samples_of(article, self.pieces, self.config.overlap)
            self.pool.extend(self.waiting)
        return self.waiting.pop()
