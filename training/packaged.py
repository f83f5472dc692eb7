"""The weights of a package as a start for training: int8 graphs -> float32 parameters of ``network.Network``.

Checkpoints are ten times the package's size and are not kept with the code. What quantisation cost is half a step of a
255th of a column's range, which the first steps of a run make good; word, position and segment embeddings come from the
encoder's own package.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

QUANTISED = ".weight_Transposed_quantized"  # the names that onnxruntime's quantiser gives
EMBEDDINGS = {"encoder.words", "encoder.positions", "encoder.segment", "table", "scale"}


def _arrays(graph: onnx.GraphProto) -> dict[str, npt.NDArray[np.generic]]:
    return {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}


def _tensor(array: npt.NDArray[np.generic]) -> Tensor:
    return torch.from_numpy(np.array(array, dtype=np.float32))


def _encoder_graph(path: Path) -> dict[str, Tensor]:
    """Parameters of lower.onnx or upper.onnx, by their name in the network."""
    arrays, found = _arrays(onnx.load(path).graph), dict[str, Tensor]()
    for name, array in arrays.items():
        own = name.removeprefix("network.")
        if name.endswith(QUANTISED):
            at = name.removesuffix("_quantized")
            zero, scale = arrays[f"{at}_zero_point"].astype(np.float32), arrays[f"{at}_scale"]
            found[own.removesuffix(QUANTISED) + ".weight"] = _tensor(((array.astype(np.float32) - zero) * scale).T)
        elif own.endswith((".weight", ".bias")) and own not in EMBEDDINGS:
            found[own] = _tensor(array)
    return found


def _heads_graph(path: Path) -> dict[str, Tensor]:
    """Parameters of heads.onnx; a product without bias has lost its name there, but the node keeps the module's."""
    graph = onnx.load(path).graph
    arrays, found = _arrays(graph), dict[str, Tensor]()
    for name, array in arrays.items():
        if name.endswith((".weight", ".bias")):
            found[f"heads.{name}"] = _tensor(array)
    for node in graph.node:
        if node.op_type == "MatMul" and node.input[1] in arrays:
            module = node.name.split("/")[-2]
            found[f"heads.{module}.weight"] = _tensor(arrays[node.input[1]].T)
    return found


def read_packaged(weights: Path) -> dict[str, Tensor]:
    """Read the parameters of a folder of weights, as ``load_state_dict`` takes them (all but the embeddings)."""
    return {
        **_encoder_graph(weights / "lower.onnx"),
        **_encoder_graph(weights / "upper.onnx"),
        **_heads_graph(weights / "heads.onnx"),
    }
