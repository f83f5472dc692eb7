"""Which of a text's dates governs a statement: a linear model over features of position, precision and time.

The weights stand in data/date_weights.yaml; training/date_choice.py fits them to the annotated articles.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from handelsgraph.extraction.resources import data
from handelsgraph.extraction.state import DateExpression, Sentences
from handelsgraph.schema import Label

FEATURES = (
    "article", "joint", "first_joint", "event_sentence", "first_event_sentence", "event_joint", "other_end",
    "sentence_before", "last_before", "sentences_back", "sentences_ahead", "after_all", "lead", "same_line",
    "no_sentence",
    "near", "order", "comma_between", "date_between",
    "day", "month", "year", "planned_behind", "done_ahead", "old", "very_old", "article_month", "equals_article",
    "support",
    "slow_relation_year", "slow_relation_old", "quick_relation_day",
)  # fmt: skip
_COMMA = re.compile("[,;:]")
_MOST = 40  # dates looked at for one statement
_SLOW = frozenset({"COOPERATES_WITH", "OPENED_OFFICE_IN", "SUPPORTED_BY"})
FloatArray = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A date that may govern a statement; `number` is its number in the text, None for the article's own."""

    iso: str
    number: int | None


@dataclass(frozen=True, slots=True)
class Anchors:
    """Where a statement stands: first characters of the mentions of its subject and object, and which is an event."""

    relation: str
    head: list[int]
    tail: list[int]
    head_label: Label
    tail_label: Label
    planned: bool

    @property
    def event(self) -> list[int]:
        """Mentions of the event that takes part, if one does."""
        return self.head if self.head_label is Label.EVENT else self.tail if self.tail_label is Label.EVENT else []


