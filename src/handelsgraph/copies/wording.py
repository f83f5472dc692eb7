"""What is compared of a text: the words that are not page furniture, their shingles, and a few hashes to find it by.

Shingles and their resemblance: A. Z. Broder, On the resemblance and containment of documents (1997). Bands of minimum
hashes: Leskovec, Rajaraman, Ullman, Mining of Massive Datasets, chapter 3. The hashes are stored in graphs that outlive
every library, so nothing here depends on the version of one, on the machine or on Python's hash seed.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from itertools import islice

import numpy as np
import numpy.typing as npt

from handelsgraph.article import content_hash

_VERSION = 2
"""Raise it with everything the bands depend on, apart from the list of furniture, which counts by itself."""

SHINGLE = 5
"""Words of a shingle: a word that was replaced breaks as many, so that texts of one template share few."""
SHORT, TINY = 40, 10
"""Texts with fewer words have to be equal: word for word, or with fewer than `TINY` down to the last sign."""
_ROWS = (2,) * 12 + (6,) * 6
"""Minima of each band: with few, texts meet that have little in common; with many, only those that differ in little."""
CROWD = 50
"""Different wordings that may meet in a band; where more do it is that of a template or a phrase, and tells nothing."""
_WORD = re.compile(r"\w+")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})

Hashes = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Wording:
    """What is compared of a text.

    `hash` is that of the whole text, white space aside. `words` and `shingles` (sorted hashes) are those of the text
    without its furniture; both, and the bands, are empty if they are too few to be like others. Texts with the same
    `key` have the same words, and so the same bands.
    """

    hash: str
    key: str
    words: tuple[str, ...]
    shingles: Hashes
    bands: tuple[str, ...]


@cache
def version() -> str:
    """Return what changes with everything the bands depend on; those of another version a rebuild computes anew."""
    furniture = (files("handelsgraph.extraction") / "data" / "furniture.yaml").read_text(encoding="utf-8")
    settings = (_VERSION, SHINGLE, SHORT, TINY, _ROWS)
    return _hash(f"{settings} {furniture}").hex()[:4]


def wording(text: str) -> Wording:
    """Return what is compared of a text."""
    exact = content_hash(text)
    words = tuple(_WORD.findall(unicodedata.normalize("NFC", _main_text(text))))
    folded = [*map(fold, words)]
    key = f"{version()}={exact[:16] if len(words) < TINY else _hash(' '.join(folded)).hex()}"
    if len(words) < SHORT:
        return Wording(exact, key, (), np.empty(0, np.uint64), ())
    shingles = _shingles(folded)
    return Wording(exact, key, words, shingles, _bands(shingles))


def is_current(key: str | None) -> bool:
    """Return whether the stored key of a wording, and with it the bands, are of this version."""
    return key is not None and key.startswith(f"{version()}=")


def fold(word: str) -> str:
    """Return a word as it is compared: in small letters, umlauts written out."""
    return word.casefold().translate(_UMLAUTS)


def _main_text(text: str) -> str:
    from handelsgraph.extraction.furniture_rules import furniture_lines, lines  # YAML, which no question needs

    found = zip(lines(text), furniture_lines(text), strict=True)
    return "\n".join(text[line.start : line.end] for line, furniture in found if not furniture)


def _shingles(words: list[str]) -> Hashes:
    parts = (" ".join(words[start : start + SHINGLE]) for start in range(len(words) - SHINGLE + 1))
    return np.unique(np.frombuffer(b"".join(map(_hash, parts)), np.dtype("<u8")).astype(np.uint64))


def _bands(shingles: Hashes) -> tuple[str, ...]:
    """Return the keys of the bands: each a hash of some minima over all shingles, in as many random orders of them."""
    minima = ((shingles * factor + offset).min() for factor, offset in zip(*_orders(), strict=True))
    rows = ([*islice(minima, number)] for number in _ROWS)
    keys = (_hash(":".join(str(int(value)) for value in row)).hex() for row in rows)
    return tuple(f"{version()}:{number:02}{key[:14]}" for number, key in enumerate(keys))


@cache
def _orders() -> tuple[Hashes, Hashes]:
    """Return factors (odd, so that they permute the numbers of 64 bits) and offsets of the random orders."""
    drawn = b"".join(_hash(f"order {number}") for number in range(2 * sum(_ROWS)))
    numbers = np.frombuffer(drawn, np.dtype("<u8")).astype(np.uint64)
    return numbers[::2] | np.uint64(1), numbers[1::2]


def _hash(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
