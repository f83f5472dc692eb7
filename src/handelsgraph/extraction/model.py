"""The extraction model in ONNX Runtime: tag a window, then relate the mentions found in it.

Three graphs: ``lower`` (embeddings and the layers up to the tagger), ``upper`` (the layers above, which are told where
the mentions are) and ``heads`` (antecedents and relations). Sessions open at first use.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import onnxruntime

from handelsgraph.extraction.labels import LABEL_ID, LABELS, RELATION_ID, RELATIONS, TAGS
from handelsgraph.extraction.last_layer import LastLayer
from handelsgraph.extraction.pair_features import INPUTS, Entity, Features, Mention, features, mark_row
from handelsgraph.extraction.pieces import LIMIT, Pieces, Window

FloatArray = npt.NDArray[np.float32]

WEIGHTS = Path(__file__).with_name("weights")


@dataclass(frozen=True, slots=True)
class Meta:
    """``model.json``: what the weights are, and the numbers that go with them."""

    version: str
    trained: str  # date
    event_bias: float  # added to the log-probability of event tags
    thresholds: dict[str, float]  # relation -> probability from which it is believed
    calibration: dict[str, tuple[float, float]]  # relation -> scale and shift of its logit
    allowed: dict[str, list[tuple[str, str]]]  # relation -> label pairs (head, tail)
    data: dict[str, str]  # what it was trained on -> sha256
    figures: dict[str, Any]
    training: list[dict[str, Any]] = field(default_factory=list)  # its stages: config with seed, steps
    confidence: tuple[float, float] = (1.0, 0.0)  # scale and shift of the logit of what the pipeline says in the end

    @staticmethod
    def read(path: Path) -> Meta:
        """Read the file; it must be made for this version's labels."""
        raw = json.loads(path.read_text(encoding="utf-8"))
        for name, ours in (("labels", LABELS), ("relations", RELATIONS), ("tags", TAGS)):
            if tuple(raw.pop(name)) != ours:
                raise ValueError(f"{path}: the weights have other {name} than this version of the package")
        return Meta(**raw)

    def tag_bias(self) -> FloatArray:
        """[T] what to add to the tagger's log-probabilities before decoding."""
        return np.array([self.event_bias if tag[2:].startswith("Event") else 0.0 for tag in TAGS], np.float32)

    def allowed_matrix(self) -> npt.NDArray[np.bool_]:
        """[R, labels, labels]."""
        matrix = np.zeros((len(RELATIONS), len(LABELS), len(LABELS)), bool)
        for relation, pairs in self.allowed.items():
            for head, tail in pairs:
                matrix[RELATION_ID[relation], LABEL_ID[head], LABEL_ID[tail]] = True
        return matrix


class Tagging(NamedTuple):
    """What the lower layers say of a window."""

    log_probs: FloatArray  # [W, T]
    states: npt.NDArray[np.floating[Any]]  # [pieces, H], for relate
    furniture: FloatArray  # [W] probability that the word is page furniture


class Scores(NamedTuple):
    """What the heads say of M mentions and P ordered pairs of entities."""

    antecedents: FloatArray  # [M, M] logit that column is the same entity as row; rows only of references and events
    pairs: list[tuple[int, int]]
    holds: FloatArray  # [P, R] calibrated probability, 0 where the labels do not allow the relation
    planned: FloatArray  # [P, R] probability that it is planned, given that it holds


def _sigmoid(x: FloatArray) -> FloatArray:
    out: FloatArray = (0.5 * (1 + np.tanh(0.5 * x))).astype(np.float32)
    return out