class DateChooser:
    """Features and choice for the statements of one article."""

    def __init__(self, text: str, published: str | None, sentences: Sentences, dates: Iterable[DateExpression]) -> None:
        self.text, self.published, self.sentences = text, published or "", sentences
        self.dates = list(dates)
        self.starts = [d.start for d in self.dates]
        self.at = [sentences.at(d.start) for d in self.dates]
        self.line_ends = [match.start() for match in re.finditer("\n", text)]
        months = [d.iso[:7] for d in self.dates]
        self.support = {m: months.count(m) / max(1, len(months)) for m in set(months)}

    def candidates(self, planned: bool, home: int = 0) -> list[Candidate]:
        """Return the dates near a sentence, read for a statement about the past or the future, and the article's."""
        near = range(len(self.dates))
        if len(near) > _MOST:
            at = min(max(0, bisect_left(self.at, home) - _MOST // 2), len(near) - _MOST)
            near = range(at, at + _MOST)
        out = []
        for number in near:
            d = self.dates[number]
            iso = d.iso
            if self.published:
                known = self.published[: len(iso)]
                iso = d.ahead if planned and iso < known else d.behind if not planned and iso > known else iso
            out.append(Candidate(iso, number))
        if len(self.published) >= 7:
            out.append(Candidate(self.published[:7], None))
        return out

    def home(self, anchors: Anchors) -> int:
        """Return the sentence where a statement stands: the first with both ends, else where the second end is."""
        heads, tails = ({self.sentences.at(p) for p in ends} for ends in (anchors.head, anchors.tail))
        return min(heads & tails, default=max(min(heads, default=0), min(tails, default=0)))

    def features(self, anchors: Anchors, candidates: list[Candidate]) -> FloatArray:
        """Return a row of features for every candidate."""
        at = self.sentences.at
        heads, tails = {at(p) for p in anchors.head}, {at(p) for p in anchors.tail}
        events = {at(p) for p in anchors.event}
        joint = heads & tails
        home, first_joint = self.home(anchors), min(joint, default=-1)
        others = (heads | tails) - events - joint
        here: defaultdict[int, list[int]] = defaultdict(list)
        for position in anchors.event or [*anchors.head, *anchors.tail]:
            here[at(position)].append(position)
        rows = np.zeros((len(candidates), len(FEATURES)))
        last_before = bisect_left(self.at, home + 1) - 1
        for row, candidate in enumerate(candidates):
            number = candidate.number
            f: dict[str, float] = self._time(candidate.iso, anchors)
            if number is None:
                f["article"] = 1.0
                f["no_sentence"] = float(not joint)
            else:
                d, s = self.dates[number], self.at[number]
                in_joint = s in joint
                f["joint"] = float(in_joint)
                f["first_joint"] = float(s == first_joint)
                f["event_sentence"] = float(s in events)
                f["event_joint"] = float(in_joint and bool(events))
                f["first_event_sentence"] = float(bool(anchors.event) and s == at(anchors.event[0]))
                f["other_end"] = float(s in others)
                f["sentence_before"] = float(s == home - 1)
                f["last_before"] = float(number == last_before and s < home)
                f["sentences_back"] = math.log1p(max(0, home - s))
                f["sentences_ahead"] = math.log1p(max(0, s - home))
                f["after_all"] = float(s > home)
                f["lead"] = float(s <= 2)
                f["same_line"] = float(self._line(d.start) == self._line(self.sentences.spans[home][0]))
                f.update(self._near(d, here.get(s, [])))
            for name, value in f.items():
                rows[row, _COLUMN[name]] = value
        return rows

    def _time(self, iso: str, anchors: Anchors) -> dict[str, float]:
        """Return features of the date itself."""
        known = self.published[: len(iso)]
        months = _months(iso, self.published)
        slow = anchors.relation in _SLOW
        return {
            "day": float(len(iso) == 10),
            "month": float(len(iso) == 7),
            "year": float(len(iso) == 4),
            "planned_behind": float(anchors.planned and iso < known),
            "done_ahead": float(not anchors.planned and iso > known),
            "old": float(months > 3),
            "very_old": float(months > 18),
            "article_month": float(iso[:7] == self.published[:7]),
            "equals_article": float(iso == self.published and len(iso) == 10),
            "support": self.support.get(iso[:7], 0.0),
            "slow_relation_year": float(slow and len(iso) == 4),
            "slow_relation_old": float(slow and months > 3),
            "quick_relation_day": float(anchors.relation in {"MET", "SIGNED_AGREEMENT_WITH"} and len(iso) == 10),
        }

    def _line(self, position: int) -> int:
        return bisect_left(self.line_ends, position)

    def _near(self, d: DateExpression, here: list[int]) -> dict[str, float]:
        """Return features of the way between a date and the nearest mention in its sentence."""
        if not here:
            return {}
        nearest = min(here, key=lambda p: abs(p - d.start))
        low, high = (d.end, nearest) if nearest >= d.end else (nearest, d.start)
        return {
            "near": 1 / (1 + abs(nearest - d.start) / 40),
            "order": float(d.start < nearest),
            "comma_between": float(bool(_COMMA.search(self.text, low, high))),
            "date_between": float(bisect_right(self.starts, low) < bisect_left(self.starts, high)),
        }

    def choose(self, many: list[Anchors]) -> str | None:
        """Return the date that governs these statements (several: those of one event), or None if none is known."""
        if not many:
            return None
        candidates = self.candidates(sum(a.planned for a in many) * 2 > len(many), self.home(many[0]))
        if not candidates:
            return None
        rows = [self.features(anchors, candidates) for anchors in many]
        best = candidates[int(np.sum([row @ _weights() for row in rows], axis=0).argmax())]
        return best.iso if best.number is not None else self._refined(best.iso, candidates, rows)

    def _refined(self, month: str, candidates: list[Candidate], rows: list[FloatArray]) -> str:
        """Return the day of the article's month that the statements' own sentences name, if they name just one."""
        own = np.max(rows, axis=0)[:, [_COLUMN["joint"], _COLUMN["first_event_sentence"]]].any(1)
        days = {c.iso for c, stands in zip(candidates, own, strict=True) if stands and c.iso.startswith(month)}
        return days.pop() if len(days) == 1 else month


_COLUMN = {name: number for number, name in enumerate(FEATURES)}


def _weights() -> FloatArray:
    weights: dict[str, float] = data("date_weights")
    return np.array([weights.get(name, 0.0) for name in FEATURES])


def _months(iso: str, published: str) -> int:
    """Return how many months a date lies before the article's."""
    if not published:
        return 0
    a, b = (int(d[:4]) * 12 + (int(d[5:7]) if len(d) >= 7 else 6) for d in (iso, published))
    return b - a
