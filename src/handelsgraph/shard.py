"""A share of the work, for one of several machines that feed one graph."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from handelsgraph.errors import InputError

_FORM = re.compile(r"([0-9]{1,6})/([0-9]{1,6})")


@dataclass(frozen=True, slots=True)
class Shard:
    """Share `number` of `of`, counted from 1. Each key belongs to one of the shares, on every machine to the same."""

    number: int
    of: int

    @staticmethod
    def parse(text: str) -> Shard:
        """Return what `i/n` means. Raises InputError."""
        match = _FORM.fullmatch(text)
        number, of = (int(match[1]), int(match[2])) if match else (0, 0)
        if not 1 <= number <= of:
            raise InputError(
                f"{text[:40]!r} is not a shard", "write i/n with 1 <= i <= n: 2/3 is the second of three machines"
            )
        return Shard(number, of)

    def has(self, key: str) -> bool:
        """Return whether the key belongs to this share."""
        return int(hashlib.sha256(key.encode()).hexdigest()[:16], 16) % self.of == self.number - 1

    def apart(self, other: Shard) -> bool:
        """Return whether no key belongs to both."""
        return self.of == other.of and self.number != other.number

    def __str__(self) -> str:
        return f"{self.number}/{self.of}"
