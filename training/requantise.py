"""Weights with 8-bit matrices -> the same with 7 bits: ``python -m training.requantise WEIGHTS --out DIR``.

Faster on processors without VNNI, and less exact: see RESULTS.md. Nothing is trained and no encoder is needed: every
column is rounded a second time, which moves a weight by at most a 128th of the column's largest one; ``export.py --bits
7`` rounds once. Thresholds and calibration stay; ``tune.py`` can fit them anew.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
from onnx import numpy_helper

LARGEST = 64  # two products of it with an unsigned byte still fit 16 bits: 2 * 255 * 64 < 2^15
QUANTISED = "_quantized"  # what onnxruntime's quantiser adds to a matrix's name
GRAPHS = ("lower.onnx", "upper.onnx")


def seven_bits(
    matrix: npt.NDArray[np.int8], scale: npt.NDArray[np.float32]
) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.float32]]:
    """Return a matrix [in, out] and its columns' scales ([out], or one for all) with no value beyond ``LARGEST``."""
    values = matrix.astype(np.float32)
    largest = np.abs(values).max(axis=0 if scale.ndim else None)
    factor = np.maximum(largest / LARGEST, 1).astype(np.float32)
    return np.rint(values / factor).astype(np.int8), (scale * factor).astype(np.float32)


def requantise(source: Path, target: Path) -> int:
    """Write a graph whose matrices have 7 bits, and return how many were changed."""
    model = onnx.load(source)
    tensors = {tensor.name: tensor for tensor in model.graph.initializer}
    changed = 0
    for name, tensor in tensors.items():
        if not name.endswith(QUANTISED) or tensor.data_type != onnx.TensorProto.INT8:
            continue
        own = name.removesuffix(QUANTISED)
        matrix, scale = numpy_helper.to_array(tensor), tensors[f"{own}_scale"]
        if np.any(numpy_helper.to_array(tensors[f"{own}_zero_point"])):
            raise ValueError(f"{source}: {own} is not quantised symmetrically")
        if np.abs(matrix.astype(np.int16)).max() > LARGEST:
            smaller, wider = seven_bits(matrix, numpy_helper.to_array(scale))
            tensor.CopyFrom(numpy_helper.from_array(smaller, name))
            scale.CopyFrom(numpy_helper.from_array(wider, scale.name))
            changed += 1
    onnx.save(model, target)
    return changed


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0] if __doc__ else None)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--out", type=Path, required=True, help="folder to write; may not be WEIGHTS")
    options = parser.parse_args()
    if options.out.resolve() == options.weights.resolve():
        parser.error("--out is the folder that is read")
    options.out.mkdir(parents=True, exist_ok=True)
    for file in options.weights.iterdir():
        if file.name not in GRAPHS:
            shutil.copy(file, options.out)
    changed = sum(requantise(options.weights / name, options.out / name) for name in GRAPHS)
    print(f"{changed} matrices have 7 bits now")


if __name__ == "__main__":
    main()
