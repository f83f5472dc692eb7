"""Checkpoint -> weights of the package: ``python -m training.export CHECKPOINT --encoder DIR --public DIR --out DIR``.

Three ONNX graphs. The encoder's matrices become int8 per output channel (activations are quantised on the fly), the
word embeddings int8 per row with a pruned vocabulary; the heads stay in float32, they are small.
"""

from __future__ import annotations

import argparse
import datetime
import json
import logging
import tempfile
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812 - the customary name
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from handelsgraph.extraction.labels import LABELS, RELATIONS, TAGS
from handelsgraph.extraction.pair_features import INPUTS
from handelsgraph.extraction.pieces import Pieces
from training.articles import Article, held_out, read_articles
from training.config import Drop, EncoderConfig
from training.encoder import load_bert, random_encoder
from training.history import stages_of
from training.network import Network
from training.public import FILES, read_public
from training.samples import samples_of, targets
from training.sources import ARTICLES, hashes
from training.vocabulary import count_pieces, prune, tokenizer_of

OPSET = 17


class Lower(nn.Module):
    """ids [T], first [W] -> states [T, H], tag log-probabilities [W, tags], furniture probabilities [W]."""

    table: Tensor  # [vocabulary, H] int8
    scale: Tensor  # [vocabulary, 1]

    def __init__(self, network: Network, kept: list[int]) -> None:
        super().__init__()
        self.network = network
        table = network.encoder.words[torch.tensor(kept)]
        scale = table.abs().amax(1, keepdim=True).clamp(min=1e-6) / 127
        self.register_buffer("table", (table / scale).round().to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids: Tensor, first: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Embed with the quantised table, then run up to the tagger."""
        encoder = self.network.encoder
        words = self.table[ids].float() * self.scale[ids]
        x = encoder.norm(words + encoder.positions[: ids.shape[0]] + encoder.segment)
        x, _ = encoder.run(x, 0, self.network.tag_layer)
        at = x[first]
        return x, F.log_softmax(self.network.tagger(at), 1), self.network.furniture(at)[:, 0].sigmoid()


class Upper(nn.Module):
    """states [T, H], marks [T] -> last states [T, H], last attention [A, T, T]."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, states: Tensor, marks: Tensor) -> tuple[Tensor, Tensor]:
        """Run the relation branch."""
        return self.network.upper(states, marks)


def load_network(checkpoint: Path, encoder: Path) -> tuple[Network, dict[str, Any]]:
    """Read the network of a checkpoint, in evaluation mode, and the checkpoint."""
    state = torch.load(checkpoint, weights_only=True)
    part = EncoderConfig(**state["config"]["encoder"])
    if part.bundle == "random":
        body = random_encoder(state["vocabulary"], part.layers, seed=state["config"]["seed"])
    else:
        body = load_bert(encoder / part.bundle, part.layers)
    network = Network(body, part.tag_layer, state["public_tags"], Drop(0, 0))
    missing, unexpected = network.load_state_dict(state["network"], strict=False)
    if unexpected or {name.split(".")[-1] for name in missing} - {"words", "positions", "segment"}:
        raise SystemExit(f"{checkpoint} does not fit: {missing} {unexpected}")
    return network.eval(), state


def _axes(names: dict[str, str]) -> dict[str, dict[int, str]]:
    return {name: dict(enumerate(axes.split())) for name, axes in names.items()}


def _onnx(
    module: nn.Module, example: tuple[Tensor, ...], path: Path, inputs: dict[str, str], outputs: dict[str, str]
) -> None:
    with torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the tracer warns of constants that are meant to be constants
        torch.onnx.export(
            module.eval(),
            example,
            str(path),
            input_names=list(inputs),
            output_names=list(outputs),
            dynamic_axes={n: {k: v for k, v in a.items() if v != "_"} for n, a in _axes(inputs | outputs).items()},
            opset_version=OPSET,
            dynamo=False,
        )


def quantise(full: Path, out: Path, bits: int) -> None:
    """Write a graph with its matrices in 7 or 8 bits.

    With 7, sums of two products fit the 16 bits that processors without VNNI add them in, so that they need not take
    ONNX Runtime's slower, exact way.
    """
    quantize_dynamic(
        full,
        out,
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=bits == 7,
        op_types_to_quantize=["MatMul", "Gemm"],
    )


def export_graphs(
    network: Network,
    state: dict[str, Any],
    kept: list[int],
    pieces: Pieces,
    out: Path,
    articles: list[Article],
    bits: int = 8,
) -> None:
    """Write lower.onnx, upper.onnx and heads.onnx, traced on a window of an article."""
    article = next(a for a in articles if len(a.mentions) > 9 and len(a.relations) > 3)
    sample = samples_of(article, pieces, 0)[0]
    found = targets(sample, sample.mentions, state["allowed"].numpy()).features
    width, attention_heads = network.encoder.width, network.encoder.layer(0).heads
    first, length = torch.from_numpy(sample.window.first), len(sample.window.ids)
    ids = torch.zeros(length, dtype=torch.int64)
    states, attention = torch.randn(length, width), torch.rand(attention_heads, length, length)
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder)
        _onnx(
            Lower(network, kept),
            (ids, first),
            full / "lower.onnx",
            {"ids": "pieces", "first": "words"},
            {"states": "pieces", "tags": "words", "furniture": "words"},
        )
        _onnx(
            Upper(network),
            (states, torch.ones(length, dtype=torch.int64)),
            full / "upper.onnx",
            {"states": "pieces", "marks": "pieces"},
            {"last": "pieces", "last_attention": "_ pieces pieces"},
        )
        for name in ("lower", "upper"):
            quantise(full / f"{name}.onnx", out / f"{name}.onnx", bits)
    shapes = {"begin": "m", "final": "m", "classes": "m", "apart": "m m", "member": "e m", "labels": "e", "ask": "a"}
    shapes |= {"heads": "p", "tails": "p", "pairs": "p", "between": "p", "around": "p"}
    arrays = [torch.from_numpy(np.asarray(getattr(found, name))) for name in INPUTS]
    _onnx(
        network.heads,
        (states, attention, first, *arrays),
        out / "heads.onnx",
        {"states": "pieces", "attention": "_ pieces pieces", "first": "words"} | {n: shapes[n] for n in INPUTS},
        {"antecedents": "a m", "logits": "p"},
    )


