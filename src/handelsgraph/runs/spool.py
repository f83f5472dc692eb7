"""Changes that wait, on disk: a run may have many of them, and each holds an article's text."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO, TypeVar, overload

from handelsgraph.evidence import Evidence
from handelsgraph.web import Item

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Step:
    """Evidence to put in place of what is there, or an article to forget; and the item that called for it."""

    item: Item
    evidence: Evidence | None
    forget: str | None = None

    @property
    def source(self) -> str:
        """Name of the source."""
        return self.item.source.name


class Spool(Sequence[T]):
    """Objects in a temporary file. Use it as a context."""

    def __init__(self) -> None:
        self._file: BinaryIO = tempfile.TemporaryFile()  # noqa: SIM115 - closed by __exit__
        self._offsets: list[int] = []

    def __enter__(self) -> Spool[T]:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def append(self, item: T) -> None:
        """Add an object."""
        self._offsets.append(self._file.seek(0, 2))
        pickle.dump(item, self._file)

    def __len__(self) -> int:
        return len(self._offsets)

    @overload
    def __getitem__(self, number: int) -> T: ...
    @overload
    def __getitem__(self, number: slice) -> list[T]: ...
    def __getitem__(self, number: int | slice) -> T | list[T]:
        if isinstance(number, slice):
            return [self[n] for n in range(*number.indices(len(self)))]
        self._file.seek(self._offsets[number])
        item: T = pickle.load(self._file)  # noqa: S301 - our own file, just written
        return item

    def __iter__(self) -> Iterator[T]:
        return (self[number] for number in range(len(self)))
