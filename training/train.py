"""Train the network: ``python -m training.train training/configs/joint.yaml --encoder DIR --out runs/joint``.

Two threads run forward and backward passes of different sequences into the same gradients (one core each); the schedule
follows the clock. Checkpoints hold the running mean of the weights and are written atomically.
"""

from __future__ import annotations

import argparse
import json
import random
import threading
import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path

import torch
from torch import Tensor, nn

from handelsgraph.extraction.pieces import Pieces
from training.articles import for_training, held_out, read_articles
from training.config import Config, read_config
from training.encoder import load_bert, random_encoder
from training.evaluate import figures
from training.feeder import Feeder
from training.history import history_of
from training.losses import article_loss, public_loss, relation_loss
from training.network import Network
from training.optimiser import Optimiser, half_is_faster, half_matrices, scale_at
from training.packaged import read_packaged
from training.public import PublicItem, read_public
from training.samples import Sample, allowed_labels, samples_of
from training.scoring import score_all
from training.sources import ARTICLES
from training.vocabulary import tokenizer_of


class Run:
    """One training run."""

    def __init__(
        self,
        config: Config,
        encoder: Path,
        public_folder: Path | None,
        init: Path | None,
        out: Path,
        data: Path = ARTICLES,
    ) -> None:
        torch.set_num_threads(1)
        torch.manual_seed(config.seed)
        self.config, self.out = config, out
        self.branch_only = config.encoder.frozen >= config.encoder.tag_layer
        self.pieces = Pieces(tokenizer_of(encoder, out))
        articles = read_articles(data) if config.articles else []
        if config.most_articles:
            articles = articles[:: max(1, len(articles) // config.most_articles)]
        train = for_training(articles, config.held_out, config.share, config.sets)
        self.allowed = allowed_labels(train)
        self.held = [
            s for a in articles if held_out(a, config.held_out) for s in samples_of(a, self.pieces, config.overlap)
        ]
        public: list[PublicItem] = []
        tags: dict[str, list[str]] = {}
        for name, limit in config.public.items():
            if public_folder is None:
                raise SystemExit("this configuration needs --public")
            items, tags[name] = read_public(public_folder, name, self.pieces, limit or None)
            public += items
        self.history = history_of(init)
        start = self._start(init) if init else {}
        self.network = self._network(encoder, tags)
        fitting = {k: v.float() for k, v in start.items() if k in self.network.state_dict()}
        self.network.load_state_dict(fitting, strict=False)
        half = half_is_faster()
        if half:
            half_matrices(self.network.encoder)
        self.feeder = Feeder(config, self.pieces, train, public)
        self.optimiser = self._optimiser()
        self.lock = threading.Lock()
        self.sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
        self.started, self.pieces_seen = time.time(), 0
        data = {"articles": len(train), "held out": len(self.held), "public": len(public)}
        self.say({"config": asdict(config), **data, "taken over": len(fitting), "bfloat16": half})

    @staticmethod
    def _start(init: Path) -> dict[str, Tensor]:
        """Parameters of a checkpoint or of a folder of packaged weights."""
        if init.is_dir():
            return read_packaged(init)
        network: dict[str, Tensor] = torch.load(init, weights_only=True)["network"]
        return network

    def _network(self, folder: Path, tags: dict[str, list[str]]) -> Network:
        part = self.config.encoder
        vocabulary = self.pieces.tokenizer.get_vocab_size()
        if part.bundle == "random":
            encoder = random_encoder(vocabulary, part.layers, self.config.seed, dropout=part.dropout)
        else:
            encoder = load_bert(folder / part.bundle, part.layers, part.dropout)
        return Network(encoder, part.tag_layer, tags, self.config.drop)

    def _optimiser(self) -> Optimiser:
        encoder = self.network.encoder
        encoder.norm.requires_grad_(False)
        for layer in encoder.layers[: self.config.encoder.frozen]:
            layer.requires_grad_(False)
        named = [(n, p) for n, p in self.network.named_parameters() if p.requires_grad]
        body: list[nn.Parameter] = [p for n, p in named if n.startswith("encoder.")]
        heads: list[nn.Parameter] = [p for n, p in named if not n.startswith("encoder.")]
        # holding the accumulators keeps one lock for each gradient, whichever thread adds to it
        self.accumulators = [p.view_as(p).grad_fn.next_functions[0][0] for _, p in named]  # type: ignore[union-attr]
        rates = self.config.rates
        groups = [("encoder", body, rates.encoder), ("heads", heads, rates.heads)]
        return Optimiser(groups, rates.decay, mean_decay=rates.mean)

    def say(self, row: dict[str, object]) -> None:
        """One line of the log, on the screen and in ``log.jsonl``."""
        line = json.dumps({"seconds": round(time.time() - self.started), **row}, ensure_ascii=False)
        print(line, flush=True)
        with (self.out / "log.jsonl").open("a", encoding="utf-8") as file:
            file.write(line + "\n")

    def learn(self, item: Sample | PublicItem, seed: int) -> None:
        """Forward and backward pass of one sequence."""
        frozen = self.config.encoder.frozen
        if isinstance(item, PublicItem):
            ids, first, tags = (torch.from_numpy(a) for a in (item.ids, item.first, item.tags))
            loss = public_loss(self.network, item.name, ids, first, tags, frozen)
            parts, size = {item.name: loss.item()}, len(ids)
        else:
            config, rng = self.config, random.Random(seed)
            common = (self.allowed, config.weights, config.noise, rng)
            if self.branch_only:
                loss, parts = relation_loss(self.network, item, self.states(item), *common)
            else:
                loss, parts = article_loss(self.network, item, *common, frozen)
            size = len(item.window.ids)
            if not loss.requires_grad:  # no mentions
                return
        torch.autograd.backward(loss / self.config.accumulate)
        with self.lock:
            self.pieces_seen += size
            for name, value in parts.items():
                self.sums[name][0] += value
                self.sums[name][1] += 1

    def states(self, sample: Sample) -> Tensor:
        """Return the fixed states [T, H] below the relation branch, computed once."""
        if not sample.states:
            with torch.no_grad():
                states = self.network.lower(torch.from_numpy(sample.window.ids))
            sample.states.append(states.to(torch.bfloat16))
        kept: Tensor = sample.states[0]
        return kept.float()

    def modes(self) -> None:
        """Switch dropout on where something is trained."""
        self.network.train()
        if self.branch_only:
            self.network.encoder.training = False  # the embeddings' dropout
            for number in range(self.config.encoder.tag_layer):
                self.network.encoder.layer(number).eval()

    def done(self) -> float:
        """Share of the budget that is used up."""
        share = (time.time() - self.started) / 60 / self.config.minutes
        return max(share, self.optimiser.steps / self.config.steps) if self.config.steps else share

    def train(self) -> None:
        """Until the time is up."""
        self.modes()
        evaluated = saved = time.time()
        # a thread a sequence; only the optimiser's step, between them, uses several
        torch.set_num_threads(self.config.threads)
        with ThreadPoolExecutor(self.config.threads, initializer=torch.set_num_threads, initargs=(1,)) as pool:
            while (done := self.done()) < 1:
                items = [self.feeder.draw() for _ in range(self.config.accumulate)]
                items.sort(key=lambda i: -len(i.ids if isinstance(i, PublicItem) else i.window.ids))
                seeds = [self.feeder.rng.getrandbits(32) for _ in items]
                list(pool.map(self.learn, items, seeds))
                norm = self.optimiser.step(scale_at(done, self.optimiser.steps, self.config.rates.warm_up))
                if self.optimiser.steps % 20 == 0:
                    self.report(done, norm)
                if time.time() - evaluated > 60 * self.config.evaluate_minutes:
                    self.evaluate()
                    evaluated = time.time()
                if time.time() - saved > 60 * self.config.checkpoint_minutes:
                    self.save(f"step{self.optimiser.steps}")
                    saved = time.time()
        self.evaluate()
        self.save("last")

    def report(self, done: float, norm: float) -> None:
        """Mean losses since the last report."""
        losses = {name: round(total / count, 4) for name, (total, count) in sorted(self.sums.items())}
        self.sums.clear()
        speed = round(self.pieces_seen / (time.time() - self.started))
        epochs = round(self.feeder.drawn / max(1, len(self.feeder.articles)), 2)
        at = {"step": self.optimiser.steps, "done": round(done, 3), "epochs": epochs, "pieces/s": speed}
        self.say({**at, "norm": round(norm, 2), **losses})

    def evaluate(self) -> None:
        """Figures of the mean weights on the held-out articles."""
        if self.held:
            self.optimiser.swap_means()
            self.say({"figures": figures(score_all(self.network, self.held, self.allowed, self.config.threads))})
            self.optimiser.swap_means()
            self.modes()

    def save(self, name: str) -> None:
        """Write the mean weights (float32) with what export needs to know."""
        best = self.optimiser.means or self.optimiser.masters
        values = {id(p): m for p, m in zip(self.optimiser.parameters, best, strict=True)}
        fixed = {"encoder.words", "encoder.positions", "encoder.segment"}  # from the bundle
        network = {n: t.float() for n, t in self.network.state_dict().items() if n not in fixed}
        network |= {n: values[id(p)] for n, p in self.network.named_parameters() if id(p) in values}
        path = self.out / f"{name}.pt"
        torch.save(
            {
                "network": network,
                "public_tags": self.network.public_tags,
                "allowed": torch.from_numpy(self.allowed),
                "config": asdict(self.config),
                "vocabulary": self.network.encoder.words.shape[0],
                "steps": self.optimiser.steps,
                "history": [*self.history, {"config": asdict(self.config), "steps": self.optimiser.steps}],
            },
            path.with_suffix(".part"),
        )
        path.with_suffix(".part").replace(path)
        self.say({"saved": path.name, "step": self.optimiser.steps})


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0] if __doc__ else None)
    parser.add_argument("config", type=Path)
    parser.add_argument("--encoder", type=Path, required=True, help="unpacked encoder package (assets/, variables/)")
    parser.add_argument("--public", type=Path, help="folder with the public sets of sources.toml")
    parser.add_argument("--init", type=Path, help="checkpoint, or folder of packaged weights, to start from")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--data", type=Path, default=ARTICLES, help="annotated articles (default: training/articles)")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    Run(read_config(options.config), options.encoder, options.public, options.init, options.out, options.data).train()


if __name__ == "__main__":
    main()
