"""Matrices of 8 bits get 7, so that no product overflows where there is no VNNI, and say nearly the same."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

onnx = pytest.importorskip("onnx", reason="pip install 'handelsgraph[train]'")
pytest.importorskip("torch", reason="pip install 'handelsgraph[train]'")

import onnxruntime  # noqa: E402
from onnx import TensorProto, helper, numpy_helper  # noqa: E402

from training.export import quantise  # noqa: E402
from training.requantise import LARGEST, seven_bits  # noqa: E402

Array = npt.NDArray[np.float32]


def integers(path: Path) -> list[npt.NDArray[np.int8]]:
    """Return the graph's quantised matrices."""
    tensors = onnx.load(path).graph.initializer
    return [numpy_helper.to_array(t) for t in tensors if t.name.endswith("_quantized")]


def says(path: Path, x: Array) -> Array:
    session = onnxruntime.InferenceSession(path.read_bytes(), providers=["CPUExecutionProvider"])
    (answer,) = session.run(None, {"x": x})
    return np.asarray(answer, np.float32)


@pytest.fixture
def weights(tmp_path: Path) -> Path:
    """A folder with graphs of one product each, quantised to 8 bits, and another file."""
    chance = np.random.default_rng(1)
    folder = tmp_path / "weights"
    folder.mkdir()
    for name in ("lower", "upper"):
        matrix = chance.normal(size=(96, 24)).astype(np.float32)
        x = helper.make_tensor_value_info("x", TensorProto.FLOAT, ["m", 96])
        y = helper.make_tensor_value_info("y", TensorProto.FLOAT, ["m", 24])
        node = helper.make_node("MatMul", ["x", "w"], ["y"], name="product")
        graph = helper.make_graph([node], name, [x], [y], [numpy_helper.from_array(matrix, "w")])
        full = tmp_path / f"{name}.onnx"
        onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9), full)
        quantise(full, folder / f"{name}.onnx", 8)
    (folder / "model.json").write_text("{}", encoding="utf-8")
    return folder


def test_a_folder_of_weights_gets_7_bits(
    run: Callable[..., subprocess.CompletedProcess[str]], weights: Path, tmp_path: Path
) -> None:
    out, again = tmp_path / "out", tmp_path / "again"
    done = run("training.requantise", str(weights), "--out", str(out))
    assert (done.returncode, done.stdout) == (0, "2 matrices have 7 bits now\n"), done.stderr
    assert (out / "model.json").read_text("utf-8") == "{}"
    x = np.random.default_rng(2).normal(size=(40, 96)).astype(np.float32)
    for name in ("lower.onnx", "upper.onnx"):
        assert max(int(np.abs(m.astype(int)).max()) for m in integers(weights / name)) > LARGEST
        assert max(int(np.abs(m.astype(int)).max()) for m in integers(out / name)) == LARGEST
        (matrix,) = integers(weights / name)
        scale = {t.name: numpy_helper.to_array(t) for t in onnx.load(weights / name).graph.initializer}["w_scale"]
        exact = x @ (matrix * scale)
        # of one standard deviation: 2 per cent from the activations' 8 bits and the matrices' 7
        assert np.abs(says(out / name, x) - exact).std() < 0.03 * exact.std()
    assert run("training.requantise", str(out), "--out", str(again)).stdout == "0 matrices have 7 bits now\n"


def test_export_rounds_to_7_bits_at_once(weights: Path, tmp_path: Path) -> None:
    quantise(weights.parent / "lower.onnx", tmp_path / "seven.onnx", 7)
    (matrix,) = integers(tmp_path / "seven.onnx")
    assert int(np.abs(matrix.astype(int)).max()) == LARGEST


def test_the_folder_that_is_read_is_not_written(
    run: Callable[..., subprocess.CompletedProcess[str]], weights: Path
) -> None:
    before = (weights / "lower.onnx").read_bytes()
    done = run("training.requantise", str(weights), "--out", str(weights))
    assert done.returncode == 2
    assert "--out is the folder that is read" in done.stderr
    assert (weights / "lower.onnx").read_bytes() == before


def test_only_columns_that_need_it_are_rounded_again() -> None:
    matrix = np.array([[127, 64, -3], [-100, -20, 5]], np.int8)
    smaller, scale = seven_bits(matrix, np.ones(3, np.float32))
    assert smaller[:, 0].tolist() == [64, -50]
    assert smaller[:, 1:].tolist() == matrix[:, 1:].tolist()
    assert scale.tolist() == pytest.approx([127 / 64, 1, 1])


def test_one_scale_for_all_columns_is_kept_so() -> None:
    smaller, scale = seven_bits(np.array([[-128, 2], [64, 0]], np.int8), np.array(0.5, np.float32))
    assert smaller.tolist() == [[-64, 1], [32, 0]]
    assert scale.tolist() == 1.0
