"""The tokenizer: made from the encoder's word-piece list, and pruned for export."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tokenizers import BertWordPieceTokenizer, Tokenizer

from handelsgraph.extraction.pieces import WORD

SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
LATIN = ("LATIN", "DIGIT", "MODIFIER", "FEMININE", "MASCULINE", "MICRO")


def tokenizer_of(encoder: Path, out: Path) -> Path:
    """Write ``tokenizer.json`` for the encoder's ``assets/vocab.txt`` (cased, accents kept) and return its path."""
    path = out / "tokenizer.json"
    made = BertWordPieceTokenizer(str(encoder / "assets" / "vocab.txt"), lowercase=False, strip_accents=False)
    made.save(str(path))
    return path


def is_latin(piece: str) -> bool:
    """Letters of the Latin script only; signs are welcome up to the currency block."""
    return all(
        unicodedata.name(c, "").startswith(LATIN) if c.isalpha() else ord(c) < 0x2100 for c in piece.removeprefix("##")
    )


def count_pieces(tokenizer: Tokenizer, texts: Iterable[str]) -> Counter[int]:
    """How often each piece is used in the texts."""
    counts: Counter[int] = Counter()
    for text in texts:
        counts.update(tokenizer.encode(WORD.findall(text), is_pretokenized=True, add_special_tokens=False).ids)
    return counts


def prune(source: Path, target: Path, seen: Counter[int], size: int) -> list[int]:
    """Write a tokenizer with at most ``size`` pieces; returns their old numbers in the new order.

    Kept: special pieces, all single Latin letters and signs (so that every word can be spelt), every piece seen in the
    texts by frequency, and then Latin pieces in the old order (which is by frequency in the encoder's own corpus).
    """
    raw: dict[str, Any] = json.loads(source.read_text(encoding="utf-8"))
    vocabulary: dict[str, int] = raw["model"]["vocab"]
    single = [n for p, n in vocabulary.items() if len(p.removeprefix("##")) == 1 and is_latin(p)]
    ordered = [vocabulary[s] for s in SPECIAL] + single + [n for n, _ in seen.most_common()]
    ordered += [n for p, n in sorted(vocabulary.items(), key=lambda item: item[1]) if is_latin(p) and "[" not in p]
    kept = sorted(list(dict.fromkeys(ordered))[:size])
    names = {number: piece for piece, number in vocabulary.items()}
    raw["model"]["vocab"] = {names[old]: new for new, old in enumerate(kept)}
    for token in raw["added_tokens"]:
        token["id"] = raw["model"]["vocab"][token["content"]]
    raw["post_processor"] = None  # windows are built by pieces.py
    target.write_text(json.dumps(raw, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    return kept
