"""BERT encoder in plain PyTorch (Devlin et al. 2019), one sequence at a time, with a reader of multilingual BERT.

A batch of one needs no padding and no mask, and articles fill a window anyway. Matrices may be kept in bfloat16 (see
``optimiser.py``); the residual stream and the normalisations stay in float32.
"""

from __future__ import annotations

from pathlib import Path

import torch
import torch.nn.functional as F  # noqa: N812 - the customary name
from torch import Tensor, nn

from training.bundle import read_bundle


class Layer(nn.Module):
    """One post-norm transformer layer: states [T, H] -> states [T, H]."""

    def __init__(self, width: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads, self.dropout = heads, dropout
        self.attention_in = nn.Linear(width, 3 * width)  # query, key, value in one product
        self.attention_out = nn.Linear(width, width)
        self.attention_norm = nn.LayerNorm(width, 1e-12)
        self.feed_in = nn.Linear(width, inner)
        self.feed_out = nn.Linear(inner, width)
        self.feed_norm = nn.LayerNorm(width, 1e-12)

    def forward(self, x: Tensor, want_attention: bool = False) -> tuple[Tensor, Tensor | None]:
        """Return the new states and, if wanted, the attention [heads, T, T]."""
        length, width = x.shape
        dtype = self.attention_in.weight.dtype
        parts = self.attention_in(x.to(dtype)).view(length, 3, self.heads, -1).permute(1, 2, 0, 3).contiguous()
        query, key, value = parts[0], parts[1], parts[2]  # [heads, T, H / heads]
        # written out: for windows of 512 the fused operator takes twice as long on a CPU in bfloat16
        attention = ((query * (width // self.heads) ** -0.5) @ key.transpose(1, 2)).softmax(-1)
        mixed = attention @ value
        mixed = self.attention_out(mixed.transpose(0, 1).reshape(length, width))
        x = self.attention_norm(x + F.dropout(mixed, self.dropout, self.training).float())
        fed = self.feed_out(F.gelu(self.feed_in(x.to(dtype))))
        x = self.feed_norm(x + F.dropout(fed, self.dropout, self.training).float())
        return x, attention.float() if want_attention else None


class Encoder(nn.Module):
    """Embeddings (never trained) and layers; ``run`` goes through a range of layers."""

    words: Tensor  # [vocabulary, H]
    positions: Tensor  # [512, H]
    segment: Tensor  # [H]

    def __init__(self, width: int, layers: int, heads: int, inner: int, vocabulary: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.width, self.dropout = width, dropout
        self.register_buffer("words", torch.zeros(vocabulary, width))
        self.register_buffer("positions", torch.zeros(512, width))
        self.register_buffer("segment", torch.zeros(width))
        self.norm = nn.LayerNorm(width, 1e-12)
        self.layers = nn.ModuleList(Layer(width, heads, inner, dropout) for _ in range(layers))

    def layer(self, number: int) -> Layer:
        """Return one layer."""
        layer = self.layers[number]
        if not isinstance(layer, Layer):
            raise TypeError("the encoder has layers of its own kind only")
        return layer

    def embed(self, ids: Tensor) -> Tensor:
        """Word-piece ids [T] -> states [T, H]."""
        x: Tensor = self.norm(F.embedding(ids, self.words) + self.positions[: ids.shape[0]] + self.segment)
        return F.dropout(x, self.dropout, self.training)

    def run(self, x: Tensor, first: int, last: int, want_attention: bool = False) -> tuple[Tensor, Tensor | None]:
        """Layers first..last-1; with ``want_attention`` also the last one's attention [heads, T, T]."""
        attention = None
        for number in range(first, last):
            x, attention = self.layer(number)(x, want_attention and number == last - 1)
        return x, attention


def random_encoder(vocabulary: int, layers: int, seed: int, width: int = 64, dropout: float = 0.1) -> Encoder:
    """Make a small untrained encoder for smoke runs; the same embeddings for the same seed."""
    encoder = Encoder(width, layers, 4, 2 * width, vocabulary, dropout)
    generator = torch.Generator().manual_seed(seed)
    encoder.words.normal_(std=0.02, generator=generator)
    encoder.positions.normal_(std=0.02, generator=generator)
    return encoder


def load_bert(variables: Path, layers: int, dropout: float = 0.1) -> Encoder:
    """Read the lowest ``layers`` layers of a BERT base variable bundle (prefix without ``.index``)."""
    tensors = {name.split("bert/", 1)[-1]: value for name, value in read_bundle(variables).items()}

    def get(name: str) -> Tensor:
        return torch.from_numpy(tensors[name].copy())

    words = get("embeddings/word_embeddings")
    encoder = Encoder(words.shape[1], layers, 12, 4 * words.shape[1], words.shape[0], dropout)
    encoder.words.copy_(words)
    encoder.positions.copy_(get("embeddings/position_embeddings")[:512])
    encoder.segment.copy_(get("embeddings/token_type_embeddings")[0])
    with torch.no_grad():
        encoder.norm.weight.copy_(get("embeddings/LayerNorm/gamma"))
        encoder.norm.bias.copy_(get("embeddings/LayerNorm/beta"))
        for number in range(layers):
            layer = encoder.layer(number)
            at = f"encoder/layer_{number}"
            queries = [f"{at}/attention/self/{part}" for part in ("query", "key", "value")]
            layer.attention_in.weight.copy_(torch.cat([get(f"{part}/kernel").T for part in queries]))
            layer.attention_in.bias.copy_(torch.cat([get(f"{part}/bias") for part in queries]))
            for module, name in (
                (layer.attention_out, "attention/output/dense"),
                (layer.feed_in, "intermediate/dense"),
                (layer.feed_out, "output/dense"),
            ):
                module.weight.copy_(get(f"{at}/{name}/kernel").T)
                module.bias.copy_(get(f"{at}/{name}/bias"))
            for norm, name in ((layer.attention_norm, "attention/output"), (layer.feed_norm, "output")):
                norm.weight.copy_(get(f"{at}/{name}/LayerNorm/gamma"))
                norm.bias.copy_(get(f"{at}/{name}/LayerNorm/beta"))
    return encoder