class Model:
    """Weights, tokenizer and metadata. One instance may be shared by threads."""

    def __init__(self, folder: Path, meta: Meta, threads: int) -> None:
        self.folder, self.meta, self.threads = folder, meta, threads
        self._allowed = meta.allowed_matrix()
        self._joined: npt.NDArray[np.bool_] = np.logical_or.reduce(self._allowed)  # [labels, labels]
        scales = [meta.calibration.get(relation, (1.0, 0.0)) for relation in RELATIONS]
        self._scale, self._shift = np.array(scales, np.float32).T
        self._last_layer = LastLayer()
        self._sessions: dict[str, onnxruntime.InferenceSession] = {}
        self._run = onnxruntime.RunOptions()
        self._lock = Lock()

    @staticmethod
    def load(path: Path | None = None, threads: int = 1) -> Model:
        """Load the weights in ``path``, or those of the package. Cheap: reads the metadata only."""
        folder = path or WEIGHTS
        return Model(folder, Meta.read(folder / "model.json"), threads)

    @cached_property
    def pieces(self) -> Pieces:
        """The tokenizer."""
        return Pieces(self.folder / "tokenizer.json")

    def _session(self, name: str) -> onnxruntime.InferenceSession:
        with self._lock:  # two threads must not both load the weights
            if name not in self._sessions:
                options = onnxruntime.SessionOptions()
                options.intra_op_num_threads = self.threads
                options.inter_op_num_threads = 1
                options.log_severity_level = 3
                # Without the VNNI instructions, products of u8 and s8 overflow: the model would find nothing. So
                # matrices of 8 bits take a slower, exact way there; those of 7 (`training.export --bits 7`) need not.
                options.add_session_config_entry("session.x64quantprecision", "1")
                self._sessions[name] = onnxruntime.InferenceSession(
                    str(self.folder / f"{name}.onnx"), options, providers=["CPUExecutionProvider"]
                )
        return self._sessions[name]

    def _infer(self, name: str, inputs: dict[str, npt.NDArray[Any]]) -> Any:
        return self._session(name).run(None, inputs, self._run)

    def give_up(self, asked: bool) -> None:
        """Make running and further inferences of all threads fail (True), or let them be (False)."""
        self._run.terminate = asked

    def windows(self, text: str, limit: int = LIMIT, skip: Sequence[tuple[int, int]] = ()) -> list[Window]:
        """Cut the text into overlapping windows; at most ``limit``, the rest is left out. See `Pieces.windows`."""
        return self.pieces.windows(text, limit, skip=skip)

    def tag(self, window: Window) -> Tagging:
        """Tag every word, and say how likely it is furniture."""
        states, tags, furniture = self._infer("lower", {"ids": window.ids, "first": window.first})
        return Tagging(tags, states, furniture)

    def _last_states(
        self, window: Window, states: npt.NDArray[np.floating[Any]], found: Features
    ) -> tuple[FloatArray, FloatArray]:
        """States [pieces, H] and attention [A, pieces, pieces] of the last layer; of the latter the mentions' rows."""
        marks = mark_row(window, found.begin, found.final, found.classes)

        def compute() -> tuple[FloatArray, FloatArray]:
            last, attention = self._infer("upper", {"states": states.astype(np.float32, copy=False), "marks": marks})
            return last, attention

        return self._last_layer.get(states, marks, window.first[found.begin], compute)

    def relate(
        self,
        window: Window,
        states: npt.NDArray[np.floating[Any]],
        mentions: Sequence[Mention],
        entities: Sequence[Entity],
    ) -> Scores:
        """Score the mentions' antecedents and the entities' relations; word and mention numbers are the window's."""
        count = len(mentions)
        antecedents = np.zeros((count, count), np.float32)
        nothing = np.zeros((0, len(RELATIONS)), np.float32)
        if not count:
            return Scores(antecedents, [], nothing, nothing)
        found = features(mentions, entities, window.sentence, self._joined)
        last, attention = self._last_states(window, states, found)
        inputs: dict[str, npt.NDArray[Any]] = {name: getattr(found, name) for name in INPUTS}
        if not len(found.heads):
            # the graph wants an entity and a pair: it gets the first mention, paired with itself
            inputs |= {
                "member": np.eye(1, count, dtype=np.float32),
                "labels": found.classes[:1] // 3,
                "heads": np.zeros(1, np.int64),
                "tails": np.zeros(1, np.int64),
                "pairs": np.zeros((1, found.pairs.shape[1]), np.int64),
                "between": np.zeros((1, 2), np.int64),
                "around": np.zeros((1, 2), np.int64),
            }
        rows, logits = self._infer("heads", {"states": last, "attention": attention, "first": window.first, **inputs})
        antecedents[found.ask] = rows
        if not len(found.heads):
            return Scores(antecedents, [], nothing, nothing)
        possible = self._allowed[:, found.labels[found.heads], found.labels[found.tails]].T
        holds = _sigmoid(logits[:, : len(RELATIONS)] * self._scale + self._shift) * possible
        pairs = list(zip(found.heads.tolist(), found.tails.tolist(), strict=True))
        return Scores(antecedents, pairs, holds, _sigmoid(logits[:, len(RELATIONS) :]))