def write_meta(state: dict[str, Any], out: Path, version: str, data: dict[str, str]) -> None:
    """``model.json`` with neutral calibration; ``calibrate.py`` and ``tune.py`` fill it."""
    allowed = state["allowed"].numpy()
    meta = {
        "version": version,
        "trained": datetime.datetime.now(tz=datetime.UTC).date().isoformat(),
        "labels": LABELS,
        "relations": RELATIONS,
        "tags": TAGS,
        "event_bias": 1.0,
        "thresholds": dict.fromkeys(RELATIONS, 0.5),
        "calibration": {relation: [1.0, 0.0] for relation in RELATIONS},
        "confidence": [1.0, 0.0],
        "allowed": {
            relation: [[LABELS[h], LABELS[t]] for h, t in np.argwhere(allowed[number])]
            for number, relation in enumerate(RELATIONS)
        },
        "data": data,
        "training": stages_of(state),
        "figures": {"steps": state["steps"]},
    }
    (out / "model.json").write_text(json.dumps(meta, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0] if __doc__ else None)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--encoder", type=Path, required=True, help="unpacked encoder package")
    parser.add_argument("--public", type=Path, help="public sets: their words are kept in the vocabulary")
    parser.add_argument("--data", type=Path, default=ARTICLES, help="annotated articles (default: training/articles)")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--vocabulary", type=int, default=30000, help="most word pieces to keep")
    parser.add_argument("--bits", type=int, choices=(7, 8), default=8, help="of the matrices (default: 8)")
    parser.add_argument("--version", default="0")
    options = parser.parse_args()
    torch.set_num_threads(1)
    logging.getLogger().setLevel(logging.ERROR)  # the quantiser recommends a pre-processing that does not fit here
    options.out.mkdir(parents=True, exist_ok=True)
    network, state = load_network(options.checkpoint, options.encoder)
    with tempfile.TemporaryDirectory() as folder:
        whole = tokenizer_of(options.encoder, Path(folder))
        pieces = Pieces(whole)
        articles = read_articles(options.data)
        seen = count_pieces(pieces.tokenizer, (a.text for a in articles))
        for name in FILES if options.public else ():
            for item in read_public(options.public, name, pieces)[0]:
                seen.update(item.ids.tolist())
        kept = prune(whole, options.out / "tokenizer.json", seen, options.vocabulary)
        export_graphs(network, state, kept, pieces, options.out, articles, options.bits)
    files = [file for name in FILES for file, _ in FILES[name]]
    write_meta(state, options.out, options.version, hashes(options.data, options.public, files))
    held = sum(held_out(a, state["config"]["held_out"]) for a in articles)
    size = sum(f.stat().st_size for f in options.out.iterdir())
    print(f"{len(kept)} pieces ({len(seen)} seen), {size / 1e6:.1f} MB, {held} articles were held out")


if __name__ == "__main__":
    main()
