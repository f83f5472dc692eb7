"""The network's scores of annotated articles, with their gold mentions; `evaluate` makes figures of them."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

import torch

from training.evaluate import Scored
from training.network import Network
from training.samples import BoolArray, Sample, targets


def score(network: Network, sample: Sample, allowed: BoolArray) -> Scored:
    """Run the network on one sample, with the gold mentions."""
    with torch.no_grad():
        states = network.lower(torch.from_numpy(sample.window.ids))
        words = states[torch.from_numpy(sample.window.first)]
        out = Scored(
            sample, network.tagger(words).log_softmax(1).numpy(), network.furniture(words)[:, 0].sigmoid().numpy()
        )
        if sample.mentions:
            out.target = targets(sample, sample.mentions, allowed)
            scores, logits = network.relate(states, sample.window, out.target.features)
            out.antecedents, out.logits = scores.numpy(), logits.numpy()
    return out


def score_all(network: Network, samples: Iterable[Sample], allowed: BoolArray, threads: int) -> list[Scored]:
    """All samples, in evaluation mode; the mode is put back."""
    mode = network.training
    network.eval()
    with ThreadPoolExecutor(threads, initializer=torch.set_num_threads, initargs=(1,)) as pool:
        found = list(pool.map(lambda s: score(network, s, allowed), samples))
    network.train(mode)
    return found
