"""Text -> words, sentences, and overlapping windows of word pieces for the encoder.

Every word keeps its character offsets into the text as given. Work is linear in the text and bounded by the window
limit: a line of 20 MB is read as far as the limit allows and no further.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

IntArray = npt.NDArray[np.int64]

SIZE = 512  # positions the encoder knows
OVERLAP = 128  # pieces two neighbouring windows share at most
LIMIT = 100  # windows a text may have: some 20,000 words
WORD = re.compile(r"\w+|[^\w\s]")
LONGEST_WORD = 100  # characters; the word-piece model reads a longer word as unknown anyway

CLOSING = frozenset("\"'“”»«)]’")
# A full stop after these, after a single letter or after a number ends no sentence ("Prof. Behr", "am 3. Mai").
_ABBREVIATED = (
    "dr prof dipl ing mag st str nr tel mio mrd ca bzw inkl zzgl geb sog vgl abs art bd hl evtl ggf usw etc jr sen gen "
    "rd min max std jan feb apr aug sept okt nov dez stellv ltd inc co"
)
ABBREVIATIONS = frozenset(_ABBREVIATED.split())


@dataclass(frozen=True, slots=True)
class Window:
    """Part of a text that the encoder sees at once: T pieces, W words."""

    ids: IntArray  # [T] pieces: [CLS] ... [SEP], also [SEP] at every line break
    first: IntArray  # [W] position of each word's first piece
    last: IntArray  # [W] position of each word's last piece
    words: list[tuple[int, int]]  # [W] character offsets, end exclusive
    sentence: IntArray  # [W] number of the sentence in the text
    line: IntArray  # [W] number of the line in the text
    offset: int  # number of the window's first word among those the windows show


def _ends_sentence(before: str, after: str, gap: bool) -> bool:
    """Tell whether a stop mark between these words ends the sentence."""
    if not gap or before.isdigit() or (len(before) == 1 and before.isalpha()) or before.casefold() in ABBREVIATIONS:
        return False
    return after[0].isupper() or after[0].isdigit() or after[0] in '„"»“–-'


def _positions(text: str, spans: list[tuple[int, int]]) -> tuple[IntArray, IntArray]:
    """Sentence and line number of every word."""
    sentence, line = np.zeros(len(spans), np.int64), np.zeros(len(spans), np.int64)
    number = row = end = 0
    stop: str | None = None  # the word before a stop mark, until the next word decides
    previous = ""
    for index, (start, stop_at) in enumerate(spans):
        word = text[start : min(stop_at, start + LONGEST_WORD)]
        breaks = text.count("\n", end, start)
        row += breaks
        if index and (breaks or (stop is not None and word not in CLOSING and _ends_sentence(stop, word, start > end))):
            number += 1
        if word in {".", "!", "?", "…"}:
            stop = previous if word == "." else "-"
        elif word not in CLOSING:
            stop = None
        previous, end = word, stop_at
        sentence[index], line[index] = number, row
    return sentence, line


def outside(spans: Sequence[tuple[int, int]], skip: Sequence[tuple[int, int]]) -> IntArray:
    """Return the numbers of the words that begin in none of the stretches."""
    if not len(skip) or not len(spans):
        return np.arange(len(spans))
    starts, ends = np.array(skip, np.int64).T
    at = np.array([start for start, _ in spans], np.int64)
    stretch = np.searchsorted(starts, at, "right") - 1
    return np.flatnonzero((stretch < 0) | (at >= ends[stretch]))


class Pieces:
    """The tokenizer: words of a text and windows of their pieces."""

    def __init__(self, tokenizer: Path) -> None:
        self.tokenizer = Tokenizer.from_file(str(tokenizer))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        self.begin, self.separator, self.unknown = (self._special(s) for s in ("[CLS]", "[SEP]", "[UNK]"))

    def _special(self, token: str) -> int:
        number = self.tokenizer.token_to_id(token)
        if number is None:
            raise ValueError(f"the tokenizer lacks {token}")
        return int(number)

    def _encode(self, words: list[str]) -> tuple[IntArray, IntArray]:
        """Pieces of all words in one row, and where each word's pieces begin (one more entry than words)."""
        encoding = self.tokenizer.encode(words, is_pretokenized=True, add_special_tokens=False)
        owner = np.array(encoding.word_ids, np.int64)
        ids = np.array(encoding.ids, np.int64)
        # a word the normaliser swallows (a control character) still gets a piece: the unknown one
        empty = np.flatnonzero(np.bincount(owner, minlength=len(words)) == 0)
        if len(empty):
            at = np.searchsorted(owner, empty)
            owner, ids = np.insert(owner, at, empty), np.insert(ids, at, self.unknown)
        return ids, np.concatenate([[0], np.bincount(owner, minlength=len(words)).cumsum()])

    def windows(
        self, text: str, limit: int = LIMIT, overlap: int = OVERLAP, skip: Sequence[tuple[int, int]] = ()
    ) -> list[Window]:
        """Cut the text into windows; at most ``limit``, the rest of the text is left out.

        Words in the stretches ``skip`` (characters, in order) are passed over: the words around them are neighbours in
        a window, and ``offset`` does not count them.
        """
        spans = [match.span() for match in islice(WORD.finditer(text), limit * SIZE)]
        spans = [spans[number] for number in outside(spans, skip)]
        if not spans:
            return []
        sentence, line = _positions(text, spans)
        ids, begins = self._encode([text[a : min(b, a + LONGEST_WORD + 1)] for a, b in spans])
        new_line = np.concatenate([[False], line[1:] != line[:-1]])
        out = []
        for low, high in islice(_cuts(begins, sentence, new_line, overlap), limit):
            row, first, last = [self.begin], [], []
            for word in range(low, high):
                if new_line[word] and word > low:
                    row.append(self.separator)
                first.append(len(row))
                row.extend(ids[begins[word] : begins[word + 1]].tolist())
                last.append(len(row) - 1)
            row.append(self.separator)
            out.append(
                Window(
                    np.array(row, np.int64),
                    np.array(first, np.int64),
                    np.array(last, np.int64),
                    spans[low:high],
                    sentence[low:high],
                    line[low:high],
                    low,
                )
            )
        return out


def _cuts(
    begins: IntArray, sentence: IntArray, new_line: npt.NDArray[np.bool_], overlap: int
) -> Iterator[tuple[int, int]]:
    """Word ranges of the windows: cut between sentences where one ends in the window's last third."""
    count = len(sentence)
    cost = begins + np.concatenate([[0], new_line.cumsum()])  # pieces and separators before each word
    starts = np.concatenate([[0], np.flatnonzero(np.diff(sentence)) + 1, [count]])
    low = 0
    while True:
        high = max(low + 1, int(np.searchsorted(cost, cost[low] + SIZE - 2, "right")) - 1)
        if high >= count:
            yield low, count
            return
        cut = int(starts[np.searchsorted(starts, high, "right") - 1])
        if cost[cut] - cost[low] > 2 * SIZE // 3:
            high = cut
        yield low, high
        again = int(np.searchsorted(cost, cost[high] - overlap))
        again = int(starts[np.searchsorted(starts, again)])  # the next sentence's start
        # without a sentence start to go back to, go back by words; always get ahead
        low = max(low + 1, again if again < high else int(np.searchsorted(cost, cost[high] - overlap // 2)))
