"""What is minimised for one sample, and the noise that makes gold mentions look like found ones."""

from __future__ import annotations

import random
from dataclasses import replace

import torch
import torch.nn.functional as F  # noqa: N812 - the customary name
from torch import Tensor

from handelsgraph.extraction.labels import KINDS, LABELS
from training.config import Noise, Weights
from training.network import Network
from training.samples import BoolArray, Marked, Sample, Targets, targets

# Labels the tagger confuses: noise swaps within these.
NEIGHBOURS = (("Company", "Agency", "Institution"), ("City", "Region", "Country"))
# Constant divisors rather than means: a window with more words or pairs weighs more, as it does in the scores.
WORDS, PAIRS = 300.0, 16.0


def noisy(sample: Sample, noise: Noise, rng: random.Random) -> tuple[Marked, ...]:
    """Mentions with some dropped, some mislabelled or cut, and some spans that are none."""
    out = []
    for mention in sample.mentions:
        if rng.random() < noise.drop:
            continue
        if rng.random() < noise.label:
            group = next((g for g in NEIGHBOURS if mention.label in g), (mention.label,))
            mention = replace(mention, label=rng.choice(group))
        if rng.random() < noise.border and mention.end - mention.start > 1:
            cut = rng.random() < 0.5
            mention = replace(mention, start=mention.start + cut, end=mention.end - (not cut))
        out.append(mention)
    text, words = sample.article.text, sample.window.words
    taken = {w for m in sample.mentions for w in range(m.start, m.end)}
    capital = [n for n, (a, _) in enumerate(words) if n not in taken and text[a].isupper()]
    for at in rng.sample(capital, min(len(capital), rng.randint(0, noise.spurious))):
        end = at + 1
        while end < len(words) and end in capital and end < at + 3:
            end += 1
        if not any(m.start < end and at < m.end for m in out):
            out.append(Marked(at, end, "", rng.choice(LABELS), KINDS[0]))
    return tuple(sorted(out, key=lambda m: m.start))


def antecedent_loss(scores: Tensor, target: Targets) -> Tensor:
    """Mean negative log-probability that a reference points at one of its entity's other mentions, or, lacking one,
    at itself ("new").
    """
    same = torch.from_numpy(target.same)
    right = torch.where(same.any(1, keepdim=True), same, torch.eye(len(same), dtype=torch.bool))
    wanted = right[torch.from_numpy(target.features.ask)]
    return -scores.log_softmax(1).masked_fill(~wanted, -1e9).logsumexp(1).mean()


def relation_loss(
    network: Network,
    sample: Sample,
    states: Tensor,
    allowed: BoolArray,
    weights: Weights,
    noise: Noise,
    rng: random.Random,
) -> tuple[Tensor, dict[str, float]]:
    """Loss of what comes above the tagger, given its states [T, H]."""
    loss, parts = torch.zeros(()), {}
    mentions = noisy(sample, noise, rng)
    if len(mentions) < 2:
        return loss, {}
    target = targets(sample, mentions, allowed, weights.denied)
    scores, logits = network.relate(states, sample.window, target.features)
    if len(target.features.ask):
        part = antecedent_loss(scores, target)
        loss = loss + weights.antecedents * part
        parts["antecedents"] = part.item()
    if len(logits):
        holds, weight = torch.from_numpy(target.holds), torch.from_numpy(target.weight)
        raw = F.binary_cross_entropy_with_logits(logits[:, 0], holds, reduction="none")
        part = (raw * weight).sum() / PAIRS
        loss = loss + weights.relations * part
        parts["relations"] = part.item()
        raw = F.binary_cross_entropy_with_logits(logits[:, 1], torch.from_numpy(target.planned), reduction="none")
        part = (raw * torch.from_numpy(target.planned_weight)).sum() / PAIRS
        loss = loss + weights.planned * part
        parts["planned"] = part.item()
    return loss, parts


def article_loss(
    network: Network,
    sample: Sample,
    allowed: BoolArray,
    weights: Weights,
    noise: Noise,
    rng: random.Random,
    frozen: int,
) -> tuple[Tensor, dict[str, float]]:
    """Loss of one window and its parts for the log."""
    states = network.lower(torch.from_numpy(sample.window.ids), frozen)
    words = network.tag_drop(states[torch.from_numpy(sample.window.first)])
    tags = torch.from_numpy(sample.tags)
    tag = F.cross_entropy(network.tagger(words), tags, reduction="sum", label_smoothing=weights.smoothing) / WORDS
    furniture = F.binary_cross_entropy_with_logits(
        network.furniture(words)[:, 0], torch.from_numpy(sample.furniture), reduction="sum"
    )
    loss, parts = relation_loss(network, sample, states, allowed, weights, noise, rng)
    loss = loss + weights.tags * tag + weights.furniture * furniture / WORDS
    return loss, parts | {"tags": tag.item(), "furniture": furniture.item() / WORDS}


def public_loss(network: Network, name: str, ids: Tensor, first: Tensor, tags: Tensor, frozen: int) -> Tensor:
    """Cross entropy of one sequence of a public set under its own output layer."""
    words = network.tag_drop(network.lower(ids, frozen)[first])
    return F.cross_entropy(network.public[name](words), tags, reduction="sum") / WORDS
