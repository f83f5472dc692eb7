"""Objects that wait their turn, on disk: a run may have any number of them."""

from __future__ import annotations

import pickle
import struct
import tempfile
from collections.abc import Iterator, Sequence
from typing import BinaryIO, TypeVar, overload

T = TypeVar("T")

_OFFSET = struct.Struct("<Q")


class Spool(Sequence[T]):
    """Objects in a temporary file, and in another one where each begins. Use it as a context."""

    def __init__(self) -> None:
        self._file: BinaryIO = tempfile.TemporaryFile()  # noqa: SIM115 - closed by __exit__
        self._offsets: BinaryIO = tempfile.TemporaryFile()  # noqa: SIM115
        self._length = 0

    def __enter__(self) -> Spool[T]:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()
        self._offsets.close()

    def append(self, item: T) -> None:
        """Add an object."""
        self._offsets.seek(0, 2)
        self._offsets.write(_OFFSET.pack(self._file.seek(0, 2)))
        pickle.dump(item, self._file)
        self._length += 1

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, number: int) -> T: ...
    @overload
    def __getitem__(self, number: slice) -> list[T]: ...
    def __getitem__(self, number: int | slice) -> T | list[T]:
        if isinstance(number, slice):
            return [self[n] for n in range(*number.indices(len(self)))]
        self._offsets.seek(_OFFSET.size * range(self._length)[number])
        self._file.seek(*_OFFSET.unpack(self._offsets.read(_OFFSET.size)))
        item: T = pickle.load(self._file)  # noqa: S301 - our own file, just written
        return item

    def __iter__(self) -> Iterator[T]:
        return (self[number] for number in range(len(self)))
