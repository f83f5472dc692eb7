"""Reader of a TensorFlow variable bundle (``variables.index`` + ``variables.data-00000-of-00001``) without TensorFlow.

The index is an uncompressed SSTable (blocks of prefix-compressed keys, footer of 48 bytes with the handles of the
meta-index and the index block) whose values are ``BundleEntryProto`` messages; layout after
tensorflow/core/util/tensor_bundle/tensor_bundle.h and tensorflow/core/lib/io/table_format.txt.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt

FOOTER = 48
DT_FLOAT = 1


def _varint(buffer: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = buffer[at]
        at += 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value, at


def _block(table: bytes, offset: int, size: int) -> Iterator[tuple[bytes, bytes]]:
    """Keys and values of one SSTable block; a key repeats the first ``shared`` bytes of the key before."""
    block = table[offset : offset + size]
    (restarts,) = struct.unpack_from("<I", block, size - 4)
    end, at, key = size - 4 - 4 * restarts, 0, b""
    while at < end:
        shared, at = _varint(block, at)
        fresh, at = _varint(block, at)
        length, at = _varint(block, at)
        key = key[:shared] + block[at : at + fresh]
        at += fresh
        yield key, block[at : at + length]
        at += length


def _message(data: bytes) -> Iterator[tuple[int, int | bytes]]:
    """Fields (number, value) of a protocol-buffer message."""
    at = 0
    while at < len(data):
        tag, at = _varint(data, at)
        wire = tag & 7
        if wire == 0:
            number, at = _varint(data, at)
            yield tag >> 3, number
        elif wire in (1, 5):
            width = 8 if wire == 1 else 4
            yield tag >> 3, data[at : at + width]
            at += width
        else:
            length, at = _varint(data, at)
            yield tag >> 3, data[at : at + length]
            at += length


def _shape(data: bytes) -> list[int]:
    dims = [value for number, value in _message(data) if number == 2 and isinstance(value, bytes)]
    return [next((v for n, v in _message(dim) if n == 1 and isinstance(v, int)), 0) for dim in dims]


def read_bundle(prefix: Path) -> dict[str, npt.NDArray[np.float32]]:
    """All float tensors of the bundle by variable name."""
    table = Path(f"{prefix}.index").read_bytes()
    data = np.memmap(f"{prefix}.data-00000-of-00001", np.uint8, "r")
    at = len(table) - FOOTER
    _, at = _varint(table, at)
    _, at = _varint(table, at)
    offset, at = _varint(table, at)
    size, at = _varint(table, at)
    tensors: dict[str, npt.NDArray[np.float32]] = {}
    for _, handle in _block(table, offset, size):
        start, at = _varint(handle, 0)
        length, _ = _varint(handle, at)
        for key, value in _block(table, start, length):
            fields = dict(_message(value))
            if not key or fields.get(1) != DT_FLOAT:
                continue
            begin, count = int(fields.get(4, 0)), int(fields.get(5, 0))
            shape = _shape(bytes(fields[2])) if isinstance(fields.get(2), bytes) else []
            tensors[key.decode()] = np.frombuffer(data[begin : begin + count].tobytes(), "<f4").reshape(shape)
    return tensors
