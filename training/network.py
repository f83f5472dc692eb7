"""The network: one stack of encoder layers with two exits.

After layer ``tag_layer`` the tagger (BIO over labels and kinds) and the furniture head read the states. What the
mentions are is then added to those states, and the remaining layers go on as the relation branch; the heads read the
last layer.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F  # noqa: N812 - the customary name
from torch import Tensor, nn

from handelsgraph.extraction.labels import KINDS, LABELS, RELATIONS, TAGS
from handelsgraph.extraction.pair_features import COLUMNS, INPUTS, SIDES, Features, mark_row
from handelsgraph.extraction.pieces import Window
from training.config import Drop
from training.encoder import Encoder

CLASSES = len(LABELS) * len(KINDS)


class Heads(nn.Module):
    """Antecedents, relations and modality, from the last states [T, H] and the last attention [A, T, T].

    A pair of entities is described by their pooled mentions (log-sum-exp), the product of the two, the context both
    attend to (Zhou et al. 2021, ATLOP), the mean of the words between and around their closest mentions, and the
    integer features of ``pair_features``.
    """

    def __init__(self, width: int, drop: float, size: int = 256) -> None:
        super().__init__()
        self.drop = nn.Dropout(drop)
        self.mention = nn.Linear(2 * width, size)
        self.class_of = nn.Embedding(CLASSES, 32)
        self.apart = nn.Embedding(2 * SIDES, 32)
        self.antecedent = nn.Sequential(nn.Linear(3 * size + 96, 128), nn.GELU(), nn.Dropout(drop), nn.Linear(128, 1))
        self.label_of = nn.Embedding(len(LABELS), 32)
        self.columns = nn.ModuleList(nn.Embedding(rows, 16) for rows in COLUMNS.values())
        self.context = nn.Linear(width, size)
        self.between = nn.Linear(width, size, bias=False)
        self.around = nn.Linear(width, size)
        self.head = nn.Linear(size, 384)
        self.tail = nn.Linear(size, 384, bias=False)
        self.rest = nn.Linear(3 * size + 64 + 16 * len(COLUMNS), 384, bias=False)
        self.out = nn.Linear(384, 2 * len(RELATIONS))
        nn.init.constant_(self.out.bias, -3.0)  # few pairs are related: start from there

    def antecedents(self, vectors: Tensor, classes: Tensor, apart: Tensor, ask: Tensor) -> Tensor:
        """Score [A, M] for the mentions ``ask`` [A]: is the column the same entity; 0 at itself means "none"."""
        count, size = vectors.shape
        row = vectors[ask][:, None].expand(-1, count, size)
        column = vectors[None].expand(ask.shape[0], count, size)
        kind = self.class_of(classes)
        kinds = [kind[ask][:, None].expand(-1, count, -1), kind[None].expand(ask.shape[0], count, -1)]
        score = self.antecedent(torch.cat([row, column, row * column, *kinds, self.apart(apart[ask])], 2)).squeeze(2)
        answer: Tensor = score * (ask[:, None] != torch.arange(count)[None]).to(score.dtype)
        return answer

    @staticmethod
    def _mean(words: Tensor, spans: Tensor) -> Tensor:
        """Mean over word ranges [P, 2] of rows [W, D], zero for an empty range: differences of running sums."""
        sums = torch.cat([torch.zeros_like(words[:1]), words.cumsum(0)])
        low, high = spans[:, 0], spans[:, 1]
        return (sums[high] - sums[low]) / (high - low).clamp(min=1)[:, None]

    def forward(
        self,
        states: Tensor,  # [T, H]
        attention: Tensor,  # [A, T, T]
        first: Tensor,  # [W] first piece of every word
        begin: Tensor,  # [M]
        final: Tensor,  # [M]
        classes: Tensor,  # [M]
        apart: Tensor,  # [M, M]
        member: Tensor,  # [E, M]
        labels: Tensor,  # [E]
        heads: Tensor,  # [P]
        tails: Tensor,  # [P]
        pairs: Tensor,  # [P, columns]
        between: Tensor,  # [P, 2]
        around: Tensor,  # [P, 2]
        ask: Tensor,  # [A] mentions whose antecedent is wanted
    ) -> tuple[Tensor, Tensor]:
        """Antecedent logits [A, M]; logits [P, 2 R]: the relation holds, then it is planned."""
        words = states[first]
        vectors = self.drop(torch.tanh(self.mention(torch.cat([words[begin], words[final]], 1))))
        scores = self.antecedents(vectors, classes, apart, ask)
        # log-sum-exp over an entity's mentions; the others are pushed out of the sum
        pooled = torch.logsumexp(vectors[None] + (member[:, :, None] - 1) * 1e4, 1)
        heat = (member / member.sum(1, keepdim=True)) @ attention[:, first[begin]]  # [A, E, T]
        # places both entities attend to, mean over the attention heads: [E, E, T], then the wanted pairs
        both = (heat.permute(2, 1, 0) @ heat.permute(2, 0, 1)).permute(1, 2, 0)
        seen = both[heads, tails]
        seen = seen / (seen.sum(1, keepdim=True) + 1e-8)
        context = torch.tanh(seen @ self.context(states))
        middle = torch.tanh(self._mean(self.between(words), between) + self._mean(self.around(words), around))
        label = self.label_of(labels)
        integers = [table(pairs[:, number]) for number, table in enumerate(self.columns)]
        rest = torch.cat([pooled[heads] * pooled[tails], context, middle, label[heads], label[tails], *integers], 1)
        hidden = self.head(pooled)[heads] + self.tail(pooled)[tails] + self.rest(self.drop(rest))
        return scores, self.out(self.drop(F.gelu(hidden)))


class Network(nn.Module):
    """Encoder, tagger, furniture head, one output layer for each public set, and the relation heads."""

    def __init__(self, encoder: Encoder, tag_layer: int, public_tags: dict[str, list[str]], drop: Drop) -> None:
        super().__init__()
        self.encoder, self.tag_layer, self.public_tags = encoder, tag_layer, public_tags
        width = encoder.width
        self.tag_drop = nn.Dropout(drop.tagger)
        self.tagger = nn.Linear(width, len(TAGS))
        self.furniture = nn.Linear(width, 1)
        self.public = nn.ModuleDict({name: nn.Linear(width, len(tags)) for name, tags in public_tags.items()})
        self.marks = nn.Embedding(1 + 2 * CLASSES, width, padding_idx=0)  # 0: no mention
        nn.init.normal_(self.marks.weight, std=0.02)
        with torch.no_grad():
            self.marks.weight[0] = 0
        self.heads = Heads(width, drop.heads)

    def lower(self, ids: Tensor, frozen: int = 0) -> Tensor:
        """Ids [T] -> states [T, H] after the tagger's layer; no gradient through the lowest ``frozen`` layers."""
        with torch.no_grad():
            x, _ = self.encoder.run(self.encoder.embed(ids), 0, frozen)
        x, _ = self.encoder.run(x, frozen, self.tag_layer)
        return x

    def upper(self, states: Tensor, marks: Tensor) -> tuple[Tensor, Tensor]:
        """States [T, H] and mark numbers [T] -> states [T, H] of the last layer and its attention [A, T, T]."""
        last = len(self.encoder.layers)
        x, attention = self.encoder.run(states + self.marks(marks), self.tag_layer, last, want_attention=True)
        if attention is None:
            raise ValueError("the relation branch has no layer")
        return x, attention

    def relate(self, states: Tensor, window: Window, features: Features) -> tuple[Tensor, Tensor]:
        """Tagger states -> antecedent logits [A, M] and relation logits [P, 2, R]."""
        marks = mark_row(window, features.begin, features.final, features.classes)
        x, attention = self.upper(states, torch.from_numpy(marks))
        arrays = [torch.from_numpy(window.first), *(torch.from_numpy(getattr(features, name)) for name in INPUTS)]
        scores, logits = self.heads(x, attention, *arrays)
        return scores, logits.view(-1, 2, len(RELATIONS))
